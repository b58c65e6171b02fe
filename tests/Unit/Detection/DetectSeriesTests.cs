using Observability.Core.Detection;

namespace Observability.Unit.Detection;

public sealed class DetectSeriesTests
{
    private static readonly string[] Times = ["2025-01-06T03:00:00Z", "2025-01-06 03:00:00.5", "1736132400", "1736132400000"];

    [Fact]
    public void Every_row_is_written_in_its_order_and_bad_rows_have_a_place()
    {
        const string Input = "timestamp,value\n2025-01-06 00:00:00,1\n2025-01-06 01:00:00,\n2025-01-06 02:00:00,n/b\nyesterday,4\n2025-01-06T03:00:00Z,5\n";

        (string output, SeriesDetected detected) = Run(Input);

        Assert.Equal(
            """
            timestamp,value,expected,lower,upper,anomaly_score,alert
            2025-01-06 00:00:00,1,,,,0,0
            2025-01-06 01:00:00,,,,,0,0
            2025-01-06 02:00:00,n/b,,,,0,0
            yesterday,4,,,,0,0
            2025-01-06T03:00:00Z,5,,,,0,0

            """.ReplaceLineEndings("\n"),
            output);
        Assert.Equal((5, 2, 2), (detected.Rows, detected.Points, detected.Bad));
        Assert.Equal("in.csv:4:21 value: expected a finite number with a decimal point, found \"n/b\"", detected.Problems[0].ToString());
        Assert.Equal(5, detected.Problems[1].Line);
    }

    [Theory]
    [InlineData("value,time\n{1},{0}\n")]
    [InlineData("Date;Value\n{0};{1}\n")]
    [InlineData("when,what\n{0},{1}\n")]
    [InlineData("{0},{1}\n")]
    public void Headers_may_name_or_order_the_columns(string file) =>
        Assert.All(Times, time =>
            Assert.Equal((1, 1, 0), Counts(Run(file.Replace("{0}", time, StringComparison.Ordinal).Replace("{1}", "2.5", StringComparison.Ordinal)).Detected)));

    [Theory]
    [InlineData("timestamp,value\n")]
    [InlineData("timestamp,value\n\"\n")]
    [InlineData("timestamp,value\n9e99,1\n")]
    [InlineData("timestamp,value\n9999-12-31T23:59:59Z,1\n0001-01-01,2\n=cmd(),3\n")]
    public void Odd_files_do_not_throw(string file) => Assert.Equal(file.Count(c => c == '\n') - 1, Run(file).Detected.Rows);

    [Fact]
    public void Text_that_a_spreadsheet_would_run_is_defused() =>
        Assert.All(
            (string[])["=cmd()", "+cmd|'/c calc'!A0", "-1+cmd|A", "@SUM(1)"],
            text => Assert.Contains($"\n'{text},3,", Run($"timestamp,value\n{text},3\n").Output, StringComparison.Ordinal));

    [Theory]
    [InlineData("-inf")]
    [InlineData("-1e999")]
    [InlineData("+Infinity")]
    [InlineData("NaN")]
    public void A_word_or_number_with_a_sign_is_written_as_it_was(string value) =>
        Assert.Contains($"\n2025-01-06,{value},,,,0,0\n", Run($"timestamp,value\n2025-01-06,{value}\n").Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("null")]
    [InlineData("NULL")]
    [InlineData(" N/A ")]
    [InlineData("na")]
    [InlineData("None")]
    public void A_word_for_nothing_is_a_gap_and_written_as_it_was(string word)
    {
        (string output, SeriesDetected detected) = Run($"timestamp,value\n2025-01-06,1\n2025-01-07,{word}\n2025-01-08,2\n");

        Assert.Equal((3, 2, 0), Counts(detected));
        Assert.Contains($"\n2025-01-07,{word},,,,0,0\n", output, StringComparison.Ordinal);
    }

    private static (long Rows, long Points, long Bad) Counts(SeriesDetected d) => (d.Rows, d.Points, d.Bad);

    private static (string Output, SeriesDetected Detected) Run(string input)
    {
        StringWriter output = new();
        SeriesDetected detected = DetectSeries.Run(new StringReader(input), output, "in.csv", DetectionOptions.Default, null, CancellationToken.None);
        return (output.ToString(), detected);
    }
}
