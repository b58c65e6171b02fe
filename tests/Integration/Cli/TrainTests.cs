using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Observability.Integration.Cli;

/// <summary>What users said of incidents trains a model, and the settings make the service use it.</summary>
public sealed class TrainTests : IDisposable
{
    private const int Hours = 24 * 20;

    // What is read in is due to be judged now, and what is older than a day and a half opens nothing: the slow run ended within the last hour.
    private static readonly DateTimeOffset Begin = new DateTimeOffset(TimeProvider.System.GetUtcNow().Ticks / TimeSpan.TicksPerHour * TimeSpan.TicksPerHour, TimeSpan.Zero).AddHours(-1 - Hours);

    private readonly Obs _obs = new();

    [Fact]
    public async Task A_word_about_an_incident_trains_a_model_that_the_settings_then_name()
    {
        await _obs.RunAsync("ingest", _obs.Write("usual.csv", Runs(0, Hours, 600)));
        await _obs.RunAsync("check");
        await _obs.RunAsync("ingest", _obs.Write("slow.csv", Runs(Hours, 1, 2700)));
        await _obs.RunAsync("check");
        JsonElement incident = Assert.Single((await _obs.RunAsync("incidents", "--json")).JsonLines, i => i.GetProperty("kind").GetString() == "run-slow");
        string id = incident.GetProperty("id").GetString()!;
        Ended[] said =
        [
            await _obs.RunAsync("feedback", id, "noise", "--by", "kim"),
            await _obs.RunAsync("feedback", id, "noise", "--by", "kim"),
            await _obs.RunAsync("feedback", id, "withdraw", "--by", "kim"),
            await _obs.RunAsync("feedback", id, "withdraw", "--by", "kim"),
            await _obs.RunAsync("feedback", id, "useful", "--by", "kim"),
        ];

        // What was recorded, and how the series is judged now; not how the incident stands, as if the word had changed that.
        Assert.Equal(
            [
                $"{id}: noise is noted, said by kim; the incident stays open\n  job:air/load duration: less sensitive since 1 × noise (0.71 of the usual); undo with obs feedback {id} withdraw",
                $"{id}: noise was noted already, said by kim; the incident stays open\n  job:air/load duration: less sensitive since 1 × noise (0.71 of the usual); undo with obs feedback {id} withdraw",
                $"{id}: what kim said is taken back; the incident stays open\n  job:air/load duration: as sensitive as usual",
                $"{id}: kim had said nothing; the incident stays open\n  job:air/load duration: as sensitive as usual",
                $"{id}: useful is noted, said by kim; the incident stays open\n  job:air/load duration: more sensitive since 1 × useful (1.41 of the usual); undo with obs feedback {id} withdraw",
            ],
            said.Select(s => string.Join('\n', s.Out.Split('\n').Take(2))));

        Ended trained = await _obs.RunAsync("train", "--feedback", "--made-up", "6", "--json");

        Assert.Equal(0, trained.Code);
        Assert.Equal("obs: .obs: judged incidents: 1 useful, 0 noise, of 1 series; the corpus weighs 0.02 of another\n", trained.Error);
        JsonElement feedback = Assert.Single(trained.Json.GetProperty("corpora").EnumerateArray(), c => c.GetProperty("name").GetString() == "feedback");
        Assert.Equal((1, 1), (feedback.GetProperty("series").GetInt32(), feedback.GetProperty("events").GetInt32()));
        Assert.All(System.IO.Compression.ZipFile.OpenRead(_obs.In("trained/fusion.zip")).Entries, e => Assert.Equal(1980, e.LastWriteTime.Year));

        string settings = _obs.Write("conf/observability.yaml", "detection:\n  model: ../trained\n");
        Ended doctor = await _obs.RunAsync("doctor", "--config", settings, "--json");
        JsonElement model = Assert.Single(doctor.JsonLines);
        Assert.Equal((0, Path.GetFullPath(_obs.In("trained")), true), (doctor.Code, model.GetProperty("model").GetString(), model.GetProperty("usable").GetBoolean()));

        File.WriteAllText(_obs.In("trained/fusion.json"), "{");
        Ended broken = await _obs.RunAsync("detect", _obs.Write("series.csv", "time,value\n2026-11-02T00:00:00Z,1\n"), "--config", settings);
        Assert.Equal(0, broken.Code);
        Assert.StartsWith($"obs: without the learned stage: {Path.GetFullPath(_obs.In("trained"))}: the fusion model cannot be read: ", Assert.Single(broken.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Equal(1, (await _obs.RunAsync("doctor", "--config", settings)).Code);
    }

    [Theory]
    [InlineData("obs: train: expected a folder of labelled series, --feedback, or both\n")]
    [InlineData("obs: --made-up: expected 4 to 10000, found 3\n", "--feedback", "--made-up", "3")]
    [InlineData("obs: --leave-out: expected one of labelled, feedback, made up, family, operational, estate, found nab\n", "--feedback", "--leave-out", "nab")]
    [InlineData("obs: --leave-out: expected one of made up, family, operational, estate to stay\n", "--feedback", "--leave-out", "made up", "family", "operational", "estate")]
    public async Task What_cannot_be_meant_is_2_and_says_so(string says, params string[] args)
    {
        Ended ended = await _obs.RunAsync(["train", .. args]);

        Assert.Equal((2, says), (ended.Code, ended.Error));
    }

    public void Dispose() => _obs.Dispose();

    private static string At(int hour) => Begin.AddHours(hour).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static string Runs(int first, int runs, int seconds)
    {
        StringBuilder text = new("job,run_id,start,end,status\n");
        for (int i = first; i < first + runs; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"air/load,r{i},{At(i)},{Begin.AddHours(i).AddSeconds(seconds + (i * 7 % 31)):yyyy-MM-ddTHH:mm:ssZ},success\n");
        }

        return text.ToString();
    }
}
