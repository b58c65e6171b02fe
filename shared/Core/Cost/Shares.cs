namespace Observability.Core.Cost;

/// <summary>Splits an amount so that the parts are exactly the whole.</summary>
public static class Shares
{
    /// <summary>Part i = the running share after weight i minus that before it, each rounded; the last takes what is left.</summary>
    /// <param name="amount">Any currency; may be negative, as credits are.</param>
    /// <param name="weights">At least one, none negative; all 0 counts as all equal.</param>
    /// <returns>One part a weight; their sum is <paramref name="amount"/> to the last digit, and none lies outside 0 to <paramref name="amount"/>.</returns>
    public static IReadOnlyList<decimal> Of(decimal amount, IReadOnlyList<long> weights)
    {
        decimal total = weights.Sum(w => (decimal)w);
        decimal[] parts = new decimal[weights.Count];
        decimal weight = 0;
        decimal before = 0;
        int digits = Math.Abs(amount) < 1e18m ? Math.Max((int)amount.Scale, 6) : amount.Scale;
        for (int i = 0; i < parts.Length; i++)
        {
            weight += total == 0 ? 1 : weights[i];
            decimal ratio = weight / (total == 0 ? parts.Length : total);
            decimal after = i == parts.Length - 1 ? amount : Math.Round(amount * ratio, digits);
            parts[i] = after - before;
            before = after;
        }

        return parts;
    }
}
