namespace Observability.Unit.Incidents;

/// <summary>What becomes an incident, told as stories: hours count from Monday, 2 November 2026, midnight.</summary>
public sealed class JudgeSubjectTests
{
    private readonly Estate _estate = new();

    [Fact]
    public async Task A_failed_run_is_one_incident_once_the_time_for_a_retry_is_over()
    {
        _estate.Run("load", 6, good: false);

        Assert.Equal("", await _estate.IncidentsAsync(6.4));
        Assert.Equal("run-failed air/load 02T06:05 open", await _estate.IncidentsAsync(6.5));
    }

    [Fact]
    public async Task The_next_good_run_ends_it()
    {
        _estate.Run("load", 6, good: false).Run("load", 12);

        Assert.Equal("run-failed air/load 02T06:05 02T12:05", await _estate.IncidentsAsync(13));
    }

    [Fact]
    public async Task A_second_failure_is_the_same_incident()
    {
        _estate.Run("load", 6, good: false).Run("load", 12, good: false);

        Assert.Equal("run-failed air/load 02T06:05 open", await _estate.IncidentsAsync(13));
    }

    [Fact]
    public async Task A_retry_that_goes_well_saves_it()
    {
        _estate.Run("load", 6, good: false).Run("load", 6.2, attempt: 2);

        Assert.Equal("", await _estate.IncidentsAsync(30));
    }

    [Fact]
    public async Task A_retry_that_takes_long_is_waited_for()
    {
        _estate.Run("load", 6, good: false).Run("load", 6.2, attempt: 2, minutes: 120);

        Assert.Equal("", await _estate.IncidentsAsync(30));
    }

    [Fact]
    public async Task A_retry_that_fails_too_does_not_help()
    {
        _estate.Run("load", 6, good: false).Run("load", 6.2, good: false, attempt: 2);

        Assert.Equal("run-failed air/load 02T06:05 open", await _estate.IncidentsAsync(7));
    }

    [Fact]
    public async Task A_source_that_tells_of_a_run_at_its_end_is_not_late_while_it_runs()
    {
        for (int day = 0; day < 12; day++)
        {
            _estate.Run("nightly", (day * 24) + 2, minutes: 150, heard: (day * 24) + 4.5);
        }

        Assert.Equal("", await _estate.IncidentsAsync((12 * 24) + 4.4));
        Assert.StartsWith("run-late air/nightly 14T0", await _estate.IncidentsAsync((12 * 24) + 8));
    }

    [Fact]
    public async Task Two_runs_that_end_in_one_instant_are_both_judged()
    {
        _estate.Run("load", 6, minutes: 10).Run("load", 6 + (5 / 60.0), good: false, minutes: 5);

        Assert.StartsWith("run-failed air/load 02T06:10", await _estate.IncidentsAsync(7), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_does_not_come_is_late_then_missing_then_came()
    {
        Hourly("load", 0, 30);
        _estate.Run("load", 40);

        Assert.StartsWith("run-late air/load 03T06:", await _estate.IncidentsAsync(30.25), StringComparison.Ordinal);
        Assert.StartsWith("run-missing air/load 03T06:", await _estate.IncidentsAsync(34), StringComparison.Ordinal);
        Assert.EndsWith(" 03T16:00", await _estate.IncidentsAsync(40.5), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_heard_of_late_that_began_in_time_ends_what_was_said_of_it()
    {
        Hourly("load", 0, 30);
        _estate.Run("load", 30, heard: 30.25);

        Assert.Matches("^run-late air/load 03T06:.. 03T06:..$", await _estate.IncidentsAsync(30.4));
    }

    [Fact]
    public async Task A_dataset_that_gets_no_data_is_stale_until_it_does()
    {
        for (int hour = 0; hour < 30; hour++)
        {
            _estate.Update("landing", hour);
        }

        _estate.Update("landing", 35);

        Assert.Matches("^dataset-stale lake/landing 03T06:.. 03T11:00$", await _estate.IncidentsAsync(35.5));
    }

    [Fact]
    public async Task A_job_that_fails_and_the_data_that_does_not_come_are_one_incident()
    {
        Chain(0, 30);
        _estate.Run("load", 30, good: false).Run("load", 31, good: false).Run("load", 32, good: false);

        Assert.Equal("run-failed air/load 03T06:05 open + dataset-stale lake/orders + run-missing air/report + dataset-stale lake/gold", await _estate.IncidentsAsync(32.9));
    }

    [Fact]
    public async Task It_is_over_when_all_of_it_is_well_again()
    {
        Chain(0, 30);
        _estate.Run("load", 30, good: false).Run("load", 31, good: false).Run("load", 32, good: false);
        Chain(33, 36);

        Assert.StartsWith("run-failed air/load 03T06:05 03T09:", await _estate.IncidentsAsync(36), StringComparison.Ordinal);
        Assert.Single((await _estate.ListAsync(36)).Split('\n'));
    }

    [Fact]
    public async Task A_cause_that_is_heard_of_later_becomes_the_root_and_the_incident_is_listed_once()
    {
        Chain(0, 30);
        _estate.Run("load", 30, good: false, heard: 31.8);

        Assert.StartsWith("run-failed air/load 03T06:05 open + ", await _estate.IncidentsAsync(31.9), StringComparison.Ordinal);
        Assert.Single((await _estate.ListAsync(32.2)).Split('\n'));
    }

    [Fact]
    public async Task Old_history_that_is_read_in_opens_nothing()
    {
        for (int hour = 0; hour < 60; hour++)
        {
            _estate.Run("load", hour, good: hour % 7 != 0, heard: 24 * 30);
        }

        Assert.Equal("", await _estate.IncidentsAsync(24 * 31));
    }

    private void Hourly(string job, int from, int to)
    {
        for (int hour = from; hour < to; hour++)
        {
            _estate.Run(job, hour);
        }
    }

    // load writes orders, which report reads half an hour later, and writes gold.
    private void Chain(int from, int to)
    {
        for (int hour = from; hour < to; hour++)
        {
            _estate.Run("load", hour, writes: "orders").Run("report", hour + 0.5, reads: "orders", writes: "gold");
        }
    }
}
