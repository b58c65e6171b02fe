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
            JoinAsync(batch, jobs, batch.Of<JobFact>().Select(f => (f.Record, JobState.Of(f.Fact, Described.IdOf(batch, f.Record)))), j => j.Job.Text, cancel),
            JoinAsync(batch, datasets, batch.Of<DatasetFact>().Select(f => (f.Record, DatasetState.Of(f.Fact, Described.IdOf(batch, f.Record)))), d => d.Dataset.Text, cancel),
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
        })).ConfigureAwait(false);
        await datasets.JoinAsync(updates.SelectMany(g => g.Select(f => DatasetState.Of(g.Key, f.Fact.Time, f.Fact.Rows, 0))), cancel).ConfigureAwait(false);
        await due.PutAsync(updates.Select(g => (batch.Received, DueKind.Judge, g.Key.Text)), cancel).ConfigureAwait(false);
    }

    // A record is new when it changes what is known.
    private static async Task JoinAsync<T>(FactBatch batch, Catalogue<T> catalogue, IEnumerable<(int Record, T State)> said, Func<T, string> nameOf, CancellationToken cancel)
        where T : class
    {
        (int Record, T State)[] all = [.. said.Where(s => !Described.IsOfRun(batch, s.Record))];
        IReadOnlySet<string> changed = await catalogue.JoinAsync(all.Select(s => s.State), cancel).ConfigureAwait(false);
        foreach (int record in all.Where(s => changed.Contains(nameOf(s.State))).Select(s => (Name: nameOf(s.State), s.Record)).DistinctBy(s => (s.Name, Described.IdOf(batch, s.Record))).Select(s => s.Record))
        {
            batch.MarkNew(record);
        }
    }
}
