using System.Text.Json;

namespace Observability.Integration.Cli;

/// <summary><c>obs deploy plan</c>: what the service costs, before it is deployed.</summary>
public sealed class DeployPlanTests
{
    [Fact]
    public async Task The_lines_are_the_bill_and_the_largest_is_named()
    {
        using Obs obs = new();

        Ended ended = await obs.RunAsync("deploy", "plan", "--jobs", "10000", "--events", "hub", "--json");

        JsonElement plan = JsonDocument.Parse(ended.Out).RootElement;
        JsonElement[] lines = [.. plan.GetProperty("lines").EnumerateArray()];
        Assert.Equal(0, ended.Code);
        Assert.Equal((10_000, "hub", "USD", "month"), (plan.GetProperty("jobs").GetInt32(), plan.GetProperty("events").GetString(), plan.GetProperty("currency").GetString(), plan.GetProperty("per").GetString()));
        Assert.InRange(plan.GetProperty("total").GetDecimal() - lines.Sum(l => l.GetProperty("cost").GetDecimal()), -0.05m, 0.05m);
        Assert.Equal(lines.MaxBy(l => l.GetProperty("cost").GetDecimal()).GetProperty("what").GetString(), plan.GetProperty("dominating").GetString());
    }

    [Fact]
    public async Task Without_jobs_three_sizes_and_three_ways_are_shown_and_fewer_days_cost_less()
    {
        using Obs obs = new();

        JsonElement usual = JsonDocument.Parse((await obs.RunAsync("deploy", "plan", "--json")).Out).RootElement;
        JsonElement shorter = JsonDocument.Parse((await obs.RunAsync("deploy", "plan", "--json", "--retention", "31", "--no-logs")).Out).RootElement;

        Assert.Equal([100, 1_000, 10_000], usual.EnumerateArray().Select(r => r.GetProperty("jobs").GetInt32()));
        Assert.All(["batch", "hub", "oneByOne"], way => Assert.True(shorter[2].GetProperty(way).GetDecimal() < usual[2].GetProperty(way).GetDecimal()));
    }

    [Fact]
    public async Task Wrong_options_and_prices_are_named()
    {
        using Obs obs = new();
        string prices = Path.Combine(obs.Folder, "prices.json");
        await File.WriteAllTextAsync(prices, "{\n  \"day\": 7\n}", TestContext.Current.CancellationToken);

        Ended memory = await obs.RunAsync("deploy", "plan", "--memory", "7");
        Ended wrong = await obs.RunAsync("deploy", "plan", "--prices", prices);
        Ended gone = await obs.RunAsync("deploy", "plan", "--prices", Path.Combine(obs.Folder, "none.json"));

        Assert.Equal([2, 2, 3], [memory.Code, wrong.Code, gone.Code]);
        Assert.Contains("--memory is 512, 2048 or 4096", memory.Error, StringComparison.Ordinal);
        Assert.Contains($"{prices}:2:", wrong.Error, StringComparison.Ordinal);
    }
}
