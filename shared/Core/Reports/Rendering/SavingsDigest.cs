using Observability.Core.Notifications;
using Observability.Core.Primitives;
using Observability.Core.Recommendations;

namespace Observability.Core.Reports.Rendering;

/// <summary>New recommendations as a message.</summary>
internal static class SavingsDigest
{
    private const int MostAdvice = 5;

    /// <param name="fresh">At least one, all in one currency, the largest first.</param>
    public static Digest Of(IReadOnlyList<Recommendation> fresh, ReportWeek week, Uri? link)
    {
        string currency = fresh[0].Saving.Currency;
        decimal amount = fresh.GroupBy(r => r.Resource).Sum(g => g.Max(r => r.Saving.Amount));
        return new(
            $"{Text.Count(fresh.Count, "new way", "new ways")} to save {Text.Round(amount, currency)} a month",
            week.ToString(),
            fresh.Count > MostAdvice ? $"The {MostAdvice} largest of {fresh.Count}:" : "",
            [.. fresh.Take(MostAdvice).Select(r => (r.Title, $"{Text.Money(r.Saving.Amount, currency)} a month ({Text.Money(r.Saving.Low, currency)} to {Text.Money(r.Saving.High, currency)}), confidence {r.Confidence:P0}"))],
            [.. fresh.Take(MostAdvice).Select(AdviceFor.ToAdvice)],
            [.. fresh.Take(MostAdvice).Select(r => new Subject(r.Resource)).Distinct()],
            link?.AbsoluteUri);
    }
}
