using System.Text.Json;
using System.Text.Json.Serialization;
using Observability.Core.Notifications;
using Observability.Core.Reports.Rendering;

namespace Observability.Core.Reports;

/// <summary>A report in all its forms: <c>report.html</c>, <c>report.md</c>, <c>report.csv</c>, <c>card.json</c>.</summary>
public static class ReportFiles
{
    private static readonly JsonSerializerOptions Card = new()
    {
        WriteIndented = true,
        IncludeFields = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <param name="link">Where the report can be read; null when there is no such place.</param>
    public static IReadOnlyList<(string Name, string Text)> Of(WeeklyReport report, IDrawPictures pictures, Uri? link) =>
    [
        ("report.html", HtmlReport.Render(report, pictures)),
        ("report.md", MarkdownReport.Render(report)),
        ("report.csv", CsvReport.Render(report)),
        ("card.json", CardOf(ReportDigest.Of(report, link))),
    ];

    private static string CardOf(Digest digest) => JsonSerializer.Serialize(
        new
        {
            digest.Title,
            digest.Period,
            digest.Text,
            Facts = digest.Facts.Select(f => new { f.Label, f.Value }),
            digest.Advice,
            Subjects = digest.Subjects.Select(s => s.Text),
            digest.Link,
        },
        Card) + "\n";
}
