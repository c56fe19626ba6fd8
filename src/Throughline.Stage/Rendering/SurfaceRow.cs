using System.Numerics;
using System.Runtime.InteropServices;

namespace Throughline.Stage.Rendering;

/// <summary>One material of one instance in a frame, ready for shading.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SurfaceRow
{
    /// <summary>Colours, linear light, as the look changes them.</summary>
    public Vector3 Colour, Second;

    /// <summary>What is drawn on it, and one over the size of its parts.</summary>
    public Pattern Pattern;
    public float PerSize, Strength;

    /// <summary>How it answers light, each 0 to 1.</summary>
    public float Shine, Roughness, Metal, Wrap, Sheen, Through;

    /// <summary>Whether it is made of strands, which shine across them and not as a surface does.</summary>
    public bool Strands;

    /// <summary>Light it gives, in multiples of its colour.</summary>
    public float Glow;

    /// <summary>What surfaces that look alike have in common: 14 bits of colours, pattern, kind and subject.</summary>
    public uint Key;

    /// <summary>Number of the subject.</summary>
    public int Subject;

    /// <summary>
    /// 1 for an instance that moves or is deformed, whose vertices carry the way from the frame before.
    /// </summary>
    public int Moving;

    /// <summary>How much shows through; 0 for what is drawn with the solid things.</summary>
    public float Clear;

    /// <summary>
    /// How far what is seen through it is shifted where it is seen edge on, metres at its depth; 0 for none.
    /// </summary>
    public float Bend;

    /// <summary>How strongly single grains catch the light, 0 for none.</summary>
    public float Glitter;

    /// <summary>Whether its pattern is drawn flat on faces, by the axis they face.</summary>
    public bool Flat;

    /// <summary>Whether its back is seen too.</summary>
    public bool TwoSided;

    /// <summary>Sets what the kind of material decides.</summary>
    public void SetKind(MaterialKind kind, float? roughness)
    {
        (Shine, Roughness, Metal, Wrap, Sheen, Through) = kind switch
        {
            MaterialKind.Gloss => (0.06f, 0.25f, 0f, 0.1f, 0f, 0f),
            MaterialKind.Metal => (0.75f, 0.3f, 1f, 0f, 0f, 0f),
            MaterialKind.Glass => (0.08f, 0.05f, 0f, 0f, 0f, 0f),
            MaterialKind.Water => (0.05f, 0.06f, 0f, 0.2f, 0f, 0f),
            MaterialKind.Ice => (0.06f, 0.12f, 0f, 0.4f, 0.1f, 0.35f),
            MaterialKind.Wood => (0.02f, 0.6f, 0f, 0.1f, 0f, 0f),
            MaterialKind.Stone => (0.015f, 0.75f, 0f, 0.05f, 0f, 0f),
            MaterialKind.Cloth => (0f, 1f, 0f, 0.25f, 0.35f, 0.05f),
            MaterialKind.Skin => (0.024f, 0.58f, 0f, 0.4f, 0.1f, 0.1f),
            MaterialKind.Hair => (0.04f, 0.4f, 0f, 0.3f, 0.35f, 0.1f),
            MaterialKind.Foliage => (0.02f, 0.6f, 0f, 0.35f, 0.05f, 0.55f),
            MaterialKind.Smoke => (0f, 1f, 0f, 0.9f, 0f, 0.5f),
            MaterialKind.Snow => (0.02f, 0.7f, 0f, 0.35f, 0.1f, 0.15f),
            MaterialKind.Sand => (0.01f, 0.9f, 0f, 0.15f, 0f, 0f),
            _ => (0f, 1f, 0f, 0.15f, 0f, 0f),
        };
        Roughness = Math.Clamp(roughness ?? Roughness, 0.03f, 1);
        Strands = kind == MaterialKind.Hair;
    }
}
