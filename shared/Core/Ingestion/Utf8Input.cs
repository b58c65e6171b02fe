using System.Text;

namespace Observability.Core.Ingestion;

/// <summary>Gives every text input as UTF-8 without a byte-order mark. UTF-16 and UTF-32 are known by their marks.</summary>
public static class Utf8Input
{
    private const int LongestMark = 4;

    /// <summary>The stream from its current position, as UTF-8. Disposing it disposes <paramref name="stream"/>.</summary>
    public static async ValueTask<Stream> OpenAsync(Stream stream, CancellationToken cancel)
    {
        byte[] start = new byte[LongestMark];
        int length = await stream.ReadAtLeastAsync(start, LongestMark, throwOnEndOfStream: false, cancel).ConfigureAwait(false);
        (Encoding? from, int mark) = Mark(start.AsSpan(0, length));
        Stream whole = new PrefixedStream(start.AsMemory(mark, length - mark), stream);
        return from is null ? whole : Encoding.CreateTranscodingStream(whole, from, new UTF8Encoding(false));
    }

    /// <summary>The beginning of an input as UTF-8 without its mark; a character cut by the end is left out.</summary>
    public static ReadOnlyMemory<byte> Head(ReadOnlyMemory<byte> bytes)
    {
        (Encoding? from, int mark) = Mark(bytes.Span);
        ReadOnlyMemory<byte> text = bytes[mark..];
        return from is null ? text : Encoding.UTF8.GetBytes(from.GetString(text.Span[..(text.Length & ~3)]));
    }

    private static (Encoding? From, int Length) Mark(ReadOnlySpan<byte> start) => start switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (null, 3),
        [0xFF, 0xFE, 0, 0, ..] => (Encoding.UTF32, 4),
        [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
        _ => (null, 0),
    };
}
