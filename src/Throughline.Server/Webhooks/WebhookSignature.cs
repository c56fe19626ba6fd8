using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Throughline.Server.Webhooks;

/// <summary>
/// Signs events as Standard Webhooks does, which OpenAI's libraries check: HMAC-SHA256 over id, time and body.
/// Source: github.com/standard-webhooks/standard-webhooks, "Signature scheme".
/// </summary>
internal static class WebhookSignature
{
    /// <summary>
    /// The header's value: a signature by every secret that holds, so that a receiver may change secrets in its own
    /// time.
    /// </summary>
    /// <param name="secrets">Of the webhook.</param>
    /// <param name="id">As in <c>webhook-id</c>.</param>
    /// <param name="time">Of this attempt, as in <c>webhook-timestamp</c>; receivers refuse what is five minutes
    /// off.</param>
    /// <param name="body">The very bytes that are sent.</param>
    public static string Make(
        IEnumerable<WebhookSecret> secrets, string id, DateTimeOffset time, ReadOnlySpan<byte> body)
    {
        byte[] head = Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{id}.{time.ToUnixTimeSeconds()}."));
        byte[] signed = [.. head, .. body];
        return string.Join(' ', secrets
            .Where(secret => secret.Until is not { } end || end > time)
            .Select(secret => "v1," + Convert.ToBase64String(HMACSHA256.HashData(secret.Bytes(), signed))));
    }
}
