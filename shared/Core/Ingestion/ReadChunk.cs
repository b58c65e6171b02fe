namespace Observability.Core.Ingestion;

/// <summary>Reads on, and turns what goes wrong with the input itself into words.</summary>
internal static class ReadChunk
{
    /// <returns>Bytes read, 0 at the end; and why the end came too early, where it did.</returns>
    public static async ValueTask<(int Length, string? Cut)> Async(Stream stream, Memory<byte> chunk, CancellationToken cancel)
    {
        try
        {
            return (await stream.ReadAsync(chunk, cancel).ConfigureAwait(false), null);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return (0, "cannot be read further: " + Primitives.SafeText.Cut(e.Message, 200));
        }
    }
}
