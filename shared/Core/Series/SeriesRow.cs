using Observability.Core.Primitives;

namespace Observability.Core.Series;

/// <summary>One row of a series file, as it stands there and as it was understood.</summary>
/// <param name="TimeText">The time cell as written.</param>
/// <param name="ValueText">The value cell as written; empty, or a word for nothing, is a gap.</param>
/// <param name="Point">The measurement; null for a gap and for a bad row.</param>
/// <param name="Problem">Why the row could not be understood; null for a point and for a gap.</param>
/// <param name="Line">1-based line; 0 where there is no file.</param>
/// <param name="Column">1-based character column of the time cell.</param>
public readonly record struct SeriesRow(string TimeText, string ValueText, Point? Point, BadInput? Problem, long Line = 0, long Column = 0)
{
    /// <summary>Whether the problem is that of the whole file, which then has no rows.</summary>
    public bool IsOfFile { get; init; }
}
