namespace Observability.Core.Freshness;

/// <summary>Learns when the next update of a dataset (or start of a job) is due, and by when its absence is unusual.</summary>
/// <remarks>
/// After every update each of <see cref="DeadlineRules"/> is charged for the deadline that it gave after the one before: the delay of an alarm had this update been lost, in median gaps
/// and at most 5, and for an update after its deadline 5 · (updates a week): an alarm a week is as bad as never noticing. Charges fade with a memory of 26 weeks or
/// 100 updates, whichever is more; the cheapest rule speaks. Source: follow the leader, Cesa-Bianchi, Lugosi, <i>Prediction, Learning, and Games</i>, 2006.
/// Streaming: a deadline depends on updates up to its own only.
/// </remarks>
public static class FreshnessClock
{
    /// <summary>Fewest gaps that support a deadline.</summary>
    public const int MinimumGaps = 5;

    /// <summary>Median gaps after which a delay is as bad as no alarm at all.</summary>
    private const double Never = 5;

    private const double MemoryWeeks = 26;
    private const double MemoryUpdates = 100;

    /// <param name="zone">Whose days and hours the updates follow; UTC when not known.</param>
    public static (FreshnessState Next, FreshnessVerdict Verdict) Step(FreshnessState state, DateTimeOffset update, TimeZoneInfo? zone = null)
    {
        long now = update.UtcTicks;
        long[] past = state.Updates;
        if (past.Length > 0 && now <= past[^1])
        {
            return (state, None(update, past.Length - 1, "not after the last update: nothing learned"));
        }

        long[] updates = [.. past.Length == FreshnessState.MostUpdates ? past[1..] : past, now];
        UpdateHistory history = new(updates, zone ?? TimeZoneInfo.Utc);
        double[] cost = [.. state.Cost];
        long[] pending = new long[DeadlineRules.Count];
        if (history.Gaps < MinimumGaps)
        {
            return (new(updates, cost, pending), None(update, history.Gaps, $"{history.Gaps} gaps seen, {MinimumGaps} needed"));
        }

        long typical = history.MedianGap();
        double perWeek = 7.0 * TimeSpan.TicksPerDay / Math.Max(1, (updates[^1] - updates[0]) / (double)history.Gaps);
        Charge(cost, state.Pending, now, typical, perWeek);
        DeadlineRules.Deadlines(history, typical, pending);
        int best = Cheapest(cost, pending);
        FreshnessVerdict verdict = new(update, Expected(history, typical, pending[best]), new DateTimeOffset(pending[best], TimeSpan.Zero), TimeSpan.FromTicks(typical), history.Gaps,
            DeadlineRules.Name(best));
        return (new(updates, cost, pending), verdict);
    }

    private static void Charge(double[] cost, long[] deadlines, long now, long typical, double perWeek)
    {
        double keep = 1 - 1 / Math.Max(MemoryUpdates, MemoryWeeks * perWeek);
        for (int rule = 0; rule < cost.Length; rule++)
        {
            double charge = deadlines[rule] == 0 ? Never
                : deadlines[rule] < now ? Never * perWeek
                : Math.Min(Never, (deadlines[rule] - now) / (double)typical);
            cost[rule] = cost[rule] * keep + charge;
        }
    }

    private static int Cheapest(double[] cost, long[] pending)
    {
        int best = DeadlineRules.First;
        for (int rule = 0; rule < cost.Length; rule++)
        {
            if (pending[rule] != 0 && cost[rule] < cost[best])
            {
                best = rule;
            }
        }

        return best;
    }

    /// <summary>Median of the waits on the weekly clock, or a median gap after the update; never after the deadline.</summary>
    private static DateTimeOffset Expected(UpdateHistory history, long typical, long deadline)
    {
        List<long> waits = [];
        for (int week = 1; week <= 8; week++)
        {
            int at = history.Nearest(history.Ago(7 * week));
            if (at >= 0 && at + 1 < history.Times.Length)
            {
                waits.Add(history.Times[at + 1] - history.Ago(7 * week));
            }
        }

        waits.Sort();
        long wait = waits.Count >= 3 && waits[waits.Count / 2] > 0 ? waits[waits.Count / 2] : typical;
        return new(Math.Min(history.Now + wait, deadline), TimeSpan.Zero);
    }

    private static FreshnessVerdict None(DateTimeOffset update, int samples, string reason) => new(update, null, null, null, samples, reason);
}
