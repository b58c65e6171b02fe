using Observability.Core.Recommendations;

namespace Observability.Core.Reports;

/// <summary>What to do first: what is broken now, what is worth most, what makes the rest uncertain.</summary>
internal static class DoFirst
{
    private const int Most = 3;

    public static IReadOnlyList<Todo> Of(ReliabilityView reliability, IReadOnlyList<Recommendation> recommendations, string? currency, IReadOnlyList<string> missing) =>
        [.. Broken(reliability).Concat(Worth(recommendations, currency)).Concat(Flaky(reliability)).Concat(Unsure(missing)).Take(Most)];

    private static IEnumerable<Todo> Broken(ReliabilityView reliability) => reliability.Incidents
        .Where(i => i.Closed is null)
        .Take(1)
        .Select(i => new Todo($"Close the open incident: {i.Title}", $"open for {Primitives.Quantity.Duration(i.Lasted)}{(i.Owner is null ? ", nobody owns it" : $", owner {i.Owner}")}", $"obs ack {i.Id}"));

    private static IEnumerable<Todo> Worth(IReadOnlyList<Recommendation> recommendations, string? currency) => recommendations
        .Where(r => r.Saving.Currency == currency)
        .Take(1)
        .Select(r => new Todo(r.Title, $"saves {Text.Round(r.Saving.Amount, r.Saving.Currency)} a month ({Text.Round(r.Saving.Low, r.Saving.Currency)} to {Text.Round(r.Saving.High, r.Saving.Currency)})", r.Fix));

    private static IEnumerable<Todo> Flaky(ReliabilityView reliability) => reliability.Worst
        .Take(1)
        .Select(j => new Todo($"Make {j.Job} reliable", $"{j.Failures} of {Text.Count(j.Runs, "run")} failed{(j.Error is null ? "" : $"; last error: {Primitives.SafeText.Cut(j.Error, 120)}")}", null));

    private static IEnumerable<Todo> Unsure(IReadOnlyList<string> missing) => missing
        .Take(1)
        .Select(m => new Todo("Wait for the rest of the bill before deciding on totals", m, null));
}
