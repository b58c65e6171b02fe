using Observability.Core.Notifications;
using Observability.Core.Primitives;
using Observability.Core.Recommendations;

namespace Observability.Core.Reports.Rendering;

/// <summary>A report as a message: the sentence, the figures, what to do.</summary>
public static class ReportDigest
{
    private const int MostAdvice = 3;

    public static Digest Of(WeeklyReport report, Uri? link) => new(
        Title(report),
        report.Week.ToString(),
        string.Join(' ', Sentences(report)),
        [.. Facts(report)],
        [.. report.Recommendations.Take(MostAdvice).Select(AdviceFor.ToAdvice)],
        [.. report.Reliability.Stale.Concat(report.Recommendations.Take(MostAdvice).Select(r => new Subject(r.Resource))).Distinct().Take(10)],
        link?.AbsoluteUri);

    /// <summary><c>Weekly report 2026-W47 (restated)</c>, with the team when it is for one.</summary>
    public static string Title(WeeklyReport report)
    {
        string audience = report.Audience == Configuration.ReportSettings.Estate ? "" : $" for {report.Audience}";
        string state = (report.RestatedFrom is not null, report.Complete) switch
        {
            (true, true) => " (restated)",
            (true, false) => " (restated, bill incomplete)",
            (false, true) => "",
            (false, false) => " (bill incomplete)",
        };
        return $"Weekly report {report.Week}{audience}{state}";
    }

    private static IEnumerable<string> Sentences(WeeklyReport report)
    {
        if (report.RestatedFrom is { } before && report.Money.Count > 0)
        {
            yield return $"Restated: this report said {Text.Money(before, report.Money[0].Currency)} when it was last sent.";
        }

        yield return report.Headline;
        if (!report.Complete)
        {
            yield return "The bill is incomplete; " + string.Join("; ", report.Missing) + ".";
        }
    }

    private static IEnumerable<(string, string)> Facts(WeeklyReport report)
    {
        foreach (MoneyView money in report.Money)
        {
            string change = money.Change is { } ratio ? $" ({Text.OnWeekBefore(ratio)})" : "";
            yield return ($"Cost in {money.Currency}", Text.Money(money.Total, money.Currency) + change);
        }

        ReliabilityView reliability = report.Reliability;
        yield return ("Failed runs", reliability.Runs == 0 ? "no runs" : $"{reliability.Failures:N0} of {reliability.Runs:N0} ({Text.Percent(reliability.Ratio!.Value)})");
        yield return ("Incidents", $"{reliability.Opened} opened, {reliability.Closed} closed, {reliability.Late} late or missing runs");
        if (reliability.Stale.Count > 0)
        {
            yield return ("Stale datasets", string.Join(", ", reliability.Stale.Take(3).Select(s => s.Name)) + (reliability.Stale.Count > 3 ? $" and {reliability.Stale.Count - 3} more" : ""));
        }

        foreach ((string currency, decimal amount, decimal low, decimal high) in report.Savings)
        {
            yield return ("Possible saving", $"{Text.Round(amount, currency)} a month ({Text.Round(low, currency)} to {Text.Round(high, currency)})");
        }
    }
}
