using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Throughline.Server.Storage;

namespace Throughline.Server.Links;

/// <summary>
/// Links that need no key and hold for a while: the path and the time are signed (HMAC-SHA256) with a secret of this
/// data folder. Any thread.
/// </summary>
internal sealed class SignedLinks
{
    private readonly byte[] _secret;
    private readonly ServerOptions _options;
    private readonly TimeProvider _clock;

    /// <summary>Reads the secret, and makes it at the first start.</summary>
    public SignedLinks(ServerOptions options, TimeProvider clock)
    {
        (_options, _clock) = (options, clock);
        string path = Path.Combine(options.Data, "link-secret");
        if (!File.Exists(path))
        {
            PrivateFile.Create(path, RandomNumberGenerator.GetBytes(32));
        }

        _secret = File.ReadAllBytes(path);
    }

    /// <summary>An absolute link to a path of this server that holds from now on for a while.</summary>
    /// <param name="request">By whose address this server is reached, unless a public one is set.</param>
    /// <param name="path">The path, from its slash on.</param>
    /// <param name="life">How long it holds; null for <see cref="ServerOptions.LinkLife"/>.</param>
    public string Make(HttpRequest request, string path, TimeSpan? life = null)
    {
        long expires = (_clock.GetUtcNow() + (life ?? _options.LinkLife)).ToUnixTimeSeconds();
        return string.Create(
            CultureInfo.InvariantCulture, $"{Base(request)}{path}?expires={expires}&signature={Sign(path, expires)}");
    }

    /// <summary>Whether a request came by a link that was made here and still holds.</summary>
    public bool Holds(HttpRequest request)
    {
        string? signature = request.Query["signature"];
        if (!long.TryParse(request.Query["expires"], NumberStyles.None, CultureInfo.InvariantCulture, out long expires)
            || signature is null)
        {
            return false;
        }

        byte[] right = Encoding.ASCII.GetBytes(Sign(request.Path.Value ?? "", expires));
        return CryptographicOperations.FixedTimeEquals(right, Encoding.UTF8.GetBytes(signature))
            && _clock.GetUtcNow().ToUnixTimeSeconds() < expires;
    }

    /// <summary>The address clients reach this server by, without a slash at the end.</summary>
    public string Base(HttpRequest request) => _options.PublicUrl ?? $"{request.Scheme}://{request.Host.Value}";

    private string Sign(string path, long expires) => Base64Url.EncodeToString(HMACSHA256.HashData(
        _secret, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{expires}\n{path}"))));
}
