namespace Observability.Core.Series;

/// <summary>Points of a tail, as objects or as they stand in the store: read when somebody asks for them, and written back as they are when nobody did.</summary>
internal sealed class PointList
{
    private IReadOnlyList<SeriesPoint>? _points;

    public PointList(IReadOnlyList<SeriesPoint> points) => (_points, Count) = (points, points.Count);

    /// <param name="stored">Bytes of the points, in the layout of this build.</param>
    /// <param name="pending">How many of them were not judged yet.</param>
    public PointList(ReadOnlyMemory<byte> stored, int pending) => (Stored, Count, StoredPending) = (stored, SeriesCodec.CountOf(stored.Span), pending);

    public static PointList None { get; } = new([]);

    public int Count { get; }

    /// <summary>Bytes that hold the points; null when they came as objects.</summary>
    public ReadOnlyMemory<byte>? Stored { get; }

    /// <exception cref="InvalidDataException">The bytes are broken.</exception>
    public IReadOnlyList<SeriesPoint> Points => _points ??= SeriesCodec.DecodePoints(Stored!.Value);

    /// <summary>Time of the earliest point; null when there is none.</summary>
    public DateTimeOffset? First => Count == 0 ? null : _points is null ? SeriesCodec.FirstOf(Stored!.Value.Span) : _points[0].Time;

    /// <summary>With one more, without reading the others; null where that cannot be done: they are objects, the point is not the newest, or its id is among them.</summary>
    public PointList? Append(SeriesPoint point) =>
        Stored is { } stored && SeriesCodec.Append(stored.Span, point) is { } longer ? new(longer, StoredPending + (IsPending(point) ? 1 : 0)) : null;

    /// <summary>Points that were not judged yet.</summary>
    public int Pending => Stored is null ? Points.Count(IsPending) : StoredPending;

    private int StoredPending { get; }

    public static bool IsPending(SeriesPoint point) => point.Judgement is null && !point.Late;
}
