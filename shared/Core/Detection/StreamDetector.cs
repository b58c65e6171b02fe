using System.Runtime.InteropServices;
using Observability.Core.Series;

namespace Observability.Core.Detection;

/// <summary>Judges the points of one series in their order, each with what came before it only.</summary>
/// <remarks>
/// Per point: forecast (<see cref="Forecaster"/>), tail probabilities of what is unusual about the point (<see cref="Parts"/>), their fusion
/// (<see cref="UnlearnedFusion"/>, then the learned stage where given), and one alert an event (<see cref="EventGate"/>). O(1) time and memory. Holds
/// its memory open for speed; <see cref="Save"/> and <see cref="Resume"/> at any point give bit-equal verdicts from there on. Not thread-safe.
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

    private readonly DetectionOptions _options;
    private readonly IFusion? _fusion;
    private DetectorMemory _memory;

    private StreamDetector(DetectionOptions options, IFusion? fusion) => (_options, _fusion) = (options, fusion);

    /// <summary>A detector that continues after <paramref name="state"/>.</summary>
    /// <param name="fusion">The learned stage; null for the unlearned fusion alone.</param>
    public static StreamDetector Resume(DetectorState state, DetectionOptions options, IFusion? fusion = null)
    {
        StreamDetector detector = new(options, fusion);
        if (state.Span.Length > 1)
        {
            state.Span[1..].CopyTo(MemoryMarshal.AsBytes(new Span<DetectorMemory>(ref detector._memory)));
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
        bytes[0] = DetectorState.Version;
        MemoryMarshal.AsBytes(new ReadOnlySpan<DetectorMemory>(ref _memory)).CopyTo(bytes.AsSpan(1));
        return new DetectorState(bytes);
    }

    public Verdict Judge(Point point)
    {
        ref DetectorMemory m = ref _memory;
        long ticks = point.Time.UtcTicks;
        long count = m.Step.Count;
        if (!double.IsFinite(point.Value) || (count > 0 && ticks <= m.Step.LastTicks))
        {
            return new(VerdictKind.NotJudged, 0, false, null, null, null, AnomalyShape.None, DetectionPart.None);
        }

        double value = Math.Clamp(point.Value, -Largest, Largest);
        double gap = count == 0 ? 0 : (ticks - m.Step.LastTicks) / (double)TimeSpan.TicksPerSecond;
        Forecast forecast = Forecaster.Before(in m.Forecast, count, ticks);
        Verdict verdict = count < WarmUp
            ? new(VerdictKind.TooLittleHistory, 0, false, null, null, null, AnomalyShape.None, DetectionPart.None)
            : Judge(ref m, forecast, value, gap, ticks);

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
            ShortLaw.Learn(ref m.Short, value, ticks);
        }

        Forecaster.Learn(ref m.Forecast, count, ticks, value, forecast, m.Step.Seconds);
        m.Step.LastTicks = ticks;
        m.Step.Count = count + 1;
        return verdict;
    }

    private Verdict Judge(ref DetectorMemory m, in Forecast forecast, double value, double gap, long ticks)
    {
        double step = m.Step.Seconds > 0 ? m.Step.Seconds : gap;
        Span<double> tails = stackalloc double[Parts.Count];
        Span<int> signs = stackalloc int[Parts.Count];
        bool changed = value != m.Forecast.Last || m.Forecast.SlowSpread > 0;
        Parts.Step(ref m.Parts, forecast, in m.Forecast, value, gap / step, tails, signs);
        for (int i = 0; i < tails.Length; i++)
        {
            tails[i] = Loudness.Of(tails[i]);
        }

        double needed = Loudness.Needed(step);
        double weight = ShortLaw.Weight(step, m.Step.Count);
        ShortVerdict law = weight > 0 ? ShortLaw.Judge(ref m.Short, forecast, value, ticks, step, needed) : default;
        if (weight > 0)
        {
            ShortLaw.Blend(tails, signs, law, weight);
        }

        (double fused, double second, int loudest) = UnlearnedFusion.Fuse(tails);
        double selfTail = UnlearnedFusion.SelfTail(ref m.Parts.Fused, fused);
        if (m.Step.Count < MinimumHistory)
        {
            return new(VerdictKind.TooLittleHistory, 0, false, null, null, null, AnomalyShape.None, DetectionPart.None);
        }

        double self = Loudness.Of(selfTail);
        double raw = UnlearnedFusion.Score(fused, self, needed, tails[loudest], weight);
        if (_fusion is not null)
        {
            raw = selfTail < LearnedBar || (weight > 0 && raw > Unremarkable)
                ? _fusion.Score(Features(tails, fused, second, self, needed, m), raw)
                : Math.Min(raw, Unremarkable);
        }

        m.Parts.Recent = Math.Max(fused / needed, 0.9 * m.Parts.Recent);
        double score = EventGate.Score(ref m.Event, raw, step);
        bool alert = EventGate.Alerts(ref m.Event, score, 1 - _options.Sensitivity, step);
        VerdictKind kind = score >= 1 - _options.Sensitivity ? VerdictKind.Anomalous : changed ? VerdictKind.Normal : VerdictKind.Flat;
        Band band = Band.Of(in m.Parts, in forecast, needed, m.Short.Lowest, law, weight);
        return new(kind, score, alert, band.Expected, band.Lower, band.Upper, kind == VerdictKind.Anomalous ? Shapes.Of(loudest, signs[loudest]) : AnomalyShape.None, Shapes.PartOf(loudest));
    }

    private static float[] Features(ReadOnlySpan<double> loudness, double fused, double second, double self, double needed, in DetectorMemory m)
    {
        float[] features = new float[FusionFeatures.Count];
        for (int i = 0; i < Parts.Count; i++)
        {
            features[i] = (float)(loudness[i] / needed);
        }

        features[8] = (float)(fused / needed);
        features[9] = (float)(self / needed);
        features[10] = (float)(second / needed);
        features[11] = (float)Math.Log2(1 + m.Parts.Variance);
        features[12] = (float)Math.Log2(1 + Math.Abs(m.Parts.Level));
        features[13] = (float)m.Parts.Recent;
        return features;
    }
}
