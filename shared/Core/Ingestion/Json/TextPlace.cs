using System.Text;

namespace Observability.Core.Ingestion.Json;

/// <summary>A place in a text. Lines end at line feeds; a column is 1 + the characters before it in its line.</summary>
public readonly record struct TextPlace(long Line, long Column)
{
    public static TextPlace Start { get; } = new(1, 1);

    /// <summary>The place after <paramref name="bytes"/> that begin here. Works on any chunks of the same text alike.</summary>
    public TextPlace After(ReadOnlySpan<byte> bytes)
    {
        int last = bytes.LastIndexOf((byte)'\n');
        return last < 0
            ? this with { Column = Column + Characters(bytes) }
            : new(Line + bytes.Count((byte)'\n'), 1 + Characters(bytes[(last + 1)..]));
    }

    private static int Characters(ReadOnlySpan<byte> bytes)
    {
        if (Ascii.IsValid(bytes))
        {
            return bytes.Length;
        }

        int count = 0;
        foreach (byte b in bytes)
        {
            count += (b & 0xC0) == 0x80 ? 0 : 1; // continuation bytes belong to the character before
        }

        return count;
    }
}
