using System.Globalization;
using Observability.Core.Storage;

namespace Observability.Core.Reports;

/// <summary>What a report last said to its receivers: a row beside its messages, written with them.</summary>
/// <param name="Currency">Of <paramref name="Total"/>; empty when there was no bill.</param>
/// <param name="ETag">Of the row that was read.</param>
internal sealed record SentReport(int Revision, string Currency, decimal Total, bool Complete, DateTimeOffset At, string ETag)
{
    public const string Table = "reports";

    public const string Key = "sent";

    /// <summary>Share of the total, unitless, by which it has to move to be sent again.</summary>
    public const decimal Moves = 0.01m;

    public static string Partition(string name, ReportWeek week) => KeyCodec.Join(name, week.ToString());

    public static SentReport Read(Row row) => new(
        (int)(long)row.Values["Revision"],
        (string)row.Values["Currency"],
        decimal.Parse((string)row.Values["Total"], CultureInfo.InvariantCulture),
        (bool)row.Values["Complete"],
        (DateTimeOffset)row.Values["At"],
        row.ETag);

    public Dictionary<string, object> Values() => new()
    {
        ["Revision"] = (long)Revision,
        ["Currency"] = Currency,
        ["Total"] = Total.ToString(CultureInfo.InvariantCulture),
        ["Complete"] = Complete,
        ["At"] = At,
    };

    /// <summary>Whether the bill moved by more than 1 % since: what was sent is no longer true.</summary>
    public bool IsOutdatedBy(WeeklyReport report)
    {
        decimal now = TotalIn(report, Currency.Length == 0 ? null : Currency);
        return Total == 0 ? now != 0 : Math.Abs(now - Total) > Moves * Math.Abs(Total);
    }

    /// <summary>Of the report's first currency when none is given.</summary>
    public static decimal TotalIn(WeeklyReport report, string? currency) =>
        report.Money.FirstOrDefault(m => currency is null || m.Currency == currency)?.Total ?? 0;
}
