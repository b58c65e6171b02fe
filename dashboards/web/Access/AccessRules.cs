using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Observability.Web.Access;

/// <summary>What is known of whoever asks.</summary>
/// <param name="Loopback">Whether the connection comes from this machine, and no proxy says that it speaks for somebody else.</param>
/// <param name="Host">The Host header, with port; empty when there is none.</param>
/// <param name="Changes">Whether the method may change something.</param>
/// <param name="FetchSite">Sec-Fetch-Site: browsers send it, and no page can.</param>
/// <param name="Key">The key sent with the request; null: none.</param>
internal sealed record Caller(bool Loopback, string Host, bool Changes, string? FetchSite, string? Origin, string Scheme, string? Key);

/// <summary>Whether a request is answered, and why not.</summary>
internal enum Admission
{
    Admitted,

    /// <summary>From elsewhere, and no key is set up.</summary>
    LocalOnly,

    /// <summary>From elsewhere without a key.</summary>
    KeyMissing,
    KeyWrong,

    /// <summary>A name that this service does not go by: a page whose name was pointed here (DNS rebinding).</summary>
    HostUnknown,

    /// <summary>A page of another site posts.</summary>
    CrossSite,
}

/// <summary>This machine without a key, anything else with one; and no page of another site, whatever it resolves to.</summary>
internal static class AccessRules
{
    /// <summary>Addresses that let in whoever has them: links in messages, signed for one incident, which no other site can guess; and the looks of that page.</summary>
    public static bool IsOpen(string path) => path.StartsWith("/a/", StringComparison.Ordinal) || path is "/site.css" or "/icon.svg";

    /// <param name="key">What callers from elsewhere must send; null: they are refused.</param>
    /// <param name="hosts">Host names that the service was told to listen on.</param>
    public static Admission Decide(Caller caller, string? key, IReadOnlyCollection<string> hosts)
    {
        bool keyed = key is not null && caller.Key is not null && Same(caller.Key, key);
        if (!keyed)
        {
            if (!caller.Loopback)
            {
                return key is null ? Admission.LocalOnly : caller.Key is null ? Admission.KeyMissing : Admission.KeyWrong;
            }

            if (!IsOurs(caller.Host, hosts))
            {
                return Admission.HostUnknown;
            }
        }

        return caller.Changes && IsCrossSite(caller) ? Admission.CrossSite : Admission.Admitted;
    }

    internal static bool IsCrossSite(Caller caller) => caller.FetchSite switch
    {
        "same-origin" or "none" => false,
        not null and not "" => true,
        _ => caller.Origin is { Length: > 0 } origin && !string.Equals(origin, $"{caller.Scheme}://{caller.Host}", StringComparison.OrdinalIgnoreCase),
    };

    private static bool IsOurs(string host, IReadOnlyCollection<string> hosts)
    {
        if (!Uri.TryCreate("http://" + host, UriKind.Absolute, out Uri? uri) || uri.PathAndQuery != "/")
        {
            return false;
        }

        string name = uri.Host.Trim('[', ']');
        return name.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || IPAddress.TryParse(name, out IPAddress? address) && IPAddress.IsLoopback(address)
            || hosts.Contains(name, StringComparer.OrdinalIgnoreCase);
    }

    // Hashed first, so that neither content nor length shows in the time that it takes.
    internal static bool Same(string a, string b) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(a)), SHA256.HashData(Encoding.UTF8.GetBytes(b)));
}
