using Observability.Core.Primitives;
using Observability.Core.Series;
using Observability.Core.Storage;

namespace Observability.Core.Ingestion;

/// <summary>Keeps values that a source measured itself.</summary>
public sealed class KeepPoints(AppendPoints append, DueRows due) : IKeepFacts
{
    public async Task KeepAsync(FactBatch batch, CancellationToken cancel)
    {
        var subjects = batch.Of<PointFact>().GroupBy(f => f.Fact.Subject).ToArray();
        await Task.WhenAll(subjects.Select(async subject =>
        {
            (int Record, PointFact Fact)[] facts = [.. subject];
            IReadOnlyList<Added> added = await append.RunAsync(
                subject.Key,
                [.. facts.Select(f => (f.Fact.Measure, new SeriesPoint(f.Fact.Time, f.Fact.Value, ContentHash.Of64($"{f.Fact.Measure} {f.Fact.Time.UtcTicks}"))))],
                cancel).ConfigureAwait(false);
            foreach (int i in Enumerable.Range(0, facts.Length).Where(i => added[i] != Added.Duplicate))
            {
                batch.MarkNew(facts[i].Record);
            }
        })).ConfigureAwait(false);
        await due.PutAsync(subjects.Select(s => (batch.Received, DueKind.Judge, s.Key.Text)), cancel).ConfigureAwait(false);
    }
}
