using Observability.Core.Primitives;

namespace Observability.Core.Series;

/// <summary>One row of a series file, as it stands there and as it was understood.</summary>
/// <param name="TimeText">The time cell as written.</param>
/// <param name="ValueText">The value cell as written; empty is a gap.</param>
/// <param name="Point">The measurement; null for a gap and for a bad row.</param>
/// <param name="Problem">Why the row could not be understood; null for a point and for a gap.</param>
public readonly record struct SeriesRow(string TimeText, string ValueText, Point? Point, BadInput? Problem);
