using System.Globalization;
using Observability.Core.Configuration;
using Observability.Core.Ingestion;
using Observability.Core.Inventory;
using Observability.Core.Primitives;

namespace Observability.Core.Recommendations.Rules;

/// <summary>What Azure Advisor says would cost less, over 1 unit of currency a month.</summary>
/// <remarks>
/// Advisor answers one question several times, by term and by days looked back: all answers about one thing are one recommendation. The amount is that of the shortest
/// commitment over the longest time looked back; low and high are the least and the most of all answers. Advice that newer lists no longer hold has been followed.
/// </remarks>
public sealed class ProviderAdvice : IRule
{
    /// <summary>A list is read page by page: what is of the same reading was seen within this.</summary>
    private static readonly TimeSpan OneReading = TimeSpan.FromHours(6);

    /// <summary>An older list says nothing of today.</summary>
    private static readonly TimeSpan Old = TimeSpan.FromDays(8);

    private const decimal Least = 1;

    public string Name => "provider-advice";

    public RuleAnswer Find(Estate estate)
    {
        DateTimeOffset end = new(estate.To.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        AdviceState[] current = [.. Current(estate.Advice, end)];
        if (current.Length == 0)
        {
            return new([], [new(Name, "estate", NotFiredReason.NoData, estate.Advice.Count == 0 ? "no advice of a provider was read in" : "the newest list of advice is over 8 days old")]);
        }

        List<Recommendation> found = [];
        List<NotFired> not = [];
        foreach (IGrouping<(string, string, string, string?), AdviceFact> thing in current.Select(a => a.Fact).GroupBy(f => (f.Rule, f.Resource.ToLowerInvariant(), f.Thing, f.Currency)))
        {
            AdviceFact[] priced = [.. thing.Where(f => f.Saving is not null)];
            if (priced.Length == 0 || priced.Max(f => f.Saving) < Least)
            {
                not.Add(new(Name, thing.First().Resource, NotFiredReason.BelowThreshold, priced.Length == 0 ? $"{thing.First().Title}: the provider names no amount" : $"{thing.First().Title}: under {Least} {thing.Key.Item4} a month"));
                continue;
            }

            found.Add(Of(priced, estate));
        }

        return new([.. found.OrderByDescending(r => r.Saving.Amount).ThenBy(r => r.Resource, StringComparer.Ordinal)], not);
    }

    private static IEnumerable<AdviceState> Current(IReadOnlyList<AdviceState> all, DateTimeOffset end)
    {
        DateTimeOffset newest = all.Count == 0 ? default : all.Max(a => a.Seen);
        return newest < end - Old ? [] : all.Where(a => newest - a.Seen <= OneReading).OrderBy(a => a.Id, StringComparer.Ordinal);
    }

    private Recommendation Of(AdviceFact[] answers, Estate estate)
    {
        AdviceFact best = answers.OrderBy(f => f.Term ?? "", StringComparer.Ordinal).ThenByDescending(f => f.LookbackDays ?? 0).ThenBy(f => f.Id, StringComparer.Ordinal).First();
        string thing = best.Thing.Length == 0 ? "" : $" ({best.Thing})";
        Subject resource = new($"spend:ResourceId={best.Resource}");
        return new()
        {
            Rule = Name,
            Resource = best.Thing.Length == 0 ? resource.Text : $"{resource.Text},Sku={best.Thing}",
            Title = $"{best.Title}{thing}",
            Saving = new(Round(best.Saving!.Value), Round(answers.Min(f => f.Saving!.Value)), Round(answers.Max(f => f.Saving!.Value)), best.Currency!),
            Confidence = 0.6,
            Evidence =
            [
                .. answers.OrderBy(f => f.Term ?? "", StringComparer.Ordinal).ThenBy(f => f.LookbackDays ?? 0).Select(Line),
                best.Updated is { } updated ? $"Azure Advisor looked last on {updated.UtcDateTime:yyyy-MM-dd}" : "Azure Advisor does not say when it looked",
            ],
            Fix = $"az advisor recommendation list --ids {ShellText.Quote(best.Id)}   # shows what to change; a commitment is bought in the portal",
            Undo = best.Term is null ? "as the change says" : $"a commitment of {best.Term} can be exchanged or refunded only within the provider's limits",
            Owner = estate.Settings.OwnerOf(resource),
            About = [resource],
        };
    }

    private static string Line(AdviceFact f) =>
        $"{Round(f.Saving!.Value).ToString("N2", CultureInfo.InvariantCulture)} {f.Currency} a month{(f.Term is null ? "" : $" with a commitment of {f.Term}")}{(f.LookbackDays is { } days ? $", by the last {days} days" : "")}";

    private static decimal Round(decimal amount) => Math.Round(amount, 2);
}
