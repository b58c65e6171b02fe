namespace Observability.Core.Cost;

/// <summary>What one sub-account cost on one day, by the delivery of the bill that counts.</summary>
public sealed record DayCost
{
    public required DateOnly Day { get; init; }

    public required string BillingAccount { get; init; }

    public required string SubAccount { get; init; }

    public required string SubAccountName { get; init; }

    /// <summary>When the delivery that counts was stated.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>Whether the day was over when the bill was stated.</summary>
    public required bool Complete { get; init; }

    /// <summary>How many deliveries stated this day.</summary>
    public required int Deliveries { get; init; }

    /// <summary>Total effective cost by currency that the delivery before this one stated; empty when there was none.</summary>
    public IReadOnlyDictionary<string, decimal> Before { get; init; } = new Dictionary<string, decimal>();

    public required IReadOnlyList<CostItem> Items { get; init; }

    /// <summary>Effective cost by currency; two currencies are never added.</summary>
    public IReadOnlyDictionary<string, decimal> Totals() =>
        Items.GroupBy(i => i.Currency).ToDictionary(g => g.Key, g => g.Sum(i => i.Effective));
}

/// <summary>Charges of a day that agree in resource, service, meter, category and currency.</summary>
/// <param name="Effective">In <paramref name="Currency"/>, commitments spread over their time.</param>
/// <param name="Billed">In <paramref name="Currency"/>, as invoiced.</param>
public sealed record CostItem(
    string Service,
    string ResourceId,
    string ResourceName,
    string Region,
    string Meter,
    string ChargeCategory,
    string Currency,
    decimal Effective,
    decimal Billed,
    IReadOnlyDictionary<string, string> Tags);
