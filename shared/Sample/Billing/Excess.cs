using Observability.Sample.Catalogue;
using Observability.Sample.Faults;

namespace Observability.Sample.Billing;

/// <summary>Makes bills jump: what a service costs in its subscription is multiplied, by one resource alone.</summary>
internal static class Excess
{
    public static void Add(FaultPlan plan, SortedDictionary<DateTimeOffset, List<Charge>> days)
    {
        foreach (Fault fault in plan.Faults.Where(f => f.Kind == "spend"))
        {
            Resource resource = SpendFaults.ResourceOf(fault);
            double usual = Usual(days, resource, fault.First);
            for (DateTimeOffset day = fault.First; day <= fault.Last && days.ContainsKey(day); day = day.AddDays(1))
            {
                decimal more = resource.Key == SpendFaults.NewResource ? (decimal)fault.Factor : (decimal)(usual * (fault.Factor - 1));
                more = Math.Round(more * (decimal)Dice.For(0, fault.Id, day.UtcTicks).Between(0.95, 1.05), 6);
                AddTo(days[day], resource, day, more);
                fault.Dollars += more;
            }

            // A day's money can be seen when the day is over; the bill of the last one comes a day later.
            fault.SeenAt(fault.First.AddDays(1));
            fault.WellAt(fault.Last.AddDays(2));
        }
    }

    /// <summary>Median of the service's daily cost in the subscription over the four weeks before.</summary>
    private static double Usual(SortedDictionary<DateTimeOffset, List<Charge>> days, Resource resource, DateTimeOffset first)
    {
        double[] sums = [.. days.Where(d => d.Key < first && d.Key >= first.AddDays(-28))
            .Select(d => (double)d.Value.Where(c => c.Subscription == resource.Subscription && c.Service == resource.Service).Sum(c => c.Cost)).Order()];
        return sums.Length == 0 ? 0 : sums[sums.Length / 2];
    }

    private static void AddTo(List<Charge> charges, Resource resource, DateTimeOffset day, decimal more)
    {
        int at = charges.FindIndex(c => c.ResourceId == resource.Id && c.Meter == resource.Meter);
        if (at >= 0)
        {
            charges[at] = charges[at] with { Cost = charges[at].Cost + more };
        }
        else
        {
            charges.Add(FixedCharges.Make(resource, day, more));
        }
    }
}
