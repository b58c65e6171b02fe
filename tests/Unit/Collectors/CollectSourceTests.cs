using Microsoft.Extensions.Time.Testing;
using Observability.Adapters.Memory;
using Observability.Core;
using Observability.Core.Collectors;
using Observability.Core.Incidents;

namespace Observability.Unit.Collectors;

public sealed class CollectSourceTests
{
    private static readonly DateTimeOffset Begin = new(2026, 11, 2, 8, 0, 0, TimeSpan.Zero);

    private readonly MemoryStore _store = new();
    private readonly FakeTimeProvider _clock = new(Begin);
    private readonly ScriptedSource _source = new("lake/a,2026-11-02T06:00:00Z\n", "lake/b,2026-11-02T07:00:00Z\n");
    private byte _random;

    [Fact]
    public async Task Every_page_is_kept_and_the_next_collection_asks_for_none_of_them()
    {
        SourceCollected first = (await Service().Collect.CollectAsync(_source, Cancel))!;
        _source.Pages.Add("lake/c,2026-11-02T08:00:00Z\n");
        SourceCollected second = (await Service().Collect.CollectAsync(_source, Cancel))!;

        Assert.Equal((2, 2L), (first.Pages, first.Kept.Accepted));
        Assert.Equal((1, 1L), (second.Pages, second.Kept.Accepted));
        Assert.Equal([0, 1, 2], _source.Asked);
    }

    [Fact]
    public async Task What_fails_half_way_goes_on_there()
    {
        _source.Fails = (1, new(SourceFailure.Unavailable, "503"));
        Assert.NotNull((await Service().Collect.CollectAsync(_source, Cancel))!.Failed);
        _source.Fails = null;
        _clock.Advance(TimeSpan.FromMinutes(1));
        await Service().WhatIsDue.RunAsync(Cancel);

        Assert.Equal([0, 1], _source.Asked);
        Assert.Equal(["dataset:lake/a", "dataset:lake/b"], await DatasetsAsync());
    }

    [Fact]
    public async Task A_page_whose_watermark_was_lost_is_asked_for_again_and_known()
    {
        await Service().Collect.CollectAsync(_source, Cancel);
        await Service().CollectorStates.ChangeAsync("scripted", s => s with { Watermark = "1" }, Cancel); // as a kill between the two writes leaves it
        SourceCollected again = (await Service().Collect.CollectAsync(_source, Cancel))!;

        Assert.Equal((0L, 1L), (again.Kept.Accepted, again.Kept.Duplicate));
    }

    [Fact]
    public async Task Two_processes_do_not_ask_at_once()
    {
        SourceCollected? other = null;
        bool asked = false;
        _source.Meanwhile = (1, async () => (asked, other) = (true, await Service().Collect.CollectAsync(new ScriptedSource("lake/x,2026-11-02T06:00:00Z\n"), Cancel)));
        await Service().Collect.CollectAsync(_source, Cancel);

        Assert.True(asked);
        Assert.Null(other);
    }

    [Fact]
    public async Task A_process_that_died_holds_the_source_for_ten_minutes_only()
    {
        await Service().CollectorStates.ChangeAsync("scripted", s => s with { Holder = "dead", HeldUntil = Begin.AddMinutes(10) }, Cancel);
        Assert.Null(await Service().Collect.CollectAsync(_source, Cancel));
        _clock.Advance(TimeSpan.FromMinutes(10));
        await Service().WhatIsDue.RunAsync(Cancel);

        Assert.Equal([0, 1], _source.Asked);
    }

    [Fact]
    public async Task A_missing_role_is_told_at_once_and_its_end_too()
    {
        _source.Fails = (0, new(SourceFailure.Permission, "403, the identity lacks the role \"Reader\""));
        await Service().Collect.CollectAsync(_source, Cancel);
        Incident open = Assert.Single(await IncidentsAsync());
        Assert.Equal(("collector-silent", "source:scripted", null), (open.Kind, open.Root.Text, open.Closed));
        Assert.Contains("lacks the role \"Reader\"", open.Evidence.Why);

        _source.Fails = null;
        _clock.Advance(TimeSpan.FromHours(1));
        await Service().WhatIsDue.RunAsync(Cancel);
        Assert.NotNull(Assert.Single(await IncidentsAsync()).Closed);
    }

    [Fact]
    public async Task An_outage_is_borne_for_three_rounds_and_then_is_one_incident()
    {
        await Service().Collect.CollectAsync(_source, Cancel);
        _source.Fails = (2, new(SourceFailure.Unavailable, "no answer"));
        for (int minutes = 0; minutes < 175; minutes += 5)
        {
            _clock.Advance(TimeSpan.FromMinutes(5));
            await Service().WhatIsDue.RunAsync(Cancel);
        }

        Assert.Empty(await IncidentsAsync());
        for (int minutes = 0; minutes < 240; minutes += 5)
        {
            _clock.Advance(TimeSpan.FromMinutes(5));
            await Service().WhatIsDue.RunAsync(Cancel);
        }

        Assert.Single(await IncidentsAsync());
    }

    [Fact]
    public async Task Whoever_asks_to_be_left_alone_is()
    {
        _source.Fails = (0, new(SourceFailure.Throttled, "429", TimeSpan.FromHours(5)));
        SourceCollected collected = (await Service().Collect.CollectAsync(_source, Cancel))!;

        Assert.Equal(Begin.AddHours(5), collected.State.Next);
    }

    [Fact]
    public async Task A_source_that_left_the_settings_is_not_asked()
    {
        await Service().Collect.ArmAsync(Cancel);
        await Service(with: []).WhatIsDue.RunAsync(Cancel);

        Assert.Empty(_source.Asked);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Service Service(IReadOnlyList<ICollector>? with = null) => new(new Surroundings
    {
        Store = _store,
        Time = _clock,
        Collectors = () => with ?? [_source],
        Random = count => [.. Enumerable.Repeat(++_random, count)],
    });

    private async Task<List<string>> DatasetsAsync() => [.. (await Service().Datasets.AllAsync(Cancel).ToListAsync(Cancel)).Select(d => d.Dataset.Text).Order(StringComparer.Ordinal)];

    private async Task<IReadOnlyList<Incident>> IncidentsAsync() => await Service().Incidents.OpenedAsync(Begin.AddDays(-1), Begin.AddDays(30), Cancel).ToListAsync(Cancel);
}
