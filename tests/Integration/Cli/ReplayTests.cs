using Observability.Sample;

namespace Observability.Integration.Cli;

/// <summary>A made-up estate through the real program: replayed, and kept and looked at.</summary>
public sealed class ReplayTests : IDisposable
{
    private readonly Obs _obs = new();

    public ReplayTests() => SampleEstate.Write(_obs.In("estate"), new SampleOptions { Days = 6, Seed = 5 }, null, TestContext.Current.CancellationToken);

    [Fact]
    public async Task The_same_inputs_give_the_same_incidents_again_and_in_any_order_of_files()
    {
        string[] files = [.. Directory.GetFiles(_obs.In("estate"), "*", SearchOption.AllDirectories).Where(f => !f.EndsWith("truth.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        string[] shuffled = [.. files];
        new Random(7).Shuffle(shuffled);

        Ended[] ended = [await _obs.RunAsync(["replay", .. files, "--json"]), await _obs.RunAsync(["replay", .. shuffled, "--json"])];

        Assert.All(ended, e => Assert.Equal((0, "summary"), (e.Code, e.JsonLines[^1].GetProperty("type").GetString())));
        Assert.Equal(IncidentsOf(ended[0]), IncidentsOf(ended[1]));
        Assert.NotEqual("", IncidentsOf(ended[0]));
    }

    [Fact]
    public async Task What_was_kept_can_be_checked_and_looked_at()
    {
        Assert.Equal(0, (await _obs.RunAsync("ingest", "estate")).Code);
        Ended check = await _obs.RunAsync("check", "--json");
        Assert.Equal(0, check.Code);
        Assert.True(check.JsonLines[0].GetProperty("due").GetInt64() > 0);

        Ended jobs = await _obs.RunAsync("jobs", "--json");
        Ended datasets = await _obs.RunAsync("datasets", "--json");
        string job = jobs.JsonLines[0].GetProperty("job").GetString()!;
        Ended runs = await _obs.RunAsync("runs", "--job", job, "--to", "2026-11-24T00:00:00Z", "--json");
        Ended series = await _obs.RunAsync("series", job, "--json");
        Ended points = await _obs.RunAsync("series", job, "--measure", "duration", "--from", "2026-11-01T00:00:00Z", "--json");
        Ended lineage = await _obs.RunAsync("lineage", job, "--json");
        Ended incidents = await _obs.RunAsync("incidents", "--from", "2026-11-01T00:00:00Z", "--to", "2026-11-24T00:00:00Z", "--json");

        Assert.All(new[] { jobs, datasets, runs, series, points, lineage, incidents }, e => Assert.Equal((0, ""), (e.Code, e.Error)));
        Assert.True(jobs.JsonLines.Length >= 40);
        Assert.True(datasets.JsonLines.Length >= 50);
        Assert.All(runs.JsonLines, r => Assert.Equal(job, r.GetProperty("job").GetString()));
        Assert.NotEmpty(points.JsonLines);
        Assert.NotEmpty(lineage.JsonLines);
        foreach (string look in (string[])["jobs", "datasets", "runs", "incidents"])
        {
            Assert.Equal((look, 0), (look, (await _obs.RunAsync(look)).Code));
        }
    }

    public void Dispose() => _obs.Dispose();

    // Everything but the summary, whose seconds differ.
    private static string IncidentsOf(Ended ended) => string.Join('\n', ended.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)[..^1]);
}
