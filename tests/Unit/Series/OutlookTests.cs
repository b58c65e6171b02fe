using Observability.Core.Primitives;
using Observability.Core.Series;

namespace Observability.Unit.Series;

public sealed class OutlookTests
{
    private static readonly DateTimeOffset Six = new(2026, 11, 23, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Only_a_failure_is_shown_as_one_and_not_a_run_that_may_have_been_another_try()
    {
        SubjectSeries series = new(Subject.Job("air", "load"));
        series.Set(new SeriesTail
        {
            Measure = Measures.Failed,
            Points = [new(Six, 0, 1), new(Six.AddHours(1), Measures.WellAgain, 2), new(Six.AddHours(2), 1, 3)],
        });

        Assert.Equal([false, false, true], Outlook.Of(series)!.Failed);
    }
}
