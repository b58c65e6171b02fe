using Observability.Core.Detection;
using Observability.Core.Series;

namespace Observability.Unit.Detection;

public sealed class ExplainPointTests
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 6, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_a_file_that_stands_newest_first_the_newest_point_before_is_found_and_why_it_was_not_judged()
    {
        string file = "time,value\n" + string.Concat(Enumerable.Range(0, 100).Select(i => $"{Begin.AddHours(99 - i):yyyy-MM-ddTHH:mm:ssZ},{i % 5}\n"));

        PointExplained explained = Run(file, Begin.AddHours(50.5)).Point!;

        Assert.Equal((Begin.AddHours(50), VerdictKind.NotJudged), (explained.Point.Time, explained.Verdict.Kind));
        Assert.Equal("not judged: it stands in line 51, after line 2 with the later time 2026-01-10T03:00:00Z; sort the rows by time, or mend that one", explained.Because);
    }

    [Fact]
    public void A_row_after_a_stray_time_says_which_row_is_in_its_way()
    {
        string file = "time,value\n2026-01-06,1\n9999-01-01,2\n2026-01-07,3\n2026-01-08,4\n";

        PointExplained explained = Run(file, Begin.AddDays(1.5)).Point!;

        Assert.Equal(Begin.AddDays(1), explained.Point.Time);
        Assert.StartsWith("not judged: it stands in line 4, after line 3 with the later time 9999-01-01T00:00:00Z", explained.Because, StringComparison.Ordinal);
    }

    [Fact] // the same verdict as obs detect gives
    public void A_point_is_explained_as_it_is_judged_in_its_place()
    {
        double[] values = Series.Noise(600, 3);
        values[500] += 80;
        Point[] points = Series.Of(values, TimeSpan.FromMinutes(5));
        (points[300], points[301]) = (points[301], points[300]);
        StreamDetector detector = StreamDetector.Resume(DetectorState.Empty, DetectionOptions.Default);
        Verdict[] judged = [.. points.Select(p => detector.Judge(p))];

        SeriesExplained explained = ExplainPoint.Run(points.Select((p, i) => new SeriesRow("", "", p, null, i + 2, 1)), points[500].Time, DetectionOptions.Default, 5);

        Assert.Equal((points[500], judged[500]), (explained.Point!.Point, explained.Point.Verdict));
    }

    [Fact]
    public void A_bad_row_at_the_asked_time_is_named()
    {
        SeriesExplained explained = Run("time,value\n2026-01-06,1\n2026-01-07,NaN\n2026-01-08,NaN\n2026-01-09,NaN\n", Begin.AddDays(2));

        Assert.Equal(Begin, explained.Point!.Point.Time);
        Assert.Equal((4, 3, 2), (explained.BadSince!.Line, explained.FirstBad!.Line, explained.Bad));
    }

    [Fact]
    public void A_bad_row_before_the_explained_one_is_counted_only()
    {
        SeriesExplained explained = Run("time,value\n2026-01-06,NaN\n2026-01-07,1\nsoon,1\n", Begin.AddDays(2));

        Assert.Null(explained.BadSince);
        Assert.Equal((2, 2), (explained.FirstBad!.Line, explained.Bad));
    }

    [Fact]
    public void Without_a_point_the_bad_rows_are_still_counted() =>
        Assert.Equal((null, 2L), Run("time;value\n2026-01-06;1,5\n2026-01-07;1,6\n", Begin.AddDays(9)) is var e ? (e.Point, e.Bad) : default);

    private static SeriesExplained Run(string file, DateTimeOffset at) =>
        ExplainPoint.Run(SeriesCsvReader.Read(new StringReader(file), "in.csv"), at, DetectionOptions.Default, 5);
}
