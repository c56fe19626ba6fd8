using System.Numerics;
using Throughline.Media.Pictures;

namespace Throughline.Stage.Rendering;

/// <summary>What <see cref="Developer"/> works with.</summary>
internal readonly struct DevelopSettings
{
    public required int Width { get; init; }

    public required int Height { get; init; }

    public required float Exposure { get; init; }

    public required float Contrast { get; init; }

    public required float Saturation { get; init; }

    /// <summary>How much the colours count for in grey.</summary>
    public required Vector3 Filter { get; init; }

    public required Vector3 ShadowTint { get; init; }

    public required Vector3 LightTint { get; init; }

    public required float Lift { get; init; }

    public required float Vignette { get; init; }

    public required float Grain { get; init; }

    public required int GrainSeed { get; init; }

    /// <summary>Whether the film holds what is shown already (ink on paper) and not light.</summary>
    public required bool IsDrawn { get; init; }

    /// <summary>How much encoded colours count for in grey: as to the eye, if the look has no filter.</summary>
    public static Vector3 FilterOf(Look look) => look.Filter ?? new(0.25f, 0.65f, 0.1f);

    /// <summary>What light is multiplied by.</summary>
    public static float ExposureOf(Look look, SceneFrame frame) =>
        frame.Lighting.Exposure * MathF.Pow(2, look.Exposure);

    /// <summary>The settings of a look for a frame.</summary>
    public static DevelopSettings Of(Look look, SceneFrame frame, PixelSize size, float grainScale)
    {
        // The grain of a frame comes from its number, so that it is the same on every drawing.
        var number = frame.FrameTime > 0 ? (long)Math.Round(frame.Time / frame.FrameTime) : 0;
        return new()
        {
            Width = size.Width,
            Height = size.Height,
            IsDrawn = look.Ink > 0,
            Exposure = look.Ink > 0 ? 1 : ExposureOf(look, frame),
            Contrast = look.Contrast,
            Saturation = look.Saturation,
            Filter = FilterOf(look),
            ShadowTint = look.ShadowTint,
            LightTint = look.LightTint,
            Lift = look.Lift,
            Vignette = look.Vignette,
            Grain = look.Grain * 0.3f * grainScale,
            GrainSeed = (int)(Chance.SplitMix.Mix(unchecked((ulong)(frame.Seed + (number * 7919)))) >> 32),
        };
    }
}
