using System.Globalization;
using Observability.Core.Detection;

namespace Observability.Unit.Detection;

/// <summary>Files that nobody should send, and somebody does: each has an exact error or a verdict that makes sense.</summary>
public sealed class BadSeriesTests
{
    [Theory]
    [InlineData("time,value\n2025-01-06T00:00:00Z,NaN\n", "in.csv:2:22 value: expected a finite number with a decimal point, found \"NaN\"")]
    [InlineData("time,value\n2025-01-06T00:00:00Z,-Infinity\n", "in.csv:2:22 value: expected a finite number with a decimal point, found \"-Infinity\"")]
    [InlineData("time,value\n2025-01-06T00:00:00Z,1e309\n", "in.csv:2:22 value: expected a finite number with a decimal point, found \"1e309\"")]
    [InlineData("time;value\n2025-01-06T00:00:00Z;1,5\n", "in.csv:2:22 value: expected a finite number with a decimal point, found \"1,5\"")]
    [InlineData("2025-01-06T00:00:00Z;1,5\n", "in.csv:1:22 value: expected a finite number with a decimal point, found \"1,5\"")]
    [InlineData("time,value\n2025-13-06T00:00:00Z,1\n", "in.csv:2:1 timestamp: expected an RFC 3339 time, yyyy-MM-dd HH:mm:ss or Unix seconds, found \"2025-13-06T00:00:00Z\"")]
    [InlineData("time,value\n9999-12-31T23:59:59-05:00,1\n", "in.csv:2:1 timestamp: expected an RFC 3339 time, yyyy-MM-dd HH:mm:ss or Unix seconds, found \"9999-12-31T23:59:59-05:00\"")]
    [InlineData("time,value\n2025-01-06T00:00:00Z\n", "in.csv:2:21 value: the row has no value cell")]
    public void A_bad_row_is_named_with_its_place(string file, string problem)
    {
        SeriesDetected detected = Run(file).Detected;

        Assert.Equal(problem, Assert.Single(detected.Problems).ToString());
        Assert.Equal(0, detected.Points);
    }

    [Fact]
    public void A_line_without_an_end_costs_one_row_and_no_memory()
    {
        (string output, SeriesDetected detected) = Run("time,value\n2025-01-06T00:00:00Z," + new string('1', 5_000_000) + "\n2025-01-06T01:00:00Z,2\n");

        Assert.Equal("in.csv:2:1 line: has more than 65535 characters", Assert.Single(detected.Problems).ToString());
        Assert.Equal((2, 1), (detected.Rows, detected.Points));
        Assert.InRange(output.Length, 1, 1000);
    }

    [Theory]
    [InlineData("1600-01-01T00:00:00Z", 1)]
    [InlineData("9999-12-30T00:00:00Z", 1)]
    [InlineData("0001-01-01T00:00:00Z", 1)]
    public void Any_year_is_a_time(string first, int points) => Assert.Equal(points, Run($"time,value\n{first},5\n").Detected.Points);

    [Fact]
    public void Times_that_go_back_or_stand_still_are_passed_through_unjudged()
    {
        (string output, SeriesDetected detected) = Run("time,value\n2025-01-06T02:00:00Z,1\n2025-01-06T01:00:00Z,2\n2025-01-06T02:00:00Z,3\n2025-01-06T03:00:00Z,4\n");

        Assert.Equal((4, 2, 0), (detected.Rows, detected.Points, detected.Bad));
        Assert.Contains("\n2025-01-06T01:00:00Z,2,,,,0,0\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Enormous_values_give_finite_numbers()
    {
        string rows = string.Concat(Enumerable.Range(0, 60).Select(i => string.Create(CultureInfo.InvariantCulture, $"2025-01-06T{i / 60:00}:{i % 60:00}:00Z,{(i % 3) switch { 0 => "1e308", 1 => "-1e308", _ => "1e-308" }}\n")));

        (string output, SeriesDetected detected) = Run("time,value\n" + rows);

        Assert.Equal(60, detected.Points);
        Assert.DoesNotContain("NaN", output, StringComparison.Ordinal);
        Assert.DoesNotContain("∞", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Infinity", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_that_are_all_equal_never_alert() => Assert.Equal(0, Run(Rows(2000, _ => 7)).Detected.Alerts);

    [Fact]
    public void A_counter_that_goes_below_nothing_is_read_as_any_series() => Assert.Equal(400, Run(Rows(400, i => i % 100 == 99 ? -5 : i)).Detected.Points);

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("time,value\n")]
    [InlineData("time,value\r\n\r\n")]
    public void Nothing_is_nothing(string file) => Assert.Equal((0, 0), (Run(file).Detected.Rows, Run(file).Detected.Bad));

    [Theory]
    [InlineData("time,value\r\n2025-01-06T00:00:00Z,1\r\n2025-01-06T01:00:00Z,2")]
    [InlineData("\uFEFFTimestamp\tMetric\n2025-01-06T00:00:00Z\t1\n\n2025-01-06T01:00:00Z\t2\n")]
    [InlineData("host,ds,y\na,2025-01-06T00:00:00Z,1\na,2025-01-06T01:00:00Z,2\n")]
    [InlineData("\"time\",\"value\"\r\"2025-01-06T00:00:00Z\",\"1\"\r\"2025-01-06T01:00:00Z\",\"2\"\r")]
    public void Headers_separators_and_line_ends_may_differ(string file) => Assert.Equal((2, 2, 0), Run(file).Detected is var d ? (d.Rows, d.Points, d.Bad) : default);

    private static string Rows(int count, Func<int, double> value) =>
        "time,value\n" + string.Concat(Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"{new DateTimeOffset(2025, 1, 6, 0, 0, 0, TimeSpan.Zero).AddHours(i):yyyy-MM-ddTHH:mm:ssZ},{value(i):R}\n")));

    private static (string Output, SeriesDetected Detected) Run(string file)
    {
        StringWriter output = new();
        SeriesDetected detected = DetectSeries.Run(new StringReader(file), output, "in.csv", DetectionOptions.Default, null, CancellationToken.None);
        return (output.ToString(), detected);
    }
}
