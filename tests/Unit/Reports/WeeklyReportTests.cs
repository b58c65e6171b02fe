using Observability.Core.Cost;
using Observability.Core.Reports;

namespace Observability.Unit.Reports;

public sealed class WeeklyReportTests
{
    [Fact]
    public void Currencies_stand_apart_and_the_larger_comes_first()
    {
        WeeklyReport report = WeeklyReportOf.Of(Made.Facts());

        Assert.Equal([("USD", 760m), ("EUR", 10.5m)], report.Money.Select(m => (m.Currency, m.Total)));
        Assert.Equal(["EUR", "USD"], WeeklyReportOf.Of(Made.Facts() with { Currency = "EUR" }).Money.Select(m => m.Currency));
    }

    [Fact]
    public void It_is_compared_with_the_week_before_and_the_mean_of_four()
    {
        MoneyView money = WeeklyReportOf.Of(Made.Facts()).Money[0];

        Assert.Equal((700m, 700m, 7), (money.Before!.Value, money.Mean!.Value, money.ComparedDays));
        Mover mover = Assert.Single(money.Movers);
        Assert.Equal(("Databricks in data-prod", 60m), (mover.Name, mover.Change));
        Assert.Equal("new this week; incident 202611-bbbbbbbbbbbb: Databricks cost 60.00 USD, expected 0.00", mover.Why);
    }

    [Fact]
    public void The_headline_says_cost_change_cause_failures_and_saving() => Assert.Equal(
        "The week cost 760.00 USD, 8.6 % more than the week before, mostly Databricks in data-prod; 2 of 16 runs failed, and 35.00 USD a month can be saved.",
        WeeklyReportOf.Of(Made.Facts()).Headline);

    [Fact]
    public void Two_recommendations_about_one_resource_are_not_added() =>
        Assert.Equal([("USD", 35m, 20m, 60m)], WeeklyReportOf.Of(Made.Facts()).Savings);

    [Fact]
    public void Days_that_are_not_billed_are_named_and_left_out_of_the_comparison()
    {
        ReportFacts facts = Made.Facts();
        WeeklyReport report = WeeklyReportOf.Of(facts with
        {
            Days = [.. facts.Days.Where(d => d.Day != Made.Week.Sunday).Select(d => d.Day == Made.Week.Sunday.AddDays(-1) && d.SubAccount == "s1" ? d with { Complete = false, Items = [] } : d)],
        });

        Assert.False(report.Complete);
        Assert.Equal(["billing account b1: Sat 21 Nov billed in part", "billing account b1: Sun 22 Nov not billed yet"], report.Missing);
        Assert.Equal((5, 560m, 500m), (report.Money[0].ComparedDays, report.Money[0].Compared, report.Money[0].Before!.Value));
        Assert.Equal(590m, report.Money[0].Total);
    }

    [Fact]
    public void A_sub_account_without_charges_does_not_make_a_day_incomplete()
    {
        ReportFacts facts = Made.Facts();

        Assert.True(WeeklyReportOf.Of(facts with { Days = [.. facts.Days.Where(d => d.Day != Made.Week.Sunday || d.SubAccount != "s2")] }).Complete);
    }

    [Fact]
    public void A_team_sees_its_own_money_runs_incidents_and_recommendations()
    {
        WeeklyReport report = WeeklyReportOf.Of(Made.Facts() with { Audience = "sales" });

        Assert.Equal([("USD", 550m)], report.Money.Select(m => (m.Currency, m.Total)));
        Assert.Equal((9, 2), (report.Reliability.Runs, report.Reliability.Failures));
        Assert.Equal(["202611-aaaaaaaaaaaa"], report.Reliability.Incidents.Select(i => i.Id));
        Assert.Equal(["failed-run-waste"], report.Recommendations.Select(r => r.Rule));
    }

    [Fact]
    public void Failed_attempts_cost_their_share_of_the_day()
    {
        WasteView waste = WeeklyReportOf.Of(Made.Facts()).Money[0].Waste;

        Assert.Equal([0m, 35m, 0m, 35m, 0m, 0m, 0m], waste.Failed);
        Assert.Equal(490.0 / 760, waste.Attributed, 12);
    }

    [Fact]
    public void Open_incidents_and_stale_datasets_are_as_of_the_end_of_the_week()
    {
        ReliabilityView view = WeeklyReportOf.Of(Made.Facts()).Reliability;

        Assert.Equal(["202611-aaaaaaaaaaaa", "202611-bbbbbbbbbbbb"], view.Incidents.Select(i => i.Id));
        Assert.Equal([TimeSpan.FromDays(2), TimeSpan.FromDays(1)], view.Incidents.Select(i => i.Lasted));
        Assert.Equal((2, 1), (view.Opened, view.Closed));
        Assert.Equal(["dataset:gold/orders"], view.Stale.Select(s => s.Text));
    }

    [Fact]
    public void Without_anything_there_is_a_report_that_says_so()
    {
        WeeklyReport report = WeeklyReportOf.Of(Made.Facts() with { Days = [], Runs = [], Incidents = [], Recommendations = [] });

        Assert.Equal("No bill of this week is in yet; no runs were seen.", report.Headline);
        Assert.Equal(["no bill at all"], report.Missing);
    }

    [Fact]
    public void A_day_stated_again_shows_both_totals()
    {
        ReportFacts facts = Made.Facts();
        DayCost[] days = [.. facts.Days.Select(d => d.Day == Made.Week.Monday && d.SubAccount == "s2" ? d with { Before = new Dictionary<string, decimal> { ["USD"] = 25m } } : d)];

        Restatement day = Assert.Single(WeeklyReportOf.Of(facts with { Days = days }).Money[0].Restatements);
        Assert.Equal((25m, 30m, "data-dev"), (day.Before, day.Now, day.SubAccount));
    }
}
