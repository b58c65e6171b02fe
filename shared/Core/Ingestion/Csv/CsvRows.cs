using System.Runtime.CompilerServices;

namespace Observability.Core.Ingestion.Csv;

/// <summary>The rows of an input, streaming, header first.</summary>
public static class CsvRows
{
    private const int ChunkBytes = 64 * 1024;

    public static async IAsyncEnumerable<CsvRow> ReadAsync(Input input, [EnumeratorCancellation] CancellationToken cancel)
    {
        (Stream stream, string? shut) = await ReadChunk.OpenAsync(input, cancel).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable _ = stream.ConfigureAwait(false);
        CsvSplitter splitter = new();
        byte[] chunk = new byte[ChunkBytes];
        for (int length = 1; length > 0;)
        {
            (length, string? cut) = await ReadChunk.Async(stream, chunk, cancel).ConfigureAwait(false);
            splitter.Feed(chunk.AsSpan(0, length));
            if (length == 0)
            {
                splitter.End(shut ?? cut);
            }

            while (splitter.Ready.TryDequeue(out CsvRow? row))
            {
                yield return row;
            }
        }
    }

    /// <summary>The header of an input that begins like this; empty when its first line is not all there or cannot be split.</summary>
    public static IReadOnlyList<string> Header(Head head) =>
        At(head, 0) is { Problem: null } row ? [.. row.Fields.Select(field => field.Text.Trim())] : [];

    /// <summary>The first row after the header; null when it is not all there.</summary>
    public static CsvRow? First(Head head) => At(head, 1);

    private static CsvRow? At(Head head, int index)
    {
        CsvSplitter splitter = new();
        splitter.Feed(head.Bytes.Span);
        if (head.Whole && splitter.Ready.Count <= index)
        {
            splitter.End();
        }

        return splitter.Ready.ElementAtOrDefault(index);
    }
}
