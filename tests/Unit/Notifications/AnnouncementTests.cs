using Observability.Core.Configuration;
using Observability.Core.Incidents;
using Observability.Core.Notifications;
using Observability.Core.Primitives;
using Observability.Core.Storage;

namespace Observability.Unit.Notifications;

public sealed class AnnouncementTests
{
    private readonly List<Told> _told = [];

    [Fact]
    public void An_incident_is_told_when_it_opens_when_it_gets_worse_after_the_repeat_interval_and_when_it_ends()
    {
        Incident one = An.Incident(broken: "a");

        Assert.Equal(DecisionKind.First, Tell(one, 0).Kind);
        Assert.Equal(DecisionKind.Quiet, Tell(one, 1).Kind);
        Assert.Equal(DecisionKind.Worse, Tell(An.Incident(broken: ["a", "b"]), 2).Kind);
        Assert.Equal(DecisionKind.Quiet, Tell(An.Incident(broken: ["a"]), 3).Kind);
        Assert.Equal(DecisionKind.Quiet, Tell(An.Incident(broken: ["a", "b"]), 4).Kind);
        Assert.Equal(DecisionKind.Worse, Tell(one with { Severity = Severity.Critical }, 5).Kind);
        Assert.Equal(DecisionKind.Quiet, Tell(one, 16.9).Kind);
        Assert.Equal(DecisionKind.Repeat, Tell(one, 17).Kind);
        Assert.Equal(DecisionKind.Resolved, Tell(one with { Closed = At(18), State = IncidentState.Resolved }, 18).Kind);
        Assert.Equal(DecisionKind.Quiet, Tell(one with { Closed = At(18), State = IncidentState.Resolved }, 19).Kind);
        Assert.Equal(DecisionKind.First, Tell(one, 20).Kind);
    }

    [Fact]
    public void What_was_over_before_anybody_was_told_stays_quiet() =>
        Assert.Equal("it was over before anybody was told", Tell(An.Incident() with { Closed = At(1), State = IncidentState.Resolved }, 1).Reason);

    [Fact]
    public void Acknowledging_stops_repeats_but_not_worse_news()
    {
        Tell(An.Incident(broken: "a"), 0);
        Incident acknowledged = An.Incident(broken: "a") with { State = IncidentState.Acknowledged, AcknowledgedBy = "kim" };

        Assert.Equal(new Decision(DecisionKind.Acknowledged, "acknowledged by kim"), Tell(acknowledged, 40));
        Assert.Equal(DecisionKind.Worse, Tell(acknowledged with { Severity = Severity.Critical }, 41).Kind);
    }

    [Fact]
    public void A_silence_holds_until_it_ends_and_then_the_news_is_told()
    {
        Settings silent = Settings.Default with
        {
            Silences = [new() { Match = new() { Owner = "sales" }, From = At(0), To = At(4), Reason = "migration" }],
        };

        Decision decision = Tell(An.Incident(), 1, silent);
        Assert.Equal(new Decision(DecisionKind.Silenced, "silenced until 2026-11-23 10:00 UTC: migration", At(4)), decision);
        Assert.Equal(DecisionKind.First, Tell(An.Incident(), 4, silent).Kind);
    }

    [Fact]
    public void A_snooze_holds_until_it_ends() =>
        Assert.Equal(At(3), Tell(An.Incident() with { SnoozedUntil = At(3) }, 1).Again);

    [Fact]
    public void Routes_are_taken_in_order_until_one_does_not_continue()
    {
        Settings settings = Settings.Default with
        {
            Routes =
            [
                new() { Match = new() { Severity = Severity.Critical }, Receivers = ["pager"], Continue = true },
                new() { Match = new() { Subject = "job:sales/*", Kind = ["run-*"] }, Receivers = ["sales", "pager"] },
                new() { Receivers = ["rest"] },
            ],
        };

        Assert.Equal(["sales", "pager"], To(An.Incident(), settings));
        Assert.Equal(["pager", "sales"], To(An.Incident() with { Severity = Severity.Critical }, settings));
        Assert.Equal(["rest"], To(An.Incident() with { Root = Subject.Dataset("", "x") }, settings));
        Assert.Equal("routes[1]: kind run-*, subject job:sales/*", Route.Decide(An.Incident(), settings, At(0)).To[0].Reason);
    }

    [Fact]
    public void Whoever_was_told_of_the_beginning_is_told_of_the_end_even_when_no_route_leads_there_any_more()
    {
        Settings before = Settings.Default with { Routes = [new() { Match = new() { Severity = Severity.Warning }, Receivers = ["console"] }] };
        Tell(An.Incident(), 0, before);

        Announced end = Announcement.Of(
            An.Incident(revision: 2) with { Severity = Severity.Info, Closed = At(1), State = IncidentState.Resolved }, _told, before, At(1));

        Assert.Equal(NotificationReason.Resolved, Assert.Single(end.Notifications).Reason);
    }

    [Fact]
    public void Ids_are_the_same_for_the_same_change_and_others_for_another()
    {
        Announced first = Announcement.Of(An.Incident(revision: 1), [], Settings.Default, At(0));
        Announced again = Announcement.Of(An.Incident(revision: 1), [], Settings.Default, At(5));
        Announced repeat = Announcement.Of(An.Incident(revision: 1), first.Told, Settings.Default, At(30));

        Assert.Equal(first.Notifications[0].Id, again.Notifications[0].Id);
        Assert.NotEqual(first.Notifications[0].Id, repeat.Notifications[0].Id);
        Assert.Equal(At(12), first.Again);
    }

    [Fact]
    public void What_was_told_survives_its_row()
    {
        Told told = Announcement.Of(An.Incident(broken: ["a", "b"]), [], Settings.Default, At(0)).Told[0];
        Write write = told.ToWrite();

        Told read = Told.Read(new Row("p", write.Key, write.Values()!, "1"));

        Assert.Equal(told with { Broken = [] }, read with { Broken = [] });
        Assert.Equal(told.Broken, read.Broken);
    }

    private Decision Tell(Incident incident, double hours, Settings? settings = null)
    {
        Announced announced = Announcement.Of(incident, _told, settings ?? Settings.Default, At(hours));
        foreach (Told told in announced.Told)
        {
            _told.RemoveAll(t => t.Receiver == told.Receiver);
            _told.Add(told);
        }

        return Assert.Single(announced.Considered).Decision;
    }

    private static IEnumerable<string> To(Incident incident, Settings settings) => Route.Decide(incident, settings, At(0)).To.Select(d => d.Receiver);

    private static DateTimeOffset At(double hours) => An.Morning.AddHours(hours);
}
