using System.Diagnostics;
using Observability.Sample;

namespace Observability.Integration.Cli;

/// <summary>A process that is killed while it reads leaves a folder that the same files bring to the same state.</summary>
public sealed class KilledIngestTests
{
    // Kills come at moments that a fixed seed spreads over the time that an undisturbed ingest takes.
    private static readonly int Rounds = Lengths.Long ? 25 : 2;
    private const int KillsARound = 2;

    [Fact]
    public async Task After_any_kill_the_same_files_give_the_same_state()
    {
        using Obs obs = new();
        SampleEstate.Write(obs.In("estate"), new SampleOptions { Days = 3, Seed = 3 }, null, TestContext.Current.CancellationToken);
        File.Delete(obs.In("estate/truth.json"));
        long started = Stopwatch.GetTimestamp();
        Ended straight = await obs.RunAsync("ingest", "estate", "--data", "straight", "--json");
        double took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        Assert.Equal((0, ""), (straight.Code, straight.Error));
        string expected = await Stored.OfAsync(obs.In("straight"));
        Assert.Contains("run ", expected, StringComparison.Ordinal);
        Assert.Contains("cost ", expected, StringComparison.Ordinal);

        Random random = new(20261123);
        for (int round = 0; round < Rounds; round++)
        {
            string data = $"killed{round}";
            for (int killed = 0; killed < KillsARound;)
            {
                using Process process = obs.Start("ingest", "estate", "--data", data, "--json");
                bool ended = process.WaitForExit(TimeSpan.FromMilliseconds(took * (0.15 + (0.8 * random.NextDouble()))));
                process.Kill();
                await process.WaitForExitAsync(TestContext.Current.CancellationToken);
                if (ended)
                {
                    // The machine has become faster than it was undisturbed: from the beginning, in less time.
                    (data, killed, took) = ($"{data}+", 0, took * 0.7);
                    continue;
                }

                killed++;
            }

            Ended after = await obs.RunAsync("ingest", "estate", "--data", data, "--json");
            Assert.Equal(0, after.Code);
            Assert.Equal((round, expected), (round, await Stored.OfAsync(obs.In(data))));
        }
    }
}
