using Observability.Core.Configuration;

namespace Observability.Core.Storage;

/// <summary>Drops tables that are older than settings keep them, once a day.</summary>
public sealed class DropOldTables(ITableStore store, DueRows due, Func<Settings> settings, TimeProvider time) : IDueWork
{
    /// <summary>UTC.</summary>
    public static readonly TimeSpan At = TimeSpan.FromHours(3);

    public string Kind => DueKind.Retention;

    /// <summary>Reminds of the next look; again and again is the same reminder.</summary>
    public Task ArmAsync(CancellationToken cancel)
    {
        DateTimeOffset now = time.GetUtcNow();
        DateTimeOffset today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero) + At;
        return due.PutAsync(today > now ? today : today.AddDays(1), Kind, "tables", cancel);
    }

    public async Task RunAsync(string id, CancellationToken cancel)
    {
        await ArmAsync(cancel).ConfigureAwait(false);
        IReadOnlyList<string> tables = await store.TablesAsync(string.Empty, cancel).ConfigureAwait(false);
        foreach (string table in Retention.Over(tables, settings().Retention, time.GetUtcNow()))
        {
            await store.DropAsync(table, cancel).ConfigureAwait(false);
        }
    }
}
