using System.CommandLine;
using Observability.Adapters.Files;
using Observability.Adapters.Pictures;
using Observability.Core.Configuration;
using Observability.Core.Reports;

namespace Observability.Cli.Commands;

/// <summary><c>obs report [--week 2026-W47] [--out DIR]</c></summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        Option<string?> week = new("--week") { Description = "ISO week, for example 2026-W47; default the last whole one." };
        Option<string?> into = new("--out") { Description = "Folder; default DATA/reports/<week>." };
        Option<string> audience = new("--audience") { Description = "estate, or the owner whose subjects it is about.", DefaultValueFactory = _ => ReportSettings.Estate };
        Option<string?> currency = new("--currency") { Description = "Three letters; default the one that most of the money is in." };
        Command command = new("report", "Writes the weekly report: HTML with pictures, Markdown, CSV, card.\n\nExample: obs report --week 2026-W47") { week, into, audience, currency };
        command.SetAction(async (parsed, cancel) =>
        {
            await using Session session = Session.Open(parsed);
            ReportWeek which = parsed.GetValue(week) is { } text
                ? ReportWeek.Parse(text) ?? throw new UsageException($"obs: --week: expected an ISO week like 2026-W47, found \"{text}\"")
                : ReportWeek.Before(session.Service.Time.GetUtcNow());
            if (parsed.GetValue(into) is { } given)
            {
                OutFolder.Make(given);
            }

            string folder = parsed.GetValue(into) ?? Path.Combine(session.Data, "reports", which.ToString());
            IReadOnlyList<string> files = await WriteAsync(session, which, folder, parsed.GetValue(audience)!, parsed.GetValue(currency), cancel);
            if (session.Output.IsJson)
            {
                Output.Json(new { week = which.ToString(), files });
            }
            else
            {
                Output.Line(string.Join('\n', files));
            }

            return ExitCode.Done;
        });
        return command;
    }

    public static async Task<IReadOnlyList<string>> WriteAsync(Session session, ReportWeek week, string folder, string audience, string? currency, CancellationToken cancel)
    {
        WeeklyReport report = await session.Service.LoadReport.RunAsync(week, audience, currency, cancel);
        return await new WriteReport(new ScottPlotPictures()).RunAsync(report, folder, null, cancel);
    }
}
