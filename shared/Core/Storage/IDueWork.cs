namespace Observability.Core.Storage;

/// <summary>One kind of work that becomes due by time. Doing it twice does it once.</summary>
public interface IDueWork
{
    /// <summary>As written in the due row.</summary>
    string Kind { get; }

    /// <param name="id">What it is about.</param>
    Task RunAsync(string id, CancellationToken cancel);
}

/// <summary>Due work of which several pieces may be done at once.</summary>
public interface ISideBySide : IDueWork
{
    /// <param name="before">The pieces before it: waited for only when there is something to tell, so that all is told in one order.</param>
    Task RunAsync(string id, Task before, CancellationToken cancel);
}
