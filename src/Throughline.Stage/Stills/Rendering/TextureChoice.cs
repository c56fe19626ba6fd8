namespace Throughline.Stage.Stills;

/// <summary>Which levels of a texture show it at a size, and how much of the coarser one.</summary>
internal readonly struct TextureChoice
{
    /// <summary>The finer level.</summary>
    public readonly TextureLevel Fine;

    /// <summary>The coarser level; the finer one again where there is none.</summary>
    public readonly TextureLevel Coarse;

    /// <summary>Texels of the finer level to a pixel of the picture.</summary>
    public readonly float ToFine;

    /// <summary>Share of the coarser level, 256ths.</summary>
    public readonly ushort CoarseShare;

    /// <summary>Chooses for a picture shown <paramref name="reduction"/> times smaller than it is.</summary>
    /// <param name="texture">The texture.</param>
    /// <param name="reduction">How many times smaller; below 1 is larger.</param>
    /// <param name="spare">Levels of reduction that the finest one still serves alone.</param>
    public TextureChoice(Texture texture, float reduction, float spare = 0)
    {
        var depth = Math.Clamp(MathF.Log2(MathF.Max(reduction, 1)) - spare, 0, texture.Levels - 1);
        var level = Math.Min((int)depth, texture.Levels - 1);
        Fine = texture.Level(level);
        Coarse = texture.Level(Math.Min(level + 1, texture.Levels - 1));
        ToFine = 2f / (1 << level);
        CoarseShare = (ushort)MathF.Round((depth - level) * 256);
    }
}
