using Observability.Sample;
using Observability.Sample.Catalogue;

namespace Observability.Unit.Sample;

[Collection("written estate")]
public sealed class SampleBillTests(WrittenEstate estate)
{
    private Dictionary<string, decimal> Costs => estate.Truth.Runs.Where(r => !r.Job.StartsWith("job:cron", StringComparison.Ordinal)).ToDictionary(r => r.RunId, r => r.Cost);

    [Fact]
    public void Charges_that_carry_a_run_sum_to_what_that_run_cost()
    {
        Dictionary<string, decimal> costs = Costs;
        DateTimeOffset billed = estate.Truth.To.AddDays(-1);
        HashSet<string> over = [.. estate.Runs.Where(r => r.State.Length > 0 && r.End < billed).Select(r => r.Id)];
        ILookup<string, Dictionary<string, string>> rows = estate.Bill.Where(r => r["Tags"].Contains("RunId", StringComparison.Ordinal)).ToLookup(r => r["Tags"].Split("\"RunId\":\"")[1][..36]);

        Assert.True(rows.Count > 3000);
        Assert.All(rows.Where(r => over.Contains(r.Key)), run => Assert.Equal(costs[run.Key], run.Sum(r => decimal.Parse(r["BilledCost"]))));
        Assert.All(rows, run => Assert.All(run, r => Assert.Contains("ClusterId", r["Tags"], StringComparison.Ordinal)));
    }

    [Fact]
    public void A_shared_resource_costs_what_its_runs_cost()
    {
        // The last day is not billed yet, so only runs of days before it count; one that spans midnight is split.
        Dictionary<string, decimal> costs = Costs;
        DateTimeOffset billed = estate.Truth.To.AddDays(-1);
        foreach (Platform platform in Platforms.All.Where(p => p.Resource.Billed == Billed.Shared))
        {
            SeenRun[] runs = [.. estate.Runs.Where(r => r.Job.StartsWith($"job:{platform.Namespace}/", StringComparison.Ordinal))];
            decimal whole = runs.Where(r => r.End <= billed).Sum(r => costs[r.Id]);
            decimal split = runs.Where(r => r.Start < billed && r.End > billed).Sum(r => costs[r.Id]);
            decimal bill = estate.Bill.Where(r => r["ResourceId"] == platform.Resource.Id).Sum(r => decimal.Parse(r["BilledCost"]));
            Assert.InRange(bill, whole, whole + split);
            Assert.True(bill > 0);
        }
    }

    [Fact]
    public void A_machine_that_is_always_on_costs_more_than_the_runs_on_it()
    {
        foreach (Resource resource in new[] { Resources.Named("aks"), Resources.Named("etl01") })
        {
            string[] scopes = [.. Platforms.All.Where(p => p.Resource == resource).Select(p => $"job:{p.Namespace}/")];
            decimal runs = estate.Truth.Runs.Where(r => scopes.Any(s => r.Job.StartsWith(s, StringComparison.Ordinal))).Sum(r => r.Cost);
            Assert.InRange(runs, 0.01m, estate.Bill.Where(r => r["ResourceId"] == resource.Id).Sum(r => decimal.Parse(r["BilledCost"])));
        }
    }

    [Fact]
    public void A_jump_of_spend_is_in_the_bill_with_its_dollars()
    {
        TrueFault[] faults = [.. estate.Truth.Faults.Where(f => f.Kind == "spend")];
        Assert.Equal(3, faults.Length);
        foreach (TrueFault fault in faults)
        {
            // Each day against the same weekday of the three weeks before; a service that rests on weekends has less then.
            double[] during = Daily(fault, fault.Begin.AddDays(-1), fault.End.AddDays(-1));
            double[] usual = [.. Enumerable.Range(1, 3).Select(week => Daily(fault, fault.Begin.AddDays(-1 - 7 * week), fault.End.AddDays(-1 - 7 * week)).Sum())];
            Assert.True(during.Sum() > 1.5 * usual.Average(), $"{fault.Id}: {usual.Average()} then {during.Sum()}");
            Assert.InRange((during.Sum() - usual.Average()) / (double)fault.Dollars, 0.75, 1.35);
        }
    }

    [Fact]
    public void A_restated_day_is_delivered_again_whole_with_other_amounts()
    {
        TrueLookAlike[] restated = [.. estate.Truth.Lookalikes.Where(l => l.Kind == "restated-bill")];
        Assert.Equal(2, restated.Length);
        foreach (TrueLookAlike day in restated)
        {
            string account = day.Subject["spend:SubAccountId=".Length..];
            decimal[][] deliveries = [.. Directory.GetFiles(Path.Combine(estate.Folder, "focus")).Order(StringComparer.Ordinal)
                .Select(f => CsvRows.Read(f).Where(r => r["SubAccountId"] == account && r["ChargePeriodStart"] == day.Begin.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'")).Select(r => decimal.Parse(r["EffectiveCost"])).ToArray())
                .Where(rows => rows.Length > 0)];
            Assert.Equal(2, deliveries.Length);
            Assert.Equal(deliveries[0].Length, deliveries[1].Length);
            Assert.True(deliveries[0].Sum() < 0.95m * deliveries[1].Sum());
        }
    }

    [Fact]
    public void Waste_at_nights_is_as_dear_on_weekends_as_on_working_days_and_what_is_switched_off_is_not()
    {
        foreach (TrueFault fault in estate.Truth.Faults.Where(f => f.Kind == "waste:non-production-nights"))
        {
            string id = fault.Subject["spend:ResourceId=".Length..];
            Assert.InRange(Weekends(id), 0.26, 0.32);
            Assert.True(fault.Dollars > 500);
        }

        Assert.Equal(0, Weekends(Resources.Named("mldev").Id));
    }

    private double Weekends(string resource)
    {
        Dictionary<string, string>[] rows = [.. estate.Bill.Where(r => r["ResourceId"] == resource)];
        return (double)(rows.Where(r => DateTimeOffset.Parse(r["ChargePeriodStart"]).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday).Sum(r => decimal.Parse(r["BilledCost"])) / rows.Sum(r => decimal.Parse(r["BilledCost"])));
    }

    private double[] Daily(TrueFault fault, DateTimeOffset from, DateTimeOffset to)
    {
        string[] parts = [.. fault.Subject["spend:".Length..].Split(',').Select(p => p.Split('=')[1])];
        ILookup<DateTimeOffset, decimal> days = estate.Bill.Where(r => r["SubAccountId"] == parts[0] && r["ServiceName"] == parts[1]).ToLookup(r => DateTimeOffset.Parse(r["ChargePeriodStart"]), r => decimal.Parse(r["BilledCost"]));
        return [.. Enumerable.Range(0, (int)Math.Ceiling((to - from).TotalDays)).Select(d => (double)days[from.AddDays(d)].Sum())];
    }
}
