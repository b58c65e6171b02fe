using Observability.Core.Storage;

namespace Observability.Adapters.Sqlite;

/// <summary>Opens the file: checks what it is before changing anything, then brings it into our shape.</summary>
internal static class StoreFile
{
    /// <summary>Version of the shape of the file; a file with a greater one is refused.</summary>
    public const int Version = 1;

    /// <summary>Before the name of every table of ours.</summary>
    public const string Prefix = "t_";

    // "OBSV", in the header of the file: tells our files from those of other programs.
    private const int ApplicationId = 0x4F425356;

    public static Database Create(string file, TimeSpan busyTimeout)
    {
        Database database = new(file, busyTimeout);
        try
        {
            Refuse(database);
            UseWal(database, busyTimeout);
            Configure(database);
            if (database.Number("PRAGMA user_version") == 0)
            {
                Shape(database);
            }

            return database;
        }
        catch (Exception e) when (e is StoreUnavailableException or StoreVersionException)
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>One more connection to a file that <see cref="Create"/> has opened.</summary>
    public static Database Reader(string file, TimeSpan busyTimeout)
    {
        Database database = new(file, busyTimeout);
        database.Execute("PRAGMA query_only = 1");
        return database;
    }

    private static void Refuse(Database database)
    {
        int version = (int)database.Number("PRAGMA user_version");
        bool empty = database.Number("SELECT count(*) FROM sqlite_master") == 0;
        if (database.Number("PRAGMA application_id") != ApplicationId && !(version == 0 && empty))
        {
            throw new StoreUnavailableException(database.File, "a SQLite database of another program");
        }

        if (version > Version)
        {
            throw new StoreVersionException(database.File, version, Version);
        }
    }

    // SQLite does not wait for others when it changes the mode of the file.
    private static void UseWal(Database database, TimeSpan busyTimeout)
    {
        for (TimeSpan waited = TimeSpan.Zero; ; waited += TimeSpan.FromMilliseconds(20))
        {
            try
            {
                using Statement mode = database.Prepare("PRAGMA journal_mode = WAL");
                if (mode.Step() && mode.Text(0) == "wal")
                {
                    return;
                }

                throw new StoreUnavailableException(database.File, "the file system cannot share it between processes (no WAL); use a local disk");
            }
            catch (StoreUnavailableException e) when (e.Message.EndsWith("locked by another process", StringComparison.Ordinal) && waited < busyTimeout)
            {
                Thread.Sleep(20);
            }
        }
    }

    private static void Configure(Database database)
    {
        database.Execute("PRAGMA synchronous = FULL");
        database.Execute("PRAGMA cache_size = -32768");
        database.Execute("PRAGMA wal_autocheckpoint = 4000");
        database.Execute("PRAGMA temp_store = MEMORY");
    }

    private static void Shape(Database database)
    {
        database.Execute("BEGIN IMMEDIATE");
        if (database.Number("PRAGMA user_version") == 0)
        {
            database.Execute("CREATE TABLE counter(id INTEGER PRIMARY KEY, version INTEGER NOT NULL)");
            database.Execute("INSERT INTO counter VALUES (1, 0)");
            database.Execute($"PRAGMA application_id = {ApplicationId}");
            database.Execute($"PRAGMA user_version = {Version}");
        }

        database.Execute("COMMIT");
    }
}
