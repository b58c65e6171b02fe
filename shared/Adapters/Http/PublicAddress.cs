using System.Net;
using System.Net.Sockets;

namespace Observability.Adapters.Http;

/// <summary>Tells addresses of the internet from those of this machine, this network and a cloud's inside.</summary>
/// <remarks>IANA special-purpose registries for IPv4 and IPv6 (RFC 6890, 2013, and its updates).</remarks>
public static class PublicAddress
{
    private static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "168.63.129.16/32",
            "::/128", "::1/128", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(text => IPNetwork.Parse(text)),
    ];

    public static bool Is(IPAddress address)
    {
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6 && !IsCompatible(plain) && !NotPublic.Any(n => n.Contains(plain));
    }

    /// <summary>The deprecated <c>::a.b.c.d</c> form, which some systems still take for IPv4.</summary>
    private static bool IsCompatible(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 && address.GetAddressBytes().AsSpan(0, 12).IndexOfAnyExcept((byte)0) < 0;
}
