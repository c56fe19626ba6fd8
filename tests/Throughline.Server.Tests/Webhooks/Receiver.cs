using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;

namespace Throughline.Server.Tests.Webhooks;

/// <summary>A site that takes events: it answers as the test says and remembers everything.</summary>
internal sealed class Receiver : IDisposable
{
    private static int _ports = 30_000 + (Environment.ProcessId % 10_000);

    private readonly HttpListener _site;
    private readonly Func<int, HttpListenerResponse, Task> _answer;

    /// <param name="answer">Given how many came before and the answer to fill.</param>
    public Receiver(Func<int, HttpListenerResponse, Task> answer)
    {
        _answer = answer;
        while (true)
        {
            Url = $"http://localhost:{Interlocked.Increment(ref _ports)}/hook";
            var site = new HttpListener();
            site.Prefixes.Add(Url[..^4]);
            try
            {
                site.Start();
                _site = site;
                break;
            }
            catch (HttpListenerException)
            {
                // Somebody has this port; a listener that could not start is of no more use.
            }
        }

        _ = TakeAsync();
    }

    /// <summary>Answers with one status after the other; the last goes on.</summary>
    public Receiver(params int[] statuses)
        : this((count, response) =>
        {
            response.StatusCode = statuses[Math.Min(count, statuses.Length - 1)];
            return Task.CompletedTask;
        })
    {
    }

    public string Url { get; }

    public ConcurrentQueue<Received> All { get; } = [];

    /// <summary>Waits until so many events came.</summary>
    public async Task<IReadOnlyList<Received>> UntilAsync(int count)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        while (All.Count < count)
        {
            await Task.Delay(10, patience.Token);
        }

        return [.. All];
    }

    public void Dispose() => _site.Close();

    private async Task TakeAsync()
    {
        try
        {
            while (true)
            {
                _ = AnswerAsync(await _site.GetContextAsync());
            }
        }
        catch (Exception failure) when (failure is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var reader = new StreamReader(context.Request.InputStream);
        string body = await reader.ReadToEndAsync();
        int before = All.Count;
        All.Enqueue(new Received(
            context.Request.Headers["webhook-id"]!, context.Request.Headers["webhook-timestamp"]!,
            context.Request.Headers["webhook-signature"]!, body));
        try
        {
            await _answer(before, context.Response);
            context.Response.Close();
        }
        catch (Exception failure) when (failure is HttpListenerException or ObjectDisposedException)
        {
            // The server hung up.
        }
    }
}

internal sealed record Received(string Id, string Time, string Signature, string Body)
{
    public JsonElement Json => JsonElement.Parse(Body);

    public string Type => Json.GetProperty("type").GetString()!;

    public string About => Json.GetProperty("data").GetProperty("id").GetString()!;

    /// <summary>
    /// Whether one of its signatures is by this secret; worked out here, not by the server's own code.
    /// </summary>
    public bool IsSignedBy(string secret)
    {
        byte[] hash = System.Security.Cryptography.HMACSHA256.HashData(
            Convert.FromBase64String(secret["whsec_".Length..]),
            System.Text.Encoding.UTF8.GetBytes($"{Id}.{Time}.{Body}"));
        return Signature.Split(' ').Contains("v1," + Convert.ToBase64String(hash), StringComparer.Ordinal);
    }
}
