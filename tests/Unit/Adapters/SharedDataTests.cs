using System.Text;
using Observability.Adapters.Files;
using Observability.Core.Ingestion;
using Record = Observability.Core.Ingestion.Record;

namespace Observability.Unit.Adapters;

/// <summary>Every file of the collections of real data that lie beside the repository.</summary>
public sealed class SharedDataTests(ITestOutputHelper output)
{
    private static readonly string? Root = Find();

    [Fact]
    public async Task Every_file_under_pipelines_is_read_as_what_it_is() =>
        Assert.Equal(
            """
            dbt-run-results: 43 files, 513 accepted, 235 ignored, 1 rejected
            dbt-sources: 2 files, 2 accepted, 2 ignored, 0 rejected
            openlineage: 26 files, 50 accepted, 0 ignored, 2 rejected
            unrecognised: 615 files, 0 accepted, 0 ignored, 0 rejected
            pipelines/dbt/run_results/openlineage_no_test_metadata.json:365:16 unique_id: missing
            pipelines/openlineage/datahub/flink_job_test.json:85:1 record: expected a JSON object
            pipelines/openlineage/proxy_validation/event_no_run_id.json:4:10 run.runId: missing
            """,
            await Count("pipelines"));

    [Fact]
    public async Task Every_file_under_focus_is_read_as_what_it_is() =>
        Assert.Equal(
            """
            focus-csv: 27 files, 1081 accepted, 0 ignored, 0 rejected
            unrecognised: 42 files, 0 accepted, 0 ignored, 0 rejected
            """,
            await Count("focus"));

    [Fact]
    public async Task Every_recorded_answer_of_Azure_is_read_as_what_it_is() =>
        Assert.Equal(
            """
            azure-advisor: 3 files, 18 accepted, 1 ignored, 0 rejected
            azure-metrics: 10 files, 14 accepted, 1 ignored, 0 rejected
            azure-resources: 50 files, 70 accepted, 33 ignored, 0 rejected
            unrecognised: 9 files, 0 accepted, 0 ignored, 0 rejected
            """,
            await Count("azure-api"));

    private static string? Find()
    {
        string? named = Environment.GetEnvironmentVariables()["OBS_SHARED"] as string;
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); named is null && at is not null; at = at.Parent)
        {
            string beside = Path.Combine(at.FullName, "..", "shared", "data");
            named = File.Exists(Path.Combine(at.FullName, "Observability.sln")) && Directory.Exists(beside) ? Path.GetFullPath(Path.Combine(beside, "..")) : null;
        }

        return named is not null && Directory.Exists(Path.Combine(named, "data")) ? Path.Combine(named, "data") : null;
    }

    private async Task<string> Count(string folder)
    {
        Assert.SkipWhen(Root is null, "no ../shared/data beside the repository, and OBS_SHARED does not name it");
        SortedDictionary<string, (int Files, long Accepted, long Ignored, long Rejected)> counts = new(StringComparer.Ordinal);
        StringBuilder reasons = new();
        foreach (FileInput file in FileInputs.Expand([Path.Combine(Root!, folder)], () => Stream.Null, Path.GetTempPath()))
        {
            Input input = file.Input! with { Name = Path.GetRelativePath(Root!, file.Name).Replace('\\', '/') };
            IFormat? format = Recogniser.Find(InputFile.HeadOf(input, out _)!, Formats.All);
            (int files, long accepted, long ignored, long rejected) = counts.GetValueOrDefault(format?.Name ?? "unrecognised");
            files++;
            await foreach (Record record in format?.ReadAsync(input, TestContext.Current.CancellationToken) ?? AsyncEnumerable.Empty<Record>())
            {
                accepted += record.Facts.Count > 0 ? record.Count : 0;
                ignored += record.Ignored is null ? 0 : 1;
                rejected += record.Problem is null ? 0 : 1;
                reasons.Append(record.Problem is null ? "" : record.Problem + "\n");
                Assert.True(record.Facts.Count > 0 ^ record.Ignored is not null ^ record.Problem is not null);
            }

            counts[format?.Name ?? "unrecognised"] = (files, accepted, ignored, rejected);
        }

        string table = string.Join('\n', counts.Select(row => $"{row.Key}: {row.Value.Files} files, {row.Value.Accepted} accepted, {row.Value.Ignored} ignored, {row.Value.Rejected} rejected"));
        string text = (table + "\n" + reasons).TrimEnd();
        output.WriteLine(text);
        return text;
    }
}
