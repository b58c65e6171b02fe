namespace Observability.App.Work;

/// <summary>One thing that a message of the work queue asks for.</summary>
public abstract record WorkItem
{
    private WorkItem()
    {
    }

    /// <summary>Something was kept: look at what is due, and deliver.</summary>
    public sealed record LookNow : WorkItem;

    /// <summary>Subjects of a shard are due: judge them.</summary>
    public sealed record Judge(int Shard) : WorkItem;

    /// <summary>A blob was written: read it.</summary>
    public sealed record ReadBlob(string Address) : WorkItem;
}
