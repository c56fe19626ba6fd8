using System.Net;
using System.Net.Sockets;

namespace Throughline.Server.Fetching;

/// <summary>
/// Makes clients for URLs that others chose: they reach public addresses only. The address is checked where the
/// connection is made, after resolution, and the connection goes to the very address that was checked. Redirects are
/// not followed.
/// </summary>
internal static class GuardedClient
{
    private static readonly TimeSpan _connectPatience = TimeSpan.FromSeconds(5);

    /// <summary>
    /// A client that has connected to nothing yet, without a time limit of its own. The caller disposes.
    /// </summary>
    /// <param name="options">Which hosts may be named though their addresses are private.</param>
    public static HttpClient Create(ServerOptions options)
    {
        var allowedHosts = new HashSet<string>(options.AllowedHosts, StringComparer.OrdinalIgnoreCase);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None, // What comes is as long as it says.
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = _connectPatience,
            PooledConnectionLifetime = TimeSpan.FromSeconds(30),
            MaxConnectionsPerServer = 4,
            MaxResponseHeadersLength = 16,
            ConnectCallback = (context, cancellationToken) => ConnectAsync(
                allowedHosts, context.DnsEndPoint, cancellationToken),
        };
        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("Throughline");
        return client;
    }

    /// <summary>
    /// What the connecting found out, which travels inside what the client makes of it; null when it found nothing.
    /// </summary>
    public static FetchException? Told(Exception? failure)
    {
        while (failure is not (null or FetchException))
        {
            failure = failure.InnerException;
        }

        return (FetchException?)failure;
    }

    private static async ValueTask<Stream> ConnectAsync(
        HashSet<string> allowedHosts, DnsEndPoint asked, CancellationToken cancellationToken)
    {
        IPAddress[] addresses;
        try
        {
            addresses = await Dns.GetHostAddressesAsync(asked.Host, cancellationToken);
        }
        catch (SocketException failure)
        {
            throw new IOException("unresolved", new FetchException($"{asked.Host}: there is no such host.", failure));
        }

        // One closed address among them is enough: who mixes them wants to be let in.
        if (!allowedHosts.Contains(asked.Host) && (addresses.Length == 0 || !addresses.All(PublicAddress.Is)))
        {
            throw new IOException("closed", new FetchException($"{asked.Host}: only public addresses are reached."));
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, asked.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
