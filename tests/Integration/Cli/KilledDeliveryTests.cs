using System.Diagnostics;
using System.Globalization;
using System.Text;
using Observability.FakeReceiver;
using Observability.Integration.Notifications;

namespace Observability.Integration.Cli;

/// <summary>A process that is killed while it evaluates or delivers: started again, it ends where an undisturbed one does, and every message arrives.</summary>
public sealed class KilledDeliveryTests : IAsyncLifetime
{
    private const int Jobs = 8;
    private const string Settings = """
        receivers:
          - { name: hook, type: webhook, url: file:hook.url, secret: file:hook.secret, allow_local: true }
          - { name: slack, type: slack, url: file:slack.url, allow_local: true }
        """;

    // What was read is due from when it came, which is by the clock of this machine: the simulated times follow it.
    private readonly DateTimeOffset _read = TimeProvider.System.GetUtcNow();
    private readonly Obs _obs = new();
    private ReceiverProcess _receiver = null!;

    private string Now => At(_read.AddMinutes(10));

    private string AfterTheLease => At(_read.AddMinutes(15));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _receiver = await ReceiverProcess.StartAsync();
        _obs.Write("observability.yaml", Settings);
        _obs.Write("hook.url", _receiver.Url("/hook").ToString());
        _obs.Write("hook.secret", ReceiverRulesOf.Secret);
        _obs.Write("slack.url", _receiver.Url("/slack").ToString());
        Assert.Equal(0, (await _obs.RunAsync("ingest", _obs.Write("runs.csv", FailingRuns()), "--data", "base")).Code);
    }

    public async ValueTask DisposeAsync()
    {
        await _receiver.DisposeAsync();
        _obs.Dispose();
    }

    [Fact]
    public async Task After_any_kill_every_message_arrives_and_twice_only_under_its_own_id()
    {
        long started = Stopwatch.GetTimestamp();
        Outcome straight = await FinishAsync("straight", 0);
        TimeSpan took = Stopwatch.GetElapsedTime(started);
        Assert.Equal(2 * Jobs, straight.Ids.Count);
        Assert.Equal(straight.Ids.Count, straight.Taken);

        foreach ((string data, Func<Process, bool> now) in Kills(took / 2))
        {
            int before = _receiver.Taken.Count;
            await KillAsync(data, now);
            Outcome killed = await FinishAsync(data, before);

            Assert.Equal((data, string.Join('\n', straight.Ids)), (data, string.Join('\n', killed.Ids)));
            Assert.InRange(killed.Taken, straight.Taken, straight.Taken + 2); // one was under way to each receiver
            Assert.Equal((data, straight.Rows), (data, killed.Rows));
        }
    }

    /// <summary>When to kill: while the nth message is unanswered, whether the receiver took it or not, and at moments spread over the whole time.</summary>
    private IEnumerable<(string Data, Func<Process, bool> Now)> Kills(TimeSpan took)
    {
        foreach (int nth in Lengths.Long ? Enumerable.Range(1, Jobs) : [1, Jobs / 2])
        {
            foreach (Behaviour how in new[] { Behaviour.Never, Behaviour.Slow })
            {
                _receiver.Next("/hook", [.. Enumerable.Repeat(Behaviour.Rules, nth - 1), how]);
                int before = _receiver.Requests.Count(r => r.Path == "/hook");
                yield return ($"{how}{nth}", _ => _receiver.Requests.Count(r => r.Path == "/hook") >= before + nth);
            }
        }

        Random random = new(20261123);
        for (int round = 0; round < (Lengths.Long ? 20 : 2); round++)
        {
            TimeSpan after = took * (0.2 + (0.8 * random.NextDouble()));
            yield return ($"after{round}", process => process.WaitForExit(after) || !process.HasExited);
        }
    }

    private async Task KillAsync(string data, Func<Process, bool> now)
    {
        Copy(_obs.In("base"), _obs.In(data));
        using Process process = _obs.Start("check", "--at", Now, "--data", data);
        while (!now(process) && !process.HasExited)
        {
            await Task.Delay(5, Cancel);
        }

        process.Kill();
        await process.WaitForExitAsync(Cancel);
    }

    /// <summary>Starts again at the same time, and once more when a claim that a killed process left has run out.</summary>
    private async Task<Outcome> FinishAsync(string data, int takenBefore)
    {
        Copy(_obs.In("base"), _obs.In(data));
        foreach (string at in (string[])[Now, AfterTheLease])
        {
            Assert.Equal(0, (await _obs.RunAsync("check", "--at", at, "--data", data)).Code);
        }

        string[] ids = [.. _receiver.Taken.Skip(takenBefore).Select(r => $"{r.Path} {(r.Id.Length > 0 ? r.Id : Convert.ToHexString(r.Body))}")];
        return new([.. ids.Distinct().Order(StringComparer.Ordinal)], ids.Length, await StoredRows.OfAsync(_obs.In(data)));
    }

    private static string At(DateTimeOffset time) => time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>Four runs of each job, an hour apart, of which the last failed half an hour ago.</summary>
    private string FailingRuns()
    {
        StringBuilder text = new("job,run_id,start,end,status\n");
        for (int i = 0; i < Jobs * 4; i++)
        {
            DateTimeOffset start = _read.AddMinutes(-210).AddHours(i / Jobs).AddMinutes(i % Jobs);
            text.Append(CultureInfo.InvariantCulture, $"air/job{i % Jobs},r{i},{At(start)},{At(start.AddMinutes(5))},{(i / Jobs == 3 ? "failed" : "success")}\n");
        }

        return text.ToString();
    }

    private static void Copy(string from, string to)
    {
        if (Directory.Exists(to))
        {
            return;
        }

        Directory.CreateDirectory(to);
        foreach (string file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }

    /// <param name="Ids">What arrived, each once.</param>
    /// <param name="Taken">How often something did.</param>
    private sealed record Outcome(IReadOnlyList<string> Ids, int Taken, string Rows);
}
