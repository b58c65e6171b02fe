using Observability.Core.Incidents;
using Observability.Core.Series;

namespace Observability.Unit.Incidents;

public sealed class RetriesTests
{
    private static readonly DateTimeOffset Failed = new(2026, 11, 10, 6, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(5, null, null, FailureMeaning.MayBeRetried)] // within the grace
    [InlineData(19.9, null, null, FailureMeaning.MayBeRetried)]
    [InlineData(20, null, null, FailureMeaning.Failed)]
    [InlineData(30, 10.0, null, FailureMeaning.Retried)]
    [InlineData(400, 350.0, null, FailureMeaning.Retried)]
    [InlineData(400, 361.0, null, FailureMeaning.Failed)] // too late to be its retry
    [InlineData(30, null, 10.0, FailureMeaning.MayBeRetried)] // a retry is under way
    [InlineData(360, null, 10.0, FailureMeaning.MayBeRetried)]
    [InlineData(361, null, 10.0, FailureMeaning.Failed)] // for too long
    [InlineData(30, null, 25.0, FailureMeaning.Failed)] // began after the grace
    [InlineData(30, null, -5.0, FailureMeaning.Failed)] // was under way before
    public void A_failure_is_told_when_no_retry_came_to_its_help(double now, double? wellAt, double? runningSince, FailureMeaning expected) =>
        Assert.Equal(expected, Retries.Meaning(
            new(Failed, 1, 1),
            wellAt is { } well ? [new(Failed.AddMinutes(well), Measures.WellAgain, 2)] : [],
            runningSince is { } since ? Failed.AddMinutes(since) : null,
            Failed.AddMinutes(now),
            TimeSpan.FromMinutes(20),
            TimeSpan.FromHours(6)));

    [Fact]
    public void The_next_scheduled_run_is_no_retry() => Assert.Equal(
        FailureMeaning.Failed,
        Retries.Meaning(new(Failed, 1, 1), [new(Failed.AddMinutes(15), 0, 2)], null, Failed.AddMinutes(21), TimeSpan.FromMinutes(20), TimeSpan.FromHours(6)));
}
