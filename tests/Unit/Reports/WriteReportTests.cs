using Observability.Adapters.Files;
using Observability.Adapters.Pictures;
using Observability.Core.Reports;

namespace Observability.Unit.Reports;

public sealed class WriteReportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("report-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_report_is_four_whole_files_and_replaces_the_ones_before()
    {
        WriteReport write = new(new ScottPlotPictures());
        string folder = Path.Combine(_folder, "reports", "2026-W47");

        await write.RunAsync(WeeklyReportOf.Of(Made.Facts()), folder, null, TestContext.Current.CancellationToken);
        IReadOnlyList<string> paths = await write.RunAsync(WeeklyReportOf.Of(Made.Facts() with { Days = [] }), folder, null, TestContext.Current.CancellationToken);

        Assert.Equal(["report.html", "report.md", "report.csv", "card.json"], paths.Select(Path.GetFileName));
        Assert.Equal(paths.Order(), Directory.GetFiles(folder).Order());
        Assert.Contains("No bill of this week is in yet", await File.ReadAllTextAsync(paths[0], TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
