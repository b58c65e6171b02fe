using Observability.Core.Ingestion;
using Observability.Core.Primitives;
using Observability.Core.Series;
using Observability.Core.Storage;

namespace Observability.Core.Pipelines;

/// <summary>Keeps what inputs say of jobs and datasets outright, apart from runs, and updates that come by themselves.</summary>
public sealed class KeepDescriptions(Catalogue<JobState> jobs, Catalogue<DatasetState> datasets, AppendPoints append, DueRows due) : IKeepFacts
{
    public async Task KeepAsync(FactBatch batch, CancellationToken cancel)
    {
        await Task.WhenAll(
        [
            .. batch.Of<JobFact>().Where(f => !Described.IsOfRun(batch, f.Record)).GroupBy(f => f.Fact.Job).Select(g => JoinAsync(batch, jobs, g.Select(f => (f.Record, JobState.Of(f.Fact, Described.IdOf(batch, f.Record)))), JobState.Join, cancel)),
            .. batch.Of<DatasetFact>().Where(f => !Described.IsOfRun(batch, f.Record)).GroupBy(f => f.Fact.Dataset).Select(g => JoinAsync(batch, datasets, g.Select(f => (f.Record, DatasetState.Of(f.Fact, Described.IdOf(batch, f.Record)))), DatasetState.Join, cancel)),
        ]).ConfigureAwait(false);
        await UpdatesAsync(batch, cancel).ConfigureAwait(false);
    }

    private async Task UpdatesAsync(FactBatch batch, CancellationToken cancel)
    {
        var updates = batch.Of<UpdateFact>().GroupBy(f => f.Fact.Dataset).ToArray();
        await Task.WhenAll(updates.Select(async g =>
        {
            (int Record, string Measure, SeriesPoint Point)[] points =
            [
                .. g.SelectMany(f => RunPoints.OfUpdate(f.Fact.Time, f.Fact.Rows, f.Fact.Bytes, ContentHash.Of64($"update {f.Fact.Time.UtcTicks}"), null).Select(p => (f.Record, p.Measure, p.Point))),
            ];
            IReadOnlyList<Added> added = await append.RunAsync(g.Key, [.. points.Select(p => (p.Measure, p.Point))], cancel).ConfigureAwait(false);
            foreach (int i in Enumerable.Range(0, points.Length).Where(i => added[i] != Added.Duplicate))
            {
                batch.MarkNew(points[i].Record);
            }

            await datasets.JoinAsync(g.Select(f => DatasetState.Of(g.Key, f.Fact.Time, f.Fact.Rows, 0)).Aggregate(DatasetState.Join), cancel).ConfigureAwait(false);
        })).ConfigureAwait(false);
        await due.PutAsync(updates.Select(g => (batch.Received, DueKind.Judge, g.Key.Text)), cancel).ConfigureAwait(false);
    }

    // A record is new when it changes what is known.
    private static async Task JoinAsync<T>(
        FactBatch batch, Catalogue<T> catalogue, IEnumerable<(int Record, T State)> said, Func<T, T, T> join, CancellationToken cancel)
        where T : class
    {
        (int Record, T State)[] all = [.. said];
        if (await catalogue.JoinAsync(all.Select(s => s.State).Aggregate(join), cancel).ConfigureAwait(false))
        {
            foreach (int record in all.Select(s => s.Record).DistinctBy(r => Described.IdOf(batch, r)))
            {
                batch.MarkNew(record);
            }
        }
    }
}
