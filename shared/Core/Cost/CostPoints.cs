using Observability.Core.Primitives;
using Observability.Core.Series;

namespace Observability.Core.Cost;

/// <summary>The values that a day's bill adds to series: of the sub-account, of its services, and of its larger resources, each currency for itself.</summary>
public static class CostPoints
{
    /// <summary>Share of its sub-account's cost from which a resource has a series of its own; unitless. Keeps the number of series near that of the things worth a look.</summary>
    public const double ResourceShare = 0.02;

    public static IEnumerable<(Subject Subject, string Measure, SeriesPoint Point)> Of(DayCost day)
    {
        foreach (IGrouping<string, CostItem> currency in day.Items.GroupBy(i => i.Currency))
        {
            decimal total = currency.Sum(i => i.Effective);
            yield return Value(day, SubAccount(day), currency.Key, total);
            foreach (IGrouping<string, CostItem> service in currency.GroupBy(i => i.Service))
            {
                yield return Value(day, Service(day, service.Key), currency.Key, service.Sum(i => i.Effective));
            }

            foreach (IGrouping<(string Service, string Id), CostItem> resource in currency.Where(i => i.ResourceId.Length > 0).GroupBy(i => (i.Service, i.ResourceId)))
            {
                decimal cost = resource.Sum(i => i.Effective);
                if (total > 0 && (double)(cost / total) >= ResourceShare)
                {
                    yield return Value(day, ResourceSeries(day, resource.Key.Service, resource.Key.Id), currency.Key, cost);
                }
            }
        }
    }

    public static Subject SubAccount(DayCost day) => Subject.Spend(("SubAccountId", day.SubAccount));

    public static Subject Service(DayCost day, string service) => Subject.Spend(("SubAccountId", day.SubAccount), ("ServiceName", service));

    /// <summary>A resource as rules and reports name it.</summary>
    public static Subject Resource(string resourceId) => Subject.Spend(("ResourceId", resourceId));

    /// <summary>A resource as its series is named: below its service, so that both are seen to be one matter.</summary>
    public static Subject ResourceSeries(DayCost day, string service, string resourceId) =>
        Subject.Spend(("SubAccountId", day.SubAccount), ("ServiceName", service), ("ResourceId", resourceId));

    private static (Subject, string, SeriesPoint) Value(DayCost day, Subject subject, string currency, decimal cost) => (
        subject,
        Measures.CostIn(currency),
        new(new DateTimeOffset(day.Day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero), (double)cost, ContentHash.Of64($"{day.SubAccount} {day.Day.DayNumber}"), null));
}
