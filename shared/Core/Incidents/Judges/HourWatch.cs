using Observability.Core.Detection;
using Observability.Core.Series;

namespace Observability.Core.Incidents.Judges;

/// <summary>Judges the hourly means of a fast series beside its points: what creeps is nothing from one minute to the next, and much from hour to hour.</summary>
/// <remarks>
/// An hour of at least <see cref="LeastPoints"/> points is judged as one point at its start, by a detector of its own, when the first point after it comes. It alerts for both: not
/// where a point alerted by itself from a day before that hour on, and while its mean is out of its band every point says so.
/// </remarks>
internal sealed class HourWatch
{
    /// <summary>Points of an hour from which its mean says more than they do: one every five minutes.</summary>
    public const int LeastPoints = 12;

    // An event that a point told of is not told again by its hours.
    private static readonly long OneEventTicks = TimeSpan.TicksPerDay;

    private readonly DetectionOptions _options;
    private readonly IFusion? _fusion;
    private HourState _state;
    private StreamDetector? _hours;
    private bool _openLearned = true;

    /// <param name="hours">The detector's state of the hours; empty before the first.</param>
    public HourWatch(HourState state, ReadOnlySpan<byte> hours, DetectionOptions options, IFusion? fusion)
    {
        (_state, _options, _fusion) = (state, options, fusion);
        _hours = hours.IsEmpty ? null : StreamDetector.Resume(hours, options, fusion);
    }

    /// <summary>What spoke in the last whole hour, where the last point was the first after it.</summary>
    public Voice Said { get; private set; }

    /// <param name="alone">What is said of the point by itself.</param>
    /// <returns>What is said of it: by itself where that is something, else by its hours.</returns>
    public Judgement Step(Point point, Judgement alone, bool learn)
    {
        long ticks = point.Time.UtcTicks;
        long hour = ticks - (ticks % TimeSpan.TicksPerHour);
        float score = 0;
        bool alert = false;
        Said = default;
        if (hour > _state.Hour && _state.Count > 0)
        {
            (score, alert) = End();
        }

        if (hour >= _state.Hour && double.IsFinite(point.Value))
        {
            bool same = hour == _state.Hour;
            _state = _state with { Hour = hour, Sum = (same ? _state.Sum : 0) + point.Value, Count = (same ? _state.Count : 0) + 1 };
            _openLearned = (_openLearned || !same) && learn;
        }

        if (alone.Alert)
        {
            _state = _state with { Alerted = ticks };
        }

        return alone.Anomalous || !_state.Open ? alone : new(Math.Max(score, alone.Score), true, alert, _state.Expected, _state.Lower, _state.Upper) { Hour = _state.Mean };
    }

    /// <param name="points">The detector of the points.</param>
    public byte[] Save(StreamDetector points) => _state.ToBytes(_hours, points);

    private (float Score, bool Alert) End()
    {
        if (_state.Count < LeastPoints)
        {
            _state = _state with { Open = false };
            return default;
        }

        double mean = _state.Sum / _state.Count;
        Point hour = new(new DateTimeOffset(_state.Hour, TimeSpan.Zero), mean);
        DetectorState? before = _openLearned ? null : (_hours?.Save() ?? DetectorState.Empty);
        _hours ??= StreamDetector.Resume(DetectorState.Empty, _options, _fusion);
        Verdict verdict = _hours.Judge(hour);
        if (before is not null)
        {
            _hours = StreamDetector.Resume(SkipPoint.After(before, hour), _options, _fusion);
        }

        Said = new(verdict.Shape, verdict.Part);
        bool told = _state.Open;
        bool outside = verdict is { Lower: { } lower, Upper: { } upper } && (mean < lower || mean > upper);
        bool open = outside && (told || verdict.Alert && _state.Hour - _state.Alerted > OneEventTicks);
        _state = _state with { Open = open, Mean = mean, Expected = verdict.Expected ?? 0, Lower = verdict.Lower ?? 0, Upper = verdict.Upper ?? 0 };
        return ((float)verdict.Score, open && !told);
    }
}
