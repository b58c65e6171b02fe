using System.Buffers;
using Observability.Core.Primitives;

namespace Observability.Core.Ingestion.Json;

/// <summary>Names a JSON document by its content: white space between its parts does not count.</summary>
internal static class Canonical
{
    /// <param name="json">Well-formed.</param>
    public static ulong Hash(ReadOnlySpan<byte> json)
    {
        byte[] bytes = ArrayPool<byte>.Shared.Rent(json.Length);
        int length = 0;
        bool inString = false;
        for (int at = 0; at < json.Length; at++)
        {
            if (inString)
            {
                int part = json[at..].IndexOfAny((byte)'"', (byte)'\\');
                bool escape = json[at + part] == (byte)'\\';
                part += escape ? 2 : 1;
                json.Slice(at, part).CopyTo(bytes.AsSpan(length));
                inString = escape;
                length += part;
                at += part - 1;
            }
            else if (json[at] is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
            {
                bytes[length++] = json[at];
                inString = json[at] == (byte)'"';
            }
        }

        ulong hash = ContentHash.Of64(bytes.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(bytes);
        return hash;
    }
}
