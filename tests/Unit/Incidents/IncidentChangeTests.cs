using Observability.Core.Incidents;
using Observability.Core.Primitives;
using static Observability.Unit.Incidents.Stories;

namespace Observability.Unit.Incidents;

public sealed class IncidentChangeTests
{
    private static readonly Incident Stale = Incident(Orders, IncidentKind.DatasetStale);

    [Fact]
    public void The_id_begins_with_its_month_and_follows_from_what_opened_it()
    {
        Assert.Matches("^202611-[0-9a-f]{12}$", Stale.Id);
        Assert.Equal(Stale.Id, Incident(Orders, IncidentKind.DatasetStale).Id);
        Assert.NotEqual(Stale.Id, Incident(Orders, IncidentKind.DatasetStale, 1).Id);
        Assert.NotEqual(Stale.Id, Incident(Load, IncidentKind.DatasetStale).Id);
    }

    [Fact]
    public void A_member_closes_alone_and_the_incident_with_its_last_member()
    {
        Incident two = IncidentChange.Apply(Stale, Finding(Report, IncidentKind.RunLate, 1), GroupingReason.CausedByOpen);

        Incident one = IncidentChange.Apply(two, Finding(Orders, IncidentKind.DatasetStale, 2, firing: false), GroupingReason.Clears);
        Incident none = IncidentChange.Apply(one, Finding(Report, IncidentKind.RunLate, 3, firing: false), GroupingReason.Clears);

        Assert.Equal((null, IncidentState.Open), (one.Closed, one.State));
        Assert.Equal((Six.AddHours(3), IncidentState.Resolved), (none.Closed, none.State));
        Assert.Equal([1, 2, 3, 4], new[] { Stale, two, one, none }.Select(i => i.Revision));
    }

    [Fact]
    public void A_member_is_never_well_before_it_broke() => Assert.Equal(
        Six, IncidentChange.Apply(Stale, Finding(Orders, IncidentKind.DatasetStale, -1, firing: false) with { FiringSince = Six }, GroupingReason.Clears).Closed);

    [Fact]
    public void A_cause_that_is_found_later_leads_the_incident_and_keeps_its_id()
    {
        Incident led = IncidentChange.Apply(Stale, Finding(Load, IncidentKind.RunFailed, -1, severity: Severity.Critical), GroupingReason.CauseOfOpen);

        Assert.Equal((Stale.Id, Load, IncidentKind.RunFailed, Six.AddHours(-1), Severity.Critical), (led.Id, led.Root, led.Kind, led.Opened, led.Severity));
        Assert.Equal([Load, Orders], led.Members.Select(m => m.Subject));
    }

    [Fact]
    public void A_worse_finding_about_a_member_leaves_the_root_as_it_is()
    {
        Incident late = IncidentChange.Apply(Stale, Finding(Report, IncidentKind.RunLate), GroupingReason.CausedByOpen);

        Incident worse = IncidentChange.Apply(late, Finding(Report, IncidentKind.RunMissing, worseThan: IncidentKind.RunLate), GroupingReason.Escalates);

        Assert.Equal((IncidentKind.DatasetStale, IncidentKind.RunMissing), (worse.Kind, worse.Members[1].Kind));
    }

    [Fact]
    public void A_reopened_incident_is_open_since_its_new_trouble()
    {
        Incident again = IncidentChange.Apply(Stale.Closed(1), Finding(Orders, IncidentKind.DatasetStale, 2), GroupingReason.Reopens);

        Assert.Equal((null, IncidentState.Open, Six), (again.Closed, again.State, again.Opened));
        Assert.Equal([(Six.AddHours(2), null)], again.Members.Select(m => (m.Since, m.Until)));
    }

    [Fact]
    public void A_storm_is_one_incident_with_as_many_members_as_it_can_name()
    {
        Incident storm = Enumerable.Range(0, 300).Aggregate(
            Stale, (i, n) => IncidentChange.Apply(i, Finding(Subject.Job("air", $"j{n}"), IncidentKind.RunLate), GroupingReason.CausedByOpen));

        Assert.Equal(IncidentChange.MostMembers, storm.Members.Count);
    }

    [Fact]
    public void What_breaks_is_no_longer_only_impacted() => Assert.Equal(
        [Load],
        IncidentChange.Apply(Stale with { Impacted = [Load, Report] }, Finding(Report, IncidentKind.RunLate), GroupingReason.CausedByOpen).Impacted);

    [Fact]
    public void An_incident_of_a_build_that_knew_no_shapes_is_read()
    {
        Incident written = IncidentChange.Open(Finding(Load, IncidentKind.RunSlow), "finance");
        string text = System.Text.Json.JsonSerializer.Serialize(written, IncidentsJson.Default.Incident);

        Assert.DoesNotContain("Shape", text, StringComparison.Ordinal); // as it was written before
        Incident read = System.Text.Json.JsonSerializer.Deserialize(text, IncidentsJson.Default.Incident)!;
        Assert.Equal((null, null, written.Evidence), (read.Evidence.Shape, read.Evidence.Part, read.Evidence));
    }
}
