using System.Text;
using System.Text.Json.Nodes;
using Azure.Core.Pipeline;
using Azure.Identity;
using Microsoft.Extensions.Time.Testing;
using Observability.Adapters.AzureMonitor;
using Observability.Adapters.Memory;
using Observability.Core;
using Observability.Core.Configuration;
using Observability.Core.Ingestion;
using Observability.Core.Primitives;
using Observability.Core.Telemetry;
using Record = Observability.Core.Ingestion.Record;

namespace Observability.Integration.AzureMonitor;

public sealed class LogsIngestionTests
{
    private const string Rule = "dcr-0123456789abcdef0123456789abcdef";

    private readonly FakeCredential _credential = new(TimeSpan.FromHours(1));
    private readonly FakeTimeProvider _clock = new(new(2026, 11, 22, 9, 2, 0, TimeSpan.Zero));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_are_one_compressed_list_at_the_address_of_their_stream()
    {
        await using FakeMonitor monitor = await FakeMonitor.StartAsync();

        TelemetrySent sent = await Sink(monitor).SendAsync(LoggedTick.Table, Rows(3, 20), Cancel);

        FakeMonitor.Call call = Assert.Single(monitor.Calls);
        Assert.Equal(new TelemetrySent(3, 0, null, null), sent);
        Assert.Equal($"/dataCollectionRules/{Rule}/streams/Custom-ObsTicks_CL?api-version=2023-01-01", call.Path);
        Assert.Equal(("Bearer token-1", "application/json", "gzip"), (call.Authorization, call.Type, call.Encoding));
        Assert.Equal([0, 1, 2], call.Rows.Select(r => (int)r["N"]!));
        Assert.Equal(["https://monitor.azure.com/.default"], _credential.Scopes);
    }

    [Fact]
    public async Task Many_rows_go_in_calls_of_at_most_a_megabyte_and_none_is_lost_or_doubled()
    {
        await using FakeMonitor monitor = await FakeMonitor.StartAsync();

        TelemetrySent sent = await Sink(monitor).SendAsync(LoggedRun.Table, Rows(2500, 1000), Cancel);

        Assert.Equal(2500, sent.Done);
        Assert.Equal(3, monitor.Calls.Count);
        Assert.All(monitor.Calls, c => Assert.InRange(c.Bytes, 1, 1_000_000));
        Assert.Equal(Enumerable.Range(0, 2500), monitor.Calls.SelectMany(c => c.Rows).Select(r => (int)r["N"]!));
    }

    [Theory]
    [InlineData(429, "120", 120)]
    [InlineData(503, "30", 30)]
    [InlineData(503, null, 60)]
    [InlineData(429, "0", 1)]
    [InlineData(429, "999999", 3600)]
    [InlineData(429, "Sun, 22 Nov 2026 09:04:00 GMT", 120)]
    [InlineData(500, "soon", 60)]
    [InlineData(403, null, 600)]
    [InlineData(404, null, 600)]
    [InlineData(400, null, 600)]
    public async Task A_service_that_does_not_take_rows_now_says_when_to_ask_again(int status, string? retryAfter, int seconds)
    {
        await using FakeMonitor monitor = await FakeMonitor.StartAsync(new FakeMonitor.Answer(204), new FakeMonitor.Answer(status, retryAfter, "no\nthanks"));

        TelemetrySent sent = await Sink(monitor).SendAsync(LoggedRun.Table, Rows(1500, 1000), Cancel);

        Assert.Equal(TimeSpan.FromSeconds(seconds), sent.After);
        Assert.Equal((monitor.Calls[0].Rows.Count, 0), (sent.Done, sent.Refused));
        Assert.StartsWith($"ObsRuns_CL: status {status} ", sent.Problem, StringComparison.Ordinal);
        Assert.EndsWith("no?thanks", sent.Problem, StringComparison.Ordinal);
        Assert.Equal(2, monitor.Calls.Count);
    }

    [Fact]
    public async Task A_call_that_is_too_large_is_sent_in_halves()
    {
        await using FakeMonitor monitor = await FakeMonitor.StartAsync(new FakeMonitor.Answer(413), new FakeMonitor.Answer(413));

        TelemetrySent sent = await Sink(monitor).SendAsync(LoggedRun.Table, Rows(8, 100), Cancel);

        Assert.Equal([8, 4, 2, 2, 2, 2], monitor.Calls.Select(c => c.Rows.Count));
        Assert.Equal(new TelemetrySent(8, 0, null, null), sent);
        Assert.Equal(Enumerable.Range(0, 8), monitor.Calls.Where(c => c.Status == 204).SelectMany(c => c.Rows).Select(r => (int)r["N"]!));
    }

    [Fact]
    public async Task A_row_that_is_too_large_alone_is_given_up_aloud_and_the_others_go_on()
    {
        await using FakeMonitor monitor = await FakeMonitor.StartAsync(new FakeMonitor.Answer(413), new FakeMonitor.Answer(413));

        TelemetrySent sent = await Sink(monitor).SendAsync(LoggedRun.Table, Rows(2, 100), Cancel);

        Assert.Equal((2, 1), (sent.Done, sent.Refused));
        Assert.StartsWith("ObsRuns_CL: a row of ", sent.Problem, StringComparison.Ordinal);
        Assert.Null(sent.After);
        Assert.Equal(1, (int)Assert.Single(monitor.Calls[^1].Rows)["N"]!);
    }

    [Fact]
    public async Task A_token_that_ran_out_is_replaced_and_the_rows_are_sent_again()
    {
        FakeCredential shortLived = new(TimeSpan.FromSeconds(-1));
        await using FakeMonitor monitor = await FakeMonitor.StartAsync(new FakeMonitor.Answer(401));
        LogsIngestionSink sink = new(monitor.Address, Rule, shortLived, _clock, monitor.Options);

        TelemetrySent refused = await sink.SendAsync(LoggedTick.Table, Rows(1, 20), Cancel);
        TelemetrySent taken = await sink.SendAsync(LoggedTick.Table, Rows(1, 20), Cancel);

        Assert.Equal((0, TimeSpan.FromMinutes(1)), (refused.Done, refused.After));
        Assert.Equal(1, taken.Done);
        Assert.Equal(2, monitor.Calls.Select(c => c.Authorization).Distinct().Count());
    }

    [Fact]
    public async Task Whoever_cannot_sign_in_is_told_why_in_one_line()
    {
        await using FakeMonitor monitor = await FakeMonitor.StartAsync();
        LogsIngestionSink sink = new(monitor.Address, Rule, new Refusing(), _clock, monitor.Options);

        TelemetrySent sent = await sink.SendAsync(LoggedTick.Table, Rows(1, 20), Cancel);

        Assert.Equal(new TelemetrySent(0, 0, TimeSpan.FromMinutes(1), "ObsTicks_CL: no answer: no identity here"), sent);
    }

    [Fact]
    public async Task A_service_that_is_away_is_asked_again_in_a_minute()
    {
        FakeMonitor monitor = await FakeMonitor.StartAsync();
        LogsIngestionSink sink = Sink(monitor);
        await monitor.DisposeAsync();

        TelemetrySent sent = await sink.SendAsync(LoggedTick.Table, Rows(1, 20), Cancel);

        Assert.Equal((0, TimeSpan.FromMinutes(1)), (sent.Done, sent.After));
        Assert.StartsWith("ObsTicks_CL: no answer: ", sent.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://dce-obs.westeurope-1.ingest.monitor.azure.com/", "https://monitor.azure.com/.default")]
    [InlineData("https://dce-obs.usgovvirginia-1.ingest.monitor.azure.us/", "https://monitor.azure.us/.default")]
    [InlineData("https://dce-obs.chinaeast2-1.ingest.monitor.azure.cn/", "https://monitor.azure.cn/.default")]
    public async Task The_token_is_for_the_cloud_that_the_endpoint_is_in(string endpoint, string scope)
    {
        using TakesAll takesAll = new();
        LogsIngestionSink sink = new(new(endpoint), Rule, _credential, _clock, new() { Transport = new HttpClientTransport(takesAll) });

        await sink.SendAsync(LoggedTick.Table, Rows(1, 20), Cancel);

        Assert.Equal([scope], _credential.Scopes);
    }

    [Fact] // the whole way: what is heard is told, through a service that is busy meanwhile
    public async Task Runs_reach_the_workspace_through_a_busy_service_each_at_least_once()
    {
        await using FakeMonitor monitor = await FakeMonitor.StartAsync(new(204), new(429, "120"), new(503), new(503, "60"));
        Service service = new(new Surroundings { Store = new MemoryStore(), Time = _clock, Telemetry = Sink(monitor) });
        await service.ArmAsync(Cancel);
        foreach (int i in Enumerable.Range(0, 30))
        {
            await service.Keep.RunAsync("made-up", [new Record { Facts = [new RunFact { Job = Subject.Job("shop", $"j{i % 7}"), RunId = $"r{i}", At = _clock.GetUtcNow(), Event = RunEvent.Failed, Id = (ulong)i }] }], Cancel);
        }

        for (int minute = 0; minute < 20; minute++)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            await service.WhatIsDue.RunAsync(Cancel);
        }

        JsonObject[] runs = [.. monitor.Calls.Where(c => c.Status == 204 && c.Path.Contains("ObsRuns_CL", StringComparison.Ordinal)).SelectMany(c => c.Rows)];
        Assert.Equal(Enumerable.Range(0, 30).Select(i => $"r{i}").Order(), runs.Select(r => (string)r["RunId"]!).Distinct().Order());
        Assert.All(runs, r => Assert.Equal("failed", (string?)r["State"]));
        Assert.Contains(monitor.Calls.Where(c => c.Path.Contains("ObsTicks_CL", StringComparison.Ordinal)).SelectMany(c => c.Rows), t => ((string?)t["Problem"])?.Contains("status 429", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void Settings_come_first_and_the_environment_after_them()
    {
        LogsSettings given = new() { Endpoint = "https://dce.example.com", Rule = Rule };
        Dictionary<string, string> environment = new() { [TelemetrySinks.Endpoint] = "https://dce.example.org", [TelemetrySinks.Rule] = Rule };

        Assert.NotNull(TelemetrySinks.Of(given, _ => null, () => _credential, _clock));
        Assert.NotNull(TelemetrySinks.Of(new(), environment.GetValueOrDefault, () => _credential, _clock));
        Assert.Null(TelemetrySinks.Of(new(), _ => null, () => throw new InvalidOperationException("nobody asked for one"), _clock));
        Assert.Throws<ArgumentException>(() => TelemetrySinks.Of(new(), name => name == TelemetrySinks.Endpoint ? "dce.example.org" : Rule, () => _credential, _clock));
    }

    private LogsIngestionSink Sink(FakeMonitor monitor) => new(monitor.Address, Rule, _credential, _clock, monitor.Options);

    /// <summary>Numbered rows of about a size.</summary>
    private static ReadOnlyMemory<byte>[] Rows(int count, int bytes) =>
        [.. Enumerable.Range(0, count).Select(i => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes($$"""{"N":{{i}},"Text":"{{new string('x', bytes)}}"}"""))];

    private sealed class Refusing : Azure.Core.TokenCredential
    {
        public override Azure.Core.AccessToken GetToken(Azure.Core.TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new AuthenticationFailedException("no identity here\nsee the docs");

        public override ValueTask<Azure.Core.AccessToken> GetTokenAsync(Azure.Core.TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new AuthenticationFailedException("no identity here\nsee the docs");
    }

    private sealed class TakesAll : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(System.Net.HttpStatusCode.NoContent) { RequestMessage = request });
    }
}
