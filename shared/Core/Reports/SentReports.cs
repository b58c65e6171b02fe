using Observability.Core.Configuration;
using Observability.Core.Storage;

namespace Observability.Core.Reports;

/// <summary>The reports that were sent, for lists: an index row each, written before the report's own row and its messages. What a report says is made anew, of what is known when it is opened.</summary>
public sealed class SentReports(ITableStore store)
{
    /// <summary>Most that a list shows.</summary>
    public const int Most = 200;

    private const string Table = "reportindex";
    private const string Partition = "all";

    /// <summary>Newest week first; one range.</summary>
    public async Task<IReadOnlyList<ReportSent>> ListAsync(CancellationToken cancel) =>
        [.. (await store.ReadAsync(Table, new KeyRange(Partition, Take: Most), null, cancel).ConfigureAwait(false)).Rows.Select(Read)];

    /// <returns>null: no report of this name was sent for that week.</returns>
    public async Task<ReportSent?> FindAsync(ReportWeek week, string name, CancellationToken cancel) =>
        await store.GetAsync(Table, Partition, KeyOf(week, name), cancel).ConfigureAwait(false) is { } row ? Read(row) : null;

    internal Task AddAsync(ReportSettings report, ReportWeek week, DateTimeOffset at, CancellationToken cancel)
    {
        Dictionary<string, object> values = new() { ["Week"] = week.ToString(), ["Name"] = report.Name, ["Audience"] = report.Audience, ["At"] = at };
        if (report.Currency is { } currency)
        {
            values["Currency"] = currency;
        }

        return store.WriteAsync(Table, Partition, [new Write.Put(KeyOf(week, report.Name), values)], cancel);
    }

    private static string KeyOf(ReportWeek week, string name) => KeyCodec.Join(KeyTime.ReverseTime(week.Begin), name);

    private static ReportSent Read(Row row) => new(
        ReportWeek.Parse((string)row.Values["Week"])!.Value,
        (string)row.Values["Name"],
        (string)row.Values["Audience"],
        row.Values.GetValueOrDefault("Currency") as string,
        (DateTimeOffset)row.Values["At"]);
}

/// <param name="Name">Of the report in the settings.</param>
/// <param name="Audience"><see cref="ReportSettings.Estate"/> or an owner.</param>
/// <param name="Currency">null: the one that most of the money is in.</param>
/// <param name="At">When it was sent last.</param>
public sealed record ReportSent(ReportWeek Week, string Name, string Audience, string? Currency, DateTimeOffset At);
