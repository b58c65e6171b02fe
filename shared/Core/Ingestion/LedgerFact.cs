namespace Observability.Core.Ingestion;

/// <summary>The charges of one sub-account on one day, as one delivery of a bill stated them.</summary>
/// <remarks>A bill is stated again and again. Of the deliveries that cover a day, the one with the greatest (<see cref="AsOf"/>, received, <see cref="Delivery"/>) counts; the others stay as history.</remarks>
public sealed record LedgerFact : Fact
{
    public required string BillingAccount { get; init; }

    public required string SubAccount { get; init; }

    public required string SubAccountName { get; init; }

    /// <summary>UTC day of ChargePeriodStart.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Names the delivery: files that are parts of one export share it.</summary>
    public required string Delivery { get; init; }

    /// <summary>Which part of the delivery this is (content hash of the file).</summary>
    public required string Part { get; init; }

    /// <summary>When the bill was stated: a time in the file's path, else the end of its last charge period.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>Whether <see cref="AsOf"/> was said outright; false: it is the end of the last charge period.</summary>
    public bool Dated { get; init; }

    public required IReadOnlyList<LedgerLine> Lines { get; init; }

    /// <summary>Charges (rows of the bill) that these lines sum up.</summary>
    public required long Charges { get; init; }
}

/// <summary>Charges of one day that agree in every dimension kept, summed up.</summary>
/// <param name="Effective">EffectiveCost (FOCUS 1.0): what was used, with commitments spread over their time; in <paramref name="Currency"/>.</param>
/// <param name="Billed">BilledCost: what is invoiced; in <paramref name="Currency"/>.</param>
/// <param name="Quantity">ConsumedQuantity in <paramref name="Unit"/>.</param>
/// <param name="Tags">As given, sorted by key.</param>
public sealed record LedgerLine(
    string Provider,
    string Service,
    string Category,
    string ResourceId,
    string ResourceName,
    string Region,
    string ChargeCategory,
    string Meter,
    string Currency,
    decimal Effective,
    decimal Billed,
    double Quantity,
    string Unit,
    IReadOnlyDictionary<string, string> Tags);
