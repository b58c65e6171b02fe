using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Observability.Core.Storage;

/// <summary>Turns any text into characters that a key may have, and back.</summary>
/// <remarks>
/// ASCII letters, digits and <c>- _ . : | ~</c> stay, and so does their ordinal order. Any other ASCII character is <c>!XX</c>, any other UTF-16 unit
/// <c>!uXXXX</c> (upper-case hex), the empty text is <c>!</c>. What would be longer than <see cref="MaxBytes"/> becomes <c>!h</c> and the first
/// 128 bits of SHA-256 over its UTF-16LE bytes: it cannot be decoded, so the name itself must be a property of the row.
/// <see cref="Join"/> puts parts together with <c>,</c>, which no encoded part has and which is less than every plain character:
/// joined keys sort like tuples.
/// </remarks>
public static class KeyCodec
{
    /// <summary>Longest encoded text that is not hashed, in bytes; two such parts and two times fit into a key.</summary>
    public const int MaxBytes = 200;

    /// <summary>Between the parts of a key.</summary>
    public const char Separator = ',';

    private const string HashMark = "!h";

    public static string Encode(string text)
    {
        if (text.Length == 0)
        {
            return "!";
        }

        if (text.Length <= MaxBytes && text.All(IsPlain))
        {
            return text;
        }

        string encoded = Escape(text);
        return encoded.Length <= MaxBytes ? encoded : Hash(text);
    }

    /// <summary>The text that <see cref="Encode"/> was given; null when it was hashed.</summary>
    /// <exception cref="FormatException">Not made by <see cref="Encode"/>.</exception>
    public static string? Decode(string key)
    {
        if (IsHashed(key) || key == "!")
        {
            return key == "!" ? "" : null;
        }

        StringBuilder text = new(key.Length);
        for (int i = 0; i < key.Length; i++)
        {
            if (key[i] != '!')
            {
                text.Append(key[i]);
                continue;
            }

            (int skip, int digits) = i + 1 < key.Length && key[i + 1] == 'u' ? (2, 4) : (1, 2);
            if (i + skip + digits > key.Length
                || !ushort.TryParse(key.AsSpan(i + skip, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit))
            {
                throw new FormatException($"\"{key}\" is no encoded key: escape at {i}");
            }

            text.Append((char)unit);
            i += skip + digits - 1;
        }

        return text.ToString();
    }

    /// <summary>Whether the text was too long, so that the key holds its hash.</summary>
    public static bool IsHashed(string key) => key.StartsWith(HashMark, StringComparison.Ordinal);

    /// <summary>Each part encoded, with the separator between.</summary>
    public static string Join(params ReadOnlySpan<string> parts)
    {
        StringBuilder key = new();
        foreach (string part in parts)
        {
            key.Append(key.Length == 0 ? "" : ",").Append(Encode(part));
        }

        return key.ToString();
    }

    /// <summary>The parts that <see cref="Join"/> was given; null for one that was hashed.</summary>
    public static IReadOnlyList<string?> Split(string key) => [.. key.Split(Separator).Select(Decode)];

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':' or '|' or '~';

    private static string Escape(string text)
    {
        StringBuilder key = new(text.Length + 16);
        foreach (char c in text)
        {
            _ = IsPlain(c) ? key.Append(c) : c < 0x80 ? key.Append('!').Append(((int)c).ToString("X2")) : key.Append("!u").Append(((int)c).ToString("X4"));
            if (key.Length > MaxBytes)
            {
                break;
            }
        }

        return key.ToString();
    }

    private static string Hash(string text) =>
        HashMark + Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan())).AsSpan(0, 16));
}
