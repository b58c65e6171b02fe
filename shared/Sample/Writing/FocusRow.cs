using Observability.Sample.Billing;

namespace Observability.Sample.Writing;

/// <summary>One line of a FOCUS file.</summary>
internal static class FocusRow
{
    /// <summary>Over the contracted price; unitless.</summary>
    private const decimal ListRatio = 1.08m;

    public const string Header =
        "BilledCost,BillingAccountId,BillingAccountName,BillingCurrency,BillingPeriodEnd,BillingPeriodStart,ChargeCategory,ChargeClass,ChargeDescription,ChargeFrequency,"
        + "ChargePeriodEnd,ChargePeriodStart,ConsumedQuantity,ConsumedUnit,ContractedCost,EffectiveCost,InvoiceIssuerName,ListCost,PricingCategory,PricingQuantity,PricingUnit,"
        + "ProviderName,PublisherName,RegionId,RegionName,ResourceId,ResourceName,ResourceType,ServiceCategory,ServiceName,SkuId,SkuMeter,SubAccountId,SubAccountName,Tags";

    public static string Of(Charge charge)
    {
        DateTimeOffset month = new(charge.Day.Year, charge.Day.Month, 1, 0, 0, 0, TimeSpan.Zero);
        (string unit, decimal price, string sku) = Meters.Of(charge.Meter);
        string quantity = Number(Math.Round(charge.Cost / price, 6));
        string cost = Number(charge.Cost);
        return string.Join(',',
            cost, "/providers/Microsoft.Billing/billingAccounts/8831204", "Contoso", "USD", month.AddMonths(1).Seconds(), month.Seconds(), "Usage", "",
            Csv($"{charge.Service} - {charge.Meter}"), "Usage-Based", charge.Day.AddDays(1).Seconds(), charge.Day.Seconds(), quantity, unit, cost, cost, "Microsoft",
            Number(Math.Round(charge.Cost * ListRatio, 6)), "Standard", quantity, unit, "Microsoft", "Microsoft", "westeurope", "West Europe",
            charge.ResourceId, charge.ResourceName, charge.ResourceType, charge.Category, charge.Service, sku, Csv(charge.Meter),
            "/subscriptions/" + charge.Subscription.Id, charge.Subscription.Name, Csv(charge.Tags));
    }

    private static string Number(decimal value) => value.ToString("0.######");

    private static string Csv(string text) => text.AsSpan().IndexOfAny('"', ',') < 0 ? text : "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
