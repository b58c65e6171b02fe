using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Observability.Core.Series;

namespace Observability.Core.Detection;

/// <summary>Judges the points of one series in their order, each with what came before it only.</summary>
/// <remarks>
/// Per point: growth in place of the value where the series is a counter (<see cref="CounterReading"/>), forecast (<see cref="Forecaster"/>), tail probabilities of what is
/// unusual about the point (<see cref="Parts"/>, <see cref="Novelty"/>), their fusion
/// (<see cref="UnlearnedFusion"/>, then the learned stage where given), and one alert an event (<see cref="EventGate"/>). O(1) time and memory. Holds
/// its memory open for speed; <see cref="Save()"/> and <see cref="Resume(DetectorState, DetectionOptions, IFusion?)"/> at any point give bit-equal verdicts from there on. Not thread-safe.
/// </remarks>
public sealed class StreamDetector
{
    /// <summary>Fewest earlier points that support a verdict: a week of daily values and the day after.</summary>
    public const int MinimumHistory = 8;

    /// <summary>Points before any is compared with a scale: the first scales rest on nothing, and what they say would stay on record.</summary>
    private const int WarmUp = 5;

    /// <summary>Points whose fused score is rarer than this in their own series go to the learned stage.</summary>
    public const double LearnedBar = 0.05;

    /// <summary>Highest score of a point that was not worth the learned stage.</summary>
    private const double Unremarkable = 0.2;

    /// <summary>Values beyond ±10¹⁵⁰ are judged as that, so that squares stay finite.</summary>
    private const double Largest = 1e150;

    /// <summary>Nobody waits longer for a point.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>A change of so small a share, four units in the last place, is one of rounding: the value is the one before.</summary>
    private const double Same = 4 * 2.220446049250313e-16;

    private readonly DetectionOptions _options;
    private readonly IFusion? _fusion;
    private DetectorMemory _memory;
    private Cadence _cadence;

    private StreamDetector(DetectionOptions options, IFusion? fusion) => (_options, _fusion) = (options, fusion);

    /// <summary>A detector that continues after <paramref name="state"/>.</summary>
    /// <param name="fusion">The learned stage; null for the unlearned fusion alone.</param>
    public static StreamDetector Resume(DetectorState state, DetectionOptions options, IFusion? fusion = null) => From(state.Span, options, fusion);

    /// <summary>The same from stored bytes; from others it starts anew.</summary>
    public static StreamDetector Resume(ReadOnlySpan<byte> state, DetectionOptions options, IFusion? fusion = null) =>
        From(DetectorState.WhyNot(state) is null ? state : [], options, fusion);

    private static StreamDetector From(ReadOnlySpan<byte> state, DetectionOptions options, IFusion? fusion)
    {
        StreamDetector detector = new(options, fusion);
        if (state.Length > 1)
        {
            state[1..].CopyTo(MemoryMarshal.AsBytes(new Span<DetectorMemory>(ref detector._memory)));
        }

        return detector;
    }

    /// <summary>The law: one point, from state to state and verdict.</summary>
    public static (DetectorState Next, Verdict Verdict) Step(DetectorState state, Point point, DetectionOptions options, IFusion? fusion = null)
    {
        StreamDetector detector = Resume(state, options, fusion);
        Verdict verdict = detector.Judge(point);
        return (detector.Save(), verdict);
    }

    public DetectorState Save()
    {
        byte[] bytes = new byte[DetectorMemory.Bytes];
        Save(bytes);
        return new DetectorState(bytes);
    }

    /// <summary>The state into <paramref name="bytes"/>, which has <see cref="DetectorState.SavedBytes"/>.</summary>
    public void Save(Span<byte> bytes)
    {
        bytes[0] = DetectorState.Version;
        MemoryMarshal.AsBytes(new ReadOnlySpan<DetectorMemory>(ref _memory)).CopyTo(bytes[1..]);
    }

    public Verdict Judge(Point point)
    {
        ref DetectorMemory m = ref _memory;
        long ticks = point.Time.UtcTicks;
        if (!double.IsFinite(point.Value) || (m.Step.Count > 0 && ticks <= m.Step.LastTicks))
        {
            return Silent(VerdictKind.NotJudged);
        }

        double value = Math.Clamp(point.Value, -Largest, Largest);
        value = m.Step.Count > 0 && Math.Abs(value - m.Counter.Last) <= Same * Math.Abs(value) ? m.Counter.Last : value;
        double before = m.Counter.Last;
        if (CounterReading.Turns(ref m.Counter, value, first: m.Step.Count == 0))
        {
            m = new() { Counter = m.Counter, Step = m.Step with { Count = 0 } };
        }

        m.Counter.Last = value;
        if (m.Counter.On == 0)
        {
            return Judge(ref m, value, ticks);
        }

        if (m.Step.Count == 0 || value < before)
        {
            m.Step.LastTicks = ticks; // a reset: nobody knows how much it grew
            m.Step.Count = Math.Max(m.Step.Count, 1);
            return Silent(m.Step.Count <= MinimumHistory ? VerdictKind.TooLittleHistory : VerdictKind.Normal);
        }

        return From(before, Judge(ref m, value - before, ticks));
    }

    /// <summary>What was said of a growth, as the value it would lead to.</summary>
    private static Verdict From(double before, in Verdict v) => v with { Expected = v.Expected + before, Lower = v.Lower + before, Upper = v.Upper + before };

    private static Verdict Silent(VerdictKind kind) => new(kind, 0, false, null, null, null, AnomalyShape.None, DetectionPart.None);

    private Verdict Judge(ref DetectorMemory m, double value, long ticks)
    {
        long count = m.Step.Count;
        double gap = count == 0 ? 0 : (ticks - m.Step.LastTicks) / (double)TimeSpan.TicksPerSecond;
        Forecast forecast = Forecaster.Before(in m.Forecast, count, ticks, m.Step.FirstTicks, out Vector256<double> alone);
        Verdict verdict = count < WarmUp ? Silent(VerdictKind.TooLittleHistory) : Judge(ref m, forecast, value, gap, ticks);
        if (count == 0)
        {
            m.Step.FirstTicks = ticks;
        }
        else
        {
            m.Step.Learn(gap);
        }

        m.Short.Lowest = count == 0 ? value : Math.Min(m.Short.Lowest, value);
        if (ShortLaw.Weight(m.Step.Seconds, count) > 0)
        {
            ShortLaw.Learn(ref m.Short, forecast, value, ticks);
        }

        Forecaster.Learn(ref m.Forecast, count, ticks, value, forecast, alone, m.Step.Seconds);
        m.Step.LastTicks = ticks;
        m.Step.Count = count + 1;
        return verdict;
    }

    private Verdict Judge(ref DetectorMemory m, in Forecast forecast, double value, double gap, long ticks)
    {
        double step = m.Step.Seconds > 0 ? m.Step.Seconds : gap;
        bool changed = value != m.Forecast.Last || m.Forecast.SlowSpread > Forecaster.Rounding(value);
        if (step != _cadence.StepSeconds)
        {
            _cadence = new(step);
        }

        (double needed, double prior) = (_cadence.Needed, _cadence.Prior);
        Span<double> statistics = stackalloc double[Parts.Count + Novelty.Count];
        Span<double> places = stackalloc double[Parts.Count + Novelty.Count];
        Span<double> loudness = stackalloc double[Parts.Count + Novelty.Count];
        (double Fast, double Slow, double Spread) before = (m.Parts.Level, m.Parts.SlowLevel, m.Parts.Variance);
        Parts.Observe(ref m.Parts, forecast, in m.Forecast, value, gap / step, statistics);
        Novelty.Observe(ref m.Novelty, value, ticks, _cadence.Slowness, statistics[Parts.Count..]);
        Compare(in m, prior, statistics, places, loudness);
        (double whole, double alone, bool silence) = WholeParts.Of(loudness[Parts.Flat], loudness[Parts.Gap], gap, step, needed);
        double weight = ShortLaw.Weight(step, m.Step.Count);
        ShortVerdict law = weight > 0 ? ShortLaw.Judge(ref m.Short, forecast, value, ticks, _cadence) : default;
        if (weight > 0)
        {
            ShortLaw.Blend(loudness, law, weight);
        }

        (double sum, int loudest) = UnlearnedFusion.Fuse(loudness, in _cadence);
        double fused = UnlearnedFusion.WithRecent(ref m.Peaks, sum, in _cadence);
        double selfTail = UnlearnedFusion.SelfTail(in m.Parts.Fused, fused);
        Peaks.Begin(ref m.Peaks, ticks, step);
        double self = Peaks.Judge(in m.Peaks, fused, Loudness.Of(selfTail), step);
        double raw = UnlearnedFusion.Score(fused, self, needed, loudness[loudest], weight);
        double most = raw > Habit.Most && Habit.Is(in m.Peaks, fused, ticks, m.Step.FirstTicks) ? Habit.Most : 1;
        raw = Math.Min(raw, most);
        bool back = Recovery.Is(before.Fast, statistics[0], statistics[1], loudness[0], loudness[1]);
        (bool open, bool told) = (m.Event.Peak > 0, raw >= 0.5);
        float evidence = Evidence.Weight(open, told, m.Peaks.ToldWeight);
        UnlearnedFusion.Learn(ref m.Parts.Fused, fused, evidence);
        Peaks.Learn(ref m.Peaks, fused, ticks, open, told);
        Parts.Learn(ref m.Parts, statistics, places, evidence);
        double magnitude = Magnitude.Of(in m.Magnitude, value - forecast.Expected, in _cadence);
        Magnitude.Learn(ref m.Magnitude, value - forecast.Expected);
        Novelty.Learn(ref m.Novelty, statistics[Parts.Count..], places[Parts.Count..], evidence);
        if (m.Step.Count < MinimumHistory)
        {
            return Silent(VerdictKind.TooLittleHistory);
        }

        raw = Math.Min(raw * (Parts.LooksAtMany(loudest) ? Math.Max(magnitude, 1) : magnitude), 1);
        if (_fusion is not null)
        {
            raw = selfTail < LearnedBar || (weight > 0 && raw > Unremarkable) ? Learned(loudness, fused, UnlearnedFusion.Second(loudness, loudest, in _cadence), self, needed, m, raw) : Math.Min(raw, Unremarkable);
        }

        raw = Math.Min(raw, back ? Recovery.Most : most);
        if (whole >= 1 || Loudness.Score(whole) > raw)
        {
            raw = Math.Max(raw, Loudness.Score(whole));
            loudest = silence ? Parts.Gap : Parts.Flat;
        }

        m.Parts.Recent = Math.Max(fused / needed, 0.9 * m.Parts.Recent);
        (double score, bool alert) = EventGate.Judge(ref m.Event, raw, 1 - _options.Sensitivity, step);
        VerdictKind kind = score >= 1 - _options.Sensitivity ? VerdictKind.Anomalous : changed ? VerdictKind.Normal : VerdictKind.Flat;
        int sign = weight > 0.5 && ShortLaw.Says(loudest) ? law.Sign : statistics[loudest < Parts.TwoSided ? loudest : 0] >= 0 ? 1 : -1;
        Band band = Band.Of(ref m.Parts, m.Step.Count, in forecast, needed / UnlearnedFusion.Gain, prior, m.Short.Lowest, law, weight);
        return new(kind, score, alert, band.Expected, band.Lower, band.Upper, kind == VerdictKind.Anomalous || raw >= 0.5 ? Shapes.Of(loudest, sign, before) : AnomalyShape.None, Shapes.PartOf(loudest))
        {
            Alone = Loudness.Score(alone),
            AloneShape = alone <= 0 ? AnomalyShape.None : silence ? AnomalyShape.Missing : AnomalyShape.FlatLine,
        };
    }

    /// <summary>How many points in a row have the last value, and up to how many usually have.</summary>
    public (long Points, long Usual) Run => (_memory.Parts.Run + 1, (long)WholeParts.Usual(in _memory.Parts.FlatRun));

    /// <summary>Usual distance of the points; zero before the second.</summary>
    public TimeSpan UsualStep => TimeSpan.FromSeconds(_memory.Step.Seconds);

    /// <summary>The silence after the last point, in whole minutes, from which on <see cref="Verdict.Alone"/> of the next would reach the bar; null where none does, or with too little history.</summary>
    public TimeSpan? SilentAfter
    {
        get
        {
            double step = _memory.Step.Seconds;
            double seconds = _memory.Step.Count < MinimumHistory || step <= 0 || _options.Sensitivity <= 0 ? double.PositiveInfinity
                : WholeParts.SilentSeconds(in _memory.Parts.GapSteps, step, new Cadence(step), Loudness.OfScore(1 - _options.Sensitivity));
            return seconds < Longest.TotalSeconds ? TimeSpan.FromMinutes(Math.Ceiling(seconds / 60)) : null;
        }
    }

    /// <summary>How loud each part is against its own past.</summary>
    /// <param name="statistics">One a part, as are the others.</param>
    /// <param name="places">Out: of the statistics in the sketches.</param>
    private static void Compare(ref readonly DetectorMemory m, double prior, ReadOnlySpan<double> statistics, Span<double> places, Span<double> loudness)
    {
        Span<double> above = stackalloc double[Parts.Count + Novelty.Count];
        Span<double> weights = stackalloc double[Parts.Count + Novelty.Count];
        TailSketch.Places(statistics, places);
        Parts.LookUp(in m.Parts, statistics, places, above, weights);
        Novelty.LookUp(in m.Novelty, statistics[Parts.Count..], places[Parts.Count..], above[Parts.Count..], weights[Parts.Count..]);
        TailSketch.Tails(statistics, above, weights, prior, loudness);
        Loudness.Of(loudness);
    }

    private double Learned(ReadOnlySpan<double> loudness, double fused, double second, double self, double needed, in DetectorMemory m, double unlearned)
    {
        Span<float> features = stackalloc float[FusionFeatures.Count];
        int at = 0;
        foreach (double part in loudness)
        {
            features[at++] = (float)(part / needed);
        }

        features[at++] = (float)(fused / needed);
        features[at++] = (float)(self / needed);
        features[at++] = (float)(second / needed);
        features[at++] = (float)Math.Log2(1 + m.Parts.Variance);
        features[at++] = (float)Math.Log2(1 + Math.Abs(m.Parts.Level));
        features[at++] = (float)m.Parts.Recent;
        features[at++] = (float)(m.Peaks.Short / needed);
        features[at++] = (float)Math.Log2(1 + Peaks.ToldAWeek(in m.Peaks, m.Step.Seconds));
        features[at++] = (float)m.Peaks.Scale;
        features[at++] = LogRatio(m.Forecast.LongScale, m.Forecast.Scale, m.Forecast.SlowSpread);
        features[at] = LogRatio(m.Forecast.Scale, m.Forecast.SlowSpread, m.Forecast.SlowSpread);
        return _fusion!.Score(features, unlearned);
    }

    /// <summary>log₂ of a over b, both at least a millionth of the spread; 0 where nothing ever changed.</summary>
    private static float LogRatio(double a, double b, double spread) => spread > 0 ? (float)Math.Log2((a + 1e-6 * spread) / (b + 1e-6 * spread)) : 0;
}
