using Observability.Core.Ingestion;
using Observability.Core.Ingestion.Csv;

namespace Observability.Adapters.DuckDb;

/// <summary>Where the columns that we keep stand in one bill. FOCUS 1.0 to 1.2; names compare without case.</summary>
/// <param name="header">Names of all columns in order.</param>
internal sealed class FocusColumns(IReadOnlyList<string> header)
{
    /// <summary>What we read of a charge, and the columns that may hold it, best first.</summary>
    private static readonly Dictionary<string, string[]> Sources = new(StringComparer.Ordinal)
    {
        ["Start"] = ["ChargePeriodStart"],
        ["End"] = ["ChargePeriodEnd"],
        ["Account"] = ["BillingAccountId"],
        ["SubAccount"] = ["SubAccountId"],
        ["SubAccountName"] = ["SubAccountName"],
        ["Provider"] = ["ProviderName"],
        ["Service"] = ["ServiceName"],
        ["Category"] = ["ServiceCategory"],
        ["ResourceId"] = ["ResourceId"],
        ["ResourceName"] = ["ResourceName"],
        ["Region"] = ["RegionId", "RegionName"],
        ["ChargeCategory"] = ["ChargeCategory"],
        ["Meter"] = ["SkuMeter", "x_SkuMeterName", "SkuId"],
        ["Currency"] = ["BillingCurrency"],
        ["Effective"] = ["EffectiveCost"],
        ["Billed"] = ["BilledCost"],
        ["Quantity"] = ["ConsumedQuantity"],
        ["Unit"] = ["ConsumedUnit"],
        ["Tags"] = ["Tags"],
    };

    public IReadOnlyList<string> Header => header;

    /// <summary>False when the first charge writes its day in another way than ISO 8601: DuckDB would take <c>5/1/25</c> for the year 5.</summary>
    public bool IsIso { get; private init; } = true;

    public static FocusColumns Of(Head head)
    {
        FocusColumns columns = new(CsvRows.Header(head));
        int start = columns.Of("Start");
        CsvRow? first = CsvRows.First(head);
        return start < 0 || first is null || first.Fields.Count <= start
            ? columns
            : new FocusColumns(columns.Header) { IsIso = first.Fields[start].Text.AsSpan().Trim() is [_, _, _, _, '-', ..] };
    }

    /// <summary>A bill after FOCUS says when a charge was, what it was, and one of its costs. Exports of providers' own say none of that by these names.</summary>
    public bool IsFocus => Of("Start") >= 0 && (Of("Effective") >= 0 || Of("Billed") >= 0) && (Of("Currency") >= 0 || Of("ChargeCategory") >= 0);

    /// <summary>Position of what we call <paramref name="field"/>; -1 when the bill does not have it.</summary>
    public int Of(string field)
    {
        foreach (string name in Sources[field])
        {
            for (int at = 0; at < header.Count; at++)
            {
                if (string.Equals(header[at], name, StringComparison.OrdinalIgnoreCase))
                {
                    return at;
                }
            }
        }

        return -1;
    }

    /// <summary>The bill's own name for what we call <paramref name="field"/>.</summary>
    public string NameOf(string field) => Of(field) is int at and >= 0 ? header[at] : Sources[field][0];
}
