using System.Runtime.CompilerServices;
using Observability.Core.Storage;

namespace Observability.Core.Incidents;

/// <summary>Incidents for lists: one range for the open ones, one a month for all.</summary>
/// <remarks>The rows are derived and written before the incident itself; a change that failed stands here until its next try.</remarks>
public sealed class ListIncidents(ITableStore store)
{
    /// <summary>Incidents that are open, the worst first, then the newest.</summary>
    public async Task<IReadOnlyList<IncidentSummary>> OpenAsync(CancellationToken cancel)
    {
        List<IncidentSummary> open = [];
        await foreach (Row row in store.RowsAsync(IncidentStore.Index, new KeyRange(IncidentStore.OpenPartition), cancel).ConfigureAwait(false))
        {
            IncidentSummary summary = Json.Read(row, IncidentsJson.Default.IncidentSummary);
            if (summary.Closed is null)
            {
                open.Add(summary);
            }
        }

        return [.. open.OrderByDescending(i => i.Severity).ThenByDescending(i => i.Opened).ThenBy(i => i.Id, StringComparer.Ordinal)];
    }

    /// <summary>Incidents that opened in [from, to), newest first, each once.</summary>
    public async IAsyncEnumerable<IncidentSummary> OpenedAsync(DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancel)
    {
        HashSet<string> seen = [];
        DateTimeOffset last = to.AddTicks(-1).ToUniversalTime();
        DateTimeOffset month = new(last.Year, last.Month, 1, 0, 0, 0, TimeSpan.Zero);
        for (; month.AddMonths(1) > from; month = month.AddMonths(-1))
        {
            KeyRange range = new(IncidentStore.AllPartition, KeyTime.ReverseTime(to), KeyTime.ReverseTime(from) + "~");
            await foreach (Row row in store.RowsAsync(IncidentStore.IndexOf(month), range, cancel).ConfigureAwait(false))
            {
                // An incident that got an earlier root has a second row under its new beginning; the row it came from names the same one.
                IncidentSummary summary = Json.Read(row, IncidentsJson.Default.IncidentSummary);
                if (summary.Opened >= from && summary.Opened < to && seen.Add(summary.Id))
                {
                    yield return summary;
                }
            }
        }
    }
}
