namespace Observability.Core.Detection;

/// <summary>Fuses the parts without trees.</summary>
/// <remarks>
/// fused = Σ wᵢ·loudnessᵢ: parts that look at different things and agree count for more than one that shouts. The same number is then judged against its own past (p_self), since
/// parts that are loud every day are no news; history = (1 − σ)·g·min(fused, c·needed) + σ·h·self, law = min(l, G·(τ·self + (1 − τ)·min(l, d·needed))). Source: the second step is the "anomaly likelihood" of Lavin, Ahmad, <i>Evaluating
/// Real-time Anomaly Detection Algorithms</i>, 2015, with a tail sketch in place of their Gaussian. Weights, σ, g and h: coordinate search on webkpi and the made-up family (DECISIONS.md).
/// </remarks>
internal static class UnlearnedFusion
{
    /// <summary>Share of the past of the fused loudness against the loudness itself.</summary>
    private const double SelfShare = 0.8;

    /// <summary>Loudness is understated by the smoothed tails, whose records are unusual by their margin only: so much was lost, measured on webkpi and the made-up families.</summary>
    private const double FusedGain = 2.4;
    private const double SelfGain = 1.12;

    /// <summary>Loudness over what alerts that the fused loudness counts at most: beyond it only the series' own past can tell more.</summary>
    private const double MostFused = 0.8;

    /// <summary>What the series' own past counts where the short-history law judges, the most that the law then counts over what alerts, and what both gain.</summary>
    private const double LawSelfShare = 0.8;
    private const double MostLaw = 1.5;
    private const double LawGain = 1.15;

    /// <summary>Weight of the short mean of the fused loudness beside the point's own, and how long it remembers, two points at least: a stretch counts more than a point.</summary>
    private const double ShortShare = 0.5;
    private const double ShortSeconds = 300;
    private const double ShortPoints = 2;

    /// <summary>Steps up to which a series is fast, and from which on it is slow: points of hours or days stand for themselves and are told for how far out they lie, those of minutes for what lasts.</summary>
    private const double FastSeconds = 300;
    private const double SlowSeconds = 3600;

    /// <summary>However slow the series, its own past must be at least so sure: an estate has hundreds of hourly ones.</summary>
    private const double LeastNeeded = 3.5;

    /// <summary>What a loudness gains where all agree: the band is drawn where such a value would alert.</summary>
    public const double Gain = (1 - SelfShare) * FusedGain + SelfShare * SelfGain;

    /// <summary>ln 10 and log₂ 10.</summary>
    private const double Decade = 2.302585092994046;
    private const double Bits = 3.321928094887362;

    /// <summary>By part, in the order of <see cref="FusionFeatures.Names"/>; flat runs and silences are told by themselves.</summary>
    internal static readonly double[] Slow = [0.5, 0.2, 0.1, 0.05, 0.1, 0.1, 0, 0, 0.05, 0.15, 0.1, 0.15];
    internal static readonly double[] Fast = [0.42, 0.16, 0.09, 0.15, 0.16, 0.09, 0, 0, 0.04, 0.12, 0.2, 0.16];

    /// <summary>0 for series of minutes, 1 for those of hours, in between by the logarithm of the step.</summary>
    public static double Slowness(double stepSeconds) => Math.Clamp(Math.Log(Math.Max(stepSeconds, 1) / FastSeconds) / Math.Log(SlowSeconds / FastSeconds), 0, 1);

    /// <summary>Weights of the parts at this step.</summary>
    public static PartWeights Weights(double slowness)
    {
        PartWeights weights = default;
        for (int i = 0; i < Fast.Length; i++)
        {
            weights[i] = slowness * Slow[i] + (1 - slowness) * Fast[i];
        }

        return weights;
    }

    /// <param name="loudness">−log₁₀ of each part's tail probability.</param>
    public static (double Fused, int Loudest) Fuse(ReadOnlySpan<double> loudness, in Cadence cadence)
    {
        ReadOnlySpan<double> weights = cadence.Weights;
        int loudest = 0;
        double fused = weights[0] * loudness[0];
        for (int i = 1; i < loudness.Length; i++)
        {
            fused += weights[i] * loudness[i];
            loudest = loudness[i] > loudness[loudest] && weights[i] > 0 ? i : loudest;
        }

        return (fused, loudest);
    }

    /// <summary>Loudness of the second loudest part.</summary>
    public static double Second(ReadOnlySpan<double> loudness, int loudest, in Cadence cadence)
    {
        ReadOnlySpan<double> weights = cadence.Weights;
        double second = 0;
        for (int i = 0; i < loudness.Length; i++)
        {
            second = i == loudest || weights[i] == 0 ? second : Math.Max(second, loudness[i]);
        }

        return second;
    }

    /// <summary>What the newest point counts in the short mean: all of it where each stands for itself.</summary>
    public static double ShortMemory(double stepSeconds, double slowness) => Math.Max(Math.Min(1 / ShortPoints, stepSeconds / ShortSeconds), slowness);

    /// <summary>The fused loudness with what came just before it.</summary>
    public static double WithRecent(ref PeakMemory m, double fused, in Cadence cadence)
    {
        m.Short += (fused - m.Short) * cadence.ShortMemory;
        return (fused + ShortShare * m.Short) / (1 + ShortShare);
    }

    /// <param name="self">−log₁₀ of the fused loudness' own tail probability, by <see cref="Peaks"/>.</param>
    /// <param name="needed">Loudness that alerts.</param>
    /// <param name="loudest">The loudest part.</param>
    /// <param name="weight">0..1: how much the short-history law counts, whose loudness needs no agreement; a past of its own lowers it.</param>
    public static double Score(double fused, double self, double needed, double loudest, double weight)
    {
        double history = (1 - SelfShare) * FusedGain * Math.Min(fused, MostFused * needed) + SelfShare * SelfGain * self;
        double law = Math.Min(loudest, LawGain * (LawSelfShare * self + (1 - LawSelfShare) * Math.Min(loudest, MostLaw * needed)));
        return Loudness.Score((1 - weight) * history / Math.Max(needed, LeastNeeded) + weight * law / needed);
    }

    /// <summary>Tail probability of a fused loudness in its own past.</summary>
    public static double SelfTail(ref readonly TailSketch sketch, double fused) => sketch.TailAt(Place(fused), prior: 1, Math.Exp(-fused * Decade));

    /// <summary>Adds it to that past.</summary>
    public static void Learn(ref TailSketch sketch, double fused, float weight) => sketch.AddAt(Place(fused), weight);

    /// <summary>One bin of the sketch is a factor of two in probability.</summary>
    private static double Place(double fused) => Math.Min(fused * Bits, TailSketch.Bins - 1);
}
