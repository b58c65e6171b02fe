using CsCheck;
using Observability.Core.Freshness;

namespace Observability.Unit.Freshness;

public sealed class FreshnessClockTests
{
    private static readonly DateTimeOffset Monday = new(2025, 1, 6, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Bytes_anywhere_give_the_same_answers_and_prefixes_too() =>
        Gen.Select(Gen.Int[1, 5000].Array[10, 60], Gen.Int[1, 9]).Sample((minutes, at) =>
        {
            DateTimeOffset[] times = Times(minutes);
            List<FreshnessVerdict> straight = Run(FreshnessState.Empty, times).Verdicts;
            (FreshnessState half, List<FreshnessVerdict> verdicts) = Run(FreshnessState.Empty, times[..at]);
            verdicts.AddRange(Run(FreshnessState.FromBytes(half.ToBytes()).State!, times[at..]).Verdicts);
            Assert.Equal(straight, verdicts);
            Assert.InRange(half.ToBytes().Length, 1, 16 * 1024);
        });

    [Fact]
    public void Too_few_updates_give_a_reason_and_no_deadline()
    {
        FreshnessVerdict verdict = Run(FreshnessState.Empty, [Monday, Monday.AddDays(1)]).Verdicts[^1];

        Assert.Null(verdict.Deadline);
        Assert.Equal("1 gaps seen, 5 needed", verdict.Reason);
    }

    [Fact]
    public void A_table_of_work_days_is_not_stale_at_the_weekend_and_is_by_Tuesday_noon()
    {
        DateTimeOffset[] workDays = [.. Enumerable.Range(0, 7 * 20).Select(d => Monday.AddDays(d)).Where(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))];
        List<FreshnessVerdict> verdicts = Run(FreshnessState.Empty, workDays).Verdicts;

        FreshnessVerdict friday = verdicts.Last(v => v.Updated.DayOfWeek == DayOfWeek.Friday);
        FreshnessVerdict monday = verdicts.Last(v => v.Updated.DayOfWeek == DayOfWeek.Monday);

        Assert.InRange(friday.Deadline!.Value, friday.Updated.AddDays(3), friday.Updated.AddDays(3.5));
        Assert.InRange(monday.Deadline!.Value, monday.Updated.AddDays(1), monday.Updated.AddDays(1.3));
        Assert.Equal(monday.Updated.AddDays(1), monday.Expected!.Value);
    }

    [Fact]
    public void With_its_time_zone_a_change_of_clocks_does_not_move_the_local_deadline()
    {
        TimeZoneInfo zone = TimeZoneInfo.CreateCustomTimeZone("z", TimeSpan.FromHours(1), "z", "z", "summer",
            [TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(DateTime.MinValue.Date, DateTime.MaxValue.Date, TimeSpan.FromHours(1),
                TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 2, 0, 0), 3, 5, DayOfWeek.Sunday),
                TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 3, 0, 0), 10, 5, DayOfWeek.Sunday))]);
        DateTimeOffset[] times = [.. Enumerable.Range(0, 120).Select(d => new DateTime(2025, 1, 6, 6, 0, 0).AddDays(d)).Select(l => new DateTimeOffset(l, zone.GetUtcOffset(l)))];

        FreshnessVerdict[] judged = [.. Run(FreshnessState.Empty, times, zone).Verdicts.Skip(60)];

        Assert.All(judged.Zip(judged.Skip(1)), pair => Assert.True(pair.Second.Updated <= pair.First.Deadline));
    }

    [Fact]
    public void An_update_not_after_the_last_one_changes_nothing()
    {
        FreshnessState state = Run(FreshnessState.Empty, Times([10, 20, 30])).State;

        (FreshnessState next, FreshnessVerdict verdict) = FreshnessClock.Step(state, Monday);

        Assert.Same(state, next);
        Assert.Null(verdict.Deadline);
    }

    [Fact]
    public void A_state_of_another_version_says_that_it_must_be_rebuilt() =>
        Assert.Contains("rebuild", FreshnessState.FromBytes([7]).RebuildReason!, StringComparison.Ordinal);

    [Fact]
    public void A_file_gives_an_answer_a_row_and_places_for_bad_rows()
    {
        DatasetDeadline[] answers = [.. LearnFreshness.Run(new StringReader("dataset,time\na,2025-01-06T06:00:00Z\nb,soon\na,2025-01-07T06:00:00Z\n"), "u.csv")];

        Assert.Equal(["a", "b", "a"], answers.Select(a => a.Dataset));
        Assert.Equal("u.csv:3:3 time: expected an RFC 3339 time, yyyy-MM-dd HH:mm:ss or Unix seconds", answers[1].Problem!.ToString());
    }

    private static DateTimeOffset[] Times(int[] minutes)
    {
        DateTimeOffset at = Monday;
        return [.. minutes.Select(m => at = at.AddMinutes(m))];
    }

    private static (FreshnessState State, List<FreshnessVerdict> Verdicts) Run(FreshnessState state, DateTimeOffset[] times, TimeZoneInfo? zone = null)
    {
        List<FreshnessVerdict> verdicts = [];
        foreach (DateTimeOffset time in times)
        {
            (state, FreshnessVerdict verdict) = FreshnessClock.Step(state, time, zone);
            verdicts.Add(verdict);
        }

        return (state, verdicts);
    }
}
