using System.Globalization;
using Observability.Core.Storage;

namespace Observability.Core.Incidents;

/// <summary>Incidents, each in a partition of its own together with what was and is to be told of it; with index rows of the open ones and of all by time.</summary>
public sealed class IncidentStore(ITableStore store)
{
    internal const string Index = "incidentindex";
    internal const string OpenPartition = "open";
    internal const string AllPartition = "all";

    private const int AtOnce = 64;

    /// <summary>Table of an incident by its id, which begins with its month.</summary>
    public static string TableOf(string id) => "incidents" + id[..6];

    /// <summary>Partition of an incident, and of all that is told of it.</summary>
    public static string PartitionOf(string id) => KeyCodec.Encode(id);

    /// <summary>The incident with its ETag; null when there is none.</summary>
    public async Task<Stored?> FindAsync(string id, CancellationToken cancel)
    {
        if (id.Length < 8 || !id[..6].All(char.IsAsciiDigit))
        {
            return null;
        }

        Row? row = await store.GetAsync(TableOf(id), PartitionOf(id), "i", cancel).ConfigureAwait(false);
        if (row is null)
        {
            return null;
        }

        return new(Json.Read(row, IncidentsJson.Default.Incident), row.ETag);
    }

    /// <summary>Incidents that are open, and those that closed within <see cref="Grouping.ReopenWithin"/> of <paramref name="now"/>; oldest id first.</summary>
    public async Task<IReadOnlyList<Incident>> KnownAsync(DateTimeOffset now, CancellationToken cancel)
    {
        List<Row> rows = await store.RowsAsync(Index, new KeyRange(OpenPartition), cancel).ToListAsync(cancel).ConfigureAwait(false);
        List<Incident> known = [];
        foreach (Row[] some in rows.Chunk(AtOnce))
        {
            Incident?[] found = await Task.WhenAll(some.Select(row => KnownAsync(row, now, cancel))).ConfigureAwait(false);
            known.AddRange(found.OfType<Incident>());
        }

        return known;
    }

    // The row is derived: the incident itself says how it stands.
    private async Task<Incident?> KnownAsync(Row row, DateTimeOffset now, CancellationToken cancel)
    {
        if (await FindAsync((string)row.Values["Id"], cancel).ConfigureAwait(false) is not { } stored)
        {
            return null;
        }

        if (stored.Incident.Closed is { } closed && closed + Grouping.ReopenWithin < now)
        {
            await store.WriteAsync(Index, OpenPartition, [new Write.Delete(row.Key, row.ETag)], cancel).ConfigureAwait(false);
            return null;
        }

        return stored.Incident;
    }

    /// <summary>Incidents that opened in [from, to), newest first.</summary>
    public async IAsyncEnumerable<Incident> OpenedAsync(
        DateTimeOffset from, DateTimeOffset to, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        DateTimeOffset month = new(to.UtcDateTime.Year, to.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero);
        for (; month.AddMonths(1) > from; month = month.AddMonths(-1))
        {
            await foreach (Row row in store.RowsAsync(IndexOf(month), new KeyRange(AllPartition, KeyTime.ReverseTime(to), KeyTime.ReverseTime(from) + "~"), cancel).ConfigureAwait(false))
            {
                if (await FindAsync((string)row.Values["Id"], cancel).ConfigureAwait(false) is { } stored
                    && stored.Incident.Opened >= from && stored.Incident.Opened < to && row.Key == IndexKey(stored.Incident))
                {
                    yield return stored.Incident;
                }
            }
        }
    }

    /// <summary>Every incident that is kept; reads all there is, messages too.</summary>
    public async IAsyncEnumerable<Incident> AllAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (string table in (await store.TablesAsync("incidents", cancel).ConfigureAwait(false)).Where(t => t.Length == "incidents".Length + 6))
        {
            await foreach (Row row in store.RowsAsync(table, new KeyRange(null), cancel).ConfigureAwait(false))
            {
                if (row.Key == "i")
                {
                    yield return Json.Read(row, IncidentsJson.Default.Incident);
                }
            }
        }
    }

    /// <summary>The incident with what is to be told of its change, all or nothing. False when somebody else was faster.</summary>
    /// <param name="etag">null for a new one.</param>
    /// <param name="beside">What is to be written into the incident's partition with it.</param>
    public async Task<bool> SaveAsync(Incident incident, string? etag, IReadOnlyList<Write> beside, CancellationToken cancel)
    {
        await IndexAsync(incident, cancel).ConfigureAwait(false);
        Dictionary<string, object> values = Json.Values(incident, IncidentsJson.Default.Incident);
        Write change = etag is null ? new Write.Insert("i", values) : new Write.Replace("i", values, etag);
        return (await store.WriteAsync(TableOf(incident.Id), PartitionOf(incident.Id), [change, .. beside], cancel).ConfigureAwait(false)).Done;
    }

    /// <summary>Writes the index rows of every incident again, from nothing.</summary>
    /// <returns>How many incidents there are.</returns>
    public async Task<long> RebuildAsync(CancellationToken cancel)
    {
        long count = 0;
        foreach (string index in await store.TablesAsync(Index, cancel).ConfigureAwait(false))
        {
            await store.DropAsync(index, cancel).ConfigureAwait(false);
        }

        await foreach (Incident incident in AllAsync(cancel).ConfigureAwait(false))
        {
            await IndexAsync(incident, cancel).ConfigureAwait(false);
            count++;
        }

        return count;
    }

    private async Task IndexAsync(Incident incident, CancellationToken cancel)
    {
        Dictionary<string, object> pointer = Json.Values(IncidentSummary.Of(incident), IncidentsJson.Default.IncidentSummary, ("Id", incident.Id));
        await store.WriteAsync(Index, OpenPartition, [new Write.Put(KeyCodec.Encode(incident.Id), pointer)], cancel).ConfigureAwait(false);
        await store.WriteAsync(IndexOf(incident.Opened), AllPartition, [new Write.Put(IndexKey(incident), pointer)], cancel).ConfigureAwait(false);
    }

    // An incident whose cause was found later opens earlier: the row of its first opening stays, and is no longer its own.
    private static string IndexKey(Incident incident) => KeyCodec.Join(KeyTime.ReverseTime(incident.Opened), incident.Id);

    /// <summary>Table of the index of all incidents that opened in the month of the time.</summary>
    internal static string IndexOf(DateTimeOffset time) => Index + time.UtcDateTime.ToString("yyyyMM", CultureInfo.InvariantCulture);
}

/// <summary>An incident as it stands in the store.</summary>
public sealed record Stored(Incident Incident, string ETag);
