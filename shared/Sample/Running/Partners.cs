using Observability.Sample.Calendars;
using Observability.Sample.Catalogue;
using Observability.Sample.Faults;

namespace Observability.Sample.Running;

/// <summary>Files that partners deliver at about the agreed times.</summary>
internal static class Partners
{
    public static void Deliver(SampleOptions options, FaultPlan plan, Simulation simulation)
    {
        foreach (Arrival arrival in Jobs.Arrivals)
        {
            foreach (DateTimeOffset due in arrival.Cadence.Times(options.From, options.End))
            {
                Dice dice = Dice.For(options.Seed, arrival.Dataset.Name, due.UtcTicks);
                DateTimeOffset time = due + RunShape.Whole(TimeSpan.FromSeconds(Math.Max(1, 60 + arrival.SpreadSeconds * dice.Normal())));
                Fault? fault = plan.On(arrival, due);
                if (fault is not null)
                {
                    fault.SeenAt(due);
                    simulation.History.Spoil(arrival.Dataset, due, null, fault);
                }
                else if (time < options.End)
                {
                    double rows = arrival.Rows * Volume.Factor(arrival.Shape, due, arrival.Cadence.Step, options.From) * dice.Spread(0.05);
                    simulation.History.Written(arrival.Dataset, time);
                    simulation.Updates.Add(new(arrival.Dataset, time, (long)rows, (long)(rows * arrival.RowBytes * dice.Spread(0.015))));
                }
            }
        }
    }
}
