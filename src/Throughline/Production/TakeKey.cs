using System.Security.Cryptography;

namespace Throughline.Production;

/// <summary>
/// Names a take by everything that decides its pixels and its encoding: SHA-256 of its <see cref="TakeInputs"/>. Equal
/// keys mean equal clips.
/// </summary>
/// <param name="Hex">64 lower-case hexadecimal digits.</param>
public readonly record struct TakeKey(string Hex)
{
    /// <summary>The key of a canonical description.</summary>
    public static TakeKey Of(ReadOnlySpan<byte> canonical) => new(Convert.ToHexStringLower(SHA256.HashData(canonical)));

    /// <summary>The digits.</summary>
    public override string ToString() => Hex;
}
