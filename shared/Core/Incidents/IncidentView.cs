using System.Text.Json.Serialization;
using Observability.Core.Primitives;
using Observability.Core.Recommendations;

namespace Observability.Core.Incidents;

/// <summary>An incident as scripts, the HTTP API and webhooks see it: <c>{"type":"incident",…}</c>. The one shape; fields are only ever added.</summary>
/// <remarks>Free text is redacted, and no link is in it that is not https.</remarks>
public sealed record IncidentView
{
    [JsonPropertyOrder(-1)]
    public string Type { get; } = "incident";

    public required string Id { get; init; }

    public required string Kind { get; init; }

    /// <summary><c>critical</c>, <c>warning</c> or <c>info</c>.</summary>
    public required string Severity { get; init; }

    /// <summary>The root, by the name that other tools look for.</summary>
    public required Subject Subject { get; init; }

    public required string Title { get; init; }

    public required DateTimeOffset Opened { get; init; }

    public DateTimeOffset? Closed { get; init; }

    /// <summary><c>open</c>, <c>acknowledged</c> or <c>resolved</c>.</summary>
    public required string State { get; init; }

    public required Subject Root { get; init; }

    public required IReadOnlyList<Subject> Members { get; init; }

    public required IReadOnlyList<Subject> Impacted { get; init; }

    public string? Owner { get; init; }

    public required Evidence Evidence { get; init; }

    public required IReadOnlyList<AdviceView> Recommendations { get; init; }

    /// <summary>What people say of its worth, one word a person.</summary>
    public required IReadOnlyList<FeedbackView> Feedback { get; init; }

    public required int Notifications { get; init; }

    public required int Revision { get; init; }

    /// <summary>Version of the settings that decided it; absent when there were none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Settings { get; init; }

    /// <summary>How many members and impacted subjects are left out, for a receiver's limits; absent when none is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? LeftOut { get; init; }

    /// <param name="detail">Whether the error text of the source is in it.</param>
    /// <param name="most">Most members and most impacted subjects that are named.</param>
    public static IncidentView Of(Incident incident, bool detail, int most)
    {
        Subject[] members = [.. incident.Members.Select(m => m.Subject).Distinct()];
        int leftOut = Math.Max(0, members.Length - most) + Math.Max(0, incident.Impacted.Count - most);
        return new()
        {
            Id = incident.Id,
            Kind = incident.Kind,
            Severity = Word(incident.Severity),
            Subject = incident.Root,
            Title = Redaction.Of(incident.Title),
            Opened = incident.Opened,
            Closed = incident.Closed,
            State = Word(incident.State),
            Root = incident.Root,
            Members = [.. members.Take(most)],
            Impacted = [.. incident.Impacted.Take(most)],
            Owner = incident.Owner,
            Evidence = incident.Evidence with
            {
                Actual = Finite(incident.Evidence.Actual),
                Expected = Finite(incident.Evidence.Expected),
                Lower = Finite(incident.Evidence.Lower),
                Upper = Finite(incident.Evidence.Upper),
                Score = Finite(incident.Evidence.Score),
                Why = Redaction.Of(incident.Evidence.Why),
                Error = detail && incident.Evidence.Error is { } error ? Redaction.Of(error) : null,
                Link = SafeLink.Of(incident.Evidence.Link)?.AbsoluteUri,
            },
            Recommendations = [.. incident.Advice.Take(most).Select(AdviceView.Of)],
            Feedback = [.. incident.Feedback.Select(f => new FeedbackView(f.At, f.By, Word(f.Says)))],
            Notifications = incident.Notifications,
            Revision = incident.Revision,
            Settings = incident.Settings,
            LeftOut = leftOut > 0 ? leftOut : null,
        };
    }

    /// <summary>All of it.</summary>
    public static IncidentView Of(Incident incident) => Of(incident, detail: true, int.MaxValue);

    // JSON knows no infinity.
    private static double? Finite(double? number) => number is { } known && double.IsFinite(known) ? known : null;

    private static string Word<T>(T value)
        where T : struct, Enum
    {
        string name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}

/// <summary>A recommendation in the JSON of an incident.</summary>
public sealed record AdviceView(string Rule, string Title, SavingView Saving, string Fix)
{
    public static AdviceView Of(Advice advice) => new(advice.Rule, advice.Title, new(advice.Amount, advice.Low, advice.High, advice.Currency), advice.Fix);
}

/// <param name="Per">Always <c>month</c>: 30 days.</param>
public sealed record SavingView(decimal Amount, decimal Low, decimal High, string Currency, string Per = "month");

/// <param name="Says"><c>useful</c>, <c>noise</c> or <c>planned</c>.</param>
public sealed record FeedbackView(DateTimeOffset At, string By, string Says);
