namespace Observability.Core.Series;

/// <summary>One measurement of one series. A gap is no point: <paramref name="Value"/> is never NaN.</summary>
/// <param name="Time">When it was measured; compared as an instant.</param>
/// <param name="Value">In the unit of the series; finite.</param>
public readonly record struct Point(DateTimeOffset Time, double Value);
