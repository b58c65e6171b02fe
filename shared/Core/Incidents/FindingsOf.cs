using System.Globalization;
using Observability.Core.Detection;
using Observability.Core.Incidents.Judges;
using Observability.Core.Primitives;
using Observability.Core.Series;

namespace Observability.Core.Incidents;

/// <summary>What a judged point, or a deadline that passed, says of its subject: a finding, the end of one, or nothing. Pure.</summary>
public static class FindingsOf
{
    /// <summary>The finding that a judged point is; null when it says nothing new.</summary>
    /// <param name="tail">The series after this point; <see cref="SeriesTail.FiringSince"/> says whether something is open.</param>
    /// <param name="said">What spoke at the point. A run of one value, or a silence, is told of series that nothing else waits for, whatever the value: one goes on until the value changes, the other is over with the point.</param>
    public static Finding? Point(Subject subject, SeriesTail tail, SeriesPoint point, JudgeOptions options, Voice said = default)
    {
        Judgement judged = point.Judgement ?? default;
        string? kind = KindOf(subject, tail.Measure);
        bool open = tail.FiringSince is not null;
        bool known = open || kind is IncidentKind.RunFailed or IncidentKind.Spend || point.Time - tail.First >= options.LeastSpan;
        bool unusual = judged.Anomalous && (judged.Alert || open) || open && kind != IncidentKind.RunFailed; // what was told scores low while it goes on: its band says whether it does
        bool alone = said.ByItself && SilenceCounts(subject, tail.Measure) && (said.Shape == AnomalyShape.FlatLine || !open);
        bool worth = kind is not null && known && (alone || unusual && IsWorthIt(kind, judged.Hour ?? point.Value, judged, options));
        return kind is null || !worth && !open ? null
            : worth && alone ? Alone(kind, subject, tail, point, said)
            : worth ? Firing(kind, subject, tail, point, OfValue(said, judged, judged.Hour ?? point.Value))
            : new(kind, subject, KnownAt(subject, point), false, Severity.Info, $"{subject.Spoken()} is as usual again", EvidenceOf(tail, point, "back to what is usual")) { FiringSince = tail.FiringSince };
    }

    /// <summary>The kind of incident that a measure of a subject can open by its values; null: none.</summary>
    public static string? KindOf(Subject subject, string measure) => measure switch
    {
        Measures.Failed => IncidentKind.RunFailed,
        Measures.Duration => IncidentKind.RunSlow,
        Measures.Rows => IncidentKind.Volume,
        Measures.Lag => IncidentKind.StreamLag,
        Measures.Bytes or Measures.Start or Measures.Arrival => null,
        _ when subject.IsSpend => IncidentKind.Spend,
        _ => IncidentKind.SeriesAnomaly,
    };

    /// <summary>Whether silence and runs of one value say something: of what somebody measures all the time. Runs and updates have deadlines, rows of small tables are the same day after day, bills are late.</summary>
    public static bool SilenceCounts(Subject subject, string measure) => KindOf(subject, measure) == IncidentKind.SeriesAnomaly;

    private static bool IsWorthIt(string kind, double value, Judgement judged, JudgeOptions options)
    {
        double expected = judged.Expected ?? 0;
        return kind switch
        {
            IncidentKind.RunSlow => value > judged.Upper && value >= expected * options.SlowRatio && value - expected >= options.SlowBy.TotalSeconds,
            IncidentKind.Volume => (value > judged.Upper || value < judged.Lower) && Math.Abs(value - expected) >= Math.Abs(expected) * options.VolumeShare,
            IncidentKind.Spend => value > judged.Upper && value - expected >= Math.Max(expected * options.SpendShare, options.SpendAmount),
            IncidentKind.StreamLag => value > judged.Upper,
            IncidentKind.RunFailed => true,
            _ => value > judged.Upper || value < judged.Lower,
        };
    }

    /// <summary>Between these values of a judged point nobody is told of it: its band, and what somebody would act on.</summary>
    /// <param name="wider">How much wider than the judged one the band is; at least 1.</param>
    public static (double? Lower, double? Upper) Quiet(Subject subject, string measure, Judgement judged, double wider, JudgeOptions options)
    {
        if (judged is not { Expected: { } expected, Lower: { } lower, Upper: { } upper } || !double.IsFinite(wider))
        {
            return (null, null);
        }

        (double low, double high) = (expected - ((expected - lower) * wider), expected + ((upper - expected) * wider));
        low = lower >= 0 ? Math.Max(low, 0) : low;
        return KindOf(subject, measure) switch
        {
            IncidentKind.RunSlow => (Math.Min(low, 0), Math.Max(high, Math.Max(expected * options.SlowRatio, expected + options.SlowBy.TotalSeconds))),
            IncidentKind.Volume => (Math.Min(low, expected - (Math.Abs(expected) * options.VolumeShare)), Math.Max(high, expected + (Math.Abs(expected) * options.VolumeShare))),
            IncidentKind.Spend => (Math.Min(low, 0), Math.Max(high, expected + Math.Max(expected * options.SpendShare, options.SpendAmount))),
            IncidentKind.StreamLag => (Math.Min(low, 0), high),
            _ => (low, high),
        };
    }

    private static Finding Firing(string kind, Subject subject, SeriesTail tail, SeriesPoint point, Voice said)
    {
        string unit = Measures.UnitOf(tail.Measure);
        string actual = Quantity.Text(point.Judgement?.Hour ?? point.Value, unit) + (point.Judgement?.Hour is null ? "" : " in an hour's mean");
        string expected = point.Judgement?.Expected is { } value ? Quantity.Text(value, unit) : "unknown";
        (string title, string why, Severity severity) = kind switch
        {
            IncidentKind.RunFailed => ($"{subject.Spoken()} failed", "a run failed and none after it went well", Severity.Warning),
            IncidentKind.RunSlow => ($"{subject.Spoken()} took {actual} instead of about {expected}", "the run took longer than its history explains", Severity.Warning),
            IncidentKind.Volume => ($"{subject.Spoken()} got {actual} instead of about {expected}", "the number of rows is outside of what its history explains", Severity.Warning),
            IncidentKind.Spend => ($"{subject.Spoken()} cost {actual} on {Day(point.Time)} instead of about {expected}", "the day's cost is above what its history explains", Severity.Warning),
            IncidentKind.StreamLag => ($"{subject.Spoken()} is {actual} behind, usually about {expected}", "the consumer is further behind than its history explains", Severity.Warning),
            _ => ($"{subject.Spoken()} is {actual}, usually about {expected}", "the value is outside of what its history explains", Severity.Info),
        };
        why = said.Word is null || kind == IncidentKind.RunFailed ? why : $"{said.Spoken}: {why}";
        return new(kind, subject, KnownAt(subject, point), true, severity, title, With(EvidenceOf(tail, point, why), said));
    }

    // Where it is the value that is told of, neither a silence before it nor a run that it ends is what it looks like.
    private static Voice OfValue(Voice said, Judgement judged, double value) =>
        said.Shape is AnomalyShape.FlatLine or AnomalyShape.Missing ? new(value >= judged.Expected ? AnomalyShape.Spike : AnomalyShape.Dip, DetectionPart.Residual) : said;

    private static Finding Alone(string kind, Subject subject, SeriesTail tail, SeriesPoint point, Voice said)
    {
        SeriesPoint? before = tail.Points.LastOrDefault(p => p.Time < point.Time);
        Evidence evidence = EvidenceOf(tail, point, "");
        if (said.Shape == AnomalyShape.Missing)
        {
            evidence = evidence with { Why = $"missing: no value for {Quantity.Duration(point.Time - (before ?? point).Time)}, {Every(said.Step)}", LastGood = before?.Time };
            return new(kind, subject, point.Time, true, Severity.Info, $"{subject.Spoken()} had no value from {Minute((before ?? point).Time)} to {Minute(point.Time)}", With(evidence, said));
        }

        string same = before is null || before.Value.Equals(point.Value) ? "the same value" : "the same growth"; // of a counter
        string times = FormattableString.Invariant($"{same} {said.Run.Points:N0} times");
        SeriesPoint? other = tail.Points.LastOrDefault(p => p.Time < point.Time && !p.Value.Equals(point.Value));
        evidence = evidence with { Why = FormattableString.Invariant($"flat: {times}, usually at most {said.Run.Usual:N0}"), LastGood = other?.Time };
        return new(kind, subject, point.Time, true, Severity.Info, $"{subject.Spoken()} is {Quantity.Text(point.Value, Measures.UnitOf(tail.Measure))}, {times} in a row", With(evidence, said));
    }

    private static Evidence With(Evidence evidence, Voice said) => said.Word is null ? evidence : evidence with { Shape = said.Word, Part = ExplainPoint.Part(said.Part) };

    private static string Every(TimeSpan step) => $"usually every {Quantity.Duration(step)}";

    /// <summary>What a passed deadline says of a measure that nothing but its own habit has a deadline for.</summary>
    public static Finding Silent(Subject subject, SeriesTail tail)
    {
        (DateTimeOffset deadline, DateTimeOffset last) = (tail.Deadline!.Value, tail.JudgedUntil ?? tail.Deadline.Value);
        string why = $"missing: no value for {Quantity.Duration(deadline - last)}" + (tail.Expected > last ? ", " + Every(tail.Expected.Value - last) : "");
        return new(IncidentKind.SeriesAnomaly, subject, deadline, true, Severity.Info, $"{subject.Spoken()} has no value since {Minute(last)}", With(
            new() { Measure = tail.Measure, Unit = Measures.UnitOf(tail.Measure), ExpectedBy = deadline, LastGood = last, History = HistoryOf(tail), Why = why, Series = $"{subject.Text}|{tail.Measure}" },
            new(AnomalyShape.Missing, DetectionPart.Gap)));
    }

    /// <summary>What a passed deadline says: late, then missing when a whole cadence more has gone by.</summary>
    /// <param name="missing">Whether the next one after it is overdue too.</param>
    public static Finding Overdue(Subject subject, SeriesTail tail, bool missing)
    {
        DateTimeOffset deadline = tail.Deadline!.Value;
        string expected = tail.Expected is { } at ? $"{Day(at)} {at.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture)} UTC" : "by now";
        bool run = tail.Measure == Measures.Start;
        string kind = run ? (missing ? IncidentKind.RunMissing : IncidentKind.RunLate) : IncidentKind.DatasetStale;
        string title = kind switch
        {
            IncidentKind.RunMissing => $"{subject.Spoken()} did not run, expected {expected}",
            IncidentKind.RunLate => $"{subject.Spoken()} is late, expected {expected}",
            _ => $"{subject.Spoken()} has no new data, expected {expected}",
        };
        return new(kind, subject, deadline, true, Severity.Warning, title, new Evidence
        {
            Measure = run ? "next start" : "next update",
            ExpectedBy = deadline,
            LastGood = tail.JudgedUntil,
            History = HistoryOf(tail),
            Why = run ? "its runs have usually started by then" : "its data has usually come by then",
            Series = $"{subject.Text}|{tail.Measure}",
        })
        {
            WorseThan = kind == IncidentKind.RunMissing ? IncidentKind.RunLate : null,
        };
    }

    /// <summary>It came after all.</summary>
    public static IEnumerable<Finding> Arrived(Subject subject, SeriesTail tail, SeriesPoint point)
    {
        string[] kinds = tail.Measure == Measures.Start ? [IncidentKind.RunLate, IncidentKind.RunMissing] : [IncidentKind.DatasetStale];
        return kinds.Select(kind => new Finding(kind, subject, point.Time, false, Severity.Info, $"{subject.Spoken()} came", EvidenceOf(tail, point, "it came")) { FiringSince = tail.FiringSince });
    }

    // What a day cost is known when it is over.
    private static DateTimeOffset KnownAt(Subject subject, SeriesPoint point) => subject.IsSpend ? point.Time.AddDays(1) : point.Time;

    private static Evidence EvidenceOf(SeriesTail tail, SeriesPoint point, string why) => new()
    {
        Measure = tail.Measure,
        Unit = Measures.UnitOf(tail.Measure),
        Actual = point.Judgement?.Hour ?? point.Value,
        Expected = point.Judgement?.Expected,
        Lower = point.Judgement?.Lower,
        Upper = point.Judgement?.Upper,
        Score = point.Judgement?.Score,
        LastGood = tail.Points.LastOrDefault(p => p.Time < point.Time && p.Judgement is { Anomalous: false })?.Time,
        History = HistoryOf(tail),
        Why = why,
        RunId = point.Ref,
    };

    private static string HistoryOf(SeriesTail tail) => $"{tail.Count} points until {tail.JudgedUntil?.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC";

    private static string Minute(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
