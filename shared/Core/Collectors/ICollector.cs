using Observability.Core.Ingestion;

namespace Observability.Core.Collectors;

/// <summary>One source outside that we ask, from its watermark to now. Adding a kind of source is one class and one line in the list of collectors.</summary>
public interface ICollector
{
    /// <summary>As under <c>sources</c> in the settings; the subject of its health is <c>source:NAME</c>.</summary>
    string Name { get; }

    /// <summary>How often it is asked.</summary>
    TimeSpan Every { get; }

    /// <summary>What came since the watermark, page by page. Nothing before a page's watermark is asked for again once it is kept.</summary>
    /// <param name="watermark">Of the last page that was kept; null before the first.</param>
    /// <param name="now">Nothing later is asked for.</param>
    /// <exception cref="SourceFailedException">The source does not give it, and why. Pages before that are kept.</exception>
    IAsyncEnumerable<Collected> CollectAsync(string? watermark, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Asks for as little as shows that the source answers.</summary>
    /// <exception cref="SourceFailedException">It does not, and why.</exception>
    /// <returns>What was found, in one line.</returns>
    Task<string> ReachAsync(CancellationToken cancel);
}

/// <summary>One page of a source.</summary>
/// <param name="Input">What it holds; null when there was nothing in this stretch.</param>
/// <param name="Watermark">From where to go on once the page is kept; the collector's own words, at most 32 KiB.</param>
public sealed record Collected(IFormat? Format, Input? Input, string Watermark);
