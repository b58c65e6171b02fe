using Observability.Core.Pipelines;
using Observability.Core.Primitives;
using Observability.Core.Recommendations;
using Observability.Core.Storage;

namespace Observability.Core.Incidents;

/// <summary>What else is known of a subject: who owns it, and how it could cost less.</summary>
/// <param name="advice">Recommendations about a subject, best first.</param>
public sealed class DescribeSubject(
    Catalogue<JobState> jobs, Catalogue<DatasetState> datasets, Func<Subject, CancellationToken, Task<IReadOnlyList<Advice>>> advice)
{
    /// <summary>The owner that the sources name: an owner of a job or dataset, else its team tag; null when none does.</summary>
    public async Task<string?> OwnerAsync(Subject subject, CancellationToken cancel)
    {
        if (subject.IsJob && await jobs.FindAsync(subject.Text, cancel).ConfigureAwait(false) is { } job)
        {
            return First(job.Owners) ?? job.Tags?.Value.GetValueOrDefault("team");
        }

        return subject.IsDataset ? First((await datasets.FindAsync(subject.Text, cancel).ConfigureAwait(false))?.Owners) : null;
    }

    public Task<IReadOnlyList<Advice>> AdviceAsync(Subject subject, CancellationToken cancel) => advice(subject, cancel);

    private static string? First(Latest<IReadOnlyList<string>>? owners) => owners is { Value.Count: > 0 } ? owners.Value[0] : null;
}
