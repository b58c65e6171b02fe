using System.ComponentModel;
using Observability.Core.Primitives;

namespace Observability.Core.Configuration;

/// <summary>Which incidents are meant; all conditions given must hold, none given means every incident.</summary>
public sealed record Matcher
{
    [Description("Kinds of incident, with * and ?, for example run-failed or run-*; any of them.")]
    public IReadOnlyList<string> Kind { get; init; } = [];

    [Description("This severity or a higher one.")]
    public Severity? Severity { get; init; }

    [Description("The owner of the incident, with * and ?.")]
    public string? Owner { get; init; }

    [Description("The root of the incident or one of its members, with * and ?, for example job:finance/*.")]
    public string? Subject { get; init; }

    internal bool IsEmpty => Kind.Count == 0 && Severity is null && Owner is null && Subject is null;

    /// <summary>The conditions in the order they are written, for reasons.</summary>
    public override string ToString() => IsEmpty
        ? "everything"
        : string.Join(", ", new[]
        {
            Kind.Count == 0 ? null : "kind " + string.Join(" or ", Kind),
            Severity is { } least ? $"severity {SettingsJson.Word(least)} or higher" : null,
            Owner is null ? null : $"owner {Owner}",
            Subject is null ? null : $"subject {Subject}",
        }.OfType<string>());
}

/// <summary>Who is told of what.</summary>
public sealed record RouteSettings
{
    public Matcher Match { get; init; } = new();

    [Description("Names of receivers.")]
    public required IReadOnlyList<string> Receivers { get; init; }

    [Description("How often an open incident that nobody acknowledged is told again, for example 4h or 1d.")]
    public TimeSpan RepeatEvery { get; init; } = TimeSpan.FromHours(12);

    [Description("Whether the routes below are looked at too when this one matches.")]
    public bool Continue { get; init; }
}

/// <summary>A time in which nobody is told of some incidents. They are opened and shown all the same.</summary>
public sealed record SilenceSettings
{
    public required Matcher Match { get; init; }

    [Description("RFC 3339 time with an offset, or a date (midnight UTC). Inclusive.")]
    public required DateTimeOffset From { get; init; }

    [Description("RFC 3339 time with an offset, or a date (midnight UTC). Exclusive.")]
    public required DateTimeOffset To { get; init; }

    [Description("Why; shown wherever the silence is.")]
    public required string Reason { get; init; }
}
