using System.Globalization;
using System.Text;
using Observability.Core.Recommendations;

namespace Observability.Core.Reports.Rendering;

/// <summary>A report as one flat table for spreadsheets: a figure a line.</summary>
public static class CsvReport
{
    private const string Header = "week,audience,section,name,amount,before,low,high,unit,note";

    public static string Render(WeeklyReport report)
    {
        StringBuilder csv = new(Header + "\n");
        void Line(string section, string name, decimal? amount, decimal? before, decimal? low, decimal? high, string unit, string note) => csv.AppendJoin(',',
            report.Week, Escaped.Csv(report.Audience), section, Escaped.Csv(name), Number(amount), Number(before), Number(low), Number(high), Escaped.Csv(unit), Escaped.Csv(note)).Append('\n');

        foreach (MoneyView money in report.Money)
        {
            Line("cost", "total", money.Total, money.Before, null, null, money.Currency, report.Complete ? "complete" : $"incomplete: compared on {money.ComparedDays} days");
            Lines(Line, "cost by sub-account", money.SubAccounts, money.Currency);
            Lines(Line, "cost by service", money.Services, money.Currency);
            Lines(Line, "cost by team", money.Teams, money.Currency);
            foreach (Mover mover in money.Movers)
            {
                Line("mover", mover.Name, mover.Amount, mover.Amount - mover.Change, null, null, money.Currency, mover.Why);
            }

            foreach (Restatement day in money.Restatements)
            {
                Line("restated", $"{day.Day:yyyy-MM-dd} {day.SubAccount}", day.Now, day.Before, null, null, money.Currency, $"stated {day.AsOf:yyyy-MM-dd HH:mm} UTC");
            }

            Line("waste", "failed attempts", money.Waste.Failed.Sum(), null, null, null, money.Currency, "");
            Line("waste", "idle resources of jobs", money.Waste.Idle.Sum(), null, null, null, money.Currency, "");
        }

        ReliabilityView reliability = report.Reliability;
        Line("reliability", "runs", reliability.Runs, null, null, null, "runs", "");
        Line("reliability", "failed runs", reliability.Failures, null, null, null, "runs", "");
        Line("reliability", "late or missing runs", reliability.Late, null, null, null, "runs", "");
        Line("reliability", "incidents opened", reliability.Opened, null, null, null, "incidents", "");
        Line("reliability", "incidents closed", reliability.Closed, null, null, null, "incidents", "");
        foreach (JobLine job in reliability.Worst)
        {
            Line("failing job", job.Job, job.Failures, null, null, null, "runs", $"of {job.Runs}");
        }

        foreach (IncidentLine incident in reliability.Incidents)
        {
            Line("incident", incident.Id, (decimal)Math.Round(incident.Lasted.TotalHours, 2), null, null, null, "h", $"{incident.Kind}: {incident.Title}{(incident.Closed is null ? " (open)" : "")}");
        }

        foreach (Primitives.Subject dataset in reliability.Stale)
        {
            Line("stale dataset", dataset.Name, null, null, null, null, "", "");
        }

        foreach (Recommendation r in report.Recommendations)
        {
            Line("recommendation", r.Title, r.Saving.Amount, null, r.Saving.Low, r.Saving.High, $"{r.Saving.Currency} per month", $"{r.Rule} on {r.Resource}");
        }

        return csv.ToString();
    }

    private static void Lines(Action<string, string, decimal?, decimal?, decimal?, decimal?, string, string> line, string section, IReadOnlyList<MoneyLine> lines, string currency)
    {
        foreach (MoneyLine one in lines)
        {
            line(section, one.Name, one.Amount, one.Before, null, null, currency, "");
        }
    }

    private static string Number(decimal? number) => number?.ToString("0.######", CultureInfo.InvariantCulture) ?? "";
}
