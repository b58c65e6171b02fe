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

    /// <summary>The parts of a run that may hold events near a time: the month before, its own, and the one after where that has begun.</summary>
    public async Task<IReadOnlyList<RunPart>> PartsAsync(Subject job, string runId, DateTimeOffset near, DateTimeOffset now, CancellationToken cancel)
    {
        DateTimeOffset month = new(near.UtcDateTime.Year, near.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero);
        Task<RunPart?> after = now >= month.AddMonths(1) ? PartAsync(Month(month.AddMonths(1)), job, runId, cancel) : Task.FromResult<RunPart?>(null);
        RunPart? own = await PartAsync(Month(month), job, runId, cancel).ConfigureAwait(false);

        // Of a run that began in this month, nothing stands in the one before: not asking saves every second question.
        RunPart? before = own?.Run.StartSaid >= month ? null : await PartAsync(Month(month.AddDays(-1)), job, runId, cancel).ConfigureAwait(false);
        return [.. new[] { before, own, await after.ConfigureAwait(false) }.OfType<RunPart>()];
    }

    /// <summary>Writes the index rows by time and by run id of runs of any jobs, in few batches: before the runs themselves.</summary>
    public Task IndexAsync(IReadOnlyList<(string Month, Run Run, Run? Before)> runs, CancellationToken cancel)
    {
        IEnumerable<(string Table, string Partition, Write Write)> rows =
        [
            .. runs.Select(r => (Recent + r.Month, Day(r.Run.Started), (Write)new Write.Put(RecentKey(r.Run), Summary(r.Run)))),
            .. runs.Where(r => r.Before is null).Select(r => (Ids + r.Month, IdShard(r.Run.RunId), (Write)IdRow(r.Run, r.Month))),
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
                string key = KeyCodec.Join("r", run.RunId);
                writes.Add(etag is null ? new Write.Insert(key, values) : new Write.Replace(key, values, etag));
                writes.Add(new Write.Put(TimeKey(run), Summary(run)));
                if (before is not null && before.Started != run.Started)
                {
                    writes.Add(new Write.Delete(TimeKey(before)));
                }
            }

            all &= (await store.WriteAsync(Runs + month, partition, writes, cancel).ConfigureAwait(false)).Done;
        }

        return all;
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
                Subject job = new((string)row.Values["Job"]);
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
                await store.WriteAsync(Recent + month, Day(run.Started), [new Write.Put(RecentKey(run), Summary(run))], cancel).ConfigureAwait(false);
                await store.WriteAsync(Ids + month, IdShard(run.RunId), [IdRow(run, month)], cancel).ConfigureAwait(false);
                await store.WriteAsync(table, row.Partition, [new Write.Put(TimeKey(run), Summary(run))], cancel).ConfigureAwait(false);
                count++;
            }
        }

        return count;
    }

    public static string Month(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMM", CultureInfo.InvariantCulture);

    private async Task<RunPart?> PartAsync(string month, Subject job, string runId, CancellationToken cancel)
    {
        Row? row = await store.GetAsync(Runs + month, KeyCodec.Encode(job.Text), KeyCodec.Join("r", runId), cancel).ConfigureAwait(false);
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
                    RunSummary summary = ReadSummary(row);
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
                    yield return ReadSummary(row);
                }
            }
        }
    }

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static string IdShard(string runId) => "i" + ContentHash.Of(runId)[..2];

    private static Write.Put IdRow(Run run, string month) => new(
        KeyCodec.Join(run.RunId, run.Job.Text),
        new Dictionary<string, object> { ["Job"] = run.Job.Text, ["Month"] = month, ["At"] = run.Started });

    private static string TimeKey(Run run) => KeyCodec.Join("t", KeyTime.ReverseTime(run.Started), run.RunId);

    private static string RecentKey(Run run) => KeyCodec.Join(KeyTime.ReverseTime(run.Started), run.Job.Text, run.RunId);

    private static Dictionary<string, object> Summary(Run run)
    {
        Dictionary<string, object> values = new()
        {
            ["Job"] = run.Job.Text,
            ["RunId"] = run.RunId,
            ["State"] = run.State.ToString(),
            ["Started"] = run.Started,
            ["Attempt"] = (long)(run.Attempt ?? 0),
        };
        void Set(string name, object? value)
        {
            if (value is not null)
            {
                values[name] = value;
            }
        }

        Set("Ended", run.Ended);
        Set("Rows", run.Written);
        Set("Scheduled", run.Scheduled?.Value);
        Set("Cause", run.Cause?.Value.ToString());
        Set("Parent", run.Parent?.Value.RunId);
        return values;
    }

    private static RunSummary ReadSummary(Row row) => new(
        new((string)row.Values["Job"]),
        (string)row.Values["RunId"],
        Enum.Parse<RunState>((string)row.Values["State"]),
        (DateTimeOffset)row.Values["Started"],
        row.Values.TryGetValue("Ended", out object? ended) ? (DateTimeOffset)ended : null)
    {
        Attempt = (int)(long)row.Values["Attempt"],
        Rows = row.Values.TryGetValue("Rows", out object? rows) ? (long)rows : null,
        Scheduled = row.Values.TryGetValue("Scheduled", out object? scheduled) ? (DateTimeOffset)scheduled : null,
        Cause = row.Values.TryGetValue("Cause", out object? cause) ? Enum.Parse<Ingestion.RunCause>((string)cause) : Ingestion.RunCause.Unknown,
        ParentRunId = row.Values.TryGetValue("Parent", out object? parent) ? (string)parent : null,
    };
}

/// <summary>The events of one run that stand in one month's table.</summary>
public sealed record RunPart(string Month, Run Run, string ETag);

/// <summary>A run as an index row keeps it.</summary>
/// <param name="Ended">null while it is not over.</param>
public sealed record RunSummary(Subject Job, string RunId, RunState State, DateTimeOffset Started, DateTimeOffset? Ended)
{
    /// <summary>0 when the source does not count.</summary>
    public int Attempt { get; init; }

    public long? Rows { get; init; }

    public DateTimeOffset? Scheduled { get; init; }

    public Ingestion.RunCause Cause { get; init; }

    public string? ParentRunId { get; init; }

    public TimeSpan? Duration => Ended - Started;
}
