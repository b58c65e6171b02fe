using Microsoft.AspNetCore.Http;
using Observability.Web.Access;
using Observability.Web.Api;
using Observability.Web.Layout;

namespace Observability.Web.Reports;

/// <summary>Reports as files under <c>DATA/reports/WEEK/</c>. Only names that a listing of the folder gives are ever opened.</summary>
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

    public static ReportsView List(string dataFolder)
    {
        DirectoryInfo folder = new(Path.Combine(dataFolder, Folder));
        return new(!folder.Exists ? [] :
        [
            .. folder.EnumerateDirectories().OrderByDescending(w => w.Name, StringComparer.Ordinal).Take(200)
                .Select(week => new ReportWeek(week.Name, [.. FilesOf(week).Select(f => new ReportFile(f.Name, f.Length, f.LastWriteTimeUtc))])),
        ]);
    }

    /// <summary>One file of a week. A report shows itself, in a sandbox; it cannot run anything.</summary>
    public static IResult Serve(string week, string file, HttpContext http, WebOptions options)
    {
        if (Find(options.DataFolder, week, file) is not { } found)
        {
            return PageRoutes.Missing("there is no such report");
        }

        http.Response.Headers.ContentSecurityPolicy = SecurityHeaders.ReportPolicy;
        return TypedResults.PhysicalFile(found.FullName, Types[found.Extension]);
    }

    /// <summary>The report of a week as a page: the first that there is.</summary>
    public static IResult Week(string week, HttpContext http, WebOptions options) =>
        List(options.DataFolder).Weeks.FirstOrDefault(w => w.Week == week)?.Files.FirstOrDefault(f => f.Name.EndsWith(".html", StringComparison.OrdinalIgnoreCase)) is { } file
            ? Serve(week, file.Name, http, options)
            : Problems.Of(StatusCodes.Status404NotFound, "there is no report of that week");

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
