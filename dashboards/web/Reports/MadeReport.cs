using System.Text;
using Microsoft.AspNetCore.Http;
using Observability.Core;
using Observability.Core.Configuration;
using Observability.Core.Reports;
using Observability.Core.Reports.Rendering;
using Observability.Web.Access;

namespace Observability.Web.Reports;

/// <summary>A report that was sent, made again of what is known now: <c>NAME.html</c>, <c>NAME.md</c>, <c>NAME.csv</c>. So it is there on every instance, whoever sent it.</summary>
internal static class MadeReport
{
    private static readonly string[] Forms = [".html", ".md", ".csv"];

    public static IEnumerable<ReportFile> FilesOf(ReportSent sent) => Forms.Select(form => new ReportFile(sent.Name + form, null, sent.At));

    /// <returns>null: no such report was sent.</returns>
    public static async Task<IResult?> ServeAsync(string week, string file, Service service, HttpContext http, WebOptions options, CancellationToken cancel)
    {
        string form = Path.GetExtension(file);
        return Forms.Contains(form) && Core.Reports.ReportWeek.Parse(week) is { } of && await service.SentReports.FindAsync(of, file[..^form.Length], cancel).ConfigureAwait(false) is { } sent
            ? await MakeAsync(sent, form, service, http, options, cancel).ConfigureAwait(false)
            : null;
    }

    /// <summary>Of a week the report of the estate, or else the first that was sent.</summary>
    public static async Task<IResult?> OfWeekAsync(string week, Service service, HttpContext http, WebOptions options, CancellationToken cancel) =>
        (await service.SentReports.ListAsync(cancel).ConfigureAwait(false)).Where(s => s.Week.ToString() == week).OrderByDescending(s => s.Audience == ReportSettings.Estate).FirstOrDefault() is { } sent
            ? await MakeAsync(sent, Forms[0], service, http, options, cancel).ConfigureAwait(false)
            : null;

    private static async Task<IResult> MakeAsync(ReportSent sent, string form, Service service, HttpContext http, WebOptions options, CancellationToken cancel)
    {
        WeeklyReport report = await service.LoadReport.RunAsync(sent.Week, sent.Audience, sent.Currency, cancel).ConfigureAwait(false);
        http.Response.Headers.ContentSecurityPolicy = SecurityHeaders.ReportPolicy;
        string text = form switch
        {
            ".md" => MarkdownReport.Render(report),
            ".csv" => CsvReport.Render(report),
            _ => HtmlReport.Render(report, options.Pictures),
        };
        return TypedResults.Text(text, ReportFiles.TypeOf(form), Encoding.UTF8);
    }
}
