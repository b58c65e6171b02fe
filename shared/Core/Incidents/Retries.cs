using Observability.Core.Series;

namespace Observability.Core.Incidents;

/// <summary>What a failed run means.</summary>
public enum FailureMeaning
{
    /// <summary>It was tried again, and that went well.</summary>
    Retried,

    /// <summary>It may still be tried again.</summary>
    MayBeRetried,

    /// <summary>Nobody tried again in time, or that failed too.</summary>
    Failed,
}

/// <summary>A failure is told when no retry came to its help.</summary>
public static class Retries
{
    /// <param name="later">Outcomes of the job after the failure, in order of time; see <see cref="Measures.Failed"/>.</param>
    /// <param name="runningSince">Start of a run of the job that is under way; null when there is none.</param>
    /// <param name="grace">How long a retry may take to begin.</param>
    /// <param name="longest">How long a retry that is under way is waited for.</param>
    public static FailureMeaning Meaning(
        SeriesPoint failure, IEnumerable<SeriesPoint> later, DateTimeOffset? runningSince, DateTimeOffset now, TimeSpan grace, TimeSpan longest)
    {
        SeriesPoint? well = later.FirstOrDefault(p => p.Value == Measures.WellAgain);
        if (well is not null && well.Time - failure.Time <= longest)
        {
            return FailureMeaning.Retried;
        }

        // A retry may fail too, and be retried: the wait counts from the last failure, and ends in any case.
        DateTimeOffset last = later.TakeWhile(p => p.Value >= 1).Select(p => p.Time).Append(failure.Time).Max();
        bool underWay = runningSince is { } start && start >= failure.Time && start - last <= grace;
        return now - failure.Time <= longest && (now - last < grace || underWay) ? FailureMeaning.MayBeRetried : FailureMeaning.Failed;
    }
}
