using System.Globalization;
using Observability.Core.Configuration;
using Observability.Core.Primitives;
using Observability.Core.Storage;

namespace Observability.Core.Slos;

/// <summary>One row for each objective and day, all in one partition in order of days: a page reads one range.</summary>
/// <remarks>The key names what is counted as well: an objective that is defined anew begins anew.</remarks>
public sealed class SloStore(ITableStore store)
{
    private const string Table = "slo";
    private const string Partition = "days";

    public Task SaveAsync(IReadOnlyList<(SloSettings Slo, SloDay Day)> days, CancellationToken cancel) => Task.WhenAll(
        days.Chunk(StoreLimits.BatchRows).Select(some => store.WriteAsync(
            Table,
            Partition,
            [.. some.Select(d => new Write.Put(KeyOf(d.Slo, d.Day.Day), new Dictionary<string, object> { ["Good"] = d.Day.Good, ["Total"] = d.Day.Total }))],
            cancel)));

    /// <summary>What was counted in [from, to), by objective; those without a day are there too.</summary>
    public async Task<IReadOnlyList<(SloSettings Slo, IReadOnlyList<SloDay> Days)>> DaysAsync(IReadOnlyList<SloSettings> slos, DateOnly from, DateOnly to, CancellationToken cancel)
    {
        Dictionary<string, SloDay> rows = new(StringComparer.Ordinal);
        await foreach (Row row in store.RowsAsync(Table, new KeyRange(Partition, Text(from), Text(to)), cancel).ConfigureAwait(false))
        {
            DateOnly day = DateOnly.ParseExact(row.Key[..8], "yyyyMMdd", CultureInfo.InvariantCulture);
            rows[row.Key] = new(day, (double)row.Values["Good"], (double)row.Values["Total"]);
        }

        return
        [
            .. slos.Select(slo => (slo, (IReadOnlyList<SloDay>)
            [
                .. Enumerable.Range(0, to.DayNumber - from.DayNumber).Select(i => rows.GetValueOrDefault(KeyOf(slo, from.AddDays(i)))).OfType<SloDay>(),
            ])),
        ];
    }

    private static string KeyOf(SloSettings slo, DateOnly day) => KeyCodec.Join(Text(day), slo.Name, ContentHash.Of(slo.Of.ToString(), slo.Subject)[..8]);

    private static string Text(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
