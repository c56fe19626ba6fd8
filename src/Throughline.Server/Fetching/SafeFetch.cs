using System.Net;

namespace Throughline.Server.Fetching;

/// <summary>
/// Fetches what clients' URLs name, without becoming their arm into this network: http and https only, to public
/// addresses only, redirects too (see <see cref="GuardedClient"/>). Size, time and media type are bounded.
/// </summary>
internal sealed class SafeFetch : IDisposable
{
    /// <summary>How long a URL may be.</summary>
    public const int LongestUrl = 2048;

    private const int MostRedirects = 3;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient _client;

    /// <summary>Connects to nothing yet.</summary>
    public SafeFetch(ServerOptions options) => _client = GuardedClient.Create(options);

    /// <summary>Why a URL is refused before anything is sent; null when it may be tried.</summary>
    public static string? Refusal(string url) =>
        url.Length > LongestUrl ? $"A URL has at most {LongestUrl} characters."
        : !Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) ? "This is not a URL."
        : Refusal(uri);

    /// <summary>Fetches a URL.</summary>
    /// <param name="url">Where from.</param>
    /// <param name="mediaType">What the content type must begin with: <c>image/</c>.</param>
    /// <param name="write">Takes the contents, piece by piece.</param>
    /// <param name="mostBytes">Largest content.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="FetchException">It cannot be had.</exception>
    public async Task FetchAsync(
        Uri url, string mediaType, Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> write, long mostBytes,
        CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_patience);
        try
        {
            using HttpResponseMessage response = await SendAsync(url, patience.Token);
            string? type = response.Content.Headers.ContentType?.MediaType;
            if (type is null || !type.StartsWith(mediaType, StringComparison.OrdinalIgnoreCase))
            {
                throw new FetchException(
                    $"{Shown(url)}: the answer is of type '{type ?? "none"}', not {mediaType}....");
            }

            if (response.Content.Headers.ContentLength > mostBytes)
            {
                throw TooLarge(url, mostBytes);
            }

            await CopyAsync(
                url, await response.Content.ReadAsStreamAsync(patience.Token), write, mostBytes, patience.Token);
        }
        catch (OperationCanceledException failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw new FetchException($"{Shown(url)}: it took longer than {_patience.TotalSeconds:0} seconds.", failure);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            throw GuardedClient.Told(failure) ?? new FetchException($"{Shown(url)}: it cannot be fetched.", failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    /// <summary>Why a URL is refused before anything is sent; null when it may be tried.</summary>
    public static string? Refusal(Uri url) =>
        url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps ? "Only http and https URLs are fetched."
        : url.UserInfo.Length > 0 ? "A URL must not carry a user name or password."
        : url.Port is not (80 or 443 or >= 1024) ? "This port is not fetched from."
        : null;

    private static async Task CopyAsync(
        Uri url, Stream content, Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> write, long mostBytes,
        CancellationToken cancellationToken)
    {
        var buffer = new byte[1 << 16];
        long total = 0;
        for (int read; (read = await content.ReadAsync(buffer, cancellationToken)) > 0; total += read)
        {
            if (total + read > mostBytes)
            {
                throw TooLarge(url, mostBytes);
            }

            await write(buffer.AsMemory(0, read), cancellationToken);
        }
    }

    private static FetchException TooLarge(Uri url, long mostBytes) =>
        new($"{Shown(url)}: it is larger than {mostBytes >> 20} MB.");

    // Without the query: it may hold a signature.
    private static string Shown(Uri url) =>
        url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    private async Task<HttpResponseMessage> SendAsync(Uri url, CancellationToken cancellationToken)
    {
        Uri at = url;
        for (int redirects = 0; redirects <= MostRedirects; redirects++)
        {
            if (Refusal(at) is { } refusal)
            {
                throw new FetchException($"{Shown(url)}: {refusal}");
            }

            using var request = new HttpRequestMessage(HttpMethod.Get, at);
            HttpResponseMessage response = await _client.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.StatusCode == HttpStatusCode.OK)
            {
                return response;
            }

            using (response)
            {
                if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308)
                    || response.Headers.Location is not { } location)
                {
                    throw new FetchException($"{Shown(url)}: the answer is {(int)response.StatusCode}.");
                }

                at = Uri.TryCreate(at, location, out Uri? next)
                    ? next
                    : throw new FetchException($"{Shown(url)}: it redirects to what is no URL.");
            }
        }

        throw new FetchException($"{Shown(url)}: more than {MostRedirects} redirects.");
    }
}
