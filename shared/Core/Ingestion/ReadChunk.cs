namespace Observability.Core.Ingestion;

/// <summary>Reads on, and turns what goes wrong with the input itself into words.</summary>
internal static class ReadChunk
{
    /// <returns>The input as UTF-8; empty, and why, where it cannot be opened.</returns>
    public static async ValueTask<(Stream Stream, string? Cut)> OpenAsync(Input input, CancellationToken cancel)
    {
        try
        {
            return (await Utf8Input.OpenAsync(input.Open(), cancel).ConfigureAwait(false), null);
        }
        catch (Exception e) when (IsOfTheInput(e))
        {
            return (Stream.Null, "cannot be read: " + Primitives.SafeText.Cut(e.Message, 200));
        }
    }

    /// <returns>Bytes read, 0 at the end; and why the end came too early, where it did.</returns>
    public static async ValueTask<(int Length, string? Cut)> Async(Stream stream, Memory<byte> chunk, CancellationToken cancel)
    {
        try
        {
            return (await stream.ReadAsync(chunk, cancel).ConfigureAwait(false), null);
        }
        catch (Exception e) when (IsOfTheInput(e))
        {
            return (0, "cannot be read further: " + Primitives.SafeText.Cut(e.Message, 200));
        }
    }

    private static bool IsOfTheInput(Exception e) => e is IOException or InvalidDataException or UnauthorizedAccessException;
}
