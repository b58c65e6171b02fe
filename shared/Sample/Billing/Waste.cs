using Observability.Sample.Catalogue;
using Observability.Sample.Faults;
using Observability.Sample.Running;

namespace Observability.Sample.Billing;

/// <summary>What the waste of the last 30 days cost: the saving per month that a perfect rule would name.</summary>
internal static class Waste
{
    /// <summary>Hours of a week outside of 12 hours from Monday to Friday.</summary>
    private const decimal OffHours = 108m / 168m;

    public static void Measure(SampleOptions options, FaultPlan plan, Simulation simulation, SortedDictionary<DateTimeOffset, List<Charge>> days)
    {
        DateTimeOffset from = options.End.AddDays(-30);
        foreach (Fault fault in plan.Faults.Where(f => f.Kind.StartsWith("waste:", StringComparison.Ordinal)))
        {
            if (fault.Job is not null)
            {
                Run[] lost = [.. simulation.Runs.Where(r => r.Job == fault.Job && r.Status == Status.Failed && r.Start >= fault.First && r.End < options.End)];
                fault.Dollars = lost.Where(r => r.Start >= from).Sum(r => RunCost.Total(r, options.End));
                fault.SeenAt(lost.Length == 0 ? fault.First : lost[0].End);
                fault.WellAt(options.End);
            }
            else
            {
                Resource resource = SpendFaults.ResourceOf(fault);
                fault.Dollars = OffHours * days.Where(d => d.Key >= from).Sum(d => d.Value.Where(c => c.ResourceId == resource.Id).Sum(c => c.Cost));
                fault.SeenAt(options.From);
                fault.WellAt(options.End);
            }
        }
    }
}
