using System.Security.Cryptography;
using System.Text;

namespace Throughline.Server.Keys;

/// <summary>Secrets of keys: <c>key_</c> and 256 random bits in hexadecimal.</summary>
internal static class KeySecret
{
    /// <summary>A new secret.</summary>
    public static string Create() => "key_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is kept of it.</summary>
    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
