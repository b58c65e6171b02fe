using System.Security.Cryptography;
using System.Text;

namespace Observability.Core.Primitives;

/// <summary>Names content by its own bytes, so that the same input has the same id everywhere and always.</summary>
public static class ContentHash
{
    /// <summary>First 128 bits of SHA-256 (FIPS 180-4, 2015) as 32 lower-case hex digits.</summary>
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return Convert.ToHexStringLower(hash[..16]);
    }

    /// <summary>Hash of the texts in order, each ended by a zero byte so that no two lists run together.</summary>
    public static string Of(params ReadOnlySpan<string> texts) =>
        Of(Encoding.UTF8.GetBytes(string.Join('\0', texts!) + '\0'));

    /// <summary>First 64 bits as a number: small enough for bounded id sets inside a row.</summary>
    public static ulong Of64(string text) => Of64(System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>First 64 bits as a number: small enough for bounded id sets inside a row.</summary>
    public static ulong Of64(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return BitConverter.ToUInt64(hash);
    }
}
