using Microsoft.AspNetCore.Http;
using Observability.Core;
using Observability.Core.Reports;
using Observability.Web.Access;
using Observability.Web.Api;
using Observability.Web.Layout;

namespace Observability.Web.Reports;

/// <summary>Reports: files under <c>DATA/reports/WEEK/</c>, of which only names that a listing of the folder gives are ever opened, and those that were sent.</summary>
internal static class ReportFiles
{
    private const string Folder = "reports";

    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".html"] = "text/html; charset=utf-8",
        [".md"] = "text/markdown; charset=utf-8",
        [".csv"] = "text/csv; charset=utf-8",
        [".json"] = "application/json",
        [".png"] = "image/png",
        [".svg"] = "image/svg+xml",
    };

    public static string TypeOf(string extension) => Types[extension];

    /// <summary>What lies in the folder, and what was sent.</summary>
    public static async Task<ReportsView> ListAsync(Service service, WebOptions options, CancellationToken cancel)
    {
        ILookup<string, ReportFile> sent = (await service.SentReports.ListAsync(cancel).ConfigureAwait(false)).SelectMany(s => MadeReport.FilesOf(s).Select(f => (Week: s.Week.ToString(), File: f))).ToLookup(s => s.Week, s => s.File);
        ILookup<string, ReportFile> lying = Weeks(options.DataFolder).SelectMany(w => w.Files.Select(f => (w.Week, File: f))).ToLookup(w => w.Week, w => w.File);
        return new(
        [
            .. sent.Concat(lying).Select(w => w.Key).Distinct().OrderDescending(StringComparer.Ordinal).Take(SentReports.Most)
                .Select(week => new ReportWeek(week, [.. lying[week].Concat(sent[week]).DistinctBy(f => f.Name)])),
        ]);
    }

    /// <summary>One file of a week, as it lies in the folder or made anew. A report shows itself, in a sandbox; it cannot run anything.</summary>
    public static async Task<IResult> ServeAsync(string week, string file, Service service, HttpContext http, WebOptions options, CancellationToken cancel) =>
        Lying(week, file, http, options) ?? await MadeReport.ServeAsync(week, file, service, http, options, cancel).ConfigureAwait(false) ?? PageRoutes.Missing("there is no such report");

    /// <summary>The report of a week as a page: the first that there is.</summary>
    public static async Task<IResult> WeekAsync(string week, Service service, HttpContext http, WebOptions options, CancellationToken cancel) =>
        (Weeks(options.DataFolder).FirstOrDefault(w => w.Week == week)?.Files.FirstOrDefault(f => f.Name.EndsWith(".html", StringComparison.OrdinalIgnoreCase)) is { } file ? Lying(week, file.Name, http, options) : null)
        ?? await MadeReport.OfWeekAsync(week, service, http, options, cancel).ConfigureAwait(false)
        ?? Problems.Of(StatusCodes.Status404NotFound, "there is no report of that week");

    private static IResult? Lying(string week, string file, HttpContext http, WebOptions options)
    {
        if (Find(options.DataFolder, week, file) is not { } found)
        {
            return null;
        }

        http.Response.Headers.ContentSecurityPolicy = SecurityHeaders.ReportPolicy;
        return TypedResults.PhysicalFile(found.FullName, Types[found.Extension]);
    }

    private static IEnumerable<ReportWeek> Weeks(string dataFolder)
    {
        DirectoryInfo folder = new(Path.Combine(dataFolder, Folder));
        return !folder.Exists ? [] : folder.EnumerateDirectories().OrderByDescending(w => w.Name, StringComparer.Ordinal).Take(SentReports.Most)
            .Select(week => new ReportWeek(week.Name, [.. FilesOf(week).Select(f => new ReportFile(f.Name, f.Length, f.LastWriteTimeUtc))]));
    }

    private static FileInfo? Find(string dataFolder, string week, string file)
    {
        DirectoryInfo folder = new(Path.Combine(dataFolder, Folder));
        return folder.Exists
            ? folder.EnumerateDirectories().Where(w => w.Name == week).SelectMany(FilesOf).FirstOrDefault(f => f.Name == file)
            : null;
    }

    private static IEnumerable<FileInfo> FilesOf(DirectoryInfo week) =>
        week.EnumerateFiles().Where(f => Types.ContainsKey(f.Extension) && f.LinkTarget is null).OrderBy(f => f.Name, StringComparer.Ordinal);
}
