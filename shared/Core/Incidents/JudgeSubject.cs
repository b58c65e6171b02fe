using Observability.Core.Configuration;
using Observability.Core.Detection;
using Observability.Core.Incidents.Judges;
using Observability.Core.Incidents.Tuning;
using Observability.Core.Primitives;
using Observability.Core.Series;
using Observability.Core.Storage;

namespace Observability.Core.Incidents;

/// <summary>Judges what is new of one subject, and what of it is overdue; raises what it finds, then keeps how far it came.</summary>
/// <param name="tuning">What people said of earlier incidents.</param>
/// <param name="runningSince">Start of the run of a job that is under way; null when there is none.</param>
/// <remarks>Findings are raised before the progress is kept: after a crash between, the same is judged again, with the same findings, which change nothing.</remarks>
public sealed class JudgeSubject(
    SeriesStore store, OutlookStore outlooks, IReadOnlyList<ISeriesJudge> judges, RaiseFindings raise, TuningStore tuning, Func<Settings> settings, DueRows due,
    Func<Subject, CancellationToken, Task<DateTimeOffset?>> runningSince, JudgeOptions options, TimeProvider time) : IDueWork
{
    private readonly JudgeHistory _history = new(store);
    private readonly ForgetChunks _forget = new(store);
    private readonly RipePoints _ripe = new(due, runningSince, options);

    public string Kind => DueKind.Judge;

    public Task RunAsync(string id, CancellationToken cancel) => RunAsync(new Subject(id), cancel);

    public Task RunAsync(Subject subject, CancellationToken cancel) => RunAsync(subject, null, cancel);

    /// <param name="page">Takes outlook and reminders, which its owner writes before what made the subject be judged is forgotten; null: they are written here.</param>
    public async Task RunAsync(Subject subject, JudgedPage? page, CancellationToken cancel)
    {
        bool again;
        KeepTrouble trouble = new(outlooks.Troubles);
        do
        {
            DateTimeOffset now = time.GetUtcNow();
            SubjectSeries series = await store.LoadAsync(subject, cancel, states: true).ConfigureAwait(false);
            trouble.Loaded(series);
            bool news = series.Tails.Any(t => t.HasNews);
            Settings asked = settings();
            double usual = (double)asked.Detection.Sensitivity;
            Excuses excuses = new(store, asked, subject, await tuning.OfAsync(subject, usual, now, cancel).ConfigureAwait(false));
            List<Finding> findings = [];
            again = false;
            foreach (SeriesTail tail in series.Tails.ToArray())
            {
                again |= await JudgeAsync(series, tail, excuses, findings, now, cancel).ConfigureAwait(false);
            }

            await raise.RunAsync([.. findings.OrderBy(f => f.At)], cancel).ConfigureAwait(false);
            Outlook? known = news || series.Changed.Any() ? Outlook.Of(series) : null; // a deadline that moved says nothing new
            (List<DateTimeOffset> armed, List<DateTimeOffset> gone) = Arm(series, now, page is not null);
            if (page is null)
            {
                await due.PutAsync(armed.Select(at => (at, DueKind.Judge, subject.Text)), cancel).ConfigureAwait(false);
            }

            if (known is not null)
            {
                await trouble.RunAsync(known, now, cancel).ConfigureAwait(false);
            }

            Task outlook = known is null || page is not null ? Task.CompletedTask : outlooks.PutAsync(known, cancel);
            bool saved = await store.SaveAsync(series, cancel).ConfigureAwait(false);
            await outlook.ConfigureAwait(false);
            again |= !saved;
            if (saved)
            {
                page?.Add(subject, known, armed, gone);
                await _forget.RunAsync(series, asked.Retention, cancel).ConfigureAwait(false);
            }
        }
        while (again);
    }

    // Returns whether there is more history to judge.
    private async Task<bool> JudgeAsync(SubjectSeries series, SeriesTail tail, Excuses excuses, List<Finding> findings, DateTimeOffset now, CancellationToken cancel)
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

        if (tail.HasNews)
        {
            (tail, bool more) = await NewsAsync(series, tail, judge, excuses, findings, now, cancel).ConfigureAwait(false);
            if (more)
            {
                series.Set(tail);
                return true;
            }
        }

        while (tail is { Deadline: { } deadline, FiringSince: null } && deadline <= now && excuses.WaitFor(tail, deadline) is { } later)
        {
            tail = tail with { Deadline = later };
        }

        if (tail.Deadline <= now)
        {
            tail = Overdue(series.Subject, tail, findings, now);
        }

        if (tail != series.Of(tail.Measure))
        {
            series.Set(tail);
        }

        return false;
    }

    // Says whether there is more of it than one save takes.
    private async Task<(SeriesTail Tail, bool More)> NewsAsync(SubjectSeries series, SeriesTail tail, ISeriesJudge judge, Excuses excuses, List<Finding> findings, DateTimeOffset now, CancellationToken cancel)
    {
        (tail, bool more) = await BeforeNewsAsync(series, tail, judge, excuses, cancel).ConfigureAwait(false);
        if (more)
        {
            return (tail, true);
        }

        SeriesPoint[] pending;
        (tail, pending) = await _ripe.OfAsync(series.Subject, tail, now, cancel).ConfigureAwait(false);
        return pending.Length == 0
            ? (tail, false)
            : await StepAllAsync(series, tail, pending, judge.Resume(Remembered(tail), excuses.Of(tail.Measure).Sensitivity), excuses, findings, now, cancel).ConfigureAwait(false);
    }

    // History that came in one go, then what is to be judged again. Says whether there is more of it than one save takes.
    private async Task<(SeriesTail Tail, bool More)> BeforeNewsAsync(SubjectSeries series, SeriesTail tail, ISeriesJudge judge, Excuses excuses, CancellationToken cancel)
    {
        Tuned tuned = excuses.Of(tail.Measure);
        if (tail.JudgedUntil is not null && !judge.Reads(Remembered(tail)))
        {
            tail = tail.From(DateTimeOffset.MinValue);
        }

        bool more = false;
        if (tail.BehindFrom is not null)
        {
            IJudgeSession session = judge.Resume(Remembered(tail), tuned.Sensitivity);
            (tail, more) = await _history.CatchUpAsync(series, tail, session, p => excuses.IsLearned(tail, p.Time), cancel).ConfigureAwait(false);
            tail = Next(series.Subject, Heard(series.Subject, tail, options.AsleepAfter), session, tuned);
        }

        if (more || tail.AgainFrom is null)
        {
            return (tail, more);
        }

        if (tail.Measure == Measures.Failed)
        {
            return (tail with { AgainFrom = null }, false);
        }

        if (series.Chunks.Count > 0)
        {
            return (tail, true); // what stands in the store is to be what stands here
        }

        (tail, IJudgeSession after, more) = await _history.AgainAsync(series, tail, judge, state => judge.Resume(state, tuned.Sensitivity), p => excuses.IsLearned(tail, p.Time), cancel).ConfigureAwait(false);
        return (more ? tail : Next(series.Subject, tail, after, tuned), more);
    }

    // Says whether it stopped before the end, since more chunks would not fit one save.
    private async Task<(SeriesTail Tail, bool More)> StepAllAsync(
        SubjectSeries series, SeriesTail tail, SeriesPoint[] pending, IJudgeSession session, Excuses excuses, List<Finding> findings, DateTimeOffset now, CancellationToken cancel)
    {
        bool more = false;
        tail = Heard(series.Subject, tail, now - pending[0].Time);
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

            if (tail.Measure is Measures.Start or Measures.Arrival)
            {
                tail = tail with { Lateness = Lateness.After(tail.Lateness, now - point.Time, tail.Expected - tail.JudgedUntil) };
            }

            Judgement said = session.Step(point, excuses.IsLearned(tail, point.Time));
            SeriesPoint judged = point with { Judgement = said with { Alert = said.Alert && !excuses.IsPlanned(tail.Measure, point.Time) } };
            tail = Judged(tail, judged) with { JudgedUntil = point.Time, Disorder = OutOfOrder.Faded(tail.Disorder) };
            tail = await RaiseAsync(series.Subject, tail, judged, session.Said, excuses, findings, now, cancel).ConfigureAwait(false);
        }

        return (Next(series.Subject, tail, session, excuses.Of(tail.Measure)) with { State = session.Save() }, more);
    }

    // How long after its time a value may be heard of: what comes in pieces is waited for as long as a piece takes, and what came in one go not before more came.
    private SeriesTail Heard(Subject subject, SeriesTail tail, TimeSpan lag) => !FindingsOf.SilenceCounts(subject, tail.Measure)
        ? tail
        : tail with { Lateness = lag >= options.AsleepAfter ? options.AsleepAfter : Lateness.After(tail.Lateness, lag, options.AsleepAfter) };

    private static SeriesTail Judged(SeriesTail tail, SeriesPoint judged) =>
        tail with { Points = [.. tail.Points.Select(p => p.Id == judged.Id ? p with { Judgement = judged.Judgement } : p)] };

    private SeriesTail Next(Subject subject, SeriesTail tail, IJudgeSession session, Tuned tuned) => tail.Measure is not (Measures.Start or Measures.Arrival) && !IsWaitedFor(subject, tail)
        ? tail with { Expected = null, Deadline = null }
        : tail with { Expected = session.Next.Expected, Deadline = session.Next.Deadline + LateBy(tail, session.Next.Expected, tuned) };

    // Of values: not before there is as much history as a value needs, nor what comes in pieces of half a week.
    private bool IsWaitedFor(Subject subject, SeriesTail tail) =>
        FindingsOf.SilenceCounts(subject, tail.Measure) && tail.JudgedUntil - tail.First >= options.LeastSpan && tail.Lateness < options.AsleepAfter / 2;

    private static ReadOnlySpan<byte> Remembered(SeriesTail tail) => tail.State is { } state ? state.Span : [];

    // A margin, and what its source usually needs to tell.
    private TimeSpan LateBy(SeriesTail tail, DateTimeOffset? expected, Tuned tuned) => tail.Lateness
        + tuned.Patience * TimeSpan.FromTicks(Math.Clamp((long)(((expected - tail.JudgedUntil)?.Ticks ?? 0) * options.LateShare), options.LateLeast.Ticks, options.LateMost.Ticks));

    // What is judged goes into a chunk with the state after it; what is not stays.
    private static SeriesTail Cut(SubjectSeries series, SeriesTail tail, byte[] state)
    {
        series.Add(new(tail.Measure, [.. tail.Points.Where(p => p.Judgement is not null || p.Late)], state));
        return tail with { Points = [.. tail.Pending] };
    }

    private async Task<SeriesTail> RaiseAsync(Subject subject, SeriesTail tail, SeriesPoint point, Voice said, Excuses excuses, List<Finding> findings, DateTimeOffset now, CancellationToken cancel)
    {
        if (tail.Measure is Measures.Start or Measures.Arrival)
        {
            if (tail.FiringSince is not null)
            {
                findings.AddRange(FindingsOf.Arrived(subject, tail, point));
            }

            return tail with { FiringSince = null };
        }

        Finding? finding = FindingsOf.Point(subject, tail, point, options, said);
        TimeSpan news = subject.IsSpend ? options.SpendNewsFor : options.NewsFor;
        if (finding is null || finding.Firing && tail.FiringSince is null && now - point.Time > news)
        {
            return tail;
        }

        if (finding.Firing && tail.FiringSince is null && tail.Measure != Measures.Failed)
        {
            bool alone = said.ByItself && FindingsOf.SilenceCounts(subject, tail.Measure);
            HolidayReason day = alone ? HolidayReason.None : await excuses.DayAsync(tail, point, cancel).ConfigureAwait(false);
            if (excuses.IsPlanned(tail.Measure, point.Time) || day.Excuses() || alone && said.Shape == AnomalyShape.Missing && WasWaitedFor(tail, point, said, excuses))
            {
                return Judged(tail, point with { Judgement = point.Judgement!.Value with { Alert = false } });
            }

            finding = finding with { Evidence = finding.Evidence.Beside(day, excuses.Of(tail.Measure)) };
        }

        findings.Add(finding);
        return tail with { FiringSince = finding.Firing ? tail.FiringSince ?? point.Time : null };
    }

    // Whether a silence began where nothing was expected.
    private static bool WasWaitedFor(SeriesTail tail, SeriesPoint point, Voice said, Excuses excuses) =>
        tail.Points.LastOrDefault(p => p.Time < point.Time) is { } before && excuses.WaitFor(tail, before.Time + said.Step) is not null;

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
            findings.Add(FindingsOf.SilenceCounts(subject, tail.Measure) ? FindingsOf.Silent(subject, tail) : FindingsOf.Overdue(subject, tail, missing: false));
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

    // When the next thing can happen by time alone, and reminders that hold no more. Alone, one is left where it stands when it is early enough; in a page all are put again, and taken away when they
    // would come to nothing, since both cost no request of their own there.
    private (List<DateTimeOffset> Armed, List<DateTimeOffset> Gone) Arm(SubjectSeries series, DateTimeOffset now, bool inPage)
    {
        (List<DateTimeOffset> armed, List<DateTimeOffset> gone) = ([], []);
        foreach (SeriesTail tail in series.Tails.Where(t => t.Deadline is not null).ToArray())
        {
            DateTimeOffset next = tail.Deadline!.Value > now ? tail.Deadline.Value : MissingFrom(tail);
            if (next <= now || !inPage && tail.ArmedAt > now && tail.ArmedAt <= next)
            {
                continue;
            }

            armed.Add(next);
            if (tail.ArmedAt != next)
            {
                gone.AddRange(tail.ArmedAt is { } before && before > now ? [before] : []);
                series.Set(tail with { ArmedAt = next });
            }
        }

        // A reminder of what waits may stand at the same time.
        bool waits = series.Of(Measures.Failed).HasNews || series.Tails.Any(t => t.WaitUntil is not null);
        return (armed, waits ? [] : gone);
    }
}
