using CsCheck;
using Observability.Core.Collectors;

namespace Observability.Unit.Collectors;

public sealed class CollectorHealthTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly CollectorState Fresh = new() { Name = "s" };

    [Fact]
    public void Failures_wait_longer_and_longer_and_never_longer_than_a_round_of_an_hour() =>
        Gen.Select(Gen.Int[0, 60], Gen.Int[1, 10_000]).Sample((failures, minutes) =>
        {
            TimeSpan every = TimeSpan.FromMinutes(minutes);
            TimeSpan Wait(int n) => CollectorHealth.After(Fresh with { Failures = n }, Now, every, new(SourceFailure.Unavailable, "x")).Next!.Value - Now;
            return Wait(failures) <= Wait(failures + 1) && Wait(failures) <= TimeSpan.FromHours(1) && Wait(failures) <= every && Wait(failures) >= TimeSpan.FromMinutes(1);
        });

    [Fact]
    public void What_a_source_asks_for_is_given() =>
        Gen.Int[1, 86_400].Sample(seconds => CollectorHealth.After(Fresh, Now, TimeSpan.FromMinutes(5), new(SourceFailure.Throttled, "x", TimeSpan.FromSeconds(seconds))).Next >= Now.AddSeconds(seconds));

    [Theory]
    [InlineData(SourceFailure.Credentials, true)]
    [InlineData(SourceFailure.Permission, true)]
    [InlineData(SourceFailure.Missing, true)]
    [InlineData(SourceFailure.BadAnswer, true)]
    [InlineData(SourceFailure.Throttled, false)]
    [InlineData(SourceFailure.Unavailable, false)]
    [InlineData(SourceFailure.Incomplete, false)]
    public void Only_what_passes_by_itself_is_borne(SourceFailure failure, bool atOnce) =>
        Assert.Equal(atOnce, CollectorHealth.IsSilent(CollectorHealth.After(Fresh, Now, TimeSpan.FromHours(1), new(failure, "x")), Now, TimeSpan.FromHours(1)));

    [Fact]
    public void Secrets_in_an_answer_are_not_kept()
    {
        CollectorState after = CollectorHealth.After(Fresh, Now, TimeSpan.FromHours(1), new(SourceFailure.BadAnswer, "said password=hunter2secret to somebody@example.com"));

        Assert.DoesNotContain("hunter2secret", after.Problem);
        Assert.DoesNotContain("somebody@example.com", after.Problem);
    }
}
