using Observability.Sample.Faults;

namespace Observability.Sample.Writing;

internal static class RestatedBills
{
    /// <summary>From the day that was billed too low until a day after it was delivered again.</summary>
    public static IEnumerable<LookAlike> LookAlikes(FaultPlan plan) => plan.Restatements.Select(r =>
        new LookAlike("restated-bill", $"spend:SubAccountId=/subscriptions/{SubscriptionOf(r)}", r.Day, r.DeliveredOn.AddDays(2)));

    private static string SubscriptionOf(Restatement restatement) => Catalogue.Resources.Subscriptions.Single(s => s.Key == restatement.SubscriptionKey).Id;
}
