using Observability.Sample;
using Observability.Sample.Catalogue;

namespace Observability.Unit.Sample;

/// <summary>Every fault that the truth names can be seen in the files, and every look-alike too.</summary>
[Collection("written estate")]
public sealed class SampleFaultTests(WrittenEstate estate)
{
    [Fact]
    public void A_failing_job_has_no_good_run_until_it_is_repaired()
    {
        foreach (TrueFault fault in Of("run-failed"))
        {
            SeenRun[] runs = [.. estate.RunsOf(fault).Where(r => r.End >= fault.Begin && r.End <= fault.End).OrderBy(r => r.End)];
            int repaired = Array.FindIndex(runs, r => r.State == "COMPLETE");
            Assert.True(repaired >= 1, fault.Id);
            Assert.All(runs[..repaired], r => Assert.Equal("FAIL", r.State));
            Assert.All(runs[repaired..].Where(r => r.Attempt > 1 || r.State == "FAIL").GroupBy(r => r.Due), tries => Assert.Contains(tries, r => r.State == "COMPLETE"));
        }
    }

    [Fact]
    public void Jobs_that_need_a_missing_input_fail_or_write_nothing()
    {
        int seen = 0;
        foreach (TrueFault fault in Of("run-failed").Concat(Of("dataset-stale")))
        {
            foreach (Job job in Jobs.All.Where(j => fault.Members.Contains(j.Subject)))
            {
                HashSet<DateTimeOffset> good = [.. estate.Runs.Where(r => r.Job == job.Subject && r.State == "COMPLETE" && r.Rows.Count > 0).Select(r => r.Due)];
                Assert.Contains(job.Cadence.Times(fault.Begin.AddHours(-2), fault.End), due => !good.Contains(due));
                seen++;
            }
        }

        Assert.True(seen > 0);
    }

    [Fact]
    public void A_slow_job_takes_twice_its_time_at_least()
    {
        foreach (TrueFault fault in Of("run-slow"))
        {
            double usual = Median(estate.RunsOf(fault).Where(r => r.End < fault.Begin && r.State == "COMPLETE").Select(r => r.Duration.TotalSeconds));
            SeenRun[] slow = [.. estate.RunsOf(fault).Where(r => r.End > fault.Begin && r.End <= fault.End)];
            Assert.NotEmpty(slow);
            Assert.True(Median(slow.Select(r => r.Duration.TotalSeconds)) > 2 * usual, fault.Id);
        }
    }

    [Fact]
    public void A_late_run_starts_more_than_an_hour_and_a_half_after_it_was_due()
    {
        foreach (TrueFault fault in Of("run-late"))
        {
            SeenRun late = Assert.Single(estate.RunsOf(fault), r => r.Due == fault.Begin && r.Attempt == 1);
            Assert.True(late.Start - late.Due > TimeSpan.FromMinutes(95));
            Assert.All(estate.RunsOf(fault).Where(r => r.Due < fault.Begin && !r.Backfill && r.Attempt == 1), r => Assert.True(r.Start - r.Due < TimeSpan.FromMinutes(20)));
        }
    }

    [Fact]
    public void A_missing_run_is_not_there()
    {
        foreach (TrueFault fault in Of("run-missing"))
        {
            Job job = Jobs.All.Single(j => j.Subject == fault.Subject);
            DateTimeOffset[] due = [.. job.Cadence.Times(fault.Begin, fault.End)];
            Assert.Equal(fault.Begin, due[0]);
            HashSet<DateTimeOffset> seen = [.. estate.RunsOf(fault).Select(r => r.Due), .. estate.Csv("runs").Where(r => "job:" + r["job"] == fault.Subject).Select(r => DateTimeOffset.Parse(r["scheduled"]))];
            Assert.DoesNotContain(due[0], seen);
            Assert.Contains(due[^1], seen);
        }
    }

    [Fact]
    public void A_stale_dataset_has_no_update()
    {
        foreach (TrueFault fault in Of("dataset-stale"))
        {
            DateTimeOffset[] updates =
            [
                .. estate.Csv("updates").Where(r => "dataset:" + r["dataset"] == fault.Subject).Select(r => DateTimeOffset.Parse(r["time"])),
                .. estate.Runs.Where(r => r.Rows.ContainsKey(fault.Subject)).Select(r => r.End),
            ];
            Assert.Contains(updates, t => t < fault.Begin);
            Assert.Contains(updates, t => t >= fault.End.AddDays(-2) && t <= fault.End);
            TimeSpan gap = updates.Order().Zip(updates.Order().Skip(1), (a, b) => a < fault.End && b > fault.Begin ? b - a : TimeSpan.Zero).Max();
            TimeSpan usual = updates.Order().Zip(updates.Order().Skip(1), (a, b) => b < fault.Begin ? b - a : TimeSpan.Zero).Max();
            Assert.True(gap > 1.5 * usual, $"{fault.Id}: {gap} after {usual}");
        }
    }

    [Fact]
    public void An_odd_volume_comes_from_a_run_that_succeeded()
    {
        foreach (TrueFault fault in Of("volume"))
        {
            string dataset = Jobs.All.Single(j => j.Subject == fault.Subject).Outputs[0].Subject;
            SeenRun[] good = [.. estate.RunsOf(fault).Where(r => r.State == "COMPLETE" && !r.Backfill).OrderBy(r => r.End)];
            SeenRun odd = good.First(r => r.End == fault.Begin);
            double usual = Median(good.Where(r => r.End < fault.Begin && r.Due.DayOfWeek == odd.Due.DayOfWeek && (r.Due.TimeOfDay - odd.Due.TimeOfDay).Duration() <= TimeSpan.FromHours(1)).Select(r => (double)r.Rows[dataset]));
            Assert.False(odd.Rows[dataset] > 0.62 * usual && odd.Rows[dataset] < 1.6 * usual, $"{fault.Id}: {odd.Rows[dataset]} of {usual}");
        }
    }

    [Fact]
    public void A_wasteful_job_burns_money_in_attempts_that_come_to_nothing()
    {
        Dictionary<string, decimal> costs = estate.Truth.Runs.Where(r => r.RunId.Length == 36).ToDictionary(r => r.RunId, r => r.Cost);
        foreach (TrueFault fault in Of("waste:failed-run-waste").Concat(Of("waste:retry-waste")))
        {
            SeenRun[] failed = [.. estate.RunsOf(fault).Where(r => r.State == "FAIL" && r.Start >= estate.Truth.To.AddDays(-30) && r.End >= fault.Begin)];
            Assert.Equal(Math.Round(failed.Sum(r => costs[r.Id]), 2), fault.Dollars);
            Assert.True(failed.Length >= 5);
        }

        TrueFault retried = Of("waste:retry-waste").Single();
        SeenRun[][] due = [.. estate.RunsOf(retried).Where(r => r.Start > retried.Begin).GroupBy(r => r.Due).Select(g => g.ToArray())];
        Assert.True(due.Count(tries => tries.Length is 2 or 3) > 0.75 * due.Length);
    }

    [Fact]
    public void A_backfill_runs_many_old_intervals_in_one_afternoon()
    {
        TrueLookAlike backfill = estate.Truth.Lookalikes.Single(l => l.Kind == "backfill");
        SeenRun[] runs = [.. estate.Runs.Where(r => r.Backfill && r.Job == backfill.Subject)];

        Assert.InRange(runs.Length, 18, 30);
        Assert.All(runs, r => Assert.True(r.Start - r.Due > TimeSpan.FromDays(10) && r.Start >= backfill.Begin.AddMinutes(-1) && r.Start <= backfill.End));
    }

    [Fact]
    public void Local_schedules_move_by_an_hour_when_the_clock_does()
    {
        SeenRun[] berlin = [.. estate.Runs.Where(r => r.Job.EndsWith("/gold_customer_360", StringComparison.Ordinal))];
        SeenRun[] york = [.. estate.Runs.Where(r => r.Job.EndsWith("/pl_refresh_marketing", StringComparison.Ordinal))];

        Assert.Equal(["03:35", "04:35"], berlin.Select(r => $"{r.Due.UtcDateTime:HH:mm}").Distinct());
        Assert.Equal(["13:40", "14:40"], york.Select(r => $"{r.Due.UtcDateTime:HH:mm}").Distinct());
        Assert.Equal(2, estate.Truth.Lookalikes.Count(l => l.Kind == "dst-change"));
        Assert.All(berlin.Where(r => r.Due >= new DateTimeOffset(2026, 10, 25, 1, 0, 0, TimeSpan.Zero)), r => Assert.Equal(4, r.Due.UtcDateTime.Hour));
    }

    private TrueFault[] Of(string kind)
    {
        TrueFault[] faults = [.. estate.Truth.Faults.Where(f => f.Kind == kind && !f.Subject.StartsWith("job:cron", StringComparison.Ordinal))];
        Assert.NotEmpty(faults);
        return faults;
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
