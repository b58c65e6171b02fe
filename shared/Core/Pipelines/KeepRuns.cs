using Observability.Core.Ingestion;
using Observability.Core.Primitives;
using Observability.Core.Series;
using Observability.Core.Storage;

namespace Observability.Core.Pipelines;

/// <summary>Folds run events into runs, and what follows from them into series, jobs and datasets.</summary>
/// <remarks>What is derived first, then the reminders to judge it (one that came before could be looked at too early, and be gone), the run itself last: a crash between leaves a batch that can be sent again with the same result.</remarks>
public sealed class KeepRuns(RunStore runs, Catalogue<JobState> jobs, Catalogue<DatasetState> datasets, AppendPoints append, DueRows due) : IKeepFacts
{
    public async Task KeepAsync(FactBatch batch, CancellationToken cancel)
    {
        IReadOnlyList<(int Record, RunFact Fact)> facts = [.. batch.Of<RunFact>()];
        Change[] open =
        [
            .. facts.Select(f => (f.Record, Part: RunJoin.Of(f.Fact)))
                .Concat(facts.Select(f => (Record: -1, Part: RunJoin.OfParent(f.Fact)!)).Where(p => p.Part is not null))
                .GroupBy(p => (p.Part.Job, p.Part.RunId))
                .Select(g => new Change(g.Select(p => p.Part).Aggregate(RunJoin.Join), [.. g.Where(p => p.Record >= 0).Select(p => (p.Record, p.Part.Events.Items[0]))])),
        ];
        while (open.Length > 0)
        {
            await Task.WhenAll(open.Select(c => LoadAsync(c, batch.Received, cancel))).ConfigureAwait(false);
            Change[] changed = [.. open.Where(c => c.IsChange)];
            await DeriveAsync(changed, batch, cancel).ConfigureAwait(false);
            await runs.IndexAsync([.. changed.Select(c => (c.Month, c.Home, c.Before))], cancel).ConfigureAwait(false);
            Change[] settled = open;
            open = [.. (await Task.WhenAll(changed.GroupBy(c => (c.Month, c.Part.Job)).Select(g => SaveAsync(g.Key.Month, g.Key.Job, [.. g], cancel))).ConfigureAwait(false)).SelectMany(again => again)];
            foreach (int record in settled.Except(open).SelectMany(c => c.NewRecords))
            {
                batch.MarkNew(record);
            }
        }
    }

    private async Task LoadAsync(Change change, DateTimeOffset now, CancellationToken cancel)
    {
        IReadOnlyList<RunPart> parts = await runs.PartsToChangeAsync(change.Part.Job, change.Part.RunId, change.Part.FirstEvent, now, cancel).ConfigureAwait(false);
        change.Loaded(parts);
    }

    // What runs say of series, jobs and datasets; each of these stores takes the same again without harm.
    private async Task DeriveAsync(IReadOnlyList<Change> changes, FactBatch batch, CancellationToken cancel)
    {
        Run[] changed = [.. changes.Select(c => c.Whole)];
        var points = changes.SelectMany(c => c.Points).GroupBy(p => p.Subject).ToArray();
        int[] records = [.. changes.SelectMany(c => c.Records).Distinct()];
        ILookup<Subject, (string Measure, ulong Id)> gone = changes.SelectMany(c => c.NoLonger).ToLookup(p => p.Subject, p => (p.Measure, p.Point.Id));
        await Task.WhenAll(
        [
            .. points.Select(p => append.RunAsync(p.Key, [.. p.Select(x => (x.Measure, x.Point))], [.. gone[p.Key]], cancel)),
            .. gone.Select(g => g.Key).Except(points.Select(p => p.Key)).Select(subject => append.RunAsync(subject, [], [.. gone[subject]], cancel)),
            jobs.JoinAsync(changed.Select(JobState.Of).Concat(Described.Jobs(batch, records)), cancel),
            datasets.JoinAsync(
                points.Where(p => p.Key.IsDataset).SelectMany(p => p.GroupBy(x => x.Point.Id).Select(update => UpdateOf(p.Key, [.. update]))).Concat(Described.Datasets(batch, records)), cancel),
        ]).ConfigureAwait(false);
        await due.PutAsync(points.Select(p => (batch.Received, DueKind.Judge, p.Key.Text)), cancel).ConfigureAwait(false);
    }

    private static DatasetState UpdateOf(Subject dataset, (Subject Subject, string Measure, SeriesPoint Point)[] points) =>
        DatasetState.Of(dataset, points[0].Point.Time, points.Where(p => p.Measure == Measures.Rows).Select(p => (long?)p.Point.Value).FirstOrDefault(), points[0].Point.Id);

    private async Task<IEnumerable<Change>> SaveAsync(string month, Subject job, Change[] changes, CancellationToken cancel)
    {
        bool done = await runs.SaveAsync(month, job, [.. changes.Select(c => (c.Home, c.Before, c.ETag))], cancel).ConfigureAwait(false);
        return done ? [] : changes;
    }

    // One run of the batch: what the batch says of it, and what stands in the store.
    private sealed class Change(Run part, (int Record, ulong Event)[] records)
    {
        private IReadOnlyList<RunPart> _parts = [];
        private bool _seen;

        public Run Part { get; } = part;

        /// <summary>Records of the batch that are about this run.</summary>
        public IEnumerable<int> Records => records.Select(r => r.Record);

        public string Month => _parts.Count > 0 ? _parts[0].Month : RunStore.Month(Part.FirstEvent);

        public Run? Before => _parts.Count > 0 ? _parts[0].Run : null;

        public string? ETag => _parts.Count > 0 ? _parts[0].ETag : null;

        /// <summary>What is to stand in the table of <see cref="Month"/>.</summary>
        public Run Home { get; private set; } = part;

        /// <summary>The run as a whole, over all its parts.</summary>
        public Run Whole { get; private set; } = part;

        /// <summary>What <see cref="Whole"/> adds to series.</summary>
        public IReadOnlyList<(Subject Subject, string Measure, SeriesPoint Point)> Points { get; private set; } = [];

        /// <summary>Records that were not known when the run was first looked at.</summary>
        public IReadOnlyList<int> NewRecords { get; private set; } = [];

        /// <summary>Points that the run was thought to add, and does not with what is known now.</summary>
        public IReadOnlyList<(Subject Subject, string Measure, SeriesPoint Point)> NoLonger { get; private set; } = [];

        public bool IsChange { get; private set; }

        public void Loaded(IReadOnlyList<RunPart> parts)
        {
            _parts = parts;
            HashSet<ulong> known = [.. parts.SelectMany(p => p.Run.Events.Items)];
            bool unknown = records.Any(r => !known.Contains(r.Event));
            NewRecords = _seen ? NewRecords : [.. records.Where(r => !known.Contains(r.Event)).DistinctBy(r => r.Event).Select(r => r.Record)];
            Home = Before is null ? Part : RunJoin.Join(Before, Part);
            Run[] earlier = [.. _seen ? [Whole] : Array.Empty<Run>(), .. parts.Count > 0 ? [parts.Select(p => p.Run).Aggregate(RunJoin.Join)] : Array.Empty<Run>()];
            Whole = parts.Skip(1).Select(p => p.Run).Aggregate(Home, RunJoin.Join);
            Points = [.. RunPoints.Of(Whole)];
            NoLonger = [.. earlier.SelectMany(RunPoints.Of).ExceptBy(Points.Select(p => (p.Subject, p.Measure)), p => (p.Subject, p.Measure)).Distinct()];
            IsChange = unknown || Before is null || Home.FirstEvent != Before.FirstEvent || Home.LastEvent != Before.LastEvent
                || Part.Children.Any(c => !Before.Children.TryGetValue(c.Key, out Latest<bool>? old) || Latest.Join(old, c.Value) != old);
            _seen = true;
        }
    }
}
