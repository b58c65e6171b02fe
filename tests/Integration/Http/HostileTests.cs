using System.Net;
using Observability.Core;
using Observability.Core.Ingestion;
using Observability.Core.Primitives;
using Observability.Estates;
using Record = Observability.Core.Ingestion.Record;

namespace Observability.Integration.Http;

/// <summary>Names, links, paths and callers that mean harm.</summary>
public sealed class HostileTests
{
    private const string Script = "<script>alert(1)</script>\"'&";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Names_and_errors_are_escaped_on_every_page_and_links_lead_to_the_web_only()
    {
        Service service = SmallEstate.Empty();
        Subject job = Subject.Job(Script, "a/b%2Fc" + Script);
        Subject dataset = Subject.Dataset("s3://bucket", Script + "/?#x");
        await service.Keep.RunAsync("made-up", [new Record { Facts = [RunOf(job, dataset, RunEvent.Started, -30), RunOf(job, dataset, RunEvent.Failed, -20), new JobFact { Job = job, At = SmallEstate.Now, Owners = [Script], Tags = new Dictionary<string, string> { [Script] = Script } }] }], Cancel);
        await service.WhatIsDue.RunAsync(Cancel);
        await using Served served = await Served.StartAsync(service);
        string incident = (await service.IncidentLists.OpenAsync(Cancel))[0].Id;
        string token = await service.ActLinks.MakeAsync(incident, SmallEstate.Now, Cancel);

        foreach (string path in new[] { "/", "/pipelines", "/freshness", "/incidents", "/notifications", "/sources", "/recommendations?state=all", "/slo", "/lineage", "/lineage?text=" + Uri.EscapeDataString(Script), "/lineage?of=" + Uri.EscapeDataString(job.Text), "/a/" + token, "/jobs/" + Uri.EscapeDataString(job.Name), "/datasets/" + Uri.EscapeDataString(dataset.Name), "/runs/" + Uri.EscapeDataString("r" + Script), "/incidents/" + incident })
        {
            using HttpResponseMessage answer = await served.Client.GetAsync(path, Cancel);
            string page = await answer.Content.ReadAsStringAsync(Cancel);
            Assert.True(answer.StatusCode == HttpStatusCode.OK || path.StartsWith("/datasets", StringComparison.Ordinal), $"{path}: {answer.StatusCode}");
            Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("javascript:", page, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    public async Task A_page_of_another_site_cannot_post(string header, string value)
    {
        await using Served served = await Served.StartAsync(SmallEstate.Empty());
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/v1/lineage") { Content = new StringContent(ApiTests.Event("load")) };
        request.Headers.Add(header, value);

        using HttpResponseMessage answer = await served.Client.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task A_name_that_was_pointed_here_is_not_answered()
    {
        await using Served served = await Served.StartAsync(SmallEstate.Empty());
        using HttpRequestMessage request = new(HttpMethod.Get, "/");
        request.Headers.Host = "evil.example";

        using HttpResponseMessage answer = await served.Client.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.MisdirectedRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData(null, null, HttpStatusCode.Forbidden)]
    [InlineData("secret", null, HttpStatusCode.Unauthorized)]
    [InlineData("secret", "wrong", HttpStatusCode.Unauthorized)]
    [InlineData("secret", "secret", HttpStatusCode.OK)]
    public async Task Who_comes_through_a_proxy_needs_the_key(string? key, string? sent, HttpStatusCode expected)
    {
        await using Served served = await Served.StartAsync(SmallEstate.Empty(), key);
        using HttpRequestMessage request = new(HttpMethod.Get, "/api/v1/jobs");
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        if (sent is not null)
        {
            request.Headers.Add("x-api-key", sent);
        }

        using HttpResponseMessage answer = await served.Client.SendAsync(request, Cancel);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Reports_are_read_from_their_folder_only()
    {
        await using Served served = await Served.StartAsync(SmallEstate.Empty());
        Directory.CreateDirectory(Path.Combine(served.Folder, "reports", "2026-W46"));
        await File.WriteAllTextAsync(Path.Combine(served.Folder, "reports", "2026-W46", "report.html"), "the report", Cancel);
        await File.WriteAllTextAsync(Path.Combine(served.Folder, "secret.html"), "the secret", Cancel);

        Assert.Equal("the report", await served.Client.GetStringAsync("/reports/2026-W46/report.html", Cancel));
        Assert.Equal("the report", await served.Client.GetStringAsync("/api/v1/reports/2026-W46", Cancel));
        foreach (string path in new[] { "/reports/2026-W46/..%2F..%2Fsecret.html", "/reports/..%2F/secret.html", "/reports/%2E%2E/secret.html", "/reports/2026-W46/%2e%2e%2f%2e%2e%2fsecret.html" })
        {
            using HttpResponseMessage answer = await served.Client.GetAsync(path, Cancel);
            Assert.Equal((path, HttpStatusCode.NotFound), (path, answer.StatusCode));
        }
    }

    private static RunFact RunOf(Subject job, Subject dataset, RunEvent state, int minutes) => new()
    {
        Job = job,
        RunId = "r" + Script,
        At = SmallEstate.Now.AddMinutes(minutes),
        Event = state,
        Id = (ulong)(100 + minutes),
        Error = Script,
        Link = "javascript:alert(1)",
        Inputs = [dataset],
        Outputs = [new(dataset)],
    };
}
