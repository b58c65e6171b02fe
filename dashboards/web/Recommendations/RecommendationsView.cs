using Observability.Core.Recommendations;
using Observability.Web.Layout;

namespace Observability.Web.Recommendations;

/// <summary>What all open recommendations of one currency save a month.</summary>
public sealed record SavingSum(string Currency, int Count, decimal Amount, decimal Low, decimal High);

/// <param name="Items">The page, the largest amount first.</param>
/// <param name="Found">How many match.</param>
/// <param name="Open">Of all open ones, whatever the filter.</param>
/// <param name="Looked">When the rules last looked, and where they found nothing; null: never.</param>
public sealed record RecommendationsView(
    IReadOnlyList<Tracked> Items, int Found, IReadOnlyList<SavingSum> Open, IReadOnlyList<string> Owners, Evaluation? Looked, ListFilter Filter)
{
    /// <summary>Each takes more room than a row of a table.</summary>
    public const int PageItems = 20;
}
