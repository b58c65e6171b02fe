using Observability.Unit.Storage;

namespace Observability.Unit.Incidents;

/// <summary>A process that dies at any write and is started again ends in the same incidents and tells the same.</summary>
public sealed class KillPointTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public Task A_failure_that_takes_another_job_with_it_and_is_fixed() => SameAsync(9, () => new Estate()
        .Run("load", 6, good: false, writes: "orders").Run("report", 6.5, good: false, reads: "orders").Run("load", 7, writes: "orders").Run("report", 7.5, reads: "orders"));

    [Fact]
    public Task A_failure_and_its_end_that_are_heard_of_together() => SameAsync(9, () => new Estate()
        .Run("load", 5, good: false, heard: 8).Run("load", 6, heard: 8).Run("load", 7, good: false, heard: 8).Run("load", 7.2, heard: 8));

    [Fact]
    public Task A_run_that_is_late_then_missing_then_comes() => SameAsync(14, () => Enumerable.Range(0, 8).Aggregate(new Estate(), (e, hour) => e.Run("load", hour)).Run("load", 13));

    private static async Task SameAsync(double until, Func<Estate> story)
    {
        Estate undisturbed = story();
        string expected = await undisturbed.IncidentsAsync(until);
        string rows = await TellingsAsync(undisturbed);
        Assert.NotEqual("", expected);
        Assert.Contains("Notification", rows, StringComparison.Ordinal);

        int step = Lengths.Long ? 1 : 3;
        bool died = true;
        for (int write = 1; died; write += step)
        {
            Estate estate = story();
            died = await estate.DieAtAsync(write, until);
            Assert.Equal((write, expected), (write, await estate.ListAsync(until)));
            Assert.Equal($"write {write}\n{rows}", $"write {write}\n{await TellingsAsync(estate)}");
        }
    }

    // Incidents with all that was and is to be told of them.
    private static Task<string> TellingsAsync(Estate estate) =>
        Dump.OfAsync(estate.Store, t => t.StartsWith("incidents", StringComparison.Ordinal), Cancel);
}
