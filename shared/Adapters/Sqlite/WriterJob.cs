using Observability.Core.Storage;

namespace Observability.Adapters.Sqlite;

/// <summary>One thing for the writer to do, in a transaction that it shares with others.</summary>
internal abstract class WriterJob
{
    /// <summary>Rows that it touches at most: how much of a transaction it is.</summary>
    public abstract int Rows { get; }

    /// <summary>Does it, or finds that it does not fit and changes nothing.</summary>
    public abstract void Apply(WriterTables tables);

    /// <summary>Tells the caller, after the commit.</summary>
    public abstract void Complete();

    /// <summary>Tells the caller that nothing was written.</summary>
    public abstract void Fail(StoreUnavailableException why);
}

internal sealed class DropJob(string table) : WriterJob
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Task => _done.Task;

    public override int Rows => 1;

    public override void Apply(WriterTables tables) => tables.Drop(table);

    public override void Complete() => _done.SetResult();

    public override void Fail(StoreUnavailableException why) => _done.SetException(why);
}

/// <summary>Batches that are there together or not at all: one job is never split over transactions.</summary>
internal sealed class ManyJob(IReadOnlyList<BatchJob> batches) : WriterJob
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Task => _done.Task;

    public override int Rows => batches.Sum(b => b.Rows);

    public override void Apply(WriterTables tables)
    {
        foreach (BatchJob batch in batches)
        {
            batch.Apply(tables);
        }
    }

    public override void Complete()
    {
        foreach (BatchJob batch in batches)
        {
            batch.Complete();
        }

        _done.SetResult();
    }

    public override void Fail(StoreUnavailableException why)
    {
        foreach (BatchJob batch in batches)
        {
            batch.Fail(why);
        }

        _done.SetException(why);
    }
}
