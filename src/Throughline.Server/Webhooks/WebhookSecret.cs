using System.Security.Cryptography;

namespace Throughline.Server.Webhooks;

/// <summary>What a webhook's events are signed with. Kept as it is: a signature cannot be made from a hash.</summary>
/// <param name="Text"><c>whsec_</c> and 256 random bits in base64, as Standard Webhooks writes it.</param>
/// <param name="Until">When it ends because a newer one took its place; null while it is the newest.</param>
internal sealed record WebhookSecret(string Text, DateTimeOffset? Until = null)
{
    /// <summary>How every secret begins.</summary>
    public const string Prefix = "whsec_";

    /// <summary>A new one.</summary>
    public static WebhookSecret Create() => new(Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));

    /// <summary>The bytes to sign with.</summary>
    public byte[] Bytes() => Convert.FromBase64String(Text[Prefix.Length..]);
}
