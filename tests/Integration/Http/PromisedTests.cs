using System.Net;
using System.Text.Json;
using Observability.Core;
using Observability.Core.Recommendations;
using Observability.Estates;

namespace Observability.Integration.Http;

/// <summary>What the API promises as a whole: lists with pages, errors with a place, a description of all of it.</summary>
public sealed class PromisedTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/v1/incidents", "state,severity,kind,owner,subject,from,to,take,after")]
    [InlineData("/api/v1/runs", "job,state,from,to,take,after")]
    [InlineData("/api/v1/jobs", "text,owner,state,take,after")]
    [InlineData("/api/v1/datasets", "text,owner,late,take,after")]
    [InlineData("/api/v1/lineage", "subject")]
    [InlineData("/api/v1/series", "subject,measure,from,to")]
    [InlineData("/api/v1/costs", "by,from,to,take,after")]
    [InlineData("/api/v1/recommendations", "status,rule,owner,currency,take,after")]
    [InlineData("/api/v1/slo", "")]
    [InlineData("/api/v1/silences", "")]
    [InlineData("/api/v1/reports/{week}", "")]
    [InlineData("/health/live", "")]
    [InlineData("/health/ready", "")]
    [InlineData("/metrics", "")]
    public async Task Every_address_is_described_with_what_it_asks(string path, string asks)
    {
        await using Served served = await Served.StartAsync(SmallEstate.Empty());
        using JsonDocument described = JsonDocument.Parse(await served.Client.GetStringAsync("/openapi.json", Cancel));

        JsonElement get = described.RootElement.GetProperty("paths").GetProperty(path).GetProperty("get");
        string[] query = get.TryGetProperty("parameters", out JsonElement all)
            ? [.. all.EnumerateArray().Where(p => p.GetProperty("in").GetString() == "query").Select(p => p.GetProperty("name").GetString()!)]
            : [];

        Assert.Equal(asks, string.Join(',', query));
        Assert.NotEqual("", get.GetProperty("summary").GetString());
    }

    [Theory]
    [InlineData("/api/v1/lineage", "post")]
    [InlineData("/api/v1/lineage/batch", "post")]
    [InlineData("/api/v1/ingest/{format}", "post")]
    [InlineData("/api/v1/incidents/{id}/ack", "post")]
    [InlineData("/api/v1/incidents/{id}/unack", "post")]
    [InlineData("/api/v1/incidents/{id}/snooze", "post")]
    [InlineData("/api/v1/incidents/{id}/resolve", "post")]
    [InlineData("/api/v1/incidents/{id}/comment", "post")]
    [InlineData("/api/v1/incidents/{id}/feedback", "post")]
    [InlineData("/api/v1/silences", "post")]
    [InlineData("/api/v1/silences/{id}", "delete")]
    public async Task Every_change_is_described_with_how_it_is_refused(string path, string method)
    {
        await using Served served = await Served.StartAsync(SmallEstate.Empty());
        using JsonDocument described = JsonDocument.Parse(await served.Client.GetStringAsync("/openapi.json", Cancel));

        JsonElement answers = described.RootElement.GetProperty("paths").GetProperty(path).GetProperty(method).GetProperty("responses");

        Assert.True(answers.GetProperty("400").GetProperty("content").TryGetProperty("application/problem+json", out _));
    }

    [Theory]
    [InlineData("/api/v1/incidents?severity=loud", "severity")]
    [InlineData("/api/v1/incidents?after=x", "after")]
    [InlineData("/api/v1/runs?from=yesterday", "from")]
    [InlineData("/api/v1/runs?after=1", "after")]
    [InlineData("/api/v1/jobs?take=0", "take")]
    [InlineData("/api/v1/datasets?take=501", "take")]
    [InlineData("/api/v1/datasets?late=perhaps", "late")]
    [InlineData("/api/v1/lineage", "subject")]
    [InlineData("/api/v1/series?subject=orders", "subject")]
    [InlineData("/api/v1/costs?by=Colour", "by")]
    [InlineData("/api/v1/costs?after=2026", "after")]
    [InlineData("/api/v1/recommendations?status=perhaps", "status")]
    [InlineData("/api/v1/recommendations?after=much", "after")]
    public async Task A_bad_parameter_is_a_problem_with_its_name(string path, string place)
    {
        await using Served served = await Served.StartAsync(SmallEstate.Empty());

        using HttpResponseMessage answer = await served.Client.GetAsync(path, Cancel);
        using JsonDocument problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel));

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal(place, problem.RootElement.GetProperty("problems")[0].GetProperty("pointer").GetString());
    }

    [Fact]
    public async Task Recommendations_are_listed_by_amount_page_by_page_and_by_filter()
    {
        Service service = SmallEstate.Empty();
        decimal[] amounts = [5, 120.5m, 40, 40, 7, 9000];
        foreach ((int i, decimal amount) in amounts.Index())
        {
            await service.Recommendations.SeenAsync(Of($"job:s/{i}", amount, i == 5 ? "EUR" : "USD"), new(2026, 11, 20), Cancel);
        }

        await service.Recommendations.SetAsync(Tracked.IdOf(Of("job:s/4", 7, "USD")), RecommendationStatus.Dismissed, new(2026, 11, 21), Cancel);
        await using Served served = await Served.StartAsync(service);
        List<decimal> seen = [];
        string? after = "";
        while (after is not null)
        {
            using JsonDocument page = await ReadAsync(served, "/api/v1/recommendations?status=open&currency=USD&take=2&after=" + Uri.EscapeDataString(after));
            seen.AddRange(page.RootElement.GetProperty("items").EnumerateArray().Select(r => r.GetProperty("saving").GetProperty("amount").GetDecimal()));
            after = page.RootElement.GetProperty("after").GetString();
        }

        using JsonDocument dismissed = await ReadAsync(served, "/api/v1/recommendations?status=dismissed");
        JsonElement one = dismissed.RootElement.GetProperty("items")[0];

        Assert.Equal([120.5m, 40, 40, 5], seen);
        Assert.Equal(("dismissed", "job:s/4", "undo it", "month"), (one.GetProperty("status").GetString(), one.GetProperty("resource").GetString(), one.GetProperty("undo").GetString(), one.GetProperty("saving").GetProperty("per").GetString()));
    }

    [Fact]
    public async Task Objectives_say_how_they_stand()
    {
        Service service = await SmallEstate.CreateAsync(null, Cancel);
        await service.Slos.CountAsync(Cancel);
        await using Served served = await Served.StartAsync(service);

        using JsonDocument slos = await ReadAsync(served, "/api/v1/slo");
        JsonElement runs = slos.RootElement.GetProperty("items")[0];

        // 28 whole days of 12 jobs, two of whose runs failed.
        Assert.Equal(("runs", 336, 334), (runs.GetProperty("name").GetString(), runs.GetProperty("total").GetDouble(), runs.GetProperty("good").GetDouble()));
        Assert.Equal(28, runs.GetProperty("days").GetArrayLength());
        Assert.Equal(["runs", "freshness"], slos.RootElement.GetProperty("items").EnumerateArray().Select(s => s.GetProperty("of").GetString()));
    }

    [Fact]
    public async Task Readiness_names_when_each_source_last_came()
    {
        await using Served served = await Served.StartAsync(await SmallEstate.CreateAsync(null, Cancel));

        Assert.Contains("\"source made-up\"", await served.Client.GetStringAsync("/health/ready", Cancel), StringComparison.Ordinal);
    }

    private static Recommendation Of(string resource, decimal amount, string currency) => new()
    {
        Rule = "a-rule",
        Resource = resource,
        Title = "Change it",
        Saving = new(amount, amount / 2, amount * 2, currency),
        Confidence = 0.5,
        Evidence = ["a number"],
        Fix = "do it",
        Undo = "undo it",
    };

    private static async Task<JsonDocument> ReadAsync(Served served, string path) => JsonDocument.Parse(await served.Client.GetStringAsync(path, Cancel));
}
