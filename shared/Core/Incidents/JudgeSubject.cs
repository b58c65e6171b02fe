using Observability.Core.Incidents.Judges;
using Observability.Core.Primitives;
using Observability.Core.Series;
using Observability.Core.Storage;

namespace Observability.Core.Incidents;

/// <summary>Judges what is new of one subject, and what of it is overdue; raises what it finds, then keeps how far it came.</summary>
/// <param name="runningSince">Start of the run of a job that is under way; null when there is none.</param>
/// <remarks>Findings are raised before the progress is kept: after a crash between, the same is judged again, with the same findings, which change nothing.</remarks>
public sealed class JudgeSubject(
    SeriesStore store, OutlookStore outlooks, IReadOnlyList<ISeriesJudge> judges, RaiseFindings raise, DueRows due,
    Func<Subject, CancellationToken, Task<DateTimeOffset?>> runningSince, JudgeOptions options, TimeProvider time) : IDueWork
{
    public string Kind => DueKind.Judge;

    public Task RunAsync(string id, CancellationToken cancel) => RunAsync(new Subject(id), cancel);

    public async Task RunAsync(Subject subject, CancellationToken cancel)
    {
        bool again;
        KeepTrouble trouble = new(outlooks.Troubles);
        do
        {
            DateTimeOffset now = time.GetUtcNow();
            SubjectSeries series = await store.LoadAsync(subject, cancel, states: true).ConfigureAwait(false);
            trouble.Loaded(series);
            List<Finding> findings = [];
            again = false;
            foreach (SeriesTail tail in series.Tails.ToArray())
            {
                again |= await JudgeAsync(series, tail, findings, now, cancel).ConfigureAwait(false);
            }

            await raise.RunAsync([.. findings.OrderBy(f => f.At)], cancel).ConfigureAwait(false);
            await ArmAsync(series, now, cancel).ConfigureAwait(false);
            Outlook? known = Outlook.Of(series);
            if (known is not null)
            {
                await trouble.RunAsync(known, now, cancel).ConfigureAwait(false);
            }

            Task outlook = known is null ? Task.CompletedTask : outlooks.PutAsync(known, cancel);
            again |= !await store.SaveAsync(series, cancel).ConfigureAwait(false);
            await outlook.ConfigureAwait(false);
        }
        while (again);
    }

    // Returns whether there is more history to judge.
    private async Task<bool> JudgeAsync(SubjectSeries series, SeriesTail tail, List<Finding> findings, DateTimeOffset now, CancellationToken cancel)
    {
        ISeriesJudge? judge = judges.FirstOrDefault(j => j.Judges(tail.Measure));
        if (judge is null)
        {
            return false;
        }

        if (series.Chunks.Count >= SeriesChunk.MostInSave)
        {
            return true;
        }

        bool more = false;
        if (tail.BehindFrom is not null)
        {
            (tail, more) = await CatchUpAsync(series, tail, judge, cancel).ConfigureAwait(false);
            if (more)
            {
                series.Set(tail);
                return true;
            }
        }

        SeriesPoint[] pending = [.. tail.Pending];
        if (tail.Measure == Measures.Failed)
        {
            pending = await SettledAsync(series.Subject, tail, pending, now, cancel).ConfigureAwait(false);
        }

        if (pending.Length > 0)
        {
            (tail, more) = StepAll(series, tail, pending, judge.Resume(Remembered(tail)), findings, now);
            if (more)
            {
                series.Set(tail);
                return true;
            }
        }

        if (tail.Deadline is { } deadline && deadline <= now)
        {
            tail = Overdue(series.Subject, tail, findings, now);
        }

        if (tail != series.Of(tail.Measure))
        {
            series.Set(tail);
        }

        return false;
    }

    // Says whether it stopped before the end, since more chunks would not fit one save.
    private (SeriesTail Tail, bool More) StepAll(
        SubjectSeries series, SeriesTail tail, SeriesPoint[] pending, IJudgeSession session, List<Finding> findings, DateTimeOffset now)
    {
        bool more = false;
        foreach (SeriesPoint point in pending)
        {
            if (SeriesCut.IsDue(tail, point.Time))
            {
                if (series.Chunks.Count >= SeriesChunk.MostInSave)
                {
                    more = true;
                    break;
                }

                tail = Cut(series, tail, session.Save());
            }

            SeriesPoint judged = point with { Judgement = session.Step(point) };
            tail = tail with { Points = [.. tail.Points.Select(p => p.Id == point.Id ? p with { Judgement = judged.Judgement } : p)], JudgedUntil = point.Time };
            tail = Raise(series.Subject, tail, judged, findings, now);
        }

        (DateTimeOffset? expected, DateTimeOffset? deadline) = session.Next;
        return (tail with { State = session.Save(), Expected = expected, Deadline = deadline + LateBy(tail.JudgedUntil, expected) }, more);
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

    private static ReadOnlySpan<byte> Remembered(SeriesTail tail) => tail.State is { } state ? state.Span : [];

    private TimeSpan LateBy(DateTimeOffset? last, DateTimeOffset? expected) =>
        TimeSpan.FromTicks(Math.Clamp((long)(((expected - last)?.Ticks ?? 0) * options.LateShare), options.LateLeast.Ticks, options.LateMost.Ticks));

    // What is judged goes into a chunk with the state after it; what is not stays.
    private static SeriesTail Cut(SubjectSeries series, SeriesTail tail, byte[] state)
    {
        series.Add(new(tail.Measure, [.. tail.Points.Where(p => p.Judgement is not null || p.Late)], state));
        return tail with { Points = [.. tail.Pending] };
    }

    private SeriesTail Raise(Subject subject, SeriesTail tail, SeriesPoint point, List<Finding> findings, DateTimeOffset now)
    {
        if (tail.Measure is Measures.Start or Measures.Arrival)
        {
            if (tail.FiringSince is not null)
            {
                findings.AddRange(FindingsOf.Arrived(subject, tail, point));
            }

            return tail with { FiringSince = null };
        }

        Finding? finding = FindingsOf.Point(subject, tail, point, options);
        TimeSpan news = subject.IsSpend ? options.SpendNewsFor : options.NewsFor;
        if (finding is null || finding.Firing && tail.FiringSince is null && now - point.Time > news)
        {
            return tail;
        }

        findings.Add(finding);
        return tail with { FiringSince = finding.Firing ? tail.FiringSince ?? point.Time : null };
    }

    // Late at the deadline; missing when the one after it is overdue by as much.
    private SeriesTail Overdue(Subject subject, SeriesTail tail, List<Finding> findings, DateTimeOffset now)
    {
        DateTimeOffset deadline = tail.Deadline!.Value;
        DateTimeOffset missingFrom = MissingFrom(tail);
        bool first = tail.FiringSince is null;
        TimeSpan asleep = options.AsleepAfter > missingFrom - deadline ? options.AsleepAfter : missingFrom - deadline;
        if (first && now - deadline > asleep)
        {
            return tail with { Deadline = null };
        }

        bool missing = tail.Measure == Measures.Start && now >= missingFrom;
        if (first)
        {
            findings.Add(FindingsOf.Overdue(subject, tail, missing: false));
        }

        if (missing)
        {
            findings.Add(FindingsOf.Overdue(subject, tail, missing: true));
        }

        return tail with { FiringSince = tail.FiringSince ?? deadline };
    }

    private DateTimeOffset MissingFrom(SeriesTail tail)
    {
        TimeSpan cadence = tail.Expected is { } expected && tail.JudgedUntil is { } last && expected > last ? expected - last : TimeSpan.FromDays(1);
        DateTimeOffset next = (tail.Expected ?? tail.Deadline!.Value) + cadence * options.MissingShare;
        return next > tail.Deadline!.Value ? next : tail.Deadline.Value + options.LateLeast;
    }

    // A due row for the next thing that can happen by time alone; it is left where it stands when it is early enough.
    private async Task ArmAsync(SubjectSeries series, DateTimeOffset now, CancellationToken cancel)
    {
        foreach (SeriesTail tail in series.Tails.Where(t => t.Deadline is not null).ToArray())
        {
            DateTimeOffset next = tail.Deadline!.Value > now ? tail.Deadline.Value : MissingFrom(tail);
            if (next <= now || tail.ArmedAt is { } armed && armed > now && armed <= next)
            {
                continue;
            }

            await due.PutAsync(next, DueKind.Judge, series.Subject.Text, cancel).ConfigureAwait(false);
            series.Set(tail with { ArmedAt = next });
        }
    }

    // History that came in one go stands in chunks that are still to be judged: no incident comes of it, its state and its verdicts do.
    private async Task<(SeriesTail Tail, bool More)> CatchUpAsync(SubjectSeries series, SeriesTail tail, ISeriesJudge judge, CancellationToken cancel)
    {
        DateTimeOffset end = tail.Points.Count > 0 ? tail.Points[0].Time : DateTimeOffset.MaxValue;
        IReadOnlyList<SeriesChunk> behind = await store.ChunksAsync(series.Subject, tail.Measure, tail.BehindFrom!.Value, end, cancel).ConfigureAwait(false);
        IJudgeSession session = judge.Resume(Remembered(tail));
        foreach (SeriesChunk chunk in behind.Take(SeriesChunk.MostInSave))
        {
            SeriesPoint[] points = [.. chunk.Points.Select(p => p.Judgement is null && !p.Late ? p with { Judgement = session.Step(p) } : p)];
            byte[] state = session.Save();
            series.Add(chunk with { Points = points, StateAfter = state });
            tail = tail with { State = state, JudgedUntil = tail.JudgedUntil > points[^1].Time ? tail.JudgedUntil : points[^1].Time };
        }

        (DateTimeOffset? expected, DateTimeOffset? deadline) = session.Next;
        bool more = behind.Count > SeriesChunk.MostInSave;
        return (tail with { BehindFrom = more ? behind[SeriesChunk.MostInSave].Start : null, Expected = expected, Deadline = deadline + LateBy(tail.JudgedUntil, expected) }, more);
    }
}
