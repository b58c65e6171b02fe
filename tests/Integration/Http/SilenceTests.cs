using System.Net;
using System.Text;
using System.Text.Json;
using Observability.Core;
using Observability.Estates;

namespace Observability.Integration.Http;

public sealed class SilenceTests
{
    private const string Good = """{"kind":["run-*"],"subject":"job:finance/*","to":"2026-11-24T06:00:00Z","reason":"planned migration","by":"Ana"}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_silence_is_added_once_listed_and_ended()
    {
        await using Served served = await Served.StartAsync(SmallEstate.Empty());

        using HttpResponseMessage added = await ApiTests.PostAsync(served, "/api/v1/silences", Good);
        using HttpResponseMessage again = await ApiTests.PostAsync(served, "/api/v1/silences", Good);
        using JsonDocument one = JsonDocument.Parse(await added.Content.ReadAsStringAsync(Cancel));
        string id = one.RootElement.GetProperty("id").GetString()!;
        int listed = await CountAsync(served);
        using HttpResponseMessage ended = await served.Client.DeleteAsync("/api/v1/silences/" + id, Cancel);
        using HttpResponseMessage gone = await served.Client.DeleteAsync("/api/v1/silences/" + id, Cancel);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (added.StatusCode, again.StatusCode));
        Assert.Equal("kind run-*, subject job:finance/*", one.RootElement.GetProperty("match").GetString());
        Assert.Equal((1, HttpStatusCode.NoContent, HttpStatusCode.NotFound, 0), (listed, ended.StatusCode, gone.StatusCode, await CountAsync(served)));
    }

    [Theory]
    [InlineData("""{"to":"2026-11-24T06:00:00Z","reason":"x"}""", "", "everything")]
    [InlineData("""{"subject":"job:a","reason":"x"}""", "/to", "missing")]
    [InlineData("""{"subject":"job:a","to":"2026-11-24T06:00:00Z"}""", "/reason", "missing")]
    [InlineData("""{"subject":"job:a","to":"2020-11-24T06:00:00Z","reason":"x"}""", "/to", "after")]
    [InlineData("""{"kind":["run-faild"],"to":"2026-11-24T06:00:00Z","reason":"x"}""", "/kind/0", "did you mean")]
    [InlineData("""{"severity":"loud","to":"2026-11-24T06:00:00Z","reason":"x"}""", "/severity", "expected info")]
    [InlineData("""{"subjct":"job:a","to":"2026-11-24T06:00:00Z","reason":"x"}""", "/subjct", "shape")]
    [InlineData("""{"subject":"job:a","to":"tomorrow","reason":"x"}""", "/to", "shape")]
    [InlineData("""null""", "", "null")]
    [InlineData("""{""", "", "shape")]
    public async Task What_cannot_be_meant_is_refused_with_its_place(string body, string place, string said)
    {
        await using Served served = await Served.StartAsync(SmallEstate.Empty());

        using HttpResponseMessage answer = await ApiTests.PostAsync(served, "/api/v1/silences", body);
        using JsonDocument problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel));
        JsonElement first = problem.RootElement.GetProperty("problems")[0];

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal(place, first.GetProperty("pointer").GetString());
        Assert.Contains(said, first.GetProperty("problem").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync(served));
    }

    [Fact]
    public async Task Those_of_the_settings_are_listed_and_end_there_only()
    {
        Service service = SmallEstate.Empty(settings: new() { Silences = [new() { Match = new() { Owner = "web" }, From = SmallEstate.Now, To = SmallEstate.Now.AddDays(1), Reason = "closed" }] });
        await using Served served = await Served.StartAsync(service);

        using HttpResponseMessage answer = await served.Client.DeleteAsync("/api/v1/silences/settings", Cancel);

        Assert.Equal((1, HttpStatusCode.Conflict), (await CountAsync(served), answer.StatusCode));
    }

    [Fact]
    public async Task Beyond_this_machine_it_needs_the_key()
    {
        await using Served served = await Served.StartAsync(SmallEstate.Empty(), "secret");
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/v1/silences") { Content = new StringContent(Good, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");

        using HttpResponseMessage answer = await served.Client.SendAsync(request, Cancel);

        Assert.Equal((HttpStatusCode.Unauthorized, 0), (answer.StatusCode, await CountAsync(served)));
    }

    private static async Task<int> CountAsync(Served served)
    {
        using JsonDocument list = JsonDocument.Parse(await served.Client.GetStringAsync("/api/v1/silences", Cancel));
        return list.RootElement.GetProperty("items").GetArrayLength();
    }
}
