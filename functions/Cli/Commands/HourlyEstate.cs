using Observability.Core;
using Observability.Core.Incidents.Judges;
using Observability.Core.Primitives;
using Observability.Core.Series;

namespace Observability.Cli.Commands;

/// <summary>Many hourly series with three weeks behind them, as they stand in a store before the next hour comes.</summary>
internal static class HourlyEstate
{
    public const string Measure = "requests";

    // Kinds of series; those of one kind have the same history.
    private const int Kinds = 50;
    private const int AtOnce = 500;

    public static Subject SubjectOf(int series) => Subject.Stream($"service-{series:D6}");

    /// <summary>A day's wave with noise that the place decides.</summary>
    public static double Value(int series, int hour)
    {
        double noise = (((series % Kinds * 7919) + (hour * 104_729)) % 1009) / 1009.0;
        return 1000 + (200 * Math.Sin(hour * Math.Tau / 24)) + (80 * noise) + (series % Kinds);
    }

    /// <summary>Tails with their newest points and states, judged; the chunks behind them are not read when a point comes, and left out.</summary>
    public static async Task WriteAsync(Service service, int series, DateTimeOffset begin, int hours, CancellationToken cancel)
    {
        SeriesTail[] tails = [.. Enumerable.Range(0, Kinds).Select(kind => TailOf(kind, begin, hours))];
        foreach (int[] some in Enumerable.Range(0, series).Chunk(AtOnce))
        {
            await Task.WhenAll(some.Select(async i =>
            {
                SubjectSeries fresh = new(SubjectOf(i));
                fresh.Set(tails[i % Kinds]);
                await service.Series.SaveAsync(fresh, cancel);
            }));
        }
    }

    private static SeriesTail TailOf(int kind, DateTimeOffset begin, int hours)
    {
        IJudgeSession session = new ValueJudge(() => null).Resume([], 0.38);
        List<SeriesPoint> points = [];
        for (int hour = 0; hour < hours; hour++)
        {
            SeriesPoint point = new(begin.AddHours(hour), Value(kind, hour), ContentHash.Of64($"{Measure} {begin.AddHours(hour).UtcTicks}"));
            points.Add(point with { Judgement = session.Step(point) });
        }

        SeriesPoint[] newest = [.. points.TakeLast(SeriesChunk.CutAt / 2)];
        return new() { Measure = Measure, Count = hours, Points = newest, JudgedUntil = newest[^1].Time, State = session.Save() };
    }
}
