using System.Globalization;
using CsCheck;
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
    [InlineData("time,value\n2025-01-06T00:00:00Z,98,121\n", "in.csv:2:25 row: has 3 cells where the first line has room for 2; numbers need a decimal point")]
    [InlineData("time,value,host\n2025-01-06T00:00:00Z,98,121,a\n", "in.csv:2:29 row: has 4 cells where the first line has room for 3; numbers need a decimal point")]
    [InlineData("2025-01-06T00:00:00Z,98,121\n", "in.csv:1:25 row: has 3 cells where the first line has room for 2; numbers need a decimal point")]
    [InlineData("\n\ntime,value\n2025-01-06T00:00:00Z,x\n", "in.csv:4:22 value: expected a finite number with a decimal point, found \"x\"")]
    [InlineData("time,value\n2025-01-06T00:00:00Z,\u001b[2J\n", "in.csv:2:22 value: expected a finite number with a decimal point, found \"?[2J\"")]
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

        Assert.Equal((4, 2, 0, 2), (detected.Rows, detected.Points, detected.Bad, detected.Passed));
        Assert.Contains("\n2025-01-06T01:00:00Z,2,,,,0,0\n", output, StringComparison.Ordinal);
        Assert.Equal(
            [
                "in.csv:3:1 timestamp: is earlier than line 2 (2025-01-06T02:00:00Z), so not judged: sort the rows by time, or mend that one",
                "in.csv:4:1 timestamp: has the time of line 2 (2025-01-06T02:00:00Z) and another value, so not judged",
            ],
            detected.Problems.Select(p => p.ToString()));
        Assert.True(detected.NeedsAttention);
    }

    [Fact]
    public void Repeated_rows_and_rows_after_a_stray_time_are_counted_and_the_first_is_named()
    {
        SeriesDetected repeated = Run("value,time\n1,2025-01-06\n1,2025-01-06\n1,2025-01-06\n2,2025-01-07\n").Detected;
        SeriesDetected stray = Run("time,value\n2025-01-06,1\n9999-01-01,2\n2025-01-07,3\n2025-01-08,4\n").Detected;

        Assert.Equal("in.csv:3:3 timestamp: repeats line 2 (2025-01-06T00:00:00Z), so not judged again; 2 such rows", Assert.Single(repeated.Problems).ToString());
        Assert.Equal("in.csv:4:1 timestamp: is earlier than line 3 (9999-01-01T00:00:00Z), so not judged: sort the rows by time, or mend that one; 2 such rows", Assert.Single(stray.Problems).ToString());
    }

    [Fact]
    public void A_file_that_stands_newest_first_is_called_that()
    {
        SeriesDetected detected = Run("time,value\n" + string.Concat(Enumerable.Range(0, 500).Select(i => $"{1_736_000_000 - (i * 3600)},{i % 7}\n"))).Detected;

        Assert.Equal("in.csv:3:1 timestamp: the rows stand newest first, and a series is judged oldest first: sort them by time; 499 such rows", Assert.Single(detected.Problems).ToString());
        Assert.Equal((500, 1, 499, true), (detected.Rows, detected.Points, detected.Passed, detected.NeedsAttention));
    }

    [Fact]
    public void A_clock_that_is_set_back_once_in_a_long_series_asks_for_no_attention()
    {
        string[] rows = Rows(2000, i => i % 24).Split('\n');
        SeriesDetected detected = Run(string.Join('\n', [.. rows[..1000], .. rows[988..]])).Detected;

        Assert.Equal((2012, 2000, 12, false), (detected.Rows, detected.Points, detected.Passed, detected.NeedsAttention));
        Assert.Equal("in.csv:1001:1 timestamp: is earlier than line 1000 (2025-02-16T14:00:00Z), so not judged: sort the rows by time, or mend that one; 11 such rows", detected.Problems[0].ToString());
    }

    [Fact] // what is not judged moves nothing, and what is said of a row never depends on those after it
    public void Rows_that_are_passed_over_change_no_other_row_and_no_later_row_changes_one() =>
        Gen.Select(Gen.Int[0, 60].Array[1, 60], Gen.Int[0, 60]).Sample((hours, cut) =>
        {
            string[] rows = [.. hours.Select(h => string.Create(CultureInfo.InvariantCulture, $"{1_736_000_000 + (h * 3600)},{h % 5}"))];
            string[] whole = Run("time,value\n" + string.Join('\n', rows)).Output.Split('\n');
            string[] some = Run("time,value\n" + string.Join('\n', rows.Take(cut))).Output.Split('\n');
            Assert.Equal(some[..^1], whole[..(some.Length - 1)]);

            int newest = -1;
            string[] rising = [.. rows.Where((_, i) => hours[i] > newest && (newest = hours[i]) >= 0)];
            Assert.Equal(rising.Length, Run("time,value\n" + string.Join('\n', rows)).Detected.Points);
            string[] alone = Run("time,value\n" + string.Join('\n', rising)).Output.Split('\n');
            Assert.Equal(alone.Where(l => l.Length > 0), whole.Where((l, i) => i == 0 || (i <= rows.Length && hours[..(i - 1)].All(h => h < hours[i - 1]))));
        }, iter: 200);

    [Theory]
    [InlineData("value\n2025-01-06T00:00:00Z\n", "in.csv:1:1 header: expected a column of times and one of values, found only \"value\"")]
    [InlineData("1736000000\n1736003600\n", "in.csv:1:1 header: expected a column of times and one of values, found only \"1736000000\"")]
    [InlineData("\n\u0000\u0001\u001b[2J\n", "in.csv:2:1 header: expected a column of times and one of values, found only \"???[2J\"")]
    [InlineData("", "in.csv:1:1 header: expected a column of times and one of values, found nothing")]
    [InlineData("\n\n", "in.csv:2:1 header: expected a column of times and one of values, found nothing")]
    public void A_file_without_two_columns_is_no_series(string file, string problem)
    {
        (string output, SeriesDetected detected) = Run(file);

        Assert.Equal((problem, 0, true), (detected.Refused?.ToString(), detected.Rows, detected.NeedsAttention));
        Assert.Equal(1, output.Count(c => c == '\n'));
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
    [InlineData("time,value\n")]
    [InlineData("time,value\r\n\r\n")]
    public void Nothing_is_nothing(string file) => Assert.Equal((0, 0), (Run(file).Detected.Rows, Run(file).Detected.Bad));

    [Theory]
    [InlineData("time,value\r\n2025-01-06T00:00:00Z,1\r\n2025-01-06T01:00:00Z,2")]
    [InlineData("\uFEFFTimestamp\tMetric\n2025-01-06T00:00:00Z\t1\n\n2025-01-06T01:00:00Z\t2\n")]
    [InlineData("value,when\n1,2025-01-06T00:00:00Z\n2,2025-01-06T01:00:00Z\n")]
    [InlineData("time,value\n2025-01-06T00:00:00Z,1,\n2025-01-06T01:00:00Z,2,,\n")]
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
