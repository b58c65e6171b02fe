using Observability.Core.Detection;
using Observability.Core.Incidents.Judges;
using Observability.Core.Series;

namespace Observability.Unit.Incidents.Judges;

/// <summary>Minutes are judged by the hour too.</summary>
public sealed class HourWatchTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly ValueJudge Judge = new(() => null);

    [Fact]
    public void A_drift_that_no_minute_shows_is_told_once_by_its_hours()
    {
        Judgement[] judged = Run(Drifting());
        StreamDetector alone = StreamDetector.Resume(DetectorState.Empty, new() { Sensitivity = 0.38 });

        Assert.DoesNotContain(Drifting(), p => alone.Judge(new(p.Time, p.Value)).Alert && p.Id > 14_400);
        Assert.Single(judged.Skip(14_400), j => j.Alert);
        Assert.NotNull(judged.First(j => j.Alert).Hour);
    }

    [Fact]
    public void What_a_minute_told_is_not_told_again_by_its_hour()
    {
        SeriesPoint[] points = Drifting(drift: 0);
        for (int i = 12_000; i < 12_180; i++)
        {
            points[i] = points[i] with { Value = points[i].Value + 500 };
        }

        Judgement[] judged = Run(points);
        Assert.True(judged[12_000].Alert);
        Assert.DoesNotContain(judged, j => j is { Alert: true, Hour: not null });
    }

    [Fact]
    public void State_saved_and_resumed_anywhere_gives_the_same_verdicts()
    {
        SeriesPoint[] points = Drifting();
        IJudgeSession session = Judge.Resume([], 0.38);
        List<Judgement> judged = [];
        foreach (SeriesPoint[] piece in points.Chunk(977))
        {
            judged.AddRange(piece.Select(p => session.Step(p)));
            session = Judge.Resume(session.Save(), 0.38);
        }

        Assert.Equal(Run(points), judged);
    }

    [Fact]
    public void Each_resolution_keeps_within_its_limit()
    {
        IJudgeSession session = Judge.Resume([], 0.38);
        foreach (SeriesPoint point in Drifting())
        {
            session.Step(point);
        }

        Assert.NotNull(HourState.Read(session.Save(), out ReadOnlySpan<byte> hours, out ReadOnlySpan<byte> points));
        Assert.InRange(points.Length, 1, DetectorState.MaximumBytes);
        Assert.InRange(hours.Length, 1, DetectorState.MaximumBytes);
    }

    [Fact]
    public void A_slow_series_has_no_state_of_hours()
    {
        IJudgeSession session = Judge.Resume([], 0.38);
        for (int i = 0; i < 200; i++)
        {
            session.Step(Watched.Point(TimeSpan.FromHours(1), i, i % 7));
        }

        Assert.NotNull(HourState.Read(session.Save(), out ReadOnlySpan<byte> hours, out _));
        Assert.True(hours.IsEmpty);
    }

    [Fact]
    public void A_state_from_before_hours_were_watched_goes_on()
    {
        StreamDetector before = StreamDetector.Resume(DetectorState.Empty, new() { Sensitivity = 0.38 });
        SeriesPoint[] points = [.. Enumerable.Range(0, 300).Select(i => Watched.Point(TimeSpan.FromHours(1), i, 100 + (i * 37 % 11)))];
        foreach (SeriesPoint point in points[..200])
        {
            before.Judge(new(point.Time, point.Value));
        }

        byte[] state = before.Save().ToBytes();
        IJudgeSession session = Judge.Resume(state, 0.38);

        Assert.True(Judge.Reads(state));
        Assert.All(points[200..], p => Assert.Equal(before.Judge(new(p.Time, p.Value)).Score, session.Step(p).Score, 5));
    }

    [Theory]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 0xF1, 1, 2 })]
    [InlineData(new byte[] { 77, 0, 0, 0 })]
    public void Bytes_that_are_no_state_are_not_read(byte[] bytes) => Assert.False(Judge.Reads(bytes));

    private static Judgement[] Run(SeriesPoint[] points)
    {
        IJudgeSession session = Judge.Resume([], 0.38);
        return [.. points.Select(p => session.Step(p))];
    }

    // Ten days of noisy minutes, then a rise over four hours, from one minute to the next a hundredth of the noise.
    private static SeriesPoint[] Drifting(double drift = 30)
    {
        Random random = new(5);
        return [.. Enumerable.Range(0, 17_280).Select(i => Watched.Point(Minute, i, 100 + (20 * (random.NextDouble() - 0.5)) + (drift * Math.Clamp((i - 14_400) / 240.0, 0, 1))))];
    }
}
