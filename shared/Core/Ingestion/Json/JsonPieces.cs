using System.Runtime.CompilerServices;

namespace Observability.Core.Ingestion.Json;

/// <summary>The documents of an input, streaming.</summary>
internal static class JsonPieces
{
    private const int ChunkBytes = 64 * 1024;

    /// <param name="inside">See <see cref="JsonSplitter"/>.</param>
    public static async IAsyncEnumerable<JsonPiece> ReadAsync(Input input, string? inside, [EnumeratorCancellation] CancellationToken cancel)
    {
        (Stream stream, string? shut) = await ReadChunk.OpenAsync(input, cancel).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable _ = stream.ConfigureAwait(false);
        JsonSplitter splitter = new(inside);
        byte[] chunk = new byte[ChunkBytes];
        for (int length = 1; length > 0;)
        {
            (length, string? cut) = await ReadChunk.Async(stream, chunk, cancel).ConfigureAwait(false);
            splitter.Feed(chunk.AsSpan(0, length));
            if (length == 0)
            {
                splitter.End(shut ?? cut);
            }

            while (splitter.Ready.TryDequeue(out JsonPiece? piece))
            {
                yield return piece;
            }
        }
    }
}
