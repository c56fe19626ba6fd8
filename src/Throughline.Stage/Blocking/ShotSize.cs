using Throughline.Stage.Scenes;

namespace Throughline.Stage.Blocking;

/// <summary>What a shot scale means in figures.</summary>
/// <param name="View">Height of the frame at the subject, in heights of the subject.</param>
/// <param name="Head">Share of the frame above the subject's top; negative cuts into it.</param>
/// <param name="Lens">Usual focal length, mm on a frame 36 mm wide.</param>
/// <param name="Aperture">Usual f-number; 0 keeps everything sharp.</param>
/// <param name="Off">How far from the middle the subject stands, in frame widths; a third's line is 1/6.</param>
internal readonly record struct ShotSize(float View, float Head, float Lens, float Aperture, float Off)
{
    /// <summary>The figures of a scale for something upright, such as a person.</summary>
    public static ShotSize Of(ShotScale scale) => scale switch
    {
        ShotScale.ExtremeWide => new(11, 0.62f, 24, 0, 0.167f),
        ShotScale.Wide => new(3.6f, 0.5f, 28, 11, 0.167f),
        ShotScale.Full => new(1.38f, 0.13f, 35, 5.6f, 0.12f),
        ShotScale.MediumWide => new(0.98f, 0.11f, 40, 4, 0.12f),
        ShotScale.Medium => new(0.7f, 0.11f, 50, 2.8f, 0.11f),
        ShotScale.MediumClose => new(0.46f, 0.1f, 65, 2.8f, 0.1f),
        ShotScale.CloseUp => new(0.3f, 0.08f, 85, 2, 0.08f),
        _ => new(0.15f, -0.12f, 100, 2, 0.02f),
    };

    /// <summary>Height of the frame at a subject in metres.</summary>
    public float HeightFor(Body body, ShotScale scale, float aspect)
    {
        if (IsThing(body, scale))
        {
            // Of a thing its box fills a share of the frame, by height or by width.
            return Math.Max(body.Height, body.Radius * 2 / aspect) / Fill(scale);
        }

        // Near views of an animal are measured by its head, with less of the rest than a person has: its back lies behind it.
        var near = body.Head * View * 5.2f;
        if (near is { } face && scale >= ShotScale.MediumClose)
        {
            return face;
        }

        // What lies longer than it is tall must fit by its length; near scales of it show its forepart, nearer ones its
        // head.
        var length = body.Radius * 2;
        if (body is { IsLong: true, Alive: true } && scale >= ShotScale.MediumClose)
        {
            return View * 0.9f * (body.Height + length);
        }

        // A tower is not shown eleven times over: what is large itself makes the place.
        var upright = body.Height * (body.Height > 4 && View > 2 ? 1 + ((View - 1) * 4 / body.Height) : View);
        var lying = length / aspect * View * (scale > ShotScale.Full ? 1.7f : 1.1f);
        return Math.Min(
            Math.Max(upright, body.IsLong ? lying : 0), scale == ShotScale.Medium ? near ?? float.MaxValue : float.MaxValue);
    }

    /// <summary>
    /// Whether a scale is measured by what it fills of the frame: a thing that is no house, seen from near.
    /// </summary>
    public static bool IsThing(Body body, ShotScale scale) =>
        body is { Alive: false, Height: < 3, Radius: < 1.6f } && scale >= ShotScale.Full;

    // People are cut at knees, waist and shoulders; a thing is seen whole, and only a detail of it in an extreme
    // close-up.
    private static float Fill(ShotScale scale) => scale switch
    {
        ShotScale.Full => 0.62f,
        ShotScale.MediumWide => 0.5f,
        ShotScale.Medium => 0.54f,
        ShotScale.MediumClose => 0.6f,
        ShotScale.CloseUp => 0.76f,
        _ => 1.45f,
    };
}
