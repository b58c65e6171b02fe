using System.Text.Json.Nodes;
using CsCheck;
using Observability.Adapters.Memory;
using Observability.Core;
using Observability.Core.Incidents;
using Observability.Core.Ingestion;
using Observability.Core.Primitives;
using Observability.Core.Series;
using Observability.Core.Telemetry;

namespace Observability.Unit.Telemetry;

public sealed class SendTelemetryTests
{
    private static readonly TimeSpan Five = TimeSpan.FromMinutes(5);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_is_sent_each_time_something_new_is_heard_under_one_key()
    {
        Estate estate = await Estate.StartAsync(Cancel);
        await estate.HearAsync("load", "r1", RunEvent.Started, Cancel);
        await estate.PassAsync(Five, Cancel);
        await estate.HearAsync("load", "r1", RunEvent.Completed, Cancel);
        await estate.PassAsync(Five, Cancel);
        await estate.PassAsync(Five, Cancel);

        IReadOnlyList<JsonObject> rows = estate.Sink.Of(LoggedRun.Table);
        Assert.Equal(["running", "succeeded"], rows.Select(r => (string?)r["State"]));
        Assert.Single(rows.Select(r => (string?)r["Key"]).Distinct());
        Assert.Equal(["sales", "sales"], rows.Select(r => (string?)r["Team"]));
    }

    [Fact]
    public async Task A_row_about_the_service_itself_comes_every_five_minutes_whatever_else_there_is()
    {
        Estate estate = await Estate.StartAsync(Cancel);
        await estate.PassAsync(TimeSpan.FromMinutes(20), Cancel);

        Assert.Equal(
            ["2026-11-22T09:05:00Z", "2026-11-22T09:10:00Z", "2026-11-22T09:15:00Z", "2026-11-22T09:20:00Z"],
            estate.Sink.Of(LoggedTick.Table).Select(t => (string?)t["TimeGenerated"]));
    }

    [Fact]
    public async Task What_was_not_taken_is_sent_again_when_the_sink_said_and_told_in_the_next_row_about_the_service()
    {
        Estate estate = await Estate.StartAsync(Cancel);
        await estate.HearAsync("load", "r1", RunEvent.Started, Cancel);
        await estate.HearAsync("load", "r2", RunEvent.Started, Cancel);
        estate.Sink.Room = 2;
        await estate.PassAsync(TimeSpan.FromMinutes(3), Cancel);
        Assert.Single(estate.Sink.Of(LoggedRun.Table));

        estate.Sink.Room = int.MaxValue;
        await estate.PassAsync(TimeSpan.FromMinutes(2), Cancel);

        Assert.Equal(["r1", "r2"], estate.Sink.Of(LoggedRun.Table).Select(r => (string)r["RunId"]!).Order());
        Assert.Equal([null, "busy"], estate.Sink.Of(LoggedTick.Table).Select(t => (string?)t["Problem"]));
        Assert.Equal(2, (long?)estate.Sink.Of(LoggedTick.Table)[^1]["RowsSent"]);
    }

    [Fact]
    public async Task What_is_heard_of_a_run_while_its_row_is_under_way_is_sent_after_it()
    {
        Estate estate = await Estate.StartAsync(Cancel);
        await estate.HearAsync("load", "r1", RunEvent.Started, Cancel);
        int calls = 0;
        estate.Sink.Meanwhile = async () =>
        {
            if (++calls == 2)
            {
                await estate.HearAsync("load", "r1", RunEvent.Failed, Cancel);
            }
        };

        await estate.PassAsync(TimeSpan.FromMinutes(10), Cancel);

        Assert.Equal(["running", "failed"], estate.Sink.Of(LoggedRun.Table).Select(r => (string?)r["State"]));
    }

    [Fact]
    public async Task An_incident_is_sent_when_it_changes_and_only_then()
    {
        Estate estate = await Estate.StartAsync(Cancel);
        Incident incident = await estate.OpenAsync("load", Cancel);
        await estate.PassAsync(Five, Cancel);
        await estate.PassAsync(Five, Cancel);
        await estate.Service.Act.RunAsync(incident.Id, new(ActKind.Ack, "Mira", "on it"), Cancel);
        await estate.PassAsync(Five, Cancel);
        await estate.Service.Act.RunAsync(incident.Id, new(ActKind.Resolve, "Mira", "done"), Cancel);
        await estate.PassAsync(TimeSpan.FromHours(4), Cancel);

        Assert.Equal(["open", "acknowledged", "resolved"], estate.Sink.Of(LoggedIncident.Table).Select(r => (string?)r["State"]));
        Assert.All(estate.Sink.Of(LoggedIncident.Table), r => Assert.Equal(incident.Id, (string?)r["Key"]));
    }

    [Fact]
    public async Task An_incident_that_ended_while_the_sink_was_away_for_days_is_sent_as_ended()
    {
        Estate estate = await Estate.StartAsync(Cancel);
        Incident incident = await estate.OpenAsync("load", Cancel);
        await estate.PassAsync(Five, Cancel);
        estate.Sink.Room = 0;
        await estate.Service.Act.RunAsync(incident.Id, new(ActKind.Resolve, "Mira", "done"), Cancel);
        estate.Clock.Advance(TimeSpan.FromDays(20));
        await estate.PassAsync(Five, Cancel);
        await estate.Service.Incidents.KnownAsync(estate.Clock.GetUtcNow(), Cancel);
        estate.Sink.Room = int.MaxValue;
        await estate.PassAsync(TimeSpan.FromMinutes(10), Cancel);

        Assert.Equal("resolved", (string?)Assert.Single(estate.Sink.Newest(LoggedIncident.Table)).Value["State"]);
    }

    [Fact]
    public async Task All_datasets_are_looked_at_each_hour_and_a_look_that_broke_off_is_sent_again_under_the_same_keys()
    {
        Estate estate = await Estate.StartAsync(Cancel);
        foreach (string name in new[] { "a", "b", "c" })
        {
            await estate.Service.Outlooks.PutAsync(new Outlook { Subject = Subject.Dataset("lake", name) }, Cancel);
        }

        estate.Sink.Room = 3;
        await estate.PassAsync(TimeSpan.FromMinutes(3), Cancel);
        Assert.Equal(2, estate.Sink.Of(LoggedDataset.Table).Count);
        estate.Sink.Room = int.MaxValue;
        await estate.PassAsync(TimeSpan.FromMinutes(62), Cancel);

        Assert.Equal(2 + 3 + 3, estate.Sink.Of(LoggedDataset.Table).Count);
        Assert.Equal(
            ["09:00 a", "09:00 b", "09:00 c", "10:00 a", "10:00 b", "10:00 c"],
            estate.Sink.Newest(LoggedDataset.Table).Values.Select(r => $"{(DateTimeOffset)r["TimeGenerated"]!:HH:mm} {((string)r["Dataset"]!)[^1]}").Order());
    }

    [Fact]
    public async Task Without_a_sink_nothing_is_noted_and_nothing_is_due()
    {
        MemoryStore store = new();
        Estate estate = new(store);
        Service without = new(new Surroundings { Store = store, Time = estate.Clock });
        await without.ArmAsync(Cancel);
        await without.Keep.RunAsync("made-up", [new Core.Ingestion.Record { Facts = [new RunFact { Job = Subject.Job("shop", "load"), RunId = "r1", At = Estate.Begin, Event = RunEvent.Started, Id = 1 }] }], Cancel);

        Assert.DoesNotContain(await store.TablesAsync("log", Cancel), t => true);
    }

    [Fact] // whatever the sink does, once it takes rows again its newest rows say what the store says
    public Task Whatever_the_sink_refuses_meanwhile_the_newest_rows_are_what_is_kept() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 4], Gen.Int[0, 5]).Array[1, 25].SampleAsync(
            async steps =>
            {
                Estate estate = await Estate.StartAsync(Cancel);
                foreach ((int run, int what, int room) in steps)
                {
                    await estate.HearAsync($"j{run % 2}", $"r{run}", new[] { RunEvent.Started, RunEvent.Running, RunEvent.Completed, RunEvent.Failed, RunEvent.Aborted }[what], Cancel);
                    estate.Sink.Room = room;
                    await estate.PassAsync(TimeSpan.FromMinutes(3), Cancel);
                }

                estate.Sink.Room = int.MaxValue;
                await estate.PassAsync(TimeSpan.FromMinutes(10), Cancel);

                foreach ((int run, _, _) in steps)
                {
                    Core.Pipelines.Run kept = (await estate.Service.Runs.FindAsync($"r{run}", Cancel))!;
                    Assert.Equal(LogTextOf(kept.State), (string?)estate.Sink.Newest(LoggedRun.Table)[ContentHash.Of(kept.Job.Text, kept.RunId)]["State"]);
                }
            },
            iter: 100);

    private static string LogTextOf(Enum state) => state.ToString().ToLowerInvariant();
}
