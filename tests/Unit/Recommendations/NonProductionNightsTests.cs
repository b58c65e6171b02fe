using Observability.Core.Pipelines;
using Observability.Core.Recommendations;
using Observability.Core.Recommendations.Rules;

namespace Observability.Unit.Recommendations;

public sealed class NonProductionNightsTests
{
    private const string Pool = "/subscriptions/s2/resourceGroups/rg/providers/Microsoft.Synapse/workspaces/ws/sqlPools/dw";

    [Fact]
    public void A_sub_account_that_never_rests_saves_108_of_168_hours_of_what_can_be_off()
    {
        RuleAnswer answer = Find(_ => [An.Item(100m, Pool, service: "Azure Synapse Analytics"), An.Item(9m, "/disk", service: "Azure Storage")], "data-dev");

        Recommendation found = Assert.Single(answer.Found);
        Assert.Equal("spend:SubAccountId=s2", found.Resource);
        Assert.Equal(1928.57m, found.Saving.Amount); // 3000 × 108/168
        Assert.Equal(1571.43m, found.Saving.Low); // 3000 × 88/168
        Assert.Equal(2107.14m, found.Saving.High); // 3000 × 118/168
        Assert.Equal("a weekend day costs 100.00 USD, a weekday 100.00 (100.0 %): it does not rest", found.Evidence[0].Replace("100 %", "100.0 %", StringComparison.Ordinal));
        Assert.Contains("3,000.00 USD a month could be off 108 of 168 hours; 270.00 USD for storage and for runs that end by themselves stays", found.Evidence);
        Assert.Contains("az synapse sql pool pause --subscription s2 --resource-group rg --workspace-name ws --name dw", found.Fix, StringComparison.Ordinal);
        Assert.Contains("az synapse sql pool resume", found.Undo, StringComparison.Ordinal);
    }

    [Fact]
    public void What_rests_on_weekends_is_left_alone_with_its_numbers()
    {
        RuleAnswer answer = Find(d => [An.Item(d.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 20m : 100m, Pool)], "data-dev");

        Assert.Empty(answer.Found);
        Assert.StartsWith("a weekend day costs 20 % of a weekday, saving ", answer.Not[0].Why, StringComparison.Ordinal);
        Assert.Equal(NotFiredReason.BelowThreshold, answer.Not[0].Reason);
    }

    [Fact]
    public void In_a_production_sub_account_only_the_resources_tagged_otherwise_count()
    {
        RuleAnswer answer = Find(_ => [An.Item(100m, Pool, tags: ("Environment", "Test")), An.Item(500m, "/prod")], "data-prod");

        Recommendation found = Assert.Single(answer.Found);
        Assert.Equal($"spend:ResourceId={Pool}", found.Resource);
        Assert.Contains("not production by tag Environment=Test", found.Evidence);
    }

    [Fact]
    public void What_came_for_some_days_or_ends_with_its_run_does_not_run_around_the_clock()
    {
        RuleAnswer some = Find(d => d.Day is > 10 and < 20 ? [An.Item(100m, Pool)] : [An.Item(1m, "/disk", service: "Storage")], "data-dev");
        Assert.Equal("it cost something on 9 of 30 days; fires when it does on 90 % of them", Assert.Single(some.Not).Why);

        RuleAnswer jobs = Find(_ => [An.Item(100m, Pool, tags: ("RunId", "7"))], "data-dev");
        Assert.Empty(jobs.Found);
    }

    [Fact]
    public void Where_nothing_is_marked_it_says_so()
    {
        RuleAnswer answer = Find(_ => [An.Item(100m, Pool)], "data-prod");

        Assert.Equal("no sub-account, resource or tag matches environments.non_production", Assert.Single(answer.Not).Why);
    }

    [Fact]
    public void Runs_at_night_take_from_the_confidence_and_are_named()
    {
        RunSummary[] night = [.. Enumerable.Range(1, 30).Select(b => An.Run(b, 2, 60, RunState.Succeeded))];
        Estate estate = An.Estate(An.Bills(_ => [An.Item(100m, Pool)], "s2", "data-dev"), night, [An.Job(resource: Pool)]);

        Recommendation found = Assert.Single(new NonProductionNights().Find(estate).Found);

        Assert.Equal(0.4, found.Confidence);
        Assert.Contains("30 of 30 runs on it start between 19:00 and 07:00 UTC or on a weekend: they would have to move", found.Evidence);
    }

    private static RuleAnswer Find(Func<DateOnly, IEnumerable<Core.Cost.CostItem>> of, string name) =>
        new NonProductionNights().Find(An.Estate(An.Bills(of, "s2", name), [], []));
}
