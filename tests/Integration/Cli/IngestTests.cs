using System.Text.Json;

namespace Observability.Integration.Cli;

public sealed class IngestTests : IDisposable
{
    private readonly Obs _obs = new();

    [Fact]
    public async Task The_same_file_again_is_all_duplicates()
    {
        string file = _obs.Write("runs.csv", Inputs.RunsCsv(60));

        Ended first = await _obs.RunAsync("ingest", file, "--json");
        Ended second = await _obs.RunAsync("ingest", file, "--json");

        Assert.Equal((0, 60, 0), (first.Code, Count(first, "accepted"), Count(first, "duplicate")));
        Assert.Equal((0, 0, 60), (second.Code, Count(second, "accepted"), Count(second, "duplicate")));
    }

    [Fact]
    public async Task Json_says_what_became_of_every_file()
    {
        _obs.Write("in/a.csv", Inputs.RunsCsv(3) + "air/x,rx,never,,success,1\n");
        _obs.Write("in/b.csv", Inputs.UpdatesCsv("lake/a", 4));
        _obs.Write("in/LICENSE", "MIT");

        Ended ended = await _obs.RunAsync("ingest", "in", "--json");

        Assert.Equal(1, ended.Code);
        Assert.Equal(["accepted", "duplicate", "files", "rejected", "unrecognised"], ended.Json.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
        Assert.Equal((7, 0, 1, 1), (Count(ended, "accepted"), Count(ended, "duplicate"), Count(ended, "rejected"), Count(ended, "unrecognised")));
        Assert.Equal(
            ["LICENSE null 0 0 0 0", "a.csv \"runs-csv\" 3 0 1 0", "b.csv \"updates-csv\" 4 0 0 0"],
            ended.Json.GetProperty("files").EnumerateArray().Select(LineOf).Order(StringComparer.Ordinal));
        Assert.Contains("a.csv:5:", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Standard_input_is_read()
    {
        using System.Diagnostics.Process process = _obs.Start("ingest", "-", "--json");
        await process.StandardInput.WriteAsync(Inputs.RunsCsv(5));
        process.StandardInput.Close();

        Assert.Equal(5, Count(await Obs.EndAsync(process), "accepted"));
    }

    [Fact]
    public async Task Two_processes_that_read_into_one_folder_lose_nothing()
    {
        string a = _obs.Write("a.csv", Inputs.RunsCsv(1500));
        string b = _obs.Write("b.csv", Inputs.RunsCsv(1500, first: 1500));
        using System.Diagnostics.Process first = _obs.Start("ingest", a, "--json");
        using System.Diagnostics.Process second = _obs.Start("ingest", b, "--json");

        Ended[] ended = await Task.WhenAll(Obs.EndAsync(first), Obs.EndAsync(second));

        Assert.All(ended, e => Assert.Equal((0, 1500, 0), (e.Code, Count(e, "accepted"), Count(e, "duplicate"))));
        Ended again = await _obs.RunAsync("ingest", a, b, "--json");
        Assert.Equal((0, 3000), (Count(again, "accepted"), Count(again, "duplicate")));
        string together = await Stored.OfAsync(_obs.In(".obs"));
        using Obs apart = new();
        await apart.RunAsync("ingest", a, b);
        Assert.Equal(await Stored.OfAsync(apart.In(".obs")), together);
    }

    public void Dispose() => _obs.Dispose();

    private static long Count(Ended ended, string name) => ended.Json.GetProperty(name).GetInt64();

    private static string LineOf(JsonElement file) =>
        $"{Path.GetFileName(file.GetProperty("path").GetString())} {file.GetProperty("format").GetRawText()} {file.GetProperty("accepted")} {file.GetProperty("duplicate")} {file.GetProperty("rejected")} {file.GetProperty("ignored")}";
}
