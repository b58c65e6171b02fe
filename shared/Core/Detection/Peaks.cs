namespace Observability.Core.Detection;

/// <summary>How rarely the series is so loud, counting the loudest point of each hour once: what a series does every week is no news, however unlikely each point looks.</summary>
/// <remarks>
/// Blocks last an hour, at least three steps; the <see cref="Most"/> loudest of eight weeks are kept. Share of blocks beyond x: p(x) = p(u)·e^(−(x − u)/β), never less than was seen;
/// u = the kept loudness of rank k, k = a quarter of the blocks at most; β = (x of rank k/4 − u) / ln 4, the spacing of exponential order statistics, so that the few loudest, which may be
/// anomalies, do not stretch it; with the weight of <see cref="PriorBlocks"/> on a scale of <see cref="PriorScale"/>. Answer: −log₁₀ of p a point. Told blocks count nothing while
/// incidents are rare, and more the oftener the series was told of. Shape: loudness in, loudness out. Source: Pickands, <i>Statistical inference using extreme order statistics</i>, 1975; Rényi, <i>On the theory of order statistics</i>, 1953.
/// </remarks>
internal static class Peaks
{
    public const int Most = 64;

    private const double BlockSeconds = 3600;
    private const double LeastSteps = 3;
    private const double MemorySeconds = 8 * Week;
    private const double Week = 7 * 86400.0;

    /// <summary>Blocks remembered at least: slow series have few in eight weeks.</summary>
    private const double LeastMemory = 200;

    /// <summary>Share of the blocks, and of those the share left out on top, that the tail is fitted to.</summary>
    private const double Fitted = 0.25;

    private const double PriorScale = 0.37;
    private const double PriorBlocks = 8;

    /// <summary>The same where a block is an hour: a day has many, and they resemble each other.</summary>
    private const double HourPriorBlocks = 20;
    private const double LeastScale = 0.02;

    /// <summary>Told incidents a week, and share of the blocks, up to which a told block counts nothing: a rare incident is told again as surely as the first time.</summary>
    private const double RareAWeek = 0.5;
    private const double RareShare = 0.05;

    /// <summary>What a told block counts once they are frequent, and what each told block a week adds.</summary>
    private const double ToldAtFirst = 0.3;
    private const double ToldOften = 0.03;

    /// <summary>Closes the block that ended before the point.</summary>
    public static void Begin(ref PeakMemory m, long ticks, double stepSeconds)
    {
        if (ticks < m.Ends)
        {
            return;
        }

        double length = Length(stepSeconds);
        if (m.Ends > 0)
        {
            Close(ref m, length);
        }

        m.Ends = ticks + (long)(length * TimeSpan.TicksPerSecond);
        m.Loudest = 0;
        m.Stamp = 0;
    }

    /// <summary>Loudness of <paramref name="loudness"/> in this series.</summary>
    /// <param name="body">The same from the past of all points: decides below the tail.</param>
    public static double Judge(ref readonly PeakMemory m, double loudness, double body, double stepSeconds)
    {
        double points = Logarithm.Base10(Length(stepSeconds) / Math.Max(stepSeconds, 1));
        if (m.Kept == 0)
        {
            return points + loudness / (PriorScale * Math.Log(10));
        }

        if (loudness <= m.From)
        {
            return Math.Min(body, points + m.Beyond);
        }

        double seen = 0;
        for (int i = 0; i < m.Kept && m.Top[i].Loudness >= loudness; i++)
        {
            seen += Weight(in m, m.Top[i]);
        }

        double fitted = m.Beyond + (loudness - m.From) / (m.Scale * Math.Log(10));
        return points + (seen > 0 ? Math.Min(fitted, -Math.Log10(Math.Min(seen / m.Blocks, 1))) : fitted);
    }

    /// <summary>Adds the point to its block; what lies in an event told of before says nothing new.</summary>
    public static void Learn(ref PeakMemory m, double loudness, long ticks, bool open, bool told)
    {
        if (!open && loudness >= m.Loudest)
        {
            m.Loudest = loudness;
            m.Stamp = 2 * (ticks / TimeSpan.TicksPerHour) + (told ? 1 : 0);
        }
    }

    /// <summary>Told blocks a week, of those remembered.</summary>
    public static double ToldAWeek(ref readonly PeakMemory m, double stepSeconds) => Told(in m) / Math.Max(m.Blocks * Length(stepSeconds) / Week, 1);

    private static int Told(ref readonly PeakMemory m)
    {
        int told = 0;
        for (int i = 0; i < m.Kept; i++)
        {
            told += m.Top[i].Told;
        }

        return told;
    }

    private static double Length(double stepSeconds) => Math.Max(BlockSeconds, LeastSteps * stepSeconds);

    private static double Weight(ref readonly PeakMemory m, in PeakMemory.Block block) => block.Told == 1 ? m.ToldWeight : 1;

    private static void Close(ref PeakMemory m, double length)
    {
        long memory = (long)Math.Max(MemorySeconds / length, LeastMemory);
        m.Number++;
        m.Blocks = Math.Min(m.Blocks + 1, memory);
        Span<PeakMemory.Block> top = m.Top;
        int kept = 0;
        for (int i = 0; i < m.Kept; i++)
        {
            if (m.Number - top[i].Number < memory)
            {
                top[kept++] = top[i];
            }
        }

        int at = kept;
        while (at > 0 && top[at - 1].Loudness < m.Loudest)
        {
            at--;
        }

        if (m.Loudest > 0 && at < Most)
        {
            kept = Math.Min(kept + 1, Most);
            top[at..(kept - 1)].CopyTo(top[(at + 1)..]);
            top[at] = new() { Loudness = (float)m.Loudest, Number = (int)m.Number, Stamp = (int)m.Stamp };
        }

        m.Kept = kept;
        Fit(ref m, length);
    }

    private static void Fit(ref PeakMemory m, double length)
    {
        if (m.Kept == 0)
        {
            return;
        }

        int told = Told(in m);
        double rate = told / Math.Max(m.Blocks * length / Week, 1);
        double over = Math.Max(0, rate - Math.Min(RareAWeek, RareShare * Week / length));
        m.ToldWeight = Math.Min(1, Math.Min(over, ToldAtFirst + ToldOften * rate));
        double rank = Math.Min(Fitted * m.Blocks, m.Kept - told + told * m.ToldWeight);
        double weight = 0, above = 0, high = 0, low = m.Top[(int)m.Kept - 1].Loudness;
        for (int i = 0; i < m.Kept && weight < rank; i++)
        {
            weight += Weight(in m, m.Top[i]);
            low = m.Top[i].Loudness;
            (above, high) = above == 0 && weight >= Fitted * rank ? (weight, low) : (above, high);
        }

        double between = weight - above;
        double prior = length <= BlockSeconds ? HourPriorBlocks : PriorBlocks;
        double scale = between > 0 ? (high - low) / Math.Log(weight / above) : PriorScale;
        m.Scale = Math.Max((prior * PriorScale + between * scale) / (prior + between), LeastScale);
        m.From = low;
        m.Beyond = -Math.Log10(Math.Min(weight / m.Blocks, 1));
    }
}
