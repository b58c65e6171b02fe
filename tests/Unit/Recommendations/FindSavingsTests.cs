using Microsoft.Extensions.Time.Testing;
using Observability.Adapters.Memory;
using Observability.Core.Configuration;
using Observability.Core.Cost;
using Observability.Core.Ingestion;
using Observability.Core.Inventory;
using Observability.Core.Lineage;
using Observability.Core.Pipelines;
using Observability.Core.Primitives;
using Observability.Core.Recommendations;
using Observability.Core.Storage;

namespace Observability.Unit.Recommendations;

public sealed class FindSavingsTests
{
    private readonly FakeTimeProvider _clock = new(An.Now);
    private readonly LimitedStore _store = new(new MemoryStore());
    private readonly LedgerStore _ledger;
    private readonly RecommendationStore _recommendations;
    private readonly Catalogue<JobState> _jobs;
    private readonly FindSavings _find;
    private readonly DueRows _due;

    public FindSavingsTests()
    {
        _ledger = new(_store);
        _recommendations = new(_store);
        _due = new(_store);
        _jobs = new(_store, "jobs", PipelinesJson.Default.JobState, j => j.Job.Text, JobState.Join);
        Settings settings = Settings.Default with { Recommendations = new() { NotifyOver = new() { Amount = 100, Currency = "USD" }, Receivers = ["console"] } };
        _find = new(new(_ledger, new(_store), _jobs, new InventoryStore(_store).Advice, () => settings), _recommendations, _due, () => settings, _clock);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Looking_twice_on_one_day_is_looking_once_and_the_next_look_is_armed_once()
    {
        await BillAsync(100m, 1, 30);

        await _find.RunAsync("estate", Cancel);
        Tracked first = Assert.Single(await _recommendations.AllAsync(Cancel));
        await _find.RunAsync("estate", Cancel);

        Tracked second = Assert.Single(await _recommendations.AllAsync(Cancel));
        Assert.Equal(first.History, second.History);
        Assert.Equal(first.Recommendation.Saving, second.Recommendation.Saving);
        Assert.Equal(
            [(DueKind.Recommend, "estate", An.Now.AddDays(1)), (DueKind.TellSavings, "2026-W49", new DateTimeOffset(2026, 12, 7, 7, 0, 0, TimeSpan.Zero))],
            (await _due.AtAsync(An.Now.AddDays(30), 10, Cancel)).Select(d => (d.Kind, d.Id, d.At)));
    }

    [Fact]
    public async Task What_is_no_longer_found_is_done_what_was_dismissed_stays_and_no_data_changes_nothing()
    {
        await BillAsync(100m, 1, 30);
        await _find.LookAsync(Cancel);
        string id = (await _recommendations.OpenAsync(Cancel))[0].Id;

        _clock.Advance(TimeSpan.FromDays(25)); // 5 days of bill are left in the window: nothing is known
        await _find.LookAsync(Cancel);
        Assert.Equal(RecommendationStatus.Open, Assert.Single(await _recommendations.AllAsync(Cancel)).Recommendation.Status);

        await BillAsync(0m, -25, 5);
        await _find.LookAsync(Cancel);
        Assert.Equal(RecommendationStatus.Done, Assert.Single(await _recommendations.AllAsync(Cancel)).Recommendation.Status);

        await _recommendations.SetAsync(id, RecommendationStatus.Dismissed, An.Day(0), Cancel);
        await BillAsync(100m, -25, 5);
        await _find.LookAsync(Cancel);
        Assert.Equal(RecommendationStatus.Dismissed, Assert.Single(await _recommendations.AllAsync(Cancel)).Recommendation.Status);
    }

    [Fact]
    public async Task The_last_look_says_where_it_found_nothing_and_why()
    {
        await _find.LookAsync(Cancel);

        Evaluation last = (await _recommendations.LastAsync(Cancel))!;
        Assert.Equal(["failed-run-waste", "retry-waste", "non-production-nights", "provider-advice"], last.Not.Select(n => n.Rule));
        Assert.All(last.Not, n => Assert.Equal(NotFiredReason.NoData, n.Reason));
    }

    [Fact]
    public async Task A_spend_finds_the_advice_of_its_sub_account_and_resources_and_a_dataset_that_of_its_writers()
    {
        LineageStore lineage = new(_store);
        await lineage.KeepAsync([(An.Job().Job, new Subject("dataset:gold"))], An.Now, Cancel);
        await _recommendations.SeenAsync(A("failed-run-waste", "job:adf/load", 10, "job:adf/load"), An.Day(0), Cancel);
        await _recommendations.SeenAsync(A("non-production-nights", "spend:SubAccountId=s2", 99, "spend:SubAccountId=s2", "spend:ResourceId=/r/x"), An.Day(0), Cancel);
        AdviceFor advice = new(_recommendations, _jobs, lineage);

        Task<IReadOnlyList<Advice>> For(string subject) => advice.ForAsync(new(subject), Cancel);
        Assert.Equal([10m], (await For("job:adf/load")).Select(a => a.Amount));
        Assert.Equal([10m], (await For("dataset:gold")).Select(a => a.Amount));
        Assert.Equal([99m], (await For("spend:SubAccountId=s2,ServiceName=Synapse")).Select(a => a.Amount));
        Assert.Equal([99m], (await For("spend:ResourceId=/R/x")).Select(a => a.Amount));
        Assert.Empty(await For("spend:SubAccountId=s22"));
        Assert.Empty(await For("dataset:other"));
    }

    internal static Recommendation A(string rule, string resource, decimal amount, params string[] about) => new()
    {
        Rule = rule,
        Resource = resource,
        Title = rule,
        Saving = new(amount, 0, 2 * amount, "USD"),
        Confidence = 0.5,
        Evidence = [],
        Fix = "fix",
        Undo = "undo",
        About = [.. about.Select(a => new Subject(a))],
    };

    private async Task BillAsync(decimal amount, int from, int to)
    {
        for (int back = from; back <= to; back++)
        {
            await _ledger.SaveAsync(An.Bill(back, "s2", "data-dev", true, An.Item(amount, "/vm", service: "Virtual Machines")), Cancel);
        }
    }
}
