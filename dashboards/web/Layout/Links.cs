using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Observability.Core.Primitives;

namespace Observability.Web.Layout;

/// <summary>Addresses of our pages. Names keep every character: they are one escaped segment.</summary>
internal static class Links
{
    public static string Job(Subject job) => "/jobs/" + Uri.EscapeDataString(job.Name);

    public static string Dataset(Subject dataset) => "/datasets/" + Uri.EscapeDataString(dataset.Name);

    public static string Run(Subject job, string runId) => $"/runs/{Uri.EscapeDataString(runId)}?job={Uri.EscapeDataString(job.Name)}";

    public static string Incident(string id) => "/incidents/" + Uri.EscapeDataString(id);

    /// <summary>The picture of what feeds a subject and what it feeds.</summary>
    public static string Lineage(Subject subject, int depth = 2) => $"/lineage?of={Uri.EscapeDataString(subject.Text)}&depth={depth}";

    /// <summary>What would have been told of a series.</summary>
    public static string Backtest(Subject subject, string measure) => With("/backtest", ("of", subject.Text), ("measure", measure));

    /// <summary>The page about a subject; null when there is none.</summary>
    public static string? Of(Subject subject) =>
        subject.IsJob ? Job(subject) : subject.IsDataset ? Dataset(subject) : subject.IsSpend ? "/cost" : null;

    /// <summary>A link out of the dashboard: https or http only, whatever a source called a link.</summary>
    public static string? Outside(string? link) =>
        Uri.TryCreate(link, UriKind.Absolute, out Uri? uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp) ? uri.AbsoluteUri : null;

    /// <summary>The last segment as the browser sent it: routing leaves escaped slashes alone, and so cannot tell them from an escaped percent sign.</summary>
    public static string LastSegment(HttpContext http, string prefix)
    {
        string target = http.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        int end = target.IndexOf('?', StringComparison.Ordinal);
        string path = end < 0 ? target : target[..end];
        return path.StartsWith(prefix, StringComparison.Ordinal) ? Uri.UnescapeDataString(path[prefix.Length..]) : "";
    }

    /// <summary>The same page with one parameter changed; empty values are left out.</summary>
    public static string With(string path, params IEnumerable<(string Name, string? Value)> parameters)
    {
        string query = string.Join('&', parameters.Where(p => !string.IsNullOrEmpty(p.Value)).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}"));
        return query.Length == 0 ? path : $"{path}?{query}";
    }
}
