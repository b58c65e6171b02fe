using System.Collections.Concurrent;
using Observability.Core.Primitives;
using Observability.Core.Storage;

namespace Observability.Core.Incidents.Tuning;

/// <summary>A row for each series and each family of which somebody said something, those of a family in one partition. Derived from the incidents.</summary>
public sealed class TuningStore(ITableStore store)
{
    private const string Table = "tuning";
    private const int MostKnown = 10_000;

    // What one process says counts at once for it, and within a minute for the others.
    private static readonly TimeSpan For = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (DateTimeOffset At, Dictionary<string, VoteRow> Rows)> _families = new(StringComparer.Ordinal);

    /// <summary>How each measure of a subject is judged now: 2 ranges.</summary>
    /// <param name="usual">Sensitivity of the settings.</param>
    public async Task<Func<string, Tuned>> OfAsync(Subject subject, double usual, DateTimeOffset now, CancellationToken cancel)
    {
        string partition = PartitionOf(subject);
        Dictionary<string, VoteRow> alike = await FamilyAsync(partition, now, cancel).ConfigureAwait(false);

        // The family counts what is said of each of its series: where it has no row, they have none.
        Dictionary<string, VoteRow> own = alike.Count == 0 ? [] : await RowsAsync(partition, KeyCodec.Join("s", subject.Text) + ",", cancel).ConfigureAwait(false);
        return measure => SensitivityOf.Of(subject, usual, own.GetValueOrDefault(measure)?.Votes ?? [], alike.GetValueOrDefault(measure)?.Votes ?? [], now);
    }

    /// <summary>Makes the rows of a series say of an incident what is said of it now. The same again changes nothing.</summary>
    public async Task PutAsync(string incident, Subject series, string measure, IReadOnlyList<Vote> votes, CancellationToken cancel)
    {
        string partition = PartitionOf(series);
        _families.TryRemove(partition, out _);
        await PutAsync(partition, KeyCodec.Join("s", series.Text, measure), measure, row => row.With(incident, votes), cancel).ConfigureAwait(false);
        await PutAsync(partition, KeyCodec.Join("f", measure), measure, row => row.With(incident, row.Votes.Where(v => v.Incident == incident && v.Series != series).Concat(votes)), cancel).ConfigureAwait(false);
        _families.TryRemove(partition, out _);
    }

    private async Task<Dictionary<string, VoteRow>> FamilyAsync(string partition, DateTimeOffset now, CancellationToken cancel)
    {
        if (_families.TryGetValue(partition, out (DateTimeOffset At, Dictionary<string, VoteRow> Rows) known) && now >= known.At && now - known.At < For)
        {
            return known.Rows;
        }

        if (_families.Count >= MostKnown)
        {
            _families.Clear();
        }

        Dictionary<string, VoteRow> rows = await RowsAsync(partition, "f,", cancel).ConfigureAwait(false);
        _families[partition] = (now, rows);
        return rows;
    }

    private async Task<Dictionary<string, VoteRow>> RowsAsync(string partition, string prefix, CancellationToken cancel)
    {
        Dictionary<string, VoteRow> rows = new(StringComparer.Ordinal);
        await foreach (Row row in store.RowsAsync(Table, KeyRange.Prefix(partition, prefix), cancel).ConfigureAwait(false))
        {
            VoteRow read = Json.Read(row, VoteRowJson.Default.VoteRow);
            rows[read.Measure] = read;
        }

        return rows;
    }

    private Task PutAsync(string partition, string key, string measure, Func<VoteRow, VoteRow> change, CancellationToken cancel) => store.UpdateAsync(
        Table,
        partition,
        key,
        row =>
        {
            VoteRow before = row is null ? new(measure, []) : Json.Read(row, VoteRowJson.Default.VoteRow);
            VoteRow after = change(before);
            return after.Votes.SequenceEqual(before.Votes) ? null : Json.Values(after, VoteRowJson.Default.VoteRow);
        },
        cancel);

    private static string PartitionOf(Subject subject) => KeyCodec.Encode(Family.Of(subject));
}
