using Observability.Sample.Catalogue;

namespace Observability.Sample.Faults;

/// <summary>What goes wrong in this estate, and what only looks as if.</summary>
internal sealed class FaultPlan
{
    private FaultPlan(IReadOnlyList<Fault> faults, Backfill? backfill, IReadOnlyList<Restatement> restatements, List<LookAlike> lookAlikes) =>
        (Faults, Backfill, Restatements, LookAlikes) = (faults, backfill, restatements, lookAlikes);

    public IReadOnlyList<Fault> Faults { get; }

    public Backfill? Backfill { get; }

    public IReadOnlyList<Restatement> Restatements { get; }

    public List<LookAlike> LookAlikes { get; }

    public static FaultPlan Make(SampleOptions options)
    {
        Backfill? backfill = LookAlikePlan.Backfill(options);
        IReadOnlyList<Restatement> restatements = LookAlikePlan.Restatements(options);
        List<LookAlike> lookAlikes = [.. LookAlikePlan.FromCalendar(options), .. LookAlikePlan.Growth(options)];
        FaultPlacement placement = new(options, backfill);
        placement.PlaceAll();
        return new(placement.Placed, backfill, restatements, lookAlikes);
    }

    /// <summary>The fault that touches a run of a job, if any; waste of its own does not change a run, except retries.</summary>
    public Fault? On(Job job, DateTimeOffset due) => Faults.FirstOrDefault(f => f.Job == job && f.Effect != Effect.None && f.Touches(due));

    public Fault? On(Arrival arrival, DateTimeOffset due) => Faults.FirstOrDefault(f => f.Arrival == arrival && f.Touches(due));
}
