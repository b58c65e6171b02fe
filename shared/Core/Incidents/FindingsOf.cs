using System.Globalization;
using Observability.Core.Primitives;
using Observability.Core.Series;

namespace Observability.Core.Incidents;

/// <summary>What a judged point, or a deadline that passed, says of its subject: a finding, the end of one, or nothing. Pure.</summary>
public static class FindingsOf
{
    /// <summary>The finding that a judged point is; null when it says nothing new.</summary>
    /// <param name="tail">The series after this point; <see cref="SeriesTail.FiringSince"/> says whether something is open.</param>
    public static Finding? Point(Subject subject, SeriesTail tail, SeriesPoint point, JudgeOptions options)
    {
        Judgement judged = point.Judgement ?? default;
        string? kind = KindOf(subject, tail.Measure);
        bool open = tail.FiringSince is not null;
        bool known = open || kind is IncidentKind.RunFailed or IncidentKind.Spend || point.Time - tail.First >= options.LeastSpan;
        bool unusual = judged.Anomalous && (judged.Alert || open) || open && kind != IncidentKind.RunFailed; // what was told scores low while it goes on: its band says whether it does
        bool worth = kind is not null && known && unusual && IsWorthIt(kind, judged.Hour ?? point.Value, judged, options);
        return kind is null || !worth && !open ? null
            : worth ? Firing(kind, subject, tail, point)
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

    private static Finding Firing(string kind, Subject subject, SeriesTail tail, SeriesPoint point)
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
        return new(kind, subject, KnownAt(subject, point), true, severity, title, EvidenceOf(tail, point, why));
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

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
