using System.Net;
using System.Net.Sockets;

namespace Throughline.Server.Fetching;

/// <summary>
/// Tells public addresses from all others: loopback, private, link-local (metadata services among them), shared,
/// documentation, multicast, and IPv6 that carries an IPv4 address. Source: IANA's special-purpose address registries.
/// </summary>
internal static class PublicAddress
{
    private static readonly IPNetwork[] _closedV4 = Networks(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4");

    private static readonly IPNetwork _openV6 = IPNetwork.Parse("2000::/3");

    // Teredo, benchmarking, ORCHID and the like; documentation; 6to4; AS112; documentation again.
    private static readonly IPNetwork[] _closedV6 = Networks(
        "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20");

    /// <summary>Whether anyone on the internet reaches the address by it.</summary>
    public static bool Is(IPAddress address) => address.AddressFamily switch
    {
        AddressFamily.InterNetwork => !_closedV4.Any(network => network.Contains(address)),
        AddressFamily.InterNetworkV6 => address.ScopeId == 0 && !address.IsIPv4MappedToIPv6
            && _openV6.Contains(address) && !_closedV6.Any(network => network.Contains(address)),
        _ => false,
    };

    private static IPNetwork[] Networks(params string[] texts) => [.. texts.Select(text => IPNetwork.Parse(text))];
}
