using System.Net;
using System.Net.Sockets;
using System.Text;
using Throughline.Server.Fetching;

namespace Throughline.Server.Tests.Fetching;

public sealed class SafeFetchTests
{
    private static readonly string[] _closed =
    [
        "127.0.0.1", "127.1.2.3", "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "169.254.169.254", "172.16.0.1",
        "172.31.255.255", "192.168.1.1", "192.0.0.1", "192.0.2.1",
        "198.18.0.1", "198.51.100.7", "203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1",
        "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::7f00:1", "64:ff9b::7f00:1",
        "64:ff9b::808:808", "2002:7f00:1::", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "fc00::1", "fd12:3456::1",
        "fe80::1", "fec0::1", "ff02::1", "2001:db8::1", "100::1", "3fff::1",
    ];

    [Fact]
    public void Only_public_addresses_count_as_public()
    {
        Assert.All(_closed, address => Assert.False(PublicAddress.Is(IPAddress.Parse(address)), address));
        Assert.All(
            ["8.8.8.8", "1.1.1.1", "93.184.216.34", "172.15.0.1", "172.32.0.1", "2606:4700::1111", "2a00:1450:4001::1"],
            address => Assert.True(PublicAddress.Is(IPAddress.Parse(address)), address));
    }

    [Theory]
    [InlineData("http://127.0.0.1:{0}/")]
    [InlineData("http://127.1:{0}/")]
    [InlineData("http://2130706433:{0}/")]
    [InlineData("http://0x7f000001:{0}/")]
    [InlineData("http://0177.0.0.1:{0}/")]
    [InlineData("http://[::1]:{0}/")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/")]
    [InlineData("http://localhost:{0}/")]
    [InlineData("http://LOCALHOST.:{0}/")]
    [InlineData("http://0:{0}/")]
    public async Task Nothing_on_this_machine_is_reached(string url)
    {
        using var site = new Site(_ => Site.Picture());
        using var fetch = new SafeFetch(new ServerOptions { Data = "/nowhere" });
        await Assert.ThrowsAsync<FetchException>(() => GetAsync(fetch, string.Format(null, url, site.Port)));
        Assert.Equal(0, site.Connections);
    }

    [Fact]
    public async Task A_host_that_is_allowed_is_reached()
    {
        using var site = new Site(_ => Site.Picture());
        using var fetch = Allowing();
        Assert.Equal(Site.Content, await GetAsync(fetch, $"http://localhost:{site.Port}/a.png"));
    }

    [Theory]
    [InlineData("http://127.0.0.1:{0}/inside")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://localhost/")]
    [InlineData("http://[")]
    [InlineData("http://localhost:99999/")]
    [InlineData("//127.0.0.1:{0}/inside")]
    public async Task A_redirect_is_checked_like_the_first_address(string target)
    {
        using var inside = new Site(_ => Site.Picture());
        using var site = new Site(
            _ => $"HTTP/1.1 302 Found\r\nLocation: {string.Format(null, target, inside.Port)}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        using var fetch = Allowing();
        await Assert.ThrowsAsync<FetchException>(() => GetAsync(fetch, $"http://localhost:{site.Port}/"));
        Assert.Equal(0, inside.Connections);
    }

    [Fact]
    public async Task Redirects_end()
    {
        using var site = new Site(
            _ => "HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        using var fetch = Allowing();
        FetchException failure = await Assert.ThrowsAsync<FetchException>(
            () => GetAsync(fetch, $"http://localhost:{site.Port}/"));
        Assert.Contains("redirects", failure.Message, StringComparison.Ordinal);
        Assert.Equal(4, site.Connections);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1\r\n\r\nx", "text/html")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx", "none")]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "404")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 99999999\r\n\r\nx", "larger")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 50\r\n\r\nx", "cannot be fetched")]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n", "204")]
    [InlineData("garbage", "cannot be fetched")]
    public async Task What_is_not_a_picture_of_bearable_size_is_refused(string answer, string why)
    {
        using var site = new Site(_ => answer);
        using var fetch = Allowing();
        FetchException failure = await Assert.ThrowsAsync<FetchException>(
            () => GetAsync(fetch, $"http://localhost:{site.Port}/a.png?secret=1"));
        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_without_a_length_is_cut_off_at_the_limit()
    {
        using var site = new Site(
            _ => "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nConnection: close\r\n\r\n" + new string('x', 100_000));
        using var fetch = Allowing();
        FetchException failure = await Assert.ThrowsAsync<FetchException>(
            () => GetAsync(fetch, $"http://localhost:{site.Port}/", 50_000));
        Assert.Contains("larger", failure.Message, StringComparison.Ordinal);
    }

    private static SafeFetch Allowing() => new(new ServerOptions { Data = "/nowhere", AllowedHosts = ["localhost"] });

    private static async Task<string> GetAsync(SafeFetch fetch, string url, long mostBytes = 1 << 20)
    {
        var content = new StringBuilder();
        await fetch.FetchAsync(
            new Uri(url),
            "image/",
            (piece, _) =>
            {
                content.Append(Encoding.Latin1.GetString(piece.Span));
                return ValueTask.CompletedTask;
            },
            mostBytes,
            TestContext.Current.CancellationToken);
        return content.ToString();
    }

    /// <summary>Answers every connection with the same bytes.</summary>
    private sealed class Site : IDisposable
    {
        public const string Content = "picture";

        private readonly TcpListener _listener = new(IPAddress.IPv6Any, 0);
        private int _connections;

        public Site(Func<string, string> answer)
        {
            _listener.Server.DualMode = true;
            _listener.Start();
            _ = ServeAsync(answer);
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public int Connections => _connections;

        public static string Picture() =>
            $"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: {Content.Length}\r\nConnection: close\r\n\r\n{Content}";

        public void Dispose() => _listener.Dispose();

        private async Task ServeAsync(Func<string, string> answer)
        {
            try
            {
                while (true)
                {
                    using TcpClient client = await _listener.AcceptTcpClientAsync();
                    Interlocked.Increment(ref _connections);
                    NetworkStream stream = client.GetStream();
                    var buffer = new byte[4096];
                    int read = await stream.ReadAsync(buffer);
                    await stream.WriteAsync(
                        Encoding.Latin1.GetBytes(answer(Encoding.Latin1.GetString(buffer, 0, read))));
                }
            }
            catch (Exception failure) when (failure is SocketException or ObjectDisposedException or IOException)
            {
                // The test is over, or the client has heard enough.
            }
        }
    }
}
