using System.Text.Json.Serialization;
using Observability.Core.Primitives;

namespace Observability.Core.Recommendations;

/// <summary>Money that a change would save.</summary>
/// <param name="Amount">Best estimate; between <paramref name="Low"/> and <paramref name="High"/>.</param>
/// <param name="Per">Always <c>month</c>: 30 days.</param>
public sealed record Saving(decimal Amount, decimal Low, decimal High, string Currency, string Per = "month");

/// <summary>Where a recommendation stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RecommendationStatus>))]
public enum RecommendationStatus
{
    [JsonStringEnumMemberName("open")]
    Open,

    /// <summary>Its rule looked again and no longer finds it.</summary>
    [JsonStringEnumMemberName("done")]
    Done,

    /// <summary>Somebody said no.</summary>
    [JsonStringEnumMemberName("dismissed")]
    Dismissed,
}

/// <summary>Something to change in order to pay less.</summary>
public sealed record Recommendation
{
    /// <summary>Name of the rule that found it.</summary>
    public required string Rule { get; init; }

    /// <summary>What it is about, as a subject is written.</summary>
    public required string Resource { get; init; }

    /// <summary>One line of plain text; from outside in part.</summary>
    public required string Title { get; init; }

    public required Saving Saving { get; init; }

    /// <summary>0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>One line each: the numbers that it rests on.</summary>
    public required IReadOnlyList<string> Evidence { get; init; }

    /// <summary>The command or change that does it.</summary>
    public required string Fix { get; init; }

    /// <summary>The way back.</summary>
    public required string Undo { get; init; }

    public RecommendationStatus Status { get; init; }

    /// <summary>Who looks after it; null when nobody is known.</summary>
    public string? Owner { get; init; }

    /// <summary>All subjects that it touches: the job, its resource, the sub-account.</summary>
    public IReadOnlyList<Subject> About { get; init; } = [];
}
