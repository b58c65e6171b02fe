namespace Observability.Core.Incidents;

/// <summary>Why we say so: what was expected, what came, what that rests on. Null where it does not apply.</summary>
public sealed record Evidence
{
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

    /// <summary>Error text of the source, redacted and cut.</summary>
    public string? Error { get; init; }

    public string? RunId { get; init; }

    /// <summary>https link to the run or resource in its own tool.</summary>
    public string? Link { get; init; }

    /// <summary>Series whose picture belongs to this, as <c>subject|measure</c>.</summary>
    public string? Series { get; init; }
}
