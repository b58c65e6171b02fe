using System.ComponentModel;

namespace Observability.Core.Configuration;

/// <summary>Days and times on which some subjects are not as usual, and are meant not to be.</summary>
public sealed record CalendarSettings
{
    [Description("Lower-case letters, digits, - and _; at most 40.")]
    public required string Name { get; init; }

    [Description("Which subjects, with * and ?, for example job:finance/*.")]
    public string Subject { get; init; } = "*";

    [Description("IANA name of the time zone in which the holidays are days, for example Europe/Prague.")]
    public string Zone { get; init; } = "UTC";

    [Description("Days that are like a Sunday, as yyyy-MM-dd.")]
    public IReadOnlyList<DateOnly> Holidays { get; init; } = [];

    [Description("Times in which something is changed on purpose: no incident, and what it is like then is learned.")]
    public IReadOnlyList<PlannedSettings> Planned { get; init; } = [];
}

/// <summary>A change that is meant to be.</summary>
public sealed record PlannedSettings
{
    [Description("RFC 3339 time with an offset, or a date (midnight UTC). Inclusive.")]
    public required DateTimeOffset From { get; init; }

    [Description("RFC 3339 time with an offset, or a date (midnight UTC). Exclusive.")]
    public required DateTimeOffset To { get; init; }

    [Description("What is changed; shown wherever the change is.")]
    public required string Reason { get; init; }
}
