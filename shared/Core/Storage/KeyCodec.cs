using System.Buffers;
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

    private static readonly SearchValues<char> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:|~");

    public static string Encode(string text)
    {
        if (text.Length == 0)
        {
            return "!";
        }

        int special = text.AsSpan().IndexOfAnyExcept(Plain);
        return special < 0 && text.Length <= MaxBytes ? text : special < 0 ? Hash(text) : Escape(text, special) ?? Hash(text);
    }

    /// <summary>The text that <see cref="Encode"/> was given; null when it was hashed.</summary>
    /// <exception cref="FormatException">Not made by <see cref="Encode"/>.</exception>
    public static string? Decode(string key)
    {
        if (IsHashed(key) || key == "!")
        {
            return key == "!" ? "" : null;
        }

        if (!key.Contains('!'))
        {
            return key;
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
        string[] encoded = new string[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            encoded[i] = Encode(parts[i]);
        }

        return string.Join(Separator, encoded);
    }

    /// <summary>The parts that <see cref="Join"/> was given; null for one that was hashed.</summary>
    public static IReadOnlyList<string?> Split(string key) => [.. key.Split(Separator).Select(Decode)];

    // Null where it would be too long.
    private static string? Escape(string text, int special)
    {
        const int Longest = 6;
        Span<char> key = stackalloc char[MaxBytes + Longest];
        if (special > MaxBytes)
        {
            return null;
        }

        text.AsSpan(0, special).CopyTo(key);
        int length = special;
        foreach (char c in text.AsSpan(special))
        {
            if (Plain.Contains(c))
            {
                key[length++] = c;
            }
            else
            {
                key[length++] = '!';
                if (c >= 0x80)
                {
                    key[length++] = 'u';
                }

                ((int)c).TryFormat(key[length..], out int digits, c < 0x80 ? "X2" : "X4", CultureInfo.InvariantCulture);
                length += digits;
            }

            if (length > MaxBytes)
            {
                return null;
            }
        }

        return new string(key[..length]);
    }

    private static string Hash(string text) =>
        HashMark + Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan())).AsSpan(0, 16));
}
