using System.Threading.Channels;
using Observability.Core.Storage;

namespace Observability.Adapters.Sqlite;

/// <summary>The one writer: a thread that takes all jobs that wait, does them in one transaction, commits once, and then answers.</summary>
internal sealed class GroupWriter : IAsyncDisposable
{
    private const int WaitingJobs = 1024;
    private const int RowsPerCommit = 4096;

    private readonly Channel<WriterJob> _jobs = Channel.CreateBounded<WriterJob>(new BoundedChannelOptions(WaitingJobs) { SingleReader = true });
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Database _database;
    private readonly WriterTables _tables;

    /// <param name="database">The writer's own; closed with it.</param>
    public GroupWriter(Database database)
    {
        _database = database;
        _tables = new WriterTables(database);
        new Thread(Run) { IsBackground = true, Name = "store writer" }.Start();
    }

    /// <summary>Waits while too many jobs wait.</summary>
    public ValueTask QueueAsync(WriterJob job, CancellationToken cancel) =>
        _jobs.Writer.TryWrite(job) ? ValueTask.CompletedTask : _jobs.Writer.WriteAsync(job, cancel);

    /// <summary>Does what waits, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        _jobs.Writer.TryComplete();
        await _stopped.Task.ConfigureAwait(false);
    }

    private void Run()
    {
        using (_database)
        using (_tables)
        {
            List<WriterJob> group = [];
            while (Wait())
            {
                for (int rows = 0; rows < RowsPerCommit && _jobs.Reader.TryRead(out WriterJob? job); rows += job.Rows)
                {
                    group.Add(job);
                }

                Commit(group);
                group.Clear();
            }
        }

        _stopped.SetResult();
    }

    private bool Wait()
    {
        ValueTask<bool> ready = _jobs.Reader.WaitToReadAsync();
        return ready.IsCompletedSuccessfully ? ready.Result : ready.AsTask().GetAwaiter().GetResult();
    }

    private void Commit(List<WriterJob> group)
    {
        try
        {
            _tables.Begin();
            foreach (WriterJob job in group)
            {
                job.Apply(_tables);
            }

            _tables.Commit();
        }
        catch (StoreUnavailableException e)
        {
            _tables.Rollback();
            group.ForEach(job => job.Fail(e));
            return;
        }

        group.ForEach(job => job.Complete());
    }
}
