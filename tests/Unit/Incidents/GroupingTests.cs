using Observability.Core.Incidents;
using Observability.Core.Primitives;
using static Observability.Unit.Incidents.Stories;

namespace Observability.Unit.Incidents;

public sealed class GroupingTests
{
    private static readonly Incident Failed = Incident(Load, IncidentKind.RunFailed);

    [Fact]
    public void What_nothing_explains_is_an_incident_of_its_own() =>
        Assert.Equal(GroupingReason.New, Decide(Finding(Report, IncidentKind.RunFailed), [Failed]));

    [Fact]
    public void What_an_open_incident_says_is_known() => Assert.Equal(GroupingReason.Known, Decide(Finding(Load, IncidentKind.RunFailed, 1), [Failed]));

    [Fact]
    public void Missing_after_late_is_the_same_incident_that_got_worse() => Assert.Equal(
        GroupingReason.Escalates,
        Decide(Finding(Load, IncidentKind.RunMissing, 1, worseThan: IncidentKind.RunLate), [Incident(Load, IncidentKind.RunLate)]));

    [Fact]
    public void What_something_broken_upstream_explains_belongs_to_it() =>
        Assert.Equal(GroupingReason.CausedByOpen, Decide(Finding(Orders, IncidentKind.DatasetStale, 1), [Failed], up: Steps(Load)));

    [Fact]
    public void The_nearest_of_two_causes_counts()
    {
        Incident far = Incident(Subject.Job("air", "far"), IncidentKind.RunFailed, -1);

        Assert.Equal(Failed, Grouping.Decide(Finding(Orders, IncidentKind.DatasetStale, 1), [far, Failed], Steps(Load, far.Root), Nowhere).Incident);
    }

    [Fact]
    public void What_is_well_again_upstream_explains_nothing() => Assert.Equal(
        GroupingReason.New, Decide(Finding(Orders, IncidentKind.DatasetStale, 3), [Failed.Closed(1)], up: Steps(Load)));

    [Fact]
    public void Money_explains_nothing_downstream() => Assert.Equal(
        GroupingReason.New, Decide(Finding(Orders, IncidentKind.DatasetStale, 1), [Incident(Load, IncidentKind.Spend)], up: Steps(Load)));

    [Fact]
    public void A_cause_that_is_found_later_becomes_the_root() => Assert.Equal(
        GroupingReason.CauseOfOpen, Decide(Finding(Load, IncidentKind.RunFailed, 1), [Incident(Orders, IncidentKind.DatasetStale)], down: Steps(Orders)));

    [Fact]
    public void A_cause_that_is_found_more_than_a_day_later_is_another_story() => Assert.Equal(
        GroupingReason.New, Decide(Finding(Load, IncidentKind.RunFailed, 25), [Incident(Orders, IncidentKind.DatasetStale)], down: Steps(Orders)));

    [Fact]
    public void What_closed_a_moment_ago_goes_on() => Assert.Equal(GroupingReason.Reopens, Decide(Finding(Load, IncidentKind.RunFailed, 3), [Failed.Closed(1)]));

    [Fact]
    public void What_closed_long_ago_is_a_new_incident() =>
        Assert.Equal(GroupingReason.New, Decide(Finding(Load, IncidentKind.RunFailed, 3.1), [Failed.Closed(1)]));

    [Fact]
    public void What_opened_an_incident_that_closed_since_is_known_when_it_is_raised_again() =>
        Assert.Equal(GroupingReason.Known, Decide(Finding(Load, IncidentKind.RunFailed), [Failed.Closed(1)]));

    [Fact]
    public void Late_that_is_raised_again_after_it_got_worse_is_known()
    {
        Incident missing = IncidentChange.Apply(
            Incident(Load, IncidentKind.RunLate), Finding(Load, IncidentKind.RunMissing, worseThan: IncidentKind.RunLate), GroupingReason.Escalates);

        Assert.Equal(GroupingReason.Known, Decide(Finding(Load, IncidentKind.RunLate), [missing]));
    }

    [Fact]
    public void What_is_over_clears_its_incident() => Assert.Equal(GroupingReason.Clears, Decide(Finding(Load, IncidentKind.RunFailed, 1, firing: false), [Failed]));

    [Fact]
    public void What_is_over_and_was_never_told_is_nothing() =>
        Assert.Equal(GroupingReason.Nothing, Decide(Finding(Load, IncidentKind.RunSlow, 1, firing: false), [Failed]));

    [Fact]
    public void The_end_of_an_earlier_trouble_is_not_the_end_of_a_later_one() => Assert.Equal(
        GroupingReason.Nothing,
        Decide(Finding(Load, IncidentKind.RunFailed, -1, firing: false) with { FiringSince = Six.AddHours(-2) }, [Failed]));

    [Fact]
    public void An_arrival_from_before_the_deadline_that_was_heard_of_later_clears() => Assert.Equal(
        GroupingReason.Clears,
        Decide(Finding(Load, IncidentKind.RunLate, -0.1, firing: false) with { FiringSince = Six }, [Incident(Load, IncidentKind.RunLate)]));

    [Fact]
    public void A_service_and_its_sub_account_are_one_spend_incident()
    {
        Incident account = Incident(Subject.Spend(("SubAccountId", "s")), IncidentKind.Spend);

        Incident service = Incident(Subject.Spend(("SubAccountId", "s"), ("ServiceName", "x")), IncidentKind.Spend);

        Assert.Equal(GroupingReason.CauseOfOpen, Decide(Finding(service.Root, IncidentKind.Spend), [account]));
        Assert.Equal(GroupingReason.CausedByOpen, Decide(Finding(account.Root, IncidentKind.Spend), [service]));
        Assert.Equal(GroupingReason.CausedByOpen, Decide(Finding(new Subject(service.Root.Text + ",ResourceId=r"), IncidentKind.Spend), [service]));
        Assert.Equal(GroupingReason.New, Decide(Finding(Subject.Spend(("SubAccountId", "s2"), ("ServiceName", "x")), IncidentKind.Spend), [account]));
    }

    private static GroupingReason Decide(
        Finding finding, IReadOnlyList<Incident> known, IReadOnlyDictionary<Subject, int>? up = null, IReadOnlyDictionary<Subject, int>? down = null) =>
        Grouping.Decide(finding, known, up ?? Nowhere, down ?? Nowhere).Reason;
}
