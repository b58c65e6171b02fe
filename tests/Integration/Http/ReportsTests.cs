using System.Net;
using Microsoft.Extensions.Time.Testing;
using Observability.Core;
using Observability.Core.Configuration;
using Observability.Estates;

namespace Observability.Integration.Http;

/// <summary>Reports that were sent can be read wherever the store is, whoever sent them.</summary>
public sealed class ReportsTests
{
    private static readonly Settings Weekly = Settings.Default with { Reports = [new() { Name = "weekly", Receivers = [] }, new() { Name = "sales", Audience = "sales", Currency = "USD", Receivers = [] }] };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_sent_is_listed_and_shown_without_a_file()
    {
        FakeTimeProvider time = new(SmallEstate.Now);
        Service service = SmallEstate.Empty(time: time, settings: Weekly);
        await service.ArmAsync(Cancel);
        await using Served served = await Served.StartAsync(service);
        Assert.Contains("No report yet", await served.Client.GetStringAsync("/reports", Cancel), StringComparison.Ordinal);

        time.SetUtcNow(SmallEstate.Now.AddDays(1)); // Monday, half past nine
        await service.WhatIsDue.RunAsync(Cancel);

        string list = await served.Client.GetStringAsync("/reports", Cancel);
        Assert.Contains("/reports/2026-W47/weekly.html", list, StringComparison.Ordinal);
        Assert.Contains("/reports/2026-W47/sales.csv", list, StringComparison.Ordinal);
        using HttpResponseMessage page = await served.Client.GetAsync("/reports/2026-W47/sales.html", Cancel);
        Assert.Equal("text/html; charset=utf-8", page.Content.Headers.ContentType?.ToString());
        Assert.Contains("sandbox", Assert.Single(page.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Contains("2026-W47", await page.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.StartsWith("<!doctype html>", await served.Client.GetStringAsync("/api/v1/reports/2026-W47", Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/reports/2026-W46/weekly.html")]
    [InlineData("/reports/2026-W47/other.html")]
    [InlineData("/reports/2026-W47/weekly.exe")]
    [InlineData("/reports/2026-W47/weekly")]
    [InlineData("/reports/now/weekly.html")]
    [InlineData("/api/v1/reports/2026-W46")]
    public async Task What_was_not_sent_is_not_there(string path)
    {
        FakeTimeProvider time = new(SmallEstate.Now);
        Service service = SmallEstate.Empty(time: time, settings: Weekly);
        await service.ArmAsync(Cancel);
        time.SetUtcNow(SmallEstate.Now.AddDays(1));
        await service.WhatIsDue.RunAsync(Cancel);
        await using Served served = await Served.StartAsync(service);

        using HttpResponseMessage answer = await served.Client.GetAsync(path, Cancel);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
