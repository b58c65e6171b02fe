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
