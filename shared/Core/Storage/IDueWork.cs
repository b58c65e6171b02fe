namespace Observability.Core.Storage;

/// <summary>One kind of work that becomes due by time. Doing it twice does it once.</summary>
public interface IDueWork
{
    /// <summary>As written in the due row.</summary>
    string Kind { get; }

    /// <param name="id">What it is about.</param>
    Task RunAsync(string id, CancellationToken cancel);
}
