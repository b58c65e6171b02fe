namespace Observability.Core.Series;

/// <summary>One value of a series with what was said of it.</summary>
/// <param name="Time">Series time: when it happened, not when we heard.</param>
/// <param name="Value">Finite, in the unit of the measure.</param>
/// <param name="Id">Names what the value comes from (a run, a day): the same id again is a duplicate or a restatement.</param>
/// <param name="Ref">Name of what it comes from, for example a run id; null when there is none to show.</param>
public sealed record SeriesPoint(DateTimeOffset Time, double Value, ulong Id, string? Ref = null)
{
    /// <summary>What was said when it was judged; null when it was not.</summary>
    public Judgement? Judgement { get; init; }

    /// <summary>Came after a later point had been judged: judged for the picture, and never alerted on.</summary>
    public bool Late { get; init; }

    /// <summary>Another value came for it after the first.</summary>
    public bool Restated { get; init; }
}

/// <summary>What is kept of a verdict: enough for the picture and the evidence.</summary>
/// <param name="Score">0 to 1; 0.5 alerts at the shipped sensitivity.</param>
/// <param name="Anomalous">Whether it was out of its band far enough to count.</param>
public readonly record struct Judgement(float Score, bool Anomalous, bool Alert, double? Expected, double? Lower, double? Upper)
{
    /// <summary>Mean of the hour that the other numbers speak of; null where they speak of the point itself.</summary>
    public double? Hour { get; init; }
}
