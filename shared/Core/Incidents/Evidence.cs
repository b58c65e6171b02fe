using Observability.Core.Incidents.Tuning;

namespace Observability.Core.Incidents;

/// <summary>Why we say so: what was expected, what came, what that rests on. Null where it does not apply.</summary>
public sealed record Evidence
{
    /// <summary><see cref="Shape"/> of a silence.</summary>
    internal const string Missing = "missing";

    /// <summary>What was measured, for example <c>duration</c>, <c>rows</c>, <c>cost</c>, <c>next start</c>.</summary>
    public string? Measure { get; init; }

    /// <summary>Unit of the numbers below, for example <c>s</c>, <c>rows</c>, <c>USD</c>.</summary>
    public string? Unit { get; init; }

    public double? Actual { get; init; }

    public double? Expected { get; init; }

    public double? Lower { get; init; }

    public double? Upper { get; init; }

    /// <summary>0 to 1; 0.5 alerts at the shipped sensitivity.</summary>
    public double? Score { get; init; }

    /// <summary>When it was due.</summary>
    public DateTimeOffset? ExpectedBy { get; init; }

    /// <summary>When it last went well.</summary>
    public DateTimeOffset? LastGood { get; init; }

    /// <summary>What the judgement rests on, for example <c>41 runs since 2026-09-24</c>.</summary>
    public string? History { get; init; }

    /// <summary>The reason in one sentence.</summary>
    public required string Why { get; init; }

    /// <summary>What kind of thing it is: <c>spike</c>, <c>dip</c>, <c>level-shift</c>, <c>trend-change</c>, <c>variance-change</c>, <c>flat-line</c> or <c>missing</c>; of values only.</summary>
    public string? Shape { get; init; }

    /// <summary>What the loudest part of the detector looked at, for example <c>the level of the last points</c>; of values only.</summary>
    public string? Part { get; init; }

    /// <summary>What a day it is like, for example <c>sunday</c>: what is unusual on many series in that way has one reason.</summary>
    public string? Like { get; init; }

    /// <summary>How what people said of earlier incidents counted, and how that is undone.</summary>
    public string? Sensitivity { get; init; }

    /// <summary>Error text of the source, redacted and cut.</summary>
    public string? Error { get; init; }

    public string? RunId { get; init; }

    /// <summary>https link to the run or resource in its own tool.</summary>
    public string? Link { get; init; }

    /// <summary>Series whose picture belongs to this, as <c>subject|measure</c>.</summary>
    public string? Series { get; init; }

    /// <summary>The evidence with what kind of day it was, and what people said before.</summary>
    internal Evidence Beside(HolidayReason day, Tuned tuned) => this with
    {
        Like = day == HolidayReason.LikeSunday ? "sunday" : null,
        Why = day switch
        {
            HolidayReason.LikeSunday => $"{Why}; it is as on a Sunday, as on a holiday",
            HolidayReason.HolidayUnlikeSunday => $"{Why}, on a holiday, and unlike its Sundays too",
            _ => Why,
        },
        Sensitivity = tuned.Because.Length > 0 ? tuned.Because : null,
    };
}
