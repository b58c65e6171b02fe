using Observability.Core.Ingestion;

namespace Observability.Core.Cost;

/// <summary>Which of the deliveries that state a day counts, and what the day cost by it.</summary>
public static class DayCostOf
{
    /// <summary>The delivery with the greatest (as of, received, name) counts, with all of its parts; the one before it is what was restated.</summary>
    /// <param name="stated">Every part of every delivery of one sub-account and day; at least one.</param>
    public static DayCost Newest(IReadOnlyList<StatedDay> stated)
    {
        StatedDay[][] deliveries =
        [
            .. stated.GroupBy(s => s.Fact.Delivery)
                .Select(d => d.ToArray())
                .OrderByDescending(d => d.Max(s => s.Fact.AsOf))
                .ThenByDescending(d => d.Max(s => s.Received))
                .ThenByDescending(d => d[0].Fact.Delivery, StringComparer.Ordinal),
        ];
        LedgerFact first = deliveries[0][0].Fact;
        DateTimeOffset asOf = deliveries[0].Max(s => s.Fact.AsOf);
        return new()
        {
            Day = first.Day,
            BillingAccount = first.BillingAccount,
            SubAccount = first.SubAccount,
            SubAccountName = first.SubAccountName,
            AsOf = asOf,
            Complete = asOf >= EndOf(first.Day),
            Deliveries = deliveries.Length,
            Before = deliveries.Length > 1
                ? Lines(deliveries[1]).GroupBy(l => l.Currency).ToDictionary(g => g.Key, g => g.Sum(l => l.Effective))
                : new Dictionary<string, decimal>(),
            Items =
            [
                .. Lines(deliveries[0]).Select(l => new CostItem(
                    l.Service, l.ResourceId, l.ResourceName, l.Region, l.Meter, l.ChargeCategory, l.Currency, l.Effective, l.Billed, l.Tags)),
            ],
        };
    }

    /// <summary>Midnight UTC after the day.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => new(day.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    private static IEnumerable<LedgerLine> Lines(IEnumerable<StatedDay> parts) => parts.SelectMany(p => p.Fact.Lines);
}

/// <summary>A day as one part of a delivery stated it.</summary>
/// <param name="Received">When it first came to us.</param>
public sealed record StatedDay(LedgerFact Fact, DateTimeOffset Received);
