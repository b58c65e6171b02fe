using System.Globalization;
using Observability.Core.Storage;

namespace Observability.Core.Slos;

/// <summary>One row a day, in tables named by month: four weeks are one range read, two where they span two months.</summary>
public sealed class EstateStore(ITableStore store)
{
    private const string Table = "estate";
    private const string Partition = "days";

    public async Task SaveAsync(IEnumerable<EstateDay> days, CancellationToken cancel)
    {
        foreach (IGrouping<string, EstateDay> month in days.GroupBy(d => TableOf(d.Day)))
        {
            await store.WriteAsync(month.Key, Partition, [.. month.Select(d => new Write.Put(Text(d.Day), Values(d)))], cancel).ConfigureAwait(false);
        }
    }

    /// <summary>What was counted of the days in [from, to), oldest first.</summary>
    public async Task<IReadOnlyList<EstateDay>> DaysAsync(DateOnly from, DateOnly to, CancellationToken cancel)
    {
        List<EstateDay> days = [];
        for (DateOnly month = new(from.Year, from.Month, 1); month < to; month = month.AddMonths(1))
        {
            await foreach (Row row in store.RowsAsync(TableOf(month), new KeyRange(Partition, Text(from), Text(to)), cancel).ConfigureAwait(false))
            {
                days.Add(Read(row));
            }
        }

        return days;
    }

    private static Dictionary<string, object> Values(EstateDay day)
    {
        Dictionary<string, object> values = new() { ["Runs"] = day.Runs, ["Failed"] = day.Failed };
        foreach ((string name, EstateCount? count) in new[] { ("Jobs", day.Jobs), ("Datasets", day.Datasets) })
        {
            if (count is not null)
            {
                values[name] = (long)count.Known;
                values[name + "InTrouble"] = (long)count.InTrouble;
            }
        }

        return values;
    }

    private static EstateDay Read(Row row) => new(
        DateOnly.ParseExact(row.Key, "yyyyMMdd", CultureInfo.InvariantCulture),
        (long)row.Values["Runs"],
        (long)row.Values["Failed"],
        Count(row, "Jobs"),
        Count(row, "Datasets"));

    private static EstateCount? Count(Row row, string name) =>
        row.Values.TryGetValue(name, out object? known) ? new((int)(long)known, (int)(long)row.Values[name + "InTrouble"]) : null;

    private static string TableOf(DateOnly day) => Table + day.ToString("yyyyMM", CultureInfo.InvariantCulture);

    private static string Text(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
