using System.Numerics;

namespace Throughline.Stage.Assets.Modelling;

/// <summary>Tints of vertices: linear light to 8-bit sRGB, 0x00BBGGRR.</summary>
internal static class Tints
{
    /// <summary>No tint.</summary>
    public const uint White = 0xFFFFFF;

    /// <summary>Packs a tint; what lies outside 0 to 1 is cut.</summary>
    public static uint Pack(Vector3 tint) => Byte(tint.X) | (Byte(tint.Y) << 8) | (Byte(tint.Z) << 16);

    private static uint Byte(float linear)
    {
        linear = Math.Clamp(linear, 0, 1);
        var value = linear <= 0.0031308f ? linear * 12.92f : (1.055f * MathF.Pow(linear, 1 / 2.4f)) - 0.055f;
        return (uint)MathF.Round(value * 255);
    }
}
