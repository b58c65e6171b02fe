using Observability.Web.Pictures;

namespace Observability.Browser;

/// <summary>What stands beside a picture.</summary>
public sealed class PicturesTests
{
    [Theory]
    [InlineData("2026-10-01T03:00Z", "2026-11-26T00:00Z", "19 Oct, 2 Nov, 16 Nov")] // weeks begin on Monday
    [InlineData("2026-11-20T05:00Z", "2026-11-26T05:00Z", "22 Nov, 24 Nov")]
    [InlineData("2026-11-24T21:40Z", "2026-11-26T05:00Z", "25 Nov 12:00")]
    [InlineData("2026-11-26T04:02Z", "2026-11-26T05:00Z", "04:15, 04:30, 04:45")]
    [InlineData("2025-10-20T00:00Z", "2026-11-26T00:00Z", "Jan 2026, Apr 2026, Jul 2026")]
    [InlineData("2026-11-26T05:00Z", "2026-11-26T05:00Z", "")]
    public void Marks_of_time_are_round_and_leave_the_ends_free(string first, string last, string expected) =>
        Assert.Equal(expected, string.Join(", ", TimeAxis.Of(DateTimeOffset.Parse(first), DateTimeOffset.Parse(last)).Select(t => t.Label)));

    [Theory]
    [InlineData("rows", 0, 1_930_000, "0.0 M, 0.5 M, 1.0 M, 1.5 M, 2.0 M")]
    [InlineData("rows", 0, 640_000, "0 k, 200 k, 400 k, 600 k, 800 k")]
    [InlineData("USD", 0, 0.9, "0.00, 0.25, 0.50, 0.75, 1.00")]
    [InlineData("s", 0, 7000, "0 min, 50 min, 100 min, 150 min")]
    public void Marks_of_an_axis_have_the_same_digits(string measure, double least, double greatest, string expected)
    {
        Unit unit = Unit.Of(measure, greatest);
        Axis axis = Axis.Of(least / unit.Size, greatest / unit.Size);

        Assert.Equal(expected, string.Join(", ", axis.Ticks.Select(t => unit.Label(t, axis.Decimals))));
    }
}
