using System.Diagnostics;
using System.Net;
using System.Text;
using Observability.Adapters.Sqlite;
using Observability.Emulators;
using Observability.Functions.Host;

namespace Observability.Functions;

/// <summary>The function app over Azure Tables and the local service over SQLite, told the same, know the same.</summary>
public sealed class SameAsServeTests(Azurite azurite) : IDisposable
{
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("obs-same-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_instances_with_redelivery_poison_and_a_kill_leave_what_the_local_service_leaves()
    {
        await using Estate estate = await Estate.CreateAsync(azurite);
        string[] events =
        [
            .. Told.FailingJob("orders", _now), Told.Poison[1], .. Told.FailingJob("stock", _now), Told.Poison[2],
            .. Enumerable.Range(1, 20).SelectMany(day => Told.Run("clicks", $"clicks-{day}", _now.AddDays(day - 21), true)),
        ];

        await InTheCloudAsync(estate, events);
        await using Receiver told = await Receiver.StartAsync();
        await LocallyAsync(told, events);

        await using SqliteStore local = new(_folder.FullName);
        State.Same(await State.OfAsync(local), await State.OfAsync(estate.Store));
        Assert.Equal(told.Ids.Order(), estate.Receiver.Ids.Distinct().Order());
        Assert.Equal(2, told.Ids.Count);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>By two event hub partitions, one batch given twice, some over HTTP, one worker killed; and ticks, one of them late.</summary>
    private static async Task InTheCloudAsync(Estate estate, string[] events)
    {
        await using Worker one = await estate.StartAsync();
        await using Worker killed = await estate.StartAsync();
        await Task.WhenAll(one.BatchAsync(events[..8], first: 1), killed.BatchAsync(events[6..20], first: 7));
        Task<Host.Rpc.InvocationResponse> lost = killed.BatchAsync(events[20..40], first: 21);
        await killed.KillAsync();
        await using Worker other = await estate.StartAsync();
        await Task.WhenAll(one.BatchAsync(events[20..40], first: 21), other.BatchAsync(events[15..30], first: 16));
        foreach (string last in events[40..])
        {
            await other.HttpAsync(HttpMethod.Post, "/api/v1/lineage", last, Estate.Key);
        }

        await Task.WhenAll(one.TickAsync(late: true), other.TickAsync());
        await one.TickAsync();
    }

    /// <summary>By HTTP, the good at once since it looks at what is due every second, with its own ticks.</summary>
    private async Task LocallyAsync(Receiver told, string[] events)
    {
        string config = Path.Combine(_folder.FullName, "observability.yaml");
        await File.WriteAllTextAsync(config, "receivers:\n  - { name: hook, type: webhook, url: env:HOOK_URL, allow_local: true }\n", Cancel);
        ProcessStartInfo start = new("dotnet", [Built.Obs, "serve", "--urls", "http://127.0.0.1:0", "--data", _folder.FullName, "--config", config]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["HOOK_URL"] = told.Address;
        using Process serve = Process.Start(start)!;
        try
        {
            using HttpClient http = new() { BaseAddress = new(await AddressAsync(serve)) };
            Assert.Equal(HttpStatusCode.OK, await PostAsync(http, "/api/v1/lineage/batch", $"[{string.Join(',', events.Except(Told.Poison))}]"));
            foreach (string bad in events.Intersect(Told.Poison))
            {
                Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(http, "/api/v1/lineage", bad));
            }

            for (int second = 0; second < 60 && told.Ids.Count < 2; second++)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), Cancel);
            }

            // All that was due is done when a look finds nothing three times: a busy machine needs longer than any fixed wait.
            for (int quiet = 0, second = 0; second < 60 && quiet < 3; second++)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), Cancel);
                quiet = (await http.GetStringAsync("/metrics", Cancel)).Split('\n').Contains("obs_due_work 0") ? quiet + 1 : 0;
            }
        }
        finally
        {
            serve.Kill();
            await serve.WaitForExitAsync(Cancel);
        }
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient http, string path, string text)
    {
        using StringContent body = new(text, Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await http.PostAsync(path, body, Cancel);
        return answer.StatusCode;
    }

    private static async Task<string> AddressAsync(Process serve)
    {
        const string Says = "listening on ";
        while (await serve.StandardError.ReadLineAsync(Cancel) is { } line)
        {
            if (line.Contains(Says, StringComparison.Ordinal))
            {
                return line[(line.IndexOf(Says, StringComparison.Ordinal) + Says.Length)..].Split(';', ',')[0];
            }
        }

        throw new InvalidOperationException("obs serve ended");
    }
}
