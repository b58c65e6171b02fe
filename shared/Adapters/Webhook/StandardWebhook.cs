using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Observability.Adapters.Webhook;

/// <summary>Signs messages as Standard Webhooks asks.</summary>
/// <remarks>HMAC-SHA256 over <c>id.timestamp.body</c>, Base64. Source: <i>Standard Webhooks specification</i>, 2023.</remarks>
public static class StandardWebhook
{
    private const string Prefix = "whsec_";

    /// <summary>Key of a secret <c>whsec_…</c> (the prefix may be missing) of 24 to 64 bytes; null when it is none.</summary>
    public static byte[]? Key(string secret)
    {
        string text = secret.StartsWith(Prefix, StringComparison.Ordinal) ? secret[Prefix.Length..] : secret;
        byte[] key = new byte[text.Length];
        return Convert.TryFromBase64String(text, key, out int length) && length is >= 24 and <= 64 ? key[..length] : null;
    }

    /// <summary>The header <c>webhook-signature</c>.</summary>
    public static string Sign(byte[] key, string id, DateTimeOffset time, ReadOnlySpan<byte> body)
    {
        byte[] head = Encoding.UTF8.GetBytes($"{id}.{time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)}.");
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, (byte[])[.. head, .. body]));
    }
}
