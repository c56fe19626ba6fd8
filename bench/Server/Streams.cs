using System.Net.Sockets;

namespace Throughline.Server.Bench;

/// <summary>Clients that keep an event stream open, as pages do: each reads all that comes.</summary>
internal sealed class Streams : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task[] _readers;
    private long _bytes;
    private int _open;

    private Streams(int port, int count) => _readers = [.. Enumerable.Range(0, count).Select(_ => ReadAsync(port))];

    /// <summary>How many have been answered.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>Bytes of events that came.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Opens so many and waits until every one has its first event, half a minute at most.</summary>
    public static async Task<Streams> OpenAsync(int port, int count)
    {
        var streams = new Streams(port, count);
        for (int waits = 0; streams.Open < count && waits < 300; waits++)
        {
            await Task.Delay(100);
        }

        return streams;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_readers);
        _stop.Dispose();
    }

    private async Task ReadAsync(int port)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var buffer = new byte[16 << 10];
        try
        {
            await socket.ConnectAsync("127.0.0.1", port, _stop.Token);
            await socket.SendAsync(Load.Request("GET", "/api/tasks/events"), _stop.Token);
            for (bool first = true; await socket.ReceiveAsync(buffer, _stop.Token) is > 0 and var read; first = false)
            {
                Interlocked.Add(ref _bytes, read);
                Interlocked.Add(ref _open, first ? 1 : 0);
            }
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }
    }
}
