using Observability.Core;
using Observability.Core.Configuration;
using Observability.Core.Pipelines;
using Observability.Core.Series;

namespace Observability.Web;

/// <summary>A job with what is expected of it.</summary>
/// <param name="Outlook">null while nothing of it was judged.</param>
public sealed record KnownJob(JobState State, string? Owner, Outlook? Outlook)
{
    /// <summary>Whether the last run failed.</summary>
    public bool Failing => State.Last?.Value.State == RunState.Failed;

    public bool Late => Outlook?.LateSince is not null;
}

/// <summary>All jobs: 12 ranges whatever their number.</summary>
internal static class KnownJobs
{
    /// <summary>Sorted by name.</summary>
    public static async Task<IReadOnlyList<KnownJob>> AllAsync(Service service, CancellationToken cancel)
    {
        Settings settings = service.Settings();
        Dictionary<string, Outlook> outlooks = [];
        await foreach (Outlook outlook in service.Outlooks.AllAsync(OutlookStore.Jobs, cancel).ConfigureAwait(false))
        {
            outlooks[outlook.Subject.Text] = outlook;
        }

        List<KnownJob> jobs = [];
        await foreach (JobState job in service.Jobs.AllAsync(cancel).ConfigureAwait(false))
        {
            jobs.Add(new(job, OwnerOf(settings, job), outlooks.GetValueOrDefault(job.Job.Text)));
        }

        jobs.Sort((a, b) => string.CompareOrdinal(a.State.Job.Text, b.State.Job.Text));
        return jobs;
    }

    /// <summary>As configured, else as the sources say, else its team tag.</summary>
    public static string? OwnerOf(Settings settings, JobState job) =>
        settings.OwnerOf(job.Job) ?? (job.Owners is { Value.Count: > 0 } owners ? owners.Value[0] : null) ?? job.Tags?.Value.GetValueOrDefault("team");
}
