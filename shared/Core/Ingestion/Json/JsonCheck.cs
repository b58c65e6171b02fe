using System.Text.Unicode;

namespace Observability.Core.Ingestion.Json;

/// <summary>Finds text that JSON allows in bytes but no string can hold, so that reading strings cannot fail later.</summary>
internal static class JsonCheck
{
    /// <returns>Offset of the first byte that is not UTF-8, or of an escape that is half a character; -1 when all is well.</returns>
    public static int FirstBad(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
        {
            return FirstNotUtf8(json);
        }

        int from = 0;
        while (json[from..].IndexOf("\\u"u8) is int next and >= 0)
        {
            int at = from + next;
            if (OddBackslashes(json, at) && Unit(json, at) is int unit and >= 0xD800 and <= 0xDFFF)
            {
                if (unit >= 0xDC00 || !(Unit(json, at + 6) is >= 0xDC00 and <= 0xDFFF))
                {
                    return at;
                }

                from = at + 12;
            }
            else
            {
                from = at + 2;
            }
        }

        return -1;
    }

    /// <returns>Offset of the first byte that is not UTF-8; -1 when all is.</returns>
    public static int FirstNotUtf8OrNone(ReadOnlySpan<byte> text) => Utf8.IsValid(text) ? -1 : FirstNotUtf8(text);

    private static int FirstNotUtf8(ReadOnlySpan<byte> json)
    {
        int good = 0;
        while (good < json.Length && System.Text.Rune.DecodeFromUtf8(json[good..], out _, out int length) == System.Buffers.OperationStatus.Done)
        {
            good += length;
        }

        return good;
    }

    private static bool OddBackslashes(ReadOnlySpan<byte> json, int at)
    {
        int count = 1;
        while (at - count >= 0 && json[at - count] == (byte)'\\')
        {
            count++;
        }

        return count % 2 == 1;
    }

    private static int Unit(ReadOnlySpan<byte> json, int at) =>
        at + 6 <= json.Length && json[at] == (byte)'\\' && json[at + 1] == (byte)'u' &&
        int.TryParse(json.Slice(at + 2, 4), System.Globalization.NumberStyles.AllowHexSpecifier, null, out int unit) ? unit : -1;
}
