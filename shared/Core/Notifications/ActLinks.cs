using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Observability.Core.Storage;

namespace Observability.Core.Notifications;

/// <summary>What a token says, or why nothing.</summary>
public enum ActLinkState
{
    Valid,

    /// <summary>Not made by us, or changed on its way.</summary>
    Wrong,
    Expired,
}

/// <param name="Incident">Id; null unless <see cref="ActLinkState.Valid"/>.</param>
public sealed record ActLink(ActLinkState State, string? Incident);

/// <summary>Tokens in the links of messages: whoever has one may look at one incident and act on it, for <see cref="Lasts"/>.</summary>
/// <remarks>
/// <c>base64url("ID.SECONDS") "." base64url(MAC)</c>; MAC = first 16 bytes of HMAC-SHA256 (RFC 2104, 1997) over the purpose and the first part. The key is
/// 32 random bytes in the store, made on first use and the same for every instance.
/// </remarks>
public sealed class ActLinks(ITableStore store, Func<int, byte[]> random, TimeProvider time)
{
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(14);

    private const string Table = "keys";
    private const string Row = "act";
    private const string Purpose = "act on an incident\0";
    private const int KeyBytes = 32;
    private const int MacBytes = 16;
    private const int Longest = 400;

    private byte[]? _key;

    /// <param name="from">When the message is written: the link lasts from then on.</param>
    public async Task<string> MakeAsync(string incident, DateTimeOffset from, CancellationToken cancel)
    {
        string head = Base64Url(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{incident}.{(from + Lasts).ToUnixTimeSeconds()}")));
        return $"{head}.{Base64Url(Mac(await KeyAsync(cancel).ConfigureAwait(false), head))}";
    }

    public async Task<ActLink> ReadAsync(string token, CancellationToken cancel)
    {
        string[] parts = token.Length <= Longest ? token.Split('.') : [];
        byte[] key = await KeyAsync(cancel).ConfigureAwait(false);
        if (parts.Length != 2 || Bytes(parts[1]) is not { } mac || !CryptographicOperations.FixedTimeEquals(mac, Mac(key, parts[0])))
        {
            return new(ActLinkState.Wrong, null);
        }

        string[] said = Encoding.UTF8.GetString(Bytes(parts[0])!).Split('.');
        return long.Parse(said[1], CultureInfo.InvariantCulture) > time.GetUtcNow().ToUnixTimeSeconds() ? new(ActLinkState.Valid, said[0]) : new(ActLinkState.Expired, null);
    }

    private static byte[] Mac(byte[] key, string head) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(Purpose + head))[..MacBytes];

    private async Task<byte[]> KeyAsync(CancellationToken cancel)
    {
        if (_key is { } known)
        {
            return known;
        }

        // Whoever is second finds the key of the first.
        if (await store.GetAsync(Table, Row, Row, cancel).ConfigureAwait(false) is null)
        {
            await store.WriteAsync(Table, Row, [new Write.Insert(Row, new Dictionary<string, object> { ["Key"] = random(KeyBytes) })], cancel).ConfigureAwait(false);
        }

        return _key = (byte[])(await store.GetAsync(Table, Row, Row, cancel).ConfigureAwait(false))!.Values["Key"];
    }

    private static string Base64Url(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static byte[]? Bytes(string text)
    {
        string plain = text.Replace('-', '+').Replace('_', '/');
        byte[] bytes = new byte[plain.Length];
        return Convert.TryFromBase64String(plain.PadRight((plain.Length + 3) / 4 * 4, '='), bytes, out int length) ? bytes[..length] : null;
    }
}
