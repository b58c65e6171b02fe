using Observability.Adapters.Memory;
using Observability.Core;
using Observability.Core.Incidents;
using Observability.Core.Primitives;
using Observability.Core.Storage;
using Observability.Unit.Storage;

namespace Observability.Unit.Incidents;

public sealed class DueTests
{
    private readonly SimulatedTime _clock = new(Stories.Six);
    private readonly DueRows _due = new(new MemoryStore());
    private readonly Work _work = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private DoWhatIsDue WhatIsDue => new(_due, [_work], _clock);

    [Fact]
    public async Task What_is_due_is_done_earliest_first_and_what_is_not_is_left()
    {
        await _due.PutAsync([(Stories.Six.AddMinutes(-1), "work", "b"), (Stories.Six.AddMinutes(-2), "work", "a"), (Stories.Six.AddTicks(1), "work", "c")], Cancel);

        Assert.Equal(2, await WhatIsDue.RunAsync(Cancel));
        Assert.Equal(["a", "b"], _work.Done);
        Assert.Equal(Stories.Six.AddTicks(1), await _due.NextAsync(Cancel));
    }

    [Fact]
    public async Task Several_reminders_of_one_thing_are_one_piece_of_work()
    {
        await _due.PutAsync([(Stories.Six, "work", "a"), (Stories.Six.AddMinutes(-1), "work", "a")], Cancel);

        await WhatIsDue.RunAsync(Cancel);

        Assert.Equal(["a"], _work.Done);
        Assert.Null(await _due.NextAsync(Cancel));
    }

    [Fact]
    public async Task What_is_put_again_while_it_is_worked_on_is_worked_on_again()
    {
        await _due.PutAsync(Stories.Six, "work", "a", Cancel);
        _work.OnRun = n => n == 1 ? _due.PutAsync(Stories.Six, "work", "a", Cancel) : Task.CompletedTask;

        await WhatIsDue.RunAsync(Cancel);

        Assert.Equal(["a", "a"], _work.Done);
        Assert.Null(await _due.NextAsync(Cancel));
    }

    [Fact]
    public async Task What_is_done_is_looked_for_once_unless_there_was_more()
    {
        FailingStore counted = new(new MemoryStore(), int.MaxValue);
        DueRows due = new(counted);
        await due.PutAsync(Stories.Six, "work", "a", Cancel);
        _work.OnRun = _ => due.PutAsync(Stories.Six.AddHours(1), "work", "a", Cancel); // not for now

        await new DoWhatIsDue(due, [_work], _clock).RunAsync(Cancel);

        Assert.Equal(12, counted.Pages); // one a shard
    }

    [Fact]
    public async Task Work_that_fails_leaves_its_reminder()
    {
        await _due.PutAsync(Stories.Six, "work", "a", Cancel);
        _work.OnRun = _ => throw new StoreUnavailableException("s", "gone");

        await Assert.ThrowsAsync<StoreUnavailableException>(() => WhatIsDue.RunAsync(Cancel));

        Assert.Equal(Stories.Six, await _due.NextAsync(Cancel));
    }

    [Fact]
    public async Task More_than_a_sweep_takes_at_once_is_all_done()
    {
        await _due.PutAsync(Enumerable.Range(0, 2500).Select(i => (Stories.Six.AddSeconds(-i), "work", $"w{i}")), Cancel);

        Assert.Equal(2500, await WhatIsDue.RunAsync(Cancel));
        Assert.Equal(2500, _work.Done.Distinct().Count());
    }

    [Fact]
    public async Task A_deadline_that_moved_later_is_armed_again()
    {
        MemoryStore store = new();
        Estate estate = new();
        for (int hour = 0; hour < 10; hour++)
        {
            estate.Run("load", hour);
        }

        await estate.IncidentsAsync(9.5);

        Assert.InRange((await new DueRows(estate.Store).NextAsync(Cancel))!.Value, Estate.Begin.AddHours(9.6), Estate.Begin.AddHours(11.5));
        Assert.Null(await new DueRows(store).NextAsync(Cancel));
    }

    [Fact]
    public async Task A_closed_or_unknown_incident_is_not_told_again()
    {
        Estate estate = new Estate().Run("load", 6, good: false).Run("load", 7);
        await estate.IncidentsAsync(8);
        Service service = new(new Surroundings { Store = estate.Store, Time = new SimulatedTime(Estate.Begin.AddHours(9)) });
        Incident incident = (await service.Incidents.KnownAsync(Estate.Begin.AddHours(8), Cancel)).Single();
        TellAgain tell = new(service.Incidents, service.SaveIncident);

        await tell.RunAsync(incident.Id, Cancel);
        await tell.RunAsync("202611-000000000000", Cancel);
        await tell.RunAsync("no id", Cancel);

        Assert.Equal(incident.Revision, (await service.Incidents.FindAsync(incident.Id, Cancel))!.Incident.Revision);
    }

    [Fact]
    public async Task An_open_incident_whose_time_has_come_is_announced_again()
    {
        Estate estate = new Estate().Run("load", 6, good: false);
        await estate.IncidentsAsync(8);
        Service service = new(new Surroundings { Store = estate.Store, Time = new SimulatedTime(Estate.Begin.AddHours(9)) });
        Incident incident = (await service.Incidents.KnownAsync(Estate.Begin.AddHours(8), Cancel)).Single();

        await new TellAgain(service.Incidents, service.SaveIncident).RunAsync(incident.Id, Cancel);

        Assert.Equal(incident.Revision + 1, (await service.Incidents.FindAsync(incident.Id, Cancel))!.Incident.Revision);
    }

    private sealed class Work : IDueWork
    {
        public List<string> Done { get; } = [];

        public Func<int, Task> OnRun { get; set; } = _ => Task.CompletedTask;

        public string Kind => "work";

        public Task RunAsync(string id, CancellationToken cancel)
        {
            Done.Add(id);
            return OnRun(Done.Count);
        }
    }
}
