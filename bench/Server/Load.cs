using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Throughline.Server.Bench;

/// <summary>Sends requests over kept connections, one at a time on each, and times every answer.</summary>
internal static class Load
{
    /// <summary>Sends until the time is up or the requests are.</summary>
    /// <param name="port">Port on this machine.</param>
    /// <param name="connections">How many at once.</param>
    /// <param name="next">The next request's bytes; null when there are no more. Any thread.</param>
    /// <param name="time">How long at most.</param>
    public static async Task<LoadResult> RunAsync(int port, int connections, Func<byte[]?> next, TimeSpan time)
    {
        long start = Stopwatch.GetTimestamp();
        List<double>[] times = await Task.WhenAll(
            Enumerable.Range(0, connections).Select(_ => Task.Run(() => ConnectionAsync(port, next, start, time))));
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        double[] sorted = [.. times.SelectMany(one => one).Order()];
        return new LoadResult(sorted.Length / seconds, At(sorted, 0.5), At(sorted, 0.99), sorted.Length);
    }

    /// <summary>Waits until something listens on a port of this machine, a minute at most.</summary>
    public static async Task UntilOpenAsync(int port)
    {
        for (long begin = Stopwatch.GetTimestamp(); ;)
        {
            try
            {
                using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync("127.0.0.1", port);
                return;
            }
            catch (SocketException) when (Stopwatch.GetElapsedTime(begin) < TimeSpan.FromMinutes(1))
            {
                await Task.Delay(50);
            }
        }
    }

    /// <summary>The bytes of a request.</summary>
    public static byte[] Request(string method, string path, string body = "")
    {
        string content = body.Length == 0
            ? ""
            : $"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n";
        return Encoding.UTF8.GetBytes(
            $"{method} {path} HTTP/1.1\r\nHost: localhost\r\nX-Runway-Version: 2024-11-06\r\nAuthorization: Bearer key_any\r\nUser-Agent: RunwayML/JS 4.20.1\r\nAccept: application/json\r\n{content}\r\n{body}");
    }

    private static double At(double[] sorted, double share) =>
        sorted.Length == 0 ? double.NaN : sorted[(int)(share * (sorted.Length - 1))];

    private static async Task<List<double>> ConnectionAsync(int port, Func<byte[]?> next, long start, TimeSpan time)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync("127.0.0.1", port);
        var buffer = new byte[1 << 16];
        var times = new List<double>();
        while (Stopwatch.GetElapsedTime(start) < time && next() is { } request)
        {
            long sent = Stopwatch.GetTimestamp();
            await socket.SendAsync(request);
            int read = 0;
            do
            {
                int more = await socket.ReceiveAsync(buffer.AsMemory(read));
                read = more > 0 ? read + more : throw new IOException("The server hung up.");
            }
            while (!IsWhole(buffer.AsSpan(0, read)));

            if (!buffer.AsSpan(0, read).StartsWith("HTTP/1.1 200"u8))
            {
                throw new IOException(Encoding.UTF8.GetString(buffer, 0, read));
            }

            times.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
        }

        return times;
    }

    // By its length, or by the last chunk.
    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        int head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return false;
        }

        int at = answer[..head].IndexOf("Content-Length: "u8);
        if (at < 0)
        {
            return answer.EndsWith("0\r\n\r\n"u8);
        }

        ReadOnlySpan<byte> number = answer[(at + 16)..];
        int length = int.Parse(Encoding.ASCII.GetString(number[..number.IndexOf((byte)'\r')]), null);
        return answer.Length >= head + 4 + length;
    }
}

/// <summary>What came of it.</summary>
/// <param name="PerSecond">Answers a second.</param>
/// <param name="Median">Milliseconds.</param>
/// <param name="P99">Milliseconds that 99 of 100 answers stay below.</param>
/// <param name="Count">Answers.</param>
internal sealed record LoadResult(double PerSecond, double Median, double P99, int Count)
{
    public override string ToString() =>
        string.Create(null, $"{PerSecond:0}/s, median {Median:0.00} ms, p99 {P99:0.00} ms ({Count} answers)");
}
