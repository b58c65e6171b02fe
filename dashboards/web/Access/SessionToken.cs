using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Observability.Web.Access;

/// <summary>What a browser keeps after somebody gave the key: until when it lets in, signed with the key. Nothing is kept here, and another key ends all of them.</summary>
internal static class SessionToken
{
    /// <summary>A working day.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(12);

    public static string Make(string key, DateTimeOffset now)
    {
        string until = (now + Lasts).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"{until}.{Convert.ToHexStringLower(Sign(key, until))}";
    }

    public static bool Lets(string? token, string key, DateTimeOffset now)
    {
        string[] parts = token?.Split('.') ?? [];
        return parts is [{ Length: <= 12 } until, { Length: 64 } signed]
            && long.TryParse(until, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds)
            && now.ToUnixTimeSeconds() < seconds
            && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(signed), Encoding.ASCII.GetBytes(Convert.ToHexStringLower(Sign(key, until))));
    }

    // The key that callers send is no key of a MAC: one is made of it.
    private static byte[] Sign(string key, string until) =>
        HMACSHA256.HashData(SHA256.HashData(Encoding.UTF8.GetBytes("session of " + key)), Encoding.UTF8.GetBytes(until));
}
