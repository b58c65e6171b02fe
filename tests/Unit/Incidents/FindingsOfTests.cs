using Observability.Core.Detection;
using Observability.Core.Incidents;
using Observability.Core.Incidents.Judges;
using Observability.Core.Primitives;
using Observability.Core.Series;
using static Observability.Unit.Incidents.Stories;

namespace Observability.Unit.Incidents;

public sealed class FindingsOfTests
{
    private static readonly Subject Spend = Subject.Spend(("SubAccountId", "s"));

    [Theory]
    [InlineData("job:air/load", Measures.Failed, 1, "run-failed: air/load failed")]
    [InlineData("job:air/load", Measures.Duration, 300, "run-slow: air/load took 5 min 0 s instead of about 1 min 40 s")]
    [InlineData("dataset:lake/orders", Measures.Rows, 10, "volume: lake/orders got 10 rows instead of about 100 rows")]
    [InlineData("spend:SubAccountId=s", "cost:USD", 200, "spend: sub-account s cost 200.00 USD on 2026-11-10 instead of about 100.00 USD")]
    [InlineData("stream:g", Measures.Lag, 5000, "stream-lag: g is 5,000 behind, usually about 100")]
    [InlineData("dataset:lake/orders", "temperature", 7, "series-anomaly: lake/orders is 7, usually about 100")]
    public void An_alert_says_what_came_and_what_was_expected(string subject, string measure, double value, string expected)
    {
        Finding finding = Of(new(subject), measure, value)!;

        Assert.Equal((expected, true), ($"{finding.Kind}: {finding.Title}", finding.Firing));
    }

    [Theory]
    [InlineData("job:air/load", Measures.Duration, 149, false)] // less than half as long again
    [InlineData("job:air/load", Measures.Duration, 159, false)] // less than a minute longer
    [InlineData("job:air/load", Measures.Duration, 160, true)]
    [InlineData("job:air/load", Measures.Duration, 1, false)] // fast is fine
    [InlineData("dataset:lake/orders", Measures.Rows, 71, false)] // less than 30 % off
    [InlineData("dataset:lake/orders", Measures.Rows, 70, true)]
    [InlineData("dataset:lake/orders", Measures.Rows, 130, true)]
    [InlineData("dataset:lake/orders", Measures.Bytes, 1, false)] // bytes follow rows
    [InlineData("spend:SubAccountId=s", "cost:USD", 119, false)]
    [InlineData("spend:SubAccountId=s", "cost:USD", 120, true)]
    [InlineData("spend:SubAccountId=s", "cost:USD", 1, false)] // cheap is fine
    [InlineData("stream:g", Measures.Lag, 1, false)]
    public void Only_what_somebody_would_act_on_is_told(string subject, string measure, double value, bool told) =>
        Assert.Equal(told, Of(new(subject), measure, value) is not null);

    [Fact]
    public void A_few_cents_are_nothing_whatever_their_share() => Assert.Null(Of(Spend, "cost:USD", 4.99, expected: 0.01));

    [Fact]
    public void What_is_usual_again_ends_what_was_open() =>
        Assert.Equal((false, Six.AddHours(-3)), Of(Load, Measures.Failed, 0, since: -3) is { } over ? (over.Firing, over.FiringSince) : default);

    [Fact]
    public void What_is_usual_and_was_usual_is_nothing() => Assert.Null(Of(Load, Measures.Failed, 0));

    [Fact]
    public void What_is_anomalous_without_an_alert_keeps_open_and_does_not_open()
    {
        Judgement quiet = new(0.4f, true, false, 100, 90, 110);

        Assert.Null(FindingsOf.Point(Orders, new() { Measure = Measures.Rows }, Point(10) with { Judgement = quiet }, new()));
        Assert.True(FindingsOf.Point(Orders, new() { Measure = Measures.Rows, FiringSince = Six }, Point(10) with { Judgement = quiet }, new())!.Firing);
    }

    [Theory]
    [InlineData(10, true)] // far out: it goes on, however low a point of an event told of before scores
    [InlineData(89, false)] // out, but nobody would act on it
    [InlineData(95, false)]
    public void What_is_told_lasts_while_values_lie_outside_of_the_band(double value, bool goesOn)
    {
        Judgement damped = new(0.2f, false, false, 100, 90, 110);

        Assert.Equal(goesOn, FindingsOf.Point(Orders, new() { Measure = Measures.Rows, FiringSince = Six }, Point(value) with { Judgement = damped }, new())!.Firing);
        Assert.Null(FindingsOf.Point(Orders, new() { Measure = Measures.Rows }, Point(value) with { Judgement = damped }, new()));
    }

    [Fact]
    public void Evidence_says_what_it_rests_on()
    {
        Core.Incidents.Evidence evidence = Of(Load, Measures.Duration, 300)!.Evidence;

        Assert.Equal((300, 100, 90, 110, "s", "41 points until 2026-11-10 05:00 UTC", "run7"),
            (evidence.Actual, evidence.Expected, evidence.Lower, evidence.Upper, evidence.Unit, evidence.History, evidence.RunId));
        Assert.Equal(Six.AddHours(-2), evidence.LastGood);
    }

    [Theory]
    [InlineData("job:air/load", Measures.Duration, 300, AnomalyShape.LevelShift, DetectionPart.Level, "a level shift: the run took longer than its history explains|level-shift|the level of the last points")]
    [InlineData("dataset:lake/orders", Measures.Rows, 10, AnomalyShape.Dip, DetectionPart.Residual, "a dip: the number of rows is outside of what its history explains|dip|its distance from the forecast")]
    [InlineData("dataset:lake/orders", Measures.Rows, 10, AnomalyShape.Missing, DetectionPart.Gap, "a dip: the number of rows is outside of what its history explains|dip|its distance from the forecast")]
    [InlineData("stream:g", "queue", 500, AnomalyShape.VarianceChange, DetectionPart.Variance, "a variance change: the value is outside of what its history explains|variance-change|the spread of the last points")]
    [InlineData("spend:SubAccountId=s", "cost:USD", 200, AnomalyShape.None, DetectionPart.None, "the day's cost is above what its history explains||")]
    public void Evidence_says_what_it_looks_like_and_what_spoke(string subject, string measure, double value, AnomalyShape shape, DetectionPart part, string expected)
    {
        Core.Incidents.Evidence evidence = FindingsOf.Point(new(subject), Tail(measure), Point(value) with { Judgement = new(0.9f, true, true, 100, 90, 110) }, new(), new(shape, part))!.Evidence;

        Assert.Equal(expected, $"{evidence.Why}|{evidence.Shape}|{evidence.Part}");
    }

    [Fact]
    public void A_growth_that_stands_still_is_told_as_one()
    {
        Voice flat = new(AnomalyShape.FlatLine, DetectionPart.Flat) { ByItself = true, Run = (1200, 5) };

        Finding finding = FindingsOf.Point(new("stream:g"), Tail("queue"), Point(620) with { Judgement = new(0.2f, false, false, 620, 590, 630) }, new(), flat)!;

        Assert.Equal("g is 620, the same growth 1,200 times in a row; flat: the same growth 1,200 times, usually at most 5", $"{finding.Title}; {finding.Evidence.Why}");
    }

    [Theory]
    [InlineData("job:air/load", Measures.Start, false, "run-late: air/load is late, expected 2026-11-10 05:30 UTC")]
    [InlineData("job:air/load", Measures.Start, true, "run-missing: air/load did not run, expected 2026-11-10 05:30 UTC")]
    [InlineData("dataset:lake/orders", Measures.Arrival, false, "dataset-stale: lake/orders has no new data, expected 2026-11-10 05:30 UTC")]
    public void What_is_overdue_says_when_it_was_expected(string subject, string measure, bool missing, string expected)
    {
        Finding finding = FindingsOf.Overdue(new(subject), Tail(measure) with { Deadline = Six, Expected = Six.AddMinutes(-30) }, missing);

        Assert.Equal((expected, Six), ($"{finding.Kind}: {finding.Title}", finding.At));
        Assert.Equal(missing ? IncidentKind.RunLate : null, finding.WorseThan);
        Assert.Equal((Six, Six.AddHours(-1)), (finding.Evidence.ExpectedBy, finding.Evidence.LastGood));
    }

    [Theory]
    [InlineData(Measures.Start, "run-late run-missing")]
    [InlineData(Measures.Arrival, "dataset-stale")]
    public void What_came_ends_whatever_was_said_of_its_absence(string measure, string kinds)
    {
        Finding[] over = [.. FindingsOf.Arrived(Load, Tail(measure) with { FiringSince = Six }, Point(1))];

        Assert.Equal(kinds, string.Join(' ', over.Select(f => f.Kind)));
        Assert.All(over, f => Assert.Equal((false, (DateTimeOffset?)Six), (f.Firing, f.FiringSince)));
    }

    private static Finding? Of(Subject subject, string measure, double value, double expected = 100, double? since = null)
    {
        bool odd = measure == Measures.Failed ? value >= 1 : Math.Abs(value - expected) > expected * 0.1;
        SeriesTail tail = Tail(measure) with { FiringSince = since is { } hours ? Six.AddHours(hours) : null };
        return FindingsOf.Point(subject, tail, Point(value) with { Judgement = new(odd ? 0.9f : 0.1f, odd, odd, expected, expected - 10, expected + 10) }, new());
    }

    private static SeriesPoint Point(double value) => new(Six, value, 7, "run7");

    private static SeriesTail Tail(string measure) => new()
    {
        Measure = measure,
        Count = 41,
        JudgedUntil = Six.AddHours(-1),
        Points =
        [
            new(Six.AddHours(-2), 100, 1) { Judgement = new(0.1f, false, false, 100, 90, 110) },
            new(Six.AddHours(-1), 500, 2) { Judgement = new(0.9f, true, true, 100, 90, 110) },
        ],
    };
}
