using Observability.Core.Cost;
using Observability.Core.Ingestion;

namespace Observability.Unit.Cost;

/// <summary>Bills of one day, valid but for what a test is about.</summary>
internal static class Bill
{
    public static readonly DateOnly Day = new(2026, 11, 9);

    private static readonly DateTimeOffset Midnight = new(2026, 11, 9, 0, 0, 0, TimeSpan.Zero);

    /// <param name="asOf">Days after the day began.</param>
    /// <param name="received">Days after the day began.</param>
    public static StatedDay Stated(string delivery, decimal cost, double asOf = 1, double received = 4, string part = "p", string currency = "USD") =>
        new(Fact(delivery, asOf, part, Line(cost, currency: currency)), Midnight.AddDays(received));

    public static LedgerFact Fact(string delivery, double asOf, string part, params LedgerLine[] lines) => new()
    {
        BillingAccount = "acc",
        SubAccount = "sub",
        SubAccountName = "Sales",
        Day = Day,
        Delivery = delivery,
        Part = part,
        AsOf = Midnight.AddDays(asOf),
        Dated = true,
        Lines = lines,
        Charges = lines.Length,
    };

    public static LedgerLine Line(decimal cost, string service = "Storage", string resource = "", string currency = "USD") =>
        new("Azure", service, "Compute", resource, resource, "westeurope", "Usage", "hours", currency, cost, cost, 1, "h", new Dictionary<string, string>());
}
