using Observability.Core.Ingestion;
using Observability.Core.Pipelines;

namespace Observability.Core.Telemetry;

/// <summary>Notes which runs events came for. Comes after what keeps the runs.</summary>
/// <remarks>Events that were known already leave a mark too: the first time may have ended between the run and its mark.</remarks>
public sealed class MarkRuns(RunMarks marks) : IKeepFacts
{
    public Task KeepAsync(FactBatch batch, CancellationToken cancel) =>
        marks.PutAsync(batch.Of<RunFact>().SelectMany(f => new[] { RunJoin.Of(f.Fact), RunJoin.OfParent(f.Fact) }).OfType<Run>().Select(r => (r.Job, r.RunId, r.FirstEvent)), cancel);
}
