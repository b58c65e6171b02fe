using Observability.Core.Pipelines;
using Observability.Core.Recommendations;
using Observability.Core.Recommendations.Rules;

namespace Observability.Unit.Recommendations;

public sealed class RunWasteRuleTests
{
    [Fact]
    public void Failed_runs_cost_their_share_of_each_day_and_the_weeks_give_the_range()
    {
        // Every day 10 USD for one good hour; in the newest week one failed hour more a day, so half of those days is waste.
        RunSummary[] runs = [.. Enumerable.Range(1, 30).Select(b => An.Run(b, 2, 60, RunState.Succeeded)), .. Enumerable.Range(1, 7).Select(b => An.Run(b, 5, 60, RunState.Failed))];

        RuleAnswer answer = new FailedRunWaste().Find(An.Estate(An.Bills(_ => [An.Item(10m)]), runs, [An.Job(error: "no such column: net")]));

        Recommendation found = Assert.Single(answer.Found);
        Assert.Equal(new Saving(35m, 0m, 150m, "USD"), found.Saving);
        Assert.Equal(0.7, found.Confidence);
        Assert.Equal("job:adf/load", found.Resource);
        Assert.Equal("sales", found.Owner);
        Assert.Equal("7 of 37 runs failed and cost 35.00 of 300.00 USD (11.7 %)", found.Evidence[0]);
        Assert.Contains("last error: no such column: net", found.Evidence);
        Assert.StartsWith("az datafactory pipeline show --name load --subscription s1 --resource-group rg --factory-name adf > before.json", found.Fix, StringComparison.Ordinal);
        Assert.EndsWith("--pipeline @before.json", found.Undo, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10, 0.5, "0.50 USD a month, 16.7 % of the job's cost; fires over 1.00 USD and 2 %")] // 1 of 6 hours of a 3 USD job on one day
    public void Below_the_threshold_the_numbers_are_given(int failedBack, double amount, string why)
    {
        RunSummary[] runs = [An.Run(failedBack, 0, 60, RunState.Failed), An.Run(failedBack, 1, 300, RunState.Succeeded)];

        RuleAnswer answer = new FailedRunWaste().Find(An.Estate(An.Bills(d => d == An.Day(failedBack) ? [An.Item(6 * (decimal)amount)] : [An.Item(0)]), runs));

        Assert.Empty(answer.Found);
        Assert.Equal(new NotFired("failed-run-waste", "job:adf/load", NotFiredReason.BelowThreshold, why), Assert.Single(answer.Not));
    }

    [Fact]
    public void Two_currencies_give_two_recommendations_and_are_never_added()
    {
        RunSummary[] runs = [.. Enumerable.Range(1, 30).Select(b => An.Run(b, 2, 60, RunState.Failed))];

        RuleAnswer answer = new FailedRunWaste().Find(An.Estate(An.Bills(_ => [An.Item(10m), An.Item(3m, currency: "EUR")]), runs));

        Assert.Equal([(90m, "EUR"), (300m, "USD")], answer.Found.Select(f => (f.Saving.Amount, f.Saving.Currency)));
    }

    [Fact]
    public void Incomplete_days_are_left_out_and_said()
    {
        RunSummary[] runs = [.. Enumerable.Range(1, 30).Select(b => An.Run(b, 2, 60, RunState.Failed))];
        IEnumerable<Core.Cost.DayCost> bills = Enumerable.Range(1, 30).Select(b => An.Bill(b, "s1", "data-prod", b > 2, An.Item(b > 2 ? 10m : 999m)));

        Recommendation found = Assert.Single(new FailedRunWaste().Find(An.Estate(bills, runs)).Found);

        Assert.Equal(300m, found.Saving.Amount);
        Assert.Equal("28 of 30 days billed, 2026-11-01 to 2026-11-30; left out as incomplete: 2", found.Evidence[^1]);
    }

    [Fact]
    public void Without_two_weeks_of_bills_nothing_is_known()
    {
        RuleAnswer answer = new FailedRunWaste().Find(An.Estate(An.Bills(_ => [An.Item(10m)], days: 13), [An.Run(3, 2, 60, RunState.Failed)]));

        Assert.Equal((NotFiredReason.NoData, "13 days with a complete bill in USD; needs 14"), (answer.Not[0].Reason, answer.Not[0].Why));
    }

    [Fact]
    public void Without_a_link_between_bill_and_runs_it_says_what_is_missing()
    {
        RuleAnswer answer = new FailedRunWaste().Find(An.Estate(An.Bills(_ => [An.Item(10m, "/elsewhere")]), [An.Run(3, 2, 60, RunState.Failed)]));

        Assert.Equal("no charge names a run, a job or the resource of one (job tag resource_id) between 2026-11-01 and 2026-12-01", Assert.Single(answer.Not).Why);
    }

    [Fact]
    public void Retries_count_only_the_attempts_before_the_one_that_succeeded()
    {
        DateTimeOffset slot(int back) => new(An.Day(back).ToDateTime(new TimeOnly(2, 0)), TimeSpan.Zero);
        RunSummary[] runs =
        [
            .. Enumerable.Range(1, 30).SelectMany(b => new[]
            {
                An.Run(b, 2, 30, RunState.Failed, scheduled: slot(b)),
                An.Run(b, 3, 30, RunState.Failed, attempt: 2, scheduled: slot(b)),
                An.Run(b, 4, 60, b % 2 == 0 ? RunState.Succeeded : RunState.Failed, attempt: 3, scheduled: slot(b)),
            }),
        ];

        Recommendation found = Assert.Single(new RetryWaste().Find(An.Estate(An.Bills(_ => [An.Item(10m)]), runs)).Found);

        Assert.Equal(75m, found.Saving.Amount); // 15 days with a success, half of 10 USD each
        Assert.Equal("15 times it succeeded only after 30 failed attempts in all, which cost 75.00 of 300.00 USD (25.0 %)", found.Evidence[0]);
    }

    [Fact]
    public void Runs_without_a_schedule_belong_together_by_their_attempt()
    {
        RunSummary[] runs = [An.Run(3, 2, 5, RunState.Failed), An.Run(3, 3, 5, RunState.Failed, attempt: 2), An.Run(3, 4, 5, RunState.Succeeded, attempt: 3), An.Run(2, 4, 5, RunState.Failed)];

        Assert.Equal([3, 1], AttemptSlots.Of(runs).Select(s => s.Count));
        Assert.Equal([2, 0], AttemptSlots.Of(runs).Select(s => AttemptSlots.Wasted(s).Count()));
    }

    [Fact]
    public void A_hostile_job_name_cannot_leave_its_quotes_in_a_command()
    {
        RunSummary[] runs = [.. Enumerable.Range(1, 30).Select(b => An.Run(b, 2, 60, RunState.Failed, job: "x'; rm -rf ~; '$(id)\n"))];

        Recommendation found = Assert.Single(new FailedRunWaste().Find(An.Estate(An.Bills(_ => [An.Item(10m)]), runs, [An.Job("x'; rm -rf ~; '$(id)\n")])).Found);

        Assert.Contains("""--name 'x'\''; rm -rf ~; '\''$(id)?' """, found.Fix, StringComparison.Ordinal);
    }
}
