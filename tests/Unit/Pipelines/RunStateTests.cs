using Observability.Core.Ingestion;
using Observability.Core.Pipelines;
using Observability.Core.Primitives;

namespace Observability.Unit.Pipelines;

public sealed class RunStateTests
{
    [Theory]
    [InlineData(RunState.Unknown, RunEvent.Other)]
    [InlineData(RunState.Scheduled, RunEvent.Scheduled)]
    [InlineData(RunState.Running, RunEvent.Started)]
    [InlineData(RunState.Running, RunEvent.Started, RunEvent.Other)]
    [InlineData(RunState.Running, RunEvent.Scheduled, RunEvent.Running)]
    [InlineData(RunState.Succeeded, RunEvent.Started, RunEvent.Completed)]
    [InlineData(RunState.Failed, RunEvent.Started, RunEvent.Failed)]
    [InlineData(RunState.Aborted, RunEvent.Started, RunEvent.Aborted)]
    [InlineData(RunState.Succeeded, RunEvent.Completed, RunEvent.Started)]
    [InlineData(RunState.Failed, RunEvent.Completed, RunEvent.Failed)]
    public void State_follows_the_events(RunState expected, params RunEvent[] events) =>
        Assert.Equal(expected, Runs.Of(events.Select((e, minute) => Runs.Fact(e, minute))).State);

    [Fact]
    public void A_late_start_changes_the_duration_and_not_the_state()
    {
        Run run = Runs.Of(Runs.Fact(RunEvent.Completed, 10), Runs.Fact(RunEvent.Started, 4));

        Assert.Equal((RunState.Succeeded, TimeSpan.FromMinutes(6)), (run.State, run.Duration));
    }

    [Fact]
    public void A_run_whose_child_failed_failed_and_says_which() =>
        Assert.Equal((RunState.Failed, Subject.Job("air", "child")), Story((RunEvent.Failed, 5)));

    [Fact]
    public void A_child_that_was_tried_again_with_success_did_not_fail() =>
        Assert.Equal((RunState.Succeeded, null), Story((RunEvent.Completed, 7), (RunEvent.Failed, 5)));

    [Fact]
    public void A_child_that_failed_again_failed() =>
        Assert.Equal((RunState.Failed, Subject.Job("air", "child")), Story((RunEvent.Failed, 7), (RunEvent.Completed, 5)));

    [Fact]
    public void A_child_that_still_runs_says_nothing() => Assert.Equal((RunState.Succeeded, null), Story((RunEvent.Started, 5)));

    [Theory]
    [InlineData(null, RunCause.Unknown, true)]
    [InlineData(null, RunCause.Scheduled, false)]
    [InlineData(1, RunCause.Unknown, false)]
    [InlineData(2, RunCause.Scheduled, true)]
    public void A_run_may_be_a_retry_unless_its_source_says_otherwise(int? attempt, RunCause cause, bool expected) =>
        Assert.Equal(expected, Runs.Of(Runs.Fact(RunEvent.Started, 0) with { Attempt = attempt, Cause = cause }).MayBeRetry);

    [Fact]
    public void An_end_before_the_start_is_no_negative_duration() =>
        Assert.Equal(TimeSpan.Zero, Runs.Of(Runs.Fact(RunEvent.Started, 9), Runs.Fact(RunEvent.Completed, 9) with { Ended = Runs.Six }).Duration);

    private static (RunState State, Subject? Child) Story(params (RunEvent Event, int Minute)[] child)
    {
        Run run = Runs.Of(
        [
            Runs.Fact(RunEvent.Started, 0),
            Runs.Fact(RunEvent.Completed, 8),
            .. child.Select((c, i) => Runs.Fact(c.Event, c.Minute, $"c{i}", "child") with { Parent = new(Runs.Load, "r1") }),
        ]);
        return (run.State, run.FailedChild);
    }
}
