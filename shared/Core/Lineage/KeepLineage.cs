using Observability.Core.Ingestion;
using Observability.Core.Primitives;

namespace Observability.Core.Lineage;

/// <summary>Keeps the edges that runs and job descriptions name. A run that another run started counts as what that one depends on.</summary>
public sealed class KeepLineage(LineageStore store) : IKeepFacts
{
    public async Task KeepAsync(FactBatch batch, CancellationToken cancel)
    {
        IEnumerable<(DateTimeOffset At, IEnumerable<(Subject, Subject)> Edges)> said =
        [
            .. batch.Of<RunFact>().Select(f => (f.Fact.At, Of(f.Fact))),
            .. batch.Of<JobFact>().Select(f => (f.Fact.At, Of(f.Fact.Job, f.Fact.Inputs, f.Fact.Outputs))),
        ];
        foreach (IGrouping<DateTime, (DateTimeOffset At, IEnumerable<(Subject, Subject)> Edges)> day in said.GroupBy(s => s.At.UtcDateTime.Date))
        {
            await store.KeepAsync([.. day.SelectMany(s => s.Edges)], new DateTimeOffset(day.Key, TimeSpan.Zero), cancel).ConfigureAwait(false);
        }
    }

    private static IEnumerable<(Subject Up, Subject Down)> Of(RunFact fact) =>
        fact.Parent is null
            ? Of(fact.Job, fact.Inputs, [.. fact.Outputs.Select(o => o.Dataset)])
            : Of(fact.Job, fact.Inputs, [.. fact.Outputs.Select(o => o.Dataset)]).Append((fact.Job, fact.Parent.Job));

    private static IEnumerable<(Subject Up, Subject Down)> Of(Subject job, IEnumerable<Subject> inputs, IEnumerable<Subject> outputs) =>
        [.. inputs.Select(i => (i, job)), .. outputs.Select(o => (job, o))];
}
