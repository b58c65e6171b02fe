using Observability.Adapters.Memory;
using Observability.Core;
using Observability.Core.Incidents;
using Observability.Core.Primitives;
using Observability.Core.Storage;

namespace Observability.Unit.Incidents;

/// <summary>Subjects judged by shards, several at once and by several processes, open the incidents that they open in turn.</summary>
public sealed class JudgeShardTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Subjects_judged_at_once_open_what_they_open_in_turn_and_one_incident_for_one_cause()
    {
        Estate inTurn = Hours(new Estate());
        Estate atOnce = Hours(new Estate { JudgeQueue = shard => new JudgeHere(shard) });

        string expected = await inTurn.IncidentsAsync(16);

        Assert.Contains("load2", expected, StringComparison.Ordinal);
        Assert.Equal(Sorted(expected), Sorted(await atOnce.IncidentsAsync(16)));
    }

    [Fact]
    public async Task Messages_that_come_twice_or_to_two_processes_at_once_change_nothing()
    {
        Estate inTurn = Hours(new Estate());
        Service alone = new(new Surroundings { Store = inTurn.Store, Time = new SimulatedTime(Estate.Begin.AddHours(15.9)) });
        await inTurn.KeepAsync(alone, 15.9);
        await alone.WhatIsDue.RunAsync(Cancel);
        Estate estate = Hours(new Estate());
        List<int> sent = [];
        Service Process() => new(new Surroundings { Store = estate.Store, Time = new SimulatedTime(Estate.Begin.AddHours(15.9)), JudgeQueue = _ => new Sent(sent) });
        Service[] processes = [Process(), Process()];
        await estate.KeepAsync(processes[0], 15.9);

        await processes[0].WhatIsDue.RunAsync(Cancel);
        Assert.Equal("", await estate.ListAsync(24));
        await Task.WhenAll(sent.SelectMany(shard => processes.Select(p => Task.Run(() => p.JudgeShard.RunAsync(shard, Cancel)))));
        await Task.WhenAll(sent.Select(shard => processes[0].JudgeShard.RunAsync(shard, Cancel)));

        string opened = await inTurn.ListAsync(24);
        Assert.Contains("load2", opened, StringComparison.Ordinal);
        Assert.Equal(Sorted(opened), Sorted(await estate.ListAsync(24)));
        Assert.Empty(await new DueRows(estate.Store).ShardsAsync(Estate.Begin.AddHours(15.9), 10, Cancel));
    }

    [Fact]
    public async Task A_run_that_came_in_time_leaves_one_reminder_of_the_next_deadline()
    {
        Estate estate = Enumerable.Range(0, 12).Aggregate(new Estate { JudgeQueue = shard => new JudgeHere(shard) }, (e, hour) => e.Run("load", hour));

        await estate.IncidentsAsync(11.5);

        DateTimeOffset at = Assert.Single(await new DueRows(estate.Store).AtAsync(Estate.Begin.AddDays(2), 100, Cancel), d => d.Kind == DueKind.Judge).At;
        Assert.InRange(at, Estate.Begin.AddHours(12), Estate.Begin.AddHours(13));
    }

    [Fact]
    public async Task A_lease_keeps_others_out_until_it_is_given_back_or_runs_out()
    {
        SimulatedTime clock = new(Estate.Begin);
        DueLeases leases = new(new MemoryStore(), clock);

        DueLease mine = (await leases.TakeAsync("judge-3", Cancel))!;
        Assert.Null(await leases.TakeAsync("judge-3", Cancel));
        Assert.NotNull(await leases.TakeAsync("judge-4", Cancel));
        clock.MoveTo(Estate.Begin + DueLeases.Lasts / 2);
        mine = (await leases.RenewAsync(mine, Cancel))!;
        clock.MoveTo(Estate.Begin + DueLeases.Lasts);
        Assert.Null(await leases.TakeAsync("judge-3", Cancel));
        clock.MoveTo(Estate.Begin + (2 * DueLeases.Lasts));
        DueLease taken = (await leases.TakeAsync("judge-3", Cancel))!;
        Assert.Null(await leases.RenewAsync(mine, Cancel));
        await leases.ReleaseAsync(mine); // lost: takes nothing from whoever has it
        Assert.Null(await leases.TakeAsync("judge-3", Cancel));
        await leases.ReleaseAsync(taken);
        Assert.NotNull(await leases.TakeAsync("judge-3", Cancel));
    }

    [Fact]
    public async Task A_reminder_of_a_version_without_shards_is_still_found()
    {
        MemoryStore store = new();
        await store.WriteAsync("due", "s1", [new Write.Put("20261102,judge,job", new Dictionary<string, object> { ["At"] = Estate.Begin, ["Kind"] = DueKind.Judge, ["Id"] = Subject.Job("air", "load").Text })], Cancel);
        Service service = new(new Surroundings { Store = store, Time = new SimulatedTime(Estate.Begin.AddHours(1)), JudgeQueue = shard => new JudgeHere(shard) });

        await service.WhatIsDue.RunAsync(Cancel);

        Assert.Null(await service.DueRows.NextAsync(Cancel));
    }

    // Twenty jobs in a chain of datasets; one fails for hours, and what it feeds comes late.
    private static Estate Hours(Estate estate)
    {
        for (int hour = 0; hour < 16; hour++)
        {
            for (int job = 0; job < 20; job++)
            {
                bool good = job != 2 || hour < 6;
                if (good || job == 2)
                {
                    estate.Run($"load{job}", hour + (job / 60.0), good, reads: job == 0 ? null : $"table{job - 1}", writes: $"table{job}");
                }
            }
        }

        return estate;
    }

    private static string Sorted(string incidents) => string.Join('\n', incidents.Split('\n').Order(StringComparer.Ordinal));

    private sealed class Sent(List<int> shards) : IJudgeQueue
    {
        public Task<int> JudgeAsync(IReadOnlyList<DueShard> due, CancellationToken cancel)
        {
            shards.AddRange(due.Select(d => d.Shard));
            return Task.FromResult(0);
        }
    }
}
