namespace Observability.Core.Series;

/// <summary>Points of one series that the tail let go of, at most 512 and of one month, with the judge's state after the last of them.</summary>
public sealed record SeriesChunk(string Measure, IReadOnlyList<SeriesPoint> Points, byte[] StateAfter)
{
    /// <summary>Most points of a chunk.</summary>
    public const int Limit = 512;

    /// <summary>Points after which the tail is cut: small enough to be rewritten with every point.</summary>
    public const int CutAt = 96;

    /// <summary>Most chunks that one save writes: with the tails beside them it stays one batch.</summary>
    public const int MostInSave = 30;

    public DateTimeOffset Start => Points[0].Time;
}
