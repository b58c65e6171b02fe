using Observability.Sample.Catalogue;
using Observability.Sample.Faults;
using Observability.Sample.Running;

namespace Observability.Sample.Billing;

/// <summary>The bill as it should be: for every resource and day, what its runs cost and what it costs besides.</summary>
internal static class Bill
{
    public static SortedDictionary<DateTimeOffset, List<Charge>> Of(SampleOptions options, FaultPlan plan, Simulation simulation)
    {
        SortedDictionary<DateTimeOffset, List<Charge>> days = [];
        for (DateTimeOffset day = options.From; day < options.End; day = day.AddDays(1))
        {
            days[day] = [.. Resources.All.Where(r => r.Daily > 0).Select(r => FixedCharges.Of(options, r, day)).OfType<Charge>()];
        }

        Dictionary<(DateTimeOffset, string), decimal> shared = [];
        foreach (Run run in simulation.Runs.Where(r => r.Job is not null))
        {
            Resource resource = run.Job!.Platform.Resource;
            foreach ((DateTimeOffset day, decimal cost) in RunCost.ByDay(run, options.End))
            {
                if (resource.Billed == Billed.PerRun)
                {
                    days[day].AddRange(ClusterCharges.Of(resource, run, day, cost));
                }
                else if (resource.Billed == Billed.Shared)
                {
                    shared[(day, resource.Key)] = shared.GetValueOrDefault((day, resource.Key)) + cost;
                }
            }
        }

        foreach (((DateTimeOffset day, string key), decimal cost) in shared)
        {
            days[day].Add(FixedCharges.Make(Resources.Named(key), day, cost));
        }

        Excess.Add(plan, days);
        Waste.Measure(options, plan, simulation, days);
        return days;
    }
}
