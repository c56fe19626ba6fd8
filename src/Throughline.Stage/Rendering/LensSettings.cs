using Throughline.Media.Pictures;

namespace Throughline.Stage.Rendering;

/// <summary>What <see cref="LensKernel"/> works with.</summary>
internal readonly struct LensSettings
{
    /// <summary>Distance that is sharp, metres.</summary>
    public required float FocusDistance { get; init; }

    /// <summary>Radius of the disc that a far point becomes, in half-resolution pixels.</summary>
    public required float DiscAtInfinity { get; init; }

    /// <summary>Largest radius of a disc.</summary>
    public required float MostDisc { get; init; }

    /// <summary>Samples of a disc.</summary>
    public required int Taps { get; init; }

    /// <summary>Strength of the glow.</summary>
    public required float Glow { get; init; }

    /// <summary>Exposure, which says what is bright.</summary>
    public required float Exposure { get; init; }

    /// <summary>Whether anything is out of focus enough to be seen.</summary>
    public bool HasFocus => DiscAtInfinity > 0.35f;

    /// <summary>The settings of a frame.</summary>
    public static LensSettings Of(SceneFrame frame, Look look, RenderQuality quality, PixelSize size)
    {
        var camera = frame.Camera;
        var disc = 0f;
        if (camera.Aperture > 0 && camera.FocusDistance > 0)
        {
            // Thin lens: diameter of the disc on a 36 mm frame for a point at infinity.
            var focal = camera.Pose.FocalLength;
            var distance = MathF.Max(camera.FocusDistance * 1000, focal * 2);
            disc = focal * focal / (camera.Aperture * (distance - focal)) / 36 * size.Width / 4 * look.Focus;
        }

        return new()
        {
            FocusDistance = MathF.Max(camera.FocusDistance, 0.05f),
            DiscAtInfinity = disc,
            MostDisc = size.Height / 240f,
            Taps = quality switch { RenderQuality.Draft => 8, RenderQuality.Usual => 14, _ => 28 },
            Glow = look.Bloom * 0.42f,
            Exposure = frame.Lighting.Exposure,
        };
    }
}
