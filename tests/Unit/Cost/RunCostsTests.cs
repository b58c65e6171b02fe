using CsCheck;
using Observability.Core.Cost;
using Observability.Core.Pipelines;
using Observability.Core.Primitives;

namespace Observability.Unit.Cost;

public sealed class RunCostsTests
{
    private static readonly DateOnly Day = new(2026, 11, 10);
    private static readonly DateTimeOffset Midnight = new(2026, 11, 10, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_tag_that_carries_the_run_id_gives_the_whole_charge_to_that_run()
    {
        CostedRun[] runs = [Run("a", "r1", 1, 2, "/x"), Run("b", "r2", 1, 2, "/x")];

        AttributedDay day = Of(runs, Item(9.99m, "/x", ("job-run.ID", "r2")));

        RunCharge charge = Assert.Single(day.Runs);
        Assert.Equal(("r2", 9.99m, CostMethod.Tag), (charge.Run.RunId, charge.Amount, charge.Method));
    }

    [Fact]
    public void A_resource_is_shared_by_wall_time_inside_the_day()
    {
        // The first began the evening before: of its 4 hours, 3 are of this day.
        CostedRun[] runs = [Run("a", "r1", -1, 3, "/X/"), Run("b", "r2", 5, 6, "/x")];

        AttributedDay day = Of(runs, Item(8m, "/x"));

        Assert.Equal([6m, 2m], day.Runs.Select(r => r.Amount));
        Assert.All(day.Runs, r => Assert.Equal(CostMethod.Resource, r.Method));
    }

    [Fact]
    public void A_resource_of_jobs_without_an_active_run_is_idle_and_any_other_is_the_remainder()
    {
        CostedRun[] runs = [Run("a", "r1", 30, 31, "/x")];

        AttributedDay day = Of(runs, Item(5m, "/x"), Item(7m, "/other"), Item(1m, ""));

        Assert.Empty(day.Runs);
        Assert.Equal([(5m, CostMethod.Idle), (7m, CostMethod.Remainder), (1m, CostMethod.Remainder)], day.Others.Select(o => (o.Amount, o.Method)));
    }

    [Fact]
    public void Purchases_and_taxes_are_nobodys_run()
    {
        AttributedDay day = Of([Run("a", "r1", 1, 2, "/x")], Item(100m, "/x") with { ChargeCategory = "Purchase" }, Item(10m, "/x") with { ChargeCategory = "Tax" });

        Assert.Empty(day.Runs);
        Assert.Equal(110m, day.Others.Sum(o => o.Amount));
    }

    [Fact]
    public void An_id_that_two_workspaces_use_is_the_one_on_the_charges_resource()
    {
        CostedRun[] runs = [Run("a", "r1", 1, 2, "/x", "77"), Run("b", "r2", 1, 2, "/y", "77")];

        AttributedDay day = Of(runs, Item(3m, "/y", ("DatabricksJobId", "77")));

        Assert.Equal(["r2"], day.Runs.Select(r => r.Run.RunId));
    }

    [Fact]
    public void A_run_that_only_starts_others_carries_no_cost()
    {
        RunSummary[] runs =
        [
            new(Subject.Job("n", "dag"), "p", RunState.Succeeded, Midnight, Midnight.AddHours(2)),
            new(Subject.Job("n", "task"), "c", RunState.Succeeded, Midnight, Midnight.AddHours(1)) { ParentRunId = "p" },
        ];

        Assert.Equal(["c"], CostedRuns.Of(runs, new Dictionary<Subject, JobState>(), Midnight).Select(r => r.RunId));
    }

    [Fact]
    public void Attributed_and_idle_and_remainder_are_the_bill_to_the_last_digit_in_any_order()
    {
        Gen.Select(Runs.Array[0, 12], Items.Array[0, 12], Gen.Int[0, 1000]).Sample((runs, items, seed) =>
        {
            AttributedDay day = Of(runs, items);
            foreach (IGrouping<string, CostItem> bill in items.GroupBy(i => i.Currency))
            {
                decimal sum = day.Runs.Where(r => r.Currency == bill.Key).Sum(r => r.Amount) + day.Others.Where(o => o.Currency == bill.Key).Sum(o => o.Amount);
                Assert.Equal(bill.Sum(i => i.Effective), sum);
            }

            CostedRun[] shuffled = [.. runs.OrderBy(r => ContentHash.Of64(r.Job.Text + r.RunId + seed))];
            CostItem[] turned = [.. items.Reverse()];
            Assert.Equal(Sums(day), Sums(Of(shuffled, turned)));
        });
    }

    [Fact]
    public void Shares_are_exact_and_none_is_more_than_the_whole()
    {
        Gen.Select(Money, Gen.Long[0, TimeSpan.TicksPerDay].Array[1, 50]).Sample((amount, weights) =>
        {
            IReadOnlyList<decimal> shares = Shares.Of(amount, weights);
            return shares.Sum() == amount && shares.All(s => amount >= 0 ? s >= 0 && s <= amount : s <= 0 && s >= amount);
        });
    }

    private static readonly Gen<decimal> Money = Gen.Select(Gen.Long[-1_000_000_000_000, 1_000_000_000_000], Gen.Int[0, 14]).Select((n, scale) => new decimal((int)Math.Abs(n), (int)(Math.Abs(n) >> 32), 0, n < 0, (byte)scale));

    private static readonly Gen<CostedRun> Runs = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 5], Gen.Double[-30, 30], Gen.Double[0, 40], Gen.Int[0, 3], Gen.Int[0, 2])
        .Select((job, run, start, length, resource, id) => Run($"j{job}", $"r{run}", start, start + length, resource == 0 ? "" : $"/res{resource}", $"id{id}"));

    private static readonly Gen<CostItem> Items = Gen.Select(Money, Gen.Int[0, 4], Gen.Int[0, 6], Gen.Int[0, 5], Gen.OneOf(Gen.Const("USD"), Gen.Const("EUR")), Gen.OneOf(Gen.Const("Usage"), Gen.Const("Tax"), Gen.Const("")))
        .Select((amount, resource, tag, value, currency, category) => Item(
            amount,
            resource == 0 ? "" : $"/RES{resource}",
            tag switch { 0 => ("run_id", $"r{value}"), 1 => ("ClusterId", $"id{value}"), 2 => ("team", "x"), _ => ("", "") }) with
        { Currency = currency, ChargeCategory = category });

    private static string Sums(AttributedDay day) => string.Join(';', day.Runs
        .Select(r => (Key: $"{r.Run.Job}|{r.Run.RunId}|{r.Currency}|{r.Method}", r.Amount))
        .Concat(day.Others.Select(o => (Key: $"{o.Resource}|{o.Currency}|{o.Method}", o.Amount)))
        .GroupBy(x => x.Key).OrderBy(g => g.Key, StringComparer.Ordinal)
        .Select(g => $"{g.Key}={g.Sum(x => x.Amount) / 1.000000000000000000000000000m}"));

    private static AttributedDay Of(IEnumerable<CostedRun> runs, params CostItem[] items) => new RunCosts(runs, []).Of(new()
    {
        Day = Day,
        BillingAccount = "b",
        SubAccount = "s",
        SubAccountName = "s",
        AsOf = Midnight.AddDays(2),
        Complete = true,
        Deliveries = 1,
        Items = items,
    });

    private static CostedRun Run(string job, string id, double from, double to, string resource, params string[] ids) => new(
        Subject.Job("n", job), id, RunState.Succeeded, Midnight.AddHours(from), Midnight.AddHours(to), ResourceName.Plain(resource), ids);

    private static CostItem Item(decimal amount, string resource, params (string Key, string Value)[] tags) => new(
        "Service", resource, "", "", "Meter", "Usage", "USD", amount, amount, tags.Where(t => t.Key.Length > 0).ToDictionary(t => t.Key, t => t.Value));
}
