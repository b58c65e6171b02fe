namespace Observability.Core.Series;

/// <summary>The working end of one series: its newest points, and what its judge remembers. What is older stands in chunks.</summary>
public sealed record SeriesTail
{
    public required string Measure { get; init; }

    /// <summary>Time of the earliest point so far; long ago where points stand in chunks, null before the first.</summary>
    public DateTimeOffset? First => Count > Held.Count ? DateTimeOffset.MinValue : Held.First;

    /// <summary>Every point so far, chunks and tail.</summary>
    public long Count { get; init; }

    /// <summary>Points in order of time, at most a few hundred; the judged ones first.</summary>
    public IReadOnlyList<SeriesPoint> Points
    {
        get => Held.Points;
        init => Held = new(value);
    }

    /// <summary>The same, not read yet where nobody asked for them.</summary>
    internal PointList Held { get; init; } = PointList.None;

    /// <summary>Series time up to which each point was judged; points that come later with an earlier time are late.</summary>
    public DateTimeOffset? JudgedUntil { get; init; }

    /// <summary>Start of the oldest chunk with points that were not judged yet (history that came in one go); null when there is none.</summary>
    public DateTimeOffset? BehindFrom { get; init; }

    /// <summary>State of the judge after <see cref="JudgedUntil"/>, in its own format; empty before the first point, null when it was not loaded.</summary>
    public ReadOnlyMemory<byte>? State { get; init; }

    /// <summary>How long after their own time its points are heard of: the longest, forgotten slowly. Of a source that tells of a run at its end, about the length of a run.</summary>
    public TimeSpan Lateness { get; init; }

    /// <summary>How far behind judged points its points come, at most a step: so long a point waits for ones before it.</summary>
    public TimeSpan Disorder { get; init; }

    /// <summary>Until when the points that are not judged yet wait for ones before them; null when none waits.</summary>
    public DateTimeOffset? WaitUntil { get; init; }

    /// <summary>Time of the oldest point that came, or was stated again, after it should have been judged: from there on all is judged again; null when there is none.</summary>
    public DateTimeOffset? AgainFrom { get; init; }

    /// <summary>When the next point is due at the latest; null when that is not known.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>When it is most likely to come; null when that is not known.</summary>
    public DateTimeOffset? Expected { get; init; }

    /// <summary>Due row that stands in the store for <see cref="Deadline"/>; a deadline that moved later is armed again when it is popped.</summary>
    public DateTimeOffset? ArmedAt { get; init; }

    /// <summary>Since when something is wrong with this series; null when nothing is.</summary>
    public DateTimeOffset? FiringSince { get; init; }

    /// <summary>Points that were not judged yet, in order of time.</summary>
    public IEnumerable<SeriesPoint> Pending => Held.Pending == 0 ? [] : Points.Where(PointList.IsPending);

    /// <summary>Whether there is anything for a judge to look at: points, history, or what is to be judged again.</summary>
    public bool HasNews => Held.Pending > 0 || BehindFrom is not null || AgainFrom is not null || WaitUntil is not null;

    public bool Has(ulong id) => IndexOf(id) >= 0;

    /// <summary>The point with its place in the tail; a known id is a duplicate, or a restatement where it differs. What was judged keeps its time.</summary>
    public (SeriesTail Next, Added Added) Add(SeriesPoint point)
    {
        // Nearly every point is new and the newest.
        if (!(JudgedUntil >= point.Time) && Held.Append(point) is { } longer)
        {
            return (this with { Held = longer, Count = Count + 1 }, Added.New);
        }

        int known = IndexOf(point.Id);
        if (known >= 0)
        {
            SeriesPoint old = Points[known];
            bool moved = old.Judgement is null && old.Time != point.Time;
            if (old.Value.Equals(point.Value) && !moved)
            {
                return (this, Added.Duplicate);
            }

            if (moved)
            {
                return (Placed([.. Points.Where(p => p.Id != point.Id)], point), Added.Restated);
            }

            SeriesPoint[] changed = [.. Points];
            changed[known] = old with { Value = point.Value, Restated = old.Judgement is not null };
            return ((old.Judgement is null ? this : From(old.Time)) with { Points = changed }, Added.Restated);
        }

        return (Placed([.. Points], point) with { Count = Count + 1 }, Added.New);
    }

    /// <summary>Without a point that turned out to be none; what was judged stays.</summary>
    public SeriesTail Without(ulong id) =>
        IndexOf(id) is var at && at >= 0 && Points[at].Judgement is null ? this with { Points = [.. Points.Where(p => p.Id != id)], Count = Count - 1 } : this;

    /// <summary>To be judged again from the time on.</summary>
    public SeriesTail From(DateTimeOffset time) => this with { AgainFrom = AgainFrom < time ? AgainFrom : time };

    // By time, then id: the order in which points came leaves no trace.
    private SeriesTail Placed(List<SeriesPoint> points, SeriesPoint point)
    {
        int at = points.Count;
        while (at > 0 && (points[at - 1].Time > point.Time || points[at - 1].Time == point.Time && points[at - 1].Judgement is null && points[at - 1].Id > point.Id))
        {
            at--;
        }

        TimeSpan? behind = JudgedUntil - point.Time;
        bool late = behind >= TimeSpan.Zero;
        TimeSpan disorder = late ? OutOfOrder.After(Disorder, points, behind!.Value) : Disorder;
        points.Insert(at, point with { Late = late });
        return (late ? From(point.Time) : this) with { Points = points, Disorder = disorder };
    }

    private int IndexOf(ulong id)
    {
        for (int i = Points.Count - 1; i >= 0; i--)
        {
            if (Points[i].Id == id)
            {
                return i;
            }
        }

        return -1;
    }
}

/// <summary>What became of a point that came.</summary>
public enum Added
{
    New,
    Duplicate,
    Restated,
}
