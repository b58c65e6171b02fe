using System.Collections.Concurrent;
using System.Globalization;
using Observability.Core.Primitives;
using Observability.Core.Storage;

namespace Observability.Core.Pipelines;

/// <summary>Runs, in tables named by the month of their first event that came, in the partition of their job; with index rows by time, by day and by run id.</summary>
/// <remarks>
/// A run whose events span months, or came out of order, may stand in two tables as two parts: reading joins them.
/// Index rows are derived: written before the run, ignored when it is missing.
/// </remarks>
public sealed class RunStore(ITableStore store)
{
    private const string Runs = "runs";
    private const string Recent = "recent";
    private const string Ids = "runids";
    private const int MostRemembered = 20_000;

    // Runs under way as this process wrote them last: their end mostly comes to whoever was told of their start. The ETag says at the next write whether they still stand so.
    private readonly ConcurrentDictionary<(string Month, Subject Job, string RunId), RunPart> _underWay = new();

    /// <summary>The parts of a run that may hold events near a time: the month before, its own, and the one after where that has begun.</summary>
    public Task<IReadOnlyList<RunPart>> PartsAsync(Subject job, string runId, DateTimeOffset near, DateTimeOffset now, CancellationToken cancel) =>
        PartsAsync(job, runId, near, now, PartAsync(Month(near), job, runId, cancel), cancel);

    /// <summary>As <see cref="PartsAsync(Subject, string, DateTimeOffset, DateTimeOffset, CancellationToken)"/>, by memory where it has the run: what comes of it is to be saved, or to be given up, with the ETags.</summary>
    public Task<IReadOnlyList<RunPart>> PartsToChangeAsync(Subject job, string runId, DateTimeOffset near, DateTimeOffset now, CancellationToken cancel) =>
        PartsAsync(job, runId, near, now, _underWay.TryGetValue((Month(near), job, runId), out RunPart? known) ? Task.FromResult<RunPart?>(known) : PartAsync(Month(near), job, runId, cancel), cancel);

    private async Task<IReadOnlyList<RunPart>> PartsAsync(Subject job, string runId, DateTimeOffset near, DateTimeOffset now, Task<RunPart?> asked, CancellationToken cancel)
    {
        DateTimeOffset month = new(near.UtcDateTime.Year, near.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero);
        Task<RunPart?> after = now >= month.AddMonths(1) ? PartAsync(Month(month.AddMonths(1)), job, runId, cancel) : Task.FromResult<RunPart?>(null);
        RunPart? own = await asked.ConfigureAwait(false);

        // Of a run that began in this month, nothing stands in the one before: not asking saves every second question.
        RunPart? before = own?.Run.StartSaid >= month ? null : await PartAsync(Month(month.AddDays(-1)), job, runId, cancel).ConfigureAwait(false);
        return [.. new[] { before, own, await after.ConfigureAwait(false) }.OfType<RunPart>()];
    }

    /// <summary>Writes the index rows by time and by run id of runs of any jobs, in few batches: before the runs themselves.</summary>
    public Task IndexAsync(IReadOnlyList<(string Month, Run Run, Run? Before)> runs, CancellationToken cancel)
    {
        IEnumerable<(string Table, string Partition, Write Write)> rows =
        [
            .. runs.Select(r => (Recent + r.Month, Day(r.Run.Started), (Write)new Write.Put(RecentKey(r.Run), RunSummaryRow.Values(r.Run)))),
            .. runs.Where(r => r.Before is null).Select(r => (Ids + r.Month, IdShard(r.Run.RunId), (Write)IdRow(r.Run))),
            .. runs.Where(r => r.Before is not null && r.Before.Started != r.Run.Started).Select(r => (Recent + r.Month, Day(r.Before!.Started), (Write)new Write.Delete(RecentKey(r.Before)))),
        ];
        return Task.WhenAll(
            from partition in rows.GroupBy(r => (r.Table, r.Partition))
            from batch in Batches.Of(partition.Key.Partition, partition.Select(r => r.Write))
            select store.WriteAsync(partition.Key.Table, partition.Key.Partition, batch, cancel));
    }

    /// <summary>Writes runs of one job into one month's table; their index rows stand already. False when somebody else was faster.</summary>
    public async Task<bool> SaveAsync(string month, Subject job, IReadOnlyList<(Run Run, Run? Before, string? ETag)> runs, CancellationToken cancel)
    {
        string partition = KeyCodec.Encode(job.Text);
        bool all = true;
        foreach ((Run Run, Run? Before, string? ETag)[] some in runs.Chunk(StoreLimits.BatchRows / 3))
        {
            List<Write> writes = [];
            foreach ((Run run, Run? before, string? etag) in some)
            {
                Dictionary<string, object> values = Json.Values(run, PipelinesJson.Default.Run, compress: run.Ended is not null); // until then it is rewritten
                string key = RunKey(run.RunId);
                writes.Add(etag is null ? new Write.Insert(key, values) : new Write.Replace(key, values, etag));
                writes.Add(new Write.Put(TimeKey(run), RunSummaryRow.Values(run)));
                if (before is not null && before.Started != run.Started)
                {
                    writes.Add(new Write.Delete(TimeKey(before)));
                }
            }

            WriteResult result = await store.WriteAsync(Runs + month, partition, writes, cancel).ConfigureAwait(false);
            Remember(month, some.Select(r => r.Run), writes, result);
            all &= result.Done;
        }

        return all;
    }

    private void Remember(string month, IEnumerable<Run> saved, List<Write> writes, WriteResult result)
    {
        if (_underWay.Count > MostRemembered)
        {
            _underWay.Clear();
        }

        foreach (Run run in saved)
        {
            if (result.Done && !run.Over)
            {
                _underWay[(month, run.Job, run.RunId)] = new(month, run, result.ETags[writes.FindIndex(w => w.Key == RunKey(run.RunId))]);
            }
            else
            {
                _underWay.TryRemove((month, run.Job, run.RunId), out _);
            }
        }
    }

    /// <summary>Runs of one job that started before a time, newest first.</summary>
    public IAsyncEnumerable<RunSummary> OfJobAsync(Subject job, DateTimeOffset before, int months, CancellationToken cancel) =>
        NewestAsync(Runs, before, months, _ => [KeyCodec.Encode(job.Text)], "t,", cancel);

    /// <summary>Runs of all jobs that started in [from, before), newest first.</summary>
    public IAsyncEnumerable<RunSummary> RecentAsync(DateTimeOffset from, DateTimeOffset before, CancellationToken cancel) =>
        RecentDaysAsync(from, before, cancel);

    /// <summary>The run with this id, joined of its parts; of several jobs that use the id, the first by name. Null when there is none.</summary>
    public Task<Run?> FindAsync(string runId, CancellationToken cancel) => FindAsync(runId, null, cancel);

    /// <summary>The run of this job with this id, joined of its parts. Null when there is none.</summary>
    /// <param name="of">null: any job.</param>
    public async Task<Run?> FindAsync(string runId, Subject? of, CancellationToken cancel)
    {
        foreach (string table in (await store.TablesAsync(Ids, cancel).ConfigureAwait(false)).Reverse())
        {
            await foreach (Row row in store.RowsAsync(table, KeyRange.Prefix(IdShard(runId), KeyCodec.Encode(runId) + ","), cancel).ConfigureAwait(false))
            {
                Subject job = JobOf(row);
                if (of is null || of == job)
                {
                    DateTimeOffset at = (DateTimeOffset)row.Values["At"];
                    return (await PartsAsync(job, runId, at, at.AddDays(62), cancel).ConfigureAwait(false)).Select(p => p.Run).Aggregate(default(Run), (whole, part) => whole is null ? part : RunJoin.Join(whole, part));
                }
            }
        }

        return null;
    }

    /// <summary>Writes the index rows of every run again, from nothing.</summary>
    /// <returns>How many runs there are.</returns>
    public async Task<long> RebuildAsync(CancellationToken cancel)
    {
        long count = 0;
        foreach (string index in (await store.TablesAsync(Ids, cancel).ConfigureAwait(false)).Concat(await store.TablesAsync(Recent, cancel).ConfigureAwait(false)))
        {
            await store.DropAsync(index, cancel).ConfigureAwait(false);
        }

        foreach (string table in await store.TablesAsync(Runs, cancel).ConfigureAwait(false))
        {
            string month = table[Runs.Length..];
            await foreach (Row row in store.RowsAsync(table, new KeyRange(null), cancel).ConfigureAwait(false))
            {
                if (row.Key.StartsWith("t,", StringComparison.Ordinal))
                {
                    await store.WriteAsync(table, row.Partition, [new Write.Delete(row.Key)], cancel).ConfigureAwait(false);
                    continue;
                }

                Run run = Json.Read(row, PipelinesJson.Default.Run);
                await store.WriteAsync(Recent + month, Day(run.Started), [new Write.Put(RecentKey(run), RunSummaryRow.Values(run))], cancel).ConfigureAwait(false);
                await store.WriteAsync(Ids + month, IdShard(run.RunId), [IdRow(run)], cancel).ConfigureAwait(false);
                await store.WriteAsync(table, row.Partition, [new Write.Put(TimeKey(run), RunSummaryRow.Values(run))], cancel).ConfigureAwait(false);
                count++;
            }
        }

        return count;
    }

    public static string Month(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMM", CultureInfo.InvariantCulture);

    private async Task<RunPart?> PartAsync(string month, Subject job, string runId, CancellationToken cancel)
    {
        Row? row = await store.GetAsync(Runs + month, KeyCodec.Encode(job.Text), RunKey(runId), cancel).ConfigureAwait(false);
        return row is null ? null : new(month, Json.Read(row, PipelinesJson.Default.Run), row.ETag);
    }

    private async IAsyncEnumerable<RunSummary> RecentDaysAsync(
        DateTimeOffset from, DateTimeOffset before, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        for (DateTimeOffset day = new(before.AddTicks(-1).UtcDateTime.Date, TimeSpan.Zero); day.AddDays(1) > from; day = day.AddDays(-1))
        {
            // The row stands in the table of the month in which the run was first heard of: its own, or a neighbour of it at the edges.
            string[] months = day.Day == 1 ? [Month(day), Month(day.AddDays(-1))] : [Month(day)];
            foreach (string month in months)
            {
                await foreach (Row row in store.RowsAsync(Recent + month, new KeyRange(Day(day), KeyTime.ReverseTime(before)), cancel).ConfigureAwait(false))
                {
                    RunSummary summary = RunSummaryRow.Recent(row);
                    if (summary.Started >= from && summary.Started < before)
                    {
                        yield return summary;
                    }
                }
            }
        }
    }

    private async IAsyncEnumerable<RunSummary> NewestAsync(
        string table,
        DateTimeOffset before,
        int months,
        Func<string, IEnumerable<string>> partitions,
        string prefix,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        DateTimeOffset month = new(before.UtcDateTime.Year, before.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero);
        for (int i = 0; i < months; i++)
        {
            string name = Month(month.AddMonths(-i));
            foreach (string partition in partitions(name))
            {
                KeyRange range = KeyRange.Prefix(partition, prefix) with { From = prefix + KeyTime.ReverseTime(before) };
                await foreach (Row row in store.RowsAsync(table + name, range, cancel).ConfigureAwait(false))
                {
                    yield return RunSummaryRow.OfJob(row);
                }
            }
        }
    }

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    // Few, so that the rows of a batch share writes.
    private static string IdShard(string runId) => "i" + ContentHash.Of(runId)[..1];

    private static string RunKey(string runId) => KeyCodec.Join("r", runId);

    private static Write.Put IdRow(Run run)
    {
        Dictionary<string, object> values = new() { ["At"] = run.Started };
        if (KeyCodec.IsHashed(KeyCodec.Encode(run.Job.Text)))
        {
            values["Job"] = run.Job.Text;
        }

        return new(KeyCodec.Join(run.RunId, run.Job.Text), values);
    }

    private static Subject JobOf(Row idRow) => new(KeyCodec.Split(idRow.Key)[1] ?? (string)idRow.Values["Job"]);

    private static string TimeKey(Run run) => KeyCodec.Join("t", KeyTime.ReverseTime(run.Started), run.RunId);

    private static string RecentKey(Run run) => KeyCodec.Join(KeyTime.ReverseTime(run.Started), run.Job.Text, run.RunId);
}

/// <summary>The events of one run that stand in one month's table.</summary>
public sealed record RunPart(string Month, Run Run, string ETag);
