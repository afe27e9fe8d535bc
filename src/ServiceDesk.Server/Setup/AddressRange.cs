using System.Net;
using System.Net.Sockets;

namespace ServiceDesk.Server.Setup;

/// <summary>What one subscriber holds: an address of IPv4, or a whole /64 of IPv6.</summary>
public static class AddressRange
{
    public static string Of(IPAddress? address)
    {
        if (address is null || address.AddressFamily != AddressFamily.InterNetworkV6 || address.IsIPv4MappedToIPv6)
        {
            return address?.MapToIPv4().ToString() ?? "unknown";
        }

        return Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8));
    }
}
