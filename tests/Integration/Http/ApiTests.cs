using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Observability.Core;
using Observability.Core.Incidents;
using Observability.Core.Primitives;
using Observability.Estates;

namespace Observability.Integration.Http;

public sealed class ApiTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_event_is_kept_once_and_its_job_is_listed()
    {
        Service service = SmallEstate.Empty();
        await using Served served = await Served.StartAsync(service);

        using HttpResponseMessage first = await PostAsync(served, "/api/v1/lineage", Event("load"));
        using HttpResponseMessage again = await PostAsync(served, "/api/v1/lineage", Event("load"));
        using JsonDocument jobs = await ReadAsync(served, "/api/v1/jobs");

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.Equal("""{"accepted":0,"duplicate":1,"rejected":0,"ignored":0}""", await again.Content.ReadAsStringAsync(Cancel));
        Assert.Equal("job:shop/load", jobs.RootElement.GetProperty("items")[0].GetProperty("job").GetString());
    }

    [Fact]
    public async Task A_bad_event_is_answered_with_the_place_of_what_is_wrong()
    {
        await using Served served = await Served.StartAsync(SmallEstate.Empty());

        using HttpResponseMessage answer = await PostAsync(served, "/api/v1/lineage", """{"eventTime":"yesterday","run":{"runId":"1"},"job":{"namespace":"shop","name":"load"}}""");
        using JsonDocument problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("/eventTime", problem.RootElement.GetProperty("problems")[0].GetProperty("pointer").GetString());
        Assert.Contains("yesterday", problem.RootElement.GetProperty("problems")[0].GetProperty("problem").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_list_the_good_events_are_kept_and_the_bad_are_named_by_their_place()
    {
        await using Served served = await Served.StartAsync(SmallEstate.Empty());

        using HttpResponseMessage answer = await PostAsync(served, "/api/v1/lineage/batch", $$$"""[{{{Event("a")}}},{"eventTime":"2026-11-22T06:00:00Z","job":{}},{{{Event("b")}}}]""");
        using JsonDocument batch = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel));
        using JsonDocument jobs = await ReadAsync(served, "/api/v1/jobs");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("partial_success", batch.RootElement.GetProperty("status").GetString());
        Assert.Equal(1, batch.RootElement.GetProperty("failedEvents")[0].GetProperty("index").GetInt32());
        Assert.Equal(2, jobs.RootElement.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Gzip_is_read_and_a_bomb_is_refused()
    {
        await using Served served = await Served.StartAsync(SmallEstate.Empty());

        using HttpResponseMessage good = await PostAsync(served, "/api/v1/lineage", Event("load"), gzip: true);
        using HttpResponseMessage bomb = await PostAsync(served, "/api/v1/lineage", Event("load") + new string(' ', 9 * 1024 * 1024), gzip: true);
        using HttpResponseMessage broken = await SendAsync(served, "/api/v1/lineage", new ByteArrayContent("no gzip at all"u8.ToArray()), "gzip");

        Assert.Equal(HttpStatusCode.Created, good.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, bomb.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, broken.StatusCode);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("[]", "one event")]
    [InlineData("{\"a\":", "JSON")]
    public async Task A_body_that_is_no_event_is_refused(string body, string said)
    {
        await using Served served = await Served.StartAsync(SmallEstate.Empty());

        using HttpResponseMessage answer = await PostAsync(served, "/api/v1/lineage", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(said, await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deep_nesting_is_refused()
    {
        await using Served served = await Served.StartAsync(SmallEstate.Empty());

        using HttpResponseMessage answer = await PostAsync(served, "/api/v1/lineage", string.Concat(Enumerable.Repeat("{\"a\":", 40)) + "1" + new string('}', 40));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("nested deeper than 32", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_format_is_taken_and_found_out()
    {
        await using Served served = await Served.StartAsync(SmallEstate.Empty());
        const string Runs = "job,run_id,start,end,status\nload,1,2026-11-22T01:00:00Z,2026-11-22T01:10:00Z,success\nload,2,never,2026-11-22T01:10:00Z,success\n";

        using HttpResponseMessage found = await PostAsync(served, "/api/v1/ingest/auto", Runs);
        using HttpResponseMessage unknown = await PostAsync(served, "/api/v1/ingest/nonsense", Runs);
        using HttpResponseMessage nothing = await PostAsync(served, "/api/v1/ingest/auto", "MIT License");
        Assert.True(found.IsSuccessStatusCode, await found.Content.ReadAsStringAsync(Cancel));
        using JsonDocument kept = JsonDocument.Parse(await found.Content.ReadAsStringAsync(Cancel));

        Assert.Equal(("runs-csv", 1, 1), (kept.RootElement.GetProperty("format").GetString(), kept.RootElement.GetProperty("accepted").GetInt32(), kept.RootElement.GetProperty("rejected").GetInt32()));
        Assert.Equal(3, kept.RootElement.GetProperty("problems")[0].GetProperty("line").GetInt32());
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nothing.StatusCode);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(served.Folder, "incoming")));
    }

    [Fact]
    public async Task Pages_of_a_list_hold_everything_once()
    {
        await using Served served = await Served.StartAsync(await SmallEstate.CreateAsync(null, Cancel));
        List<string?> runs = [];
        string? after = "";
        while (after is not null)
        {
            using JsonDocument page = await ReadAsync(served, $"/api/v1/runs?take=7&job={Uri.EscapeDataString("job:airflow-prod/clean_customers")}&after={Uri.EscapeDataString(after)}");
            runs.AddRange(page.RootElement.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("runId").GetString()));
            after = page.RootElement.GetProperty("after").GetString();
        }

        Assert.Equal(41, runs.Count);
        Assert.Equal(41, runs.Distinct().Count());
    }

    [Theory]
    [InlineData("/api/v1/runs?take=0", "take")]
    [InlineData("/api/v1/runs?state=broken", "state")]
    [InlineData("/api/v1/incidents?after=x", "after")]
    [InlineData("/api/v1/costs?by=Nothing", "by")]
    [InlineData("/api/v1/lineage", "subject")]
    public async Task A_bad_parameter_is_named(string path, string name)
    {
        await using Served served = await Served.StartAsync(SmallEstate.Empty());

        using HttpResponseMessage answer = await served.Client.GetAsync(path, Cancel);
        using JsonDocument problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(name, problem.RootElement.GetProperty("problems")[0].GetProperty("pointer").GetString());
    }

    [Fact]
    public async Task An_incident_is_acknowledged_snoozed_commented_and_resolved()
    {
        Service service = await SmallEstate.CreateAsync(null, Cancel);
        await using Served served = await Served.StartAsync(service);
        string id = (await service.IncidentLists.OpenAsync(Cancel)).First(i => i.Kind == IncidentKind.Spend).Id;

        foreach ((string act, string body, HttpStatusCode expected) in new[]
        {
            ("ack", """{"by":"Ana"}""", HttpStatusCode.OK), ("ack", "", HttpStatusCode.OK), ("snooze", """{"hours":4}""", HttpStatusCode.OK), ("snooze", "{}", HttpStatusCode.BadRequest),
            ("comment", """{"text":"on it"}""", HttpStatusCode.OK), ("comment", "{}", HttpStatusCode.BadRequest), ("unack", "", HttpStatusCode.OK),
            ("resolve", """{"by":"Ana"}""", HttpStatusCode.OK), ("ack", "", HttpStatusCode.Conflict),
        })
        {
            using HttpResponseMessage answer = await PostAsync(served, $"/api/v1/incidents/{id}/{act}", body);
            Assert.Equal((act, expected), (act, answer.StatusCode));
        }

        Incident incident = (await service.Incidents.FindAsync(id, Cancel))!.Incident;
        Assert.Equal(IncidentState.Resolved, incident.State);
        Assert.Equal(["acknowledged", "snoozed until 2026-11-22 13:30 UTC", "on it", "no longer acknowledged", "resolved by hand"], incident.Comments.Select(c => c.Text));
        using HttpResponseMessage none = await PostAsync(served, "/api/v1/incidents/202611-000000000000/ack", "");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task Everything_else_that_is_promised_answers()
    {
        await using Served served = await Served.StartAsync(await SmallEstate.CreateAsync(null, Cancel));

        using JsonDocument incidents = await ReadAsync(served, "/api/v1/incidents?state=open&kind=run-failed");
        using JsonDocument costs = await ReadAsync(served, "/api/v1/costs?by=SubAccountId&from=2026-11-20&to=2026-11-21");
        using JsonDocument lineage = await ReadAsync(served, "/api/v1/lineage?subject=" + Uri.EscapeDataString("job:airflow-prod/clean_orders"));
        using JsonDocument series = await ReadAsync(served, "/api/v1/series?measure=duration&subject=" + Uri.EscapeDataString("job:airflow-prod/clean_customers"));
        using JsonDocument datasets = await ReadAsync(served, "/api/v1/datasets?late=true");
        using JsonDocument openApi = await ReadAsync(served, "/openapi.json");
        string metrics = await served.Client.GetStringAsync("/metrics", Cancel);

        Assert.Equal("incident", incidents.RootElement.GetProperty("items")[0].GetProperty("type").GetString());
        Assert.Equal(JsonValueKind.Null, incidents.RootElement.GetProperty("items")[0].GetProperty("closed").ValueKind);
        Assert.Equal(3, costs.RootElement.GetProperty("items").GetArrayLength());
        Assert.Equal("dataset:lake/bronze/orders", lineage.RootElement.GetProperty("upstream")[0].GetProperty("subject").GetString());
        Assert.Equal(41, series.RootElement.GetProperty("points").GetArrayLength());
        Assert.NotEmpty(datasets.RootElement.GetProperty("items").EnumerateArray());
        Assert.True(openApi.RootElement.GetProperty("paths").TryGetProperty("/api/v1/lineage", out _));
        Assert.Contains("obs_ingested_records_total{format=\"made-up\",outcome=\"accepted\"}", metrics, StringComparison.Ordinal);
        Assert.Contains("obs_open_incidents{kind=\"run-failed\",severity=\"critical\"} 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("\"ready\"", await served.Client.GetStringAsync("/health/ready", Cancel), StringComparison.Ordinal);
    }

    internal static string Event(string job) =>
        $$"""{"eventType":"COMPLETE","eventTime":"2026-11-22T06:00:00Z","run":{"runId":"run-of-{{job}}"},"job":{"namespace":"shop","name":"{{job}}"},"inputs":[],"outputs":[]}""";

    internal static Task<HttpResponseMessage> PostAsync(Served served, string path, string body, bool gzip = false)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        if (gzip)
        {
            using MemoryStream packed = new();
            using (GZipStream stream = new(packed, CompressionLevel.Fastest))
            {
                stream.Write(bytes);
            }

            bytes = packed.ToArray();
        }

        return SendAsync(served, path, new ByteArrayContent(bytes), gzip ? "gzip" : null);
    }

    private static Task<HttpResponseMessage> SendAsync(Served served, string path, ByteArrayContent content, string? encoding)
    {
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (encoding is not null)
        {
            content.Headers.ContentEncoding.Add(encoding);
        }

        return served.Client.PostAsync(path, content, Cancel);
    }

    private static async Task<JsonDocument> ReadAsync(Served served, string path) => JsonDocument.Parse(await served.Client.GetStringAsync(path, Cancel));
}
