using Observability.Core.Primitives;
using Observability.Core.Series;
using Observability.Core.Storage;

namespace Observability.Core.Incidents;

/// <summary>Which points of a series can be judged now: not those that others may still come before, nor failures that may still be retried. Of what waits it leaves a reminder.</summary>
/// <param name="runningSince">Start of the run of a job that is under way; null when there is none.</param>
internal sealed class RipePoints(DueRows due, Func<Subject, CancellationToken, Task<DateTimeOffset?>> runningSince, JudgeOptions options)
{
    /// <returns>The tail, which remembers until when its points wait, and those that do not.</returns>
    public async Task<(SeriesTail Tail, SeriesPoint[] Ripe)> OfAsync(Subject subject, SeriesTail tail, DateTimeOffset now, CancellationToken cancel) => tail.Measure == Measures.Failed
        ? (tail, await SettledAsync(subject, tail, [.. tail.Pending], now, cancel).ConfigureAwait(false))
        : await InOrderAsync(subject, tail, now, cancel).ConfigureAwait(false);

    // Points that wait for none before them any more; where some do, a reminder.
    private async Task<(SeriesTail Tail, SeriesPoint[] Ripe)> InOrderAsync(Subject subject, SeriesTail tail, DateTimeOffset now, CancellationToken cancel)
    {
        SeriesPoint[] pending = [.. tail.Pending];
        bool waits = tail.Disorder > TimeSpan.Zero && !(tail.WaitUntil <= now) && tail.Measure is not (Measures.Start or Measures.Arrival)
            && !tail.Measure.StartsWith(Measures.CostPrefix, StringComparison.Ordinal);
        TimeSpan wait = SeriesStep.Of(tail.Points) is { } step && step < tail.Disorder ? step : tail.Disorder;
        SeriesPoint[] ripe = waits ? [.. pending.Where(p => OutOfOrder.IsRipe(p, pending[^1].Time, wait))] : pending;
        if (ripe.Length == pending.Length)
        {
            return (tail with { WaitUntil = null }, ripe);
        }

        // A step that few points told may have been too long.
        DateTimeOffset until = tail.WaitUntil < now + wait ? tail.WaitUntil.Value : now + wait;
        await due.PutAsync(until, DueKind.Judge, subject.Text, cancel).ConfigureAwait(false);
        return (tail with { WaitUntil = until }, ripe);
    }

    // Outcomes up to the first failure that may still be retried; a failure that was, counts as gone well.
    private async Task<SeriesPoint[]> SettledAsync(Subject job, SeriesTail tail, SeriesPoint[] pending, DateTimeOffset now, CancellationToken cancel)
    {
        List<SeriesPoint> settled = [];
        DateTimeOffset? running = pending.Any(p => p.Value >= 1) ? await runningSince(job, cancel).ConfigureAwait(false) : null;
        for (int i = 0; i < pending.Length; i++)
        {
            FailureMeaning meaning = pending[i].Value < 1 || tail.FiringSince is not null
                ? FailureMeaning.Failed
                : Retries.Meaning(pending[i], pending[(i + 1)..], running, now, options.RetryGrace, options.RetryLongest);
            if (meaning == FailureMeaning.MayBeRetried)
            {
                DateTimeOffset again = pending[i].Time + options.RetryGrace;
                await due.PutAsync(again > now ? again : now + options.RetryGrace, DueKind.Judge, job.Text, cancel).ConfigureAwait(false);
                break;
            }

            settled.Add(meaning == FailureMeaning.Retried ? pending[i] with { Value = 0 } : pending[i]);
        }

        return [.. settled];
    }
}
