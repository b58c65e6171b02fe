using System.Text.Json.Serialization;

namespace Observability.Core.Recommendations;

/// <summary>A recommendation with its life: since when, how the amount moved, what became of it.</summary>
public sealed record Tracked
{
    /// <summary>Most amounts remembered: one a day for a quarter.</summary>
    public const int MostHistory = 92;

    /// <summary>With its status as it is now.</summary>
    public required Recommendation Recommendation { get; init; }

    public required DateOnly FirstSeen { get; init; }

    public required DateOnly LastSeen { get; init; }

    /// <summary>When the status last changed; null while it never did.</summary>
    public DateOnly? Changed { get; init; }

    /// <summary>Oldest first, one a day.</summary>
    public required IReadOnlyList<AmountSeen> History { get; init; }

    /// <summary>The same rule, resource and currency is the same recommendation.</summary>
    [JsonIgnore]
    public string Id => IdOf(Recommendation);

    public static string IdOf(Recommendation found) => Storage.KeyCodec.Join(found.Rule, found.Resource, found.Saving.Currency);

    /// <summary>After the rule found it on a day; the same day again changes nothing. What somebody dismissed stays dismissed.</summary>
    public static Tracked Seen(Tracked? before, Recommendation found, DateOnly day)
    {
        if (before is null)
        {
            return new() { Recommendation = found, FirstSeen = day, LastSeen = day, History = [new(day, found.Saving.Amount)] };
        }

        bool back = before.Recommendation.Status == RecommendationStatus.Done;
        return before with
        {
            Recommendation = found with { Status = back ? RecommendationStatus.Open : before.Recommendation.Status },
            FirstSeen = back ? day : before.FirstSeen,
            LastSeen = day > before.LastSeen ? day : before.LastSeen,
            Changed = back ? day : before.Changed,
            History = [.. before.History.Where(h => h.Day != day).Append(new(day, found.Saving.Amount)).OrderBy(h => h.Day).TakeLast(MostHistory)],
        };
    }

    /// <summary>After somebody, or a rule that looked again, said where it stands.</summary>
    public Tracked With(RecommendationStatus status, DateOnly day) =>
        status == Recommendation.Status ? this : this with { Recommendation = Recommendation with { Status = status }, Changed = day };
}

/// <summary>What would have been saved a month, as seen on a day.</summary>
public sealed record AmountSeen(DateOnly Day, decimal Amount);

/// <summary>When the rules last looked, at what, and where they found nothing.</summary>
/// <param name="To">Exclusive.</param>
public sealed record Evaluation(DateTimeOffset At, DateOnly From, DateOnly To, int Found, IReadOnlyList<NotFired> Not)
{
    /// <summary>Most reasons kept; those about the estate first, then those with numbers.</summary>
    public const int MostReasons = 1000;
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(Tracked))]
[JsonSerializable(typeof(Evaluation))]
internal sealed partial class RecommendationJson : JsonSerializerContext;
