using Observability.Core.Detection;
using Observability.Core.Incidents.Judges;
using Observability.Core.Primitives;
using Observability.Core.Series;

namespace Observability.Core.Incidents;

/// <summary>What would have been told of one series at one sensitivity.</summary>
/// <param name="Points">All of them, each judged with what came before it only; anomalous are those that would have been told, and the band is the one within which, about, nobody would be told of a value.</param>
/// <param name="Told">Points that would have opened an incident, with the band that the detector gave.</param>
/// <param name="Weeks">Mondays from the first to the last week, with how many were told in each.</param>
public sealed record BacktestAt(double Sensitivity, IReadOnlyList<SeriesPoint> Points, IReadOnlyList<SeriesPoint> Told, IReadOnlyList<(DateOnly Monday, int Told)> Weeks);

/// <summary>Judges the stored history of a series anew at several sensitivities. Changes nothing; holidays, planned changes and feedback are left out.</summary>
public sealed class BacktestSeries(SeriesStore store, IReadOnlyList<ISeriesJudge> judges, JudgeOptions options)
{
    /// <summary>Newest points that are judged.</summary>
    public const int MostPoints = 100_000;

    /// <summary>A sensitivity with one below and one above it, least first.</summary>
    public static IReadOnlyList<double> Beside(double usual) => [.. new[] { Math.Round(0.6 * usual, 2), usual, Math.Min(1, Math.Round(1.4 * usual, 2)) }.Distinct()];

    /// <returns>Empty where the measure is not judged by its values, or has no points.</returns>
    public async Task<IReadOnlyList<BacktestAt>> RunAsync(Subject subject, string measure, IReadOnlyList<double> sensitivities, CancellationToken cancel)
    {
        ISeriesJudge? judge = judges.FirstOrDefault(j => j.Judges(measure));
        if (judge is null or ClockJudge or OutcomeJudge)
        {
            return [];
        }

        IReadOnlyList<SeriesPoint> points = await store.PointsAsync(subject, measure, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, cancel).ConfigureAwait(false);
        return points.Count == 0 ? [] : [.. sensitivities.Select(s => Run(subject, measure, [.. points.TakeLast(MostPoints)], judge.Resume([], s), s))];
    }

    private BacktestAt Run(Subject subject, string measure, SeriesPoint[] points, IJudgeSession session, double sensitivity)
    {
        double wider = BandAt.Wider(SeriesStep.Of(points) ?? TimeSpan.Zero, sensitivity);
        SeriesTail tail = new() { Measure = measure, Count = 1, Points = [points[0]] };
        List<SeriesPoint> told = [];
        for (int i = 0; i < points.Length; i++)
        {
            Judgement judged = session.Step(points[i]);
            points[i] = points[i] with { Judgement = judged };
            Finding? finding = FindingsOf.Point(subject, tail, points[i], options, session.Said);
            bool opens = finding is { Firing: true } && tail.FiringSince is null;
            if (opens)
            {
                told.Add(points[i] with { Judgement = judged with { Anomalous = true } });
            }

            tail = finding is null ? tail : tail with { FiringSince = finding.Firing ? tail.FiringSince ?? points[i].Time : null };
            (double? lower, double? upper) = FindingsOf.Quiet(subject, measure, judged, wider, options);
            double value = judged.Hour ?? points[i].Value;
            lower = opens && value < judged.Lower ? Math.Max(lower ?? value, value) : lower; // several parts together told of it
            upper = opens && value > judged.Upper ? Math.Min(upper ?? value, value) : upper;
            points[i] = points[i] with { Judgement = judged with { Anomalous = opens, Lower = lower, Upper = upper } };
        }

        return new(sensitivity, points, told, WeeksOf(points, told));
    }

    private static IReadOnlyList<(DateOnly Monday, int Told)> WeeksOf(SeriesPoint[] points, List<SeriesPoint> told)
    {
        Dictionary<DateOnly, int> counts = told.GroupBy(p => MondayOf(p.Time)).ToDictionary(g => g.Key, g => g.Count());
        List<(DateOnly, int)> weeks = [];
        for (DateOnly monday = MondayOf(points[0].Time); monday <= MondayOf(points[^1].Time); monday = monday.AddDays(7))
        {
            weeks.Add((monday, counts.GetValueOrDefault(monday)));
        }

        return weeks;
    }

    private static DateOnly MondayOf(DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime) is var day ? day.AddDays(-(((int)day.DayOfWeek + 6) % 7)) : default;
}
