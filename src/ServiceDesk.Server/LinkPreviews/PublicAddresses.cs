using System.Net;
using System.Net.Sockets;

namespace ServiceDesk.Server.LinkPreviews;

/// <summary>Which addresses belong to the public internet. Everything that is not known to be public is not.</summary>
internal static class PublicAddresses
{
    // IANA's special-purpose registry for IPv4.
    private static readonly IPNetwork[] Special4 =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24",
            "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        }.Select(n => IPNetwork.Parse(n)),
    ];

    // Of IPv6 only what is given out to the public, without the parts that carry IPv4 addresses or stand for documents and tests.
    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] Special6 =
        [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "2620:4f:8000::/48" }.Select(n => IPNetwork.Parse(n))];

    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            // A machine would reach the IPv4 address by it; nobody links like this in good faith.
            return false;
        }

        return address.AddressFamily switch
        {
            AddressFamily.InterNetwork => !Array.Exists(Special4, n => n.Contains(address)),
            AddressFamily.InterNetworkV6 => address.ScopeId == 0 && Global6.Contains(address) && !Array.Exists(Special6, n => n.Contains(address)),
            _ => false,
        };
    }
}
