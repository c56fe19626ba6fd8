using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Throughline.Media.Pictures;
using Throughline.Stage.Rendering;
using F = System.Runtime.Intrinsics.Vector512<float>;

namespace Throughline.Stage.Restyling;

/// <summary>
/// What a look makes of the colours of footage: its steps of tone, its shade, clay and brush marks, or ink on paper.
/// Footage has no surfaces to lay strokes on, so they lie on the picture and move as it does. Lanes: sixteen pixels of
/// a row. Source of the soft steps: H. Winnemöller, S. C. Olsen, B. Gooch, Real-Time Video Abstraction, 2006,
/// doi:10.1145/1141911.1142018.
/// </summary>
internal static unsafe class TintKernel
{
    /// <summary>Fills a row of a film with light from 0 (nothing) to 1 (white).</summary>
    /// <param name="words">The row's colours.</param>
    /// <param name="film">The film.</param>
    /// <param name="y">The row.</param>
    /// <param name="look">The look.</param>
    /// <param name="driftX">How far the picture has moved to the right, in pixels.</param>
    /// <param name="driftY">How far down.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Row(FootageWords words, Film film, int y, Look look, float driftX, float driftY)
    {
        var lanes = Vector512.Create(0f, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
        var scale = 720f / film.Size.Height;
        var py = Wide.Of((y - driftY) * scale);
        var from = words.Row(y);
        for (var x = 0; x < film.Size.Width; x += 16)
        {
            var px = (lanes + Wide.Of(x - driftX)) * Wide.Of(scale);
            FootageWords.Unpack(Vector512.Load(from + x), out var r, out var g, out var b);
            Materials(look, ref r, ref g, ref b);
            if (look.Mottle > 0)
            {
                // Brush marks: two sizes of unevenness, as in the staged looks.
                var marks = Noise.Plane(px * Wide.Of(0.035f), py * Wide.Of(0.05f))
                    + (Noise.Plane(px * Wide.Of(0.13f), py * Wide.Of(0.17f)) * Wide.Of(0.6f)) - Wide.Of(0.8f);
                var gain = Wide.Fma(marks, Wide.Of(0.22f * look.Mottle), F.One);
                (r, g, b) = (r * gain, g * gain, b * gain);
            }

            if (look.Ink > 0)
            {
                Ink(look, px, py, ref r, ref g, ref b);
            }
            else
            {
                Paint(look, ref r, ref g, ref b);
            }

            Decode(r).Store(film.R(y) + x);
            Decode(g).Store(film.G(y) + x);
            Decode(b).Store(film.B(y) + x);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Materials(Look look, ref F r, ref F g, ref F b)
    {
        var luma = FootageWords.Luma(r, g, b);
        var keep = Wide.Of(look.MaterialSaturation);
        r = Wide.Lerp(luma, r, keep);
        g = Wide.Lerp(luma, g, keep);
        b = Wide.Lerp(luma, b, keep);
        if (look.ClayShare > 0)
        {
            // The one hue, as light or dark as the place is.
            var clay = Encoded(look.Clay);
            var share = Wide.Of(MathF.Sqrt(look.ClayShare));
            var per = luma * Wide.Of(1 / MathF.Max((0.25f * clay.X) + (0.65f * clay.Y) + (0.1f * clay.Z), 0.1f));
            r = Wide.Lerp(r, Wide.Of(clay.X) * per, share);
            g = Wide.Lerp(g, Wide.Of(clay.Y) * per, share);
            b = Wide.Lerp(b, Wide.Of(clay.Z) * per, share);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Paint(Look look, ref F r, ref F g, ref F b)
    {
        var luma = Wide.Saturate(FootageWords.Luma(r, g, b));
        var tone = luma;
        if (look.Bands > 0)
        {
            // The steps of a brush: as soft as the look says.
            var steps = luma * Wide.Of(look.Bands + 1);
            var whole = Vector512.Floor(steps);
            var part = steps - whole;
            var soft = MathF.Max(look.BandSoftness, 0.02f);
            var cut = Wide.Step(0.5f - (0.5f * soft), 0.5f + (0.5f * soft), part);
            tone = Wide.Lerp(tone, (whole + cut) * Wide.Of(1f / (look.Bands + 1)), Wide.Of(0.75f));
        }

        // Brighter without burning: white stays white, as paper and screens have it. More sky than sun opens the shade,
        // more sun deepens it.
        var open = MathF.Pow(
            2, (Math.Clamp(look.Exposure, -1, 1) * 0.7f)
                + (0.6f * Math.Clamp(look.SkyStrength - look.SunStrength, -1, 1))) - 1;
        tone = Wide.Fma(tone * (F.One - tone), Wide.Of(open), tone);
        var gain = tone / Wide.Max(luma, Wide.Of(0.02f));
        var light = Wide.Smooth(Wide.Saturate(tone * Wide.Of(1.6f)));
        r = Wide.Saturate(r * gain * Wide.Lerp(Wide.Of(look.Shade.X), F.One, light));
        g = Wide.Saturate(g * gain * Wide.Lerp(Wide.Of(look.Shade.Y), F.One, light));
        b = Wide.Saturate(b * gain * Wide.Lerp(Wide.Of(look.Shade.Z), F.One, light));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Ink(Look look, F px, F py, ref F r, ref F g, ref F b)
    {
        var luma = FootageWords.Luma(r, g, b);

        // A wash of the colour, brightened towards the paper, whose own colour comes later.
        var lift = F.One / Wide.Max(luma, Wide.Of(0.05f)) * Wide.Lerp(luma, Wide.Of(0.86f), Wide.Of(0.8f));
        var keep = Wide.Of(1 - look.Ink);
        r = Wide.Lerp(F.One, Wide.Saturate(r * lift), keep);
        g = Wide.Lerp(F.One, Wide.Saturate(g * lift), keep);
        b = Wide.Lerp(F.One, Wide.Saturate(b * lift), keep);
        if (look.Hatch > 0)
        {
            // Drawn by a hand: strokes that bend a little.
            var bend = Noise.Plane(px * Wide.Of(0.012f), py * Wide.Of(0.012f)) * Wide.Of(9);
            var first = Strokes((px * Wide.Of(0.62f)) + (py * Wide.Of(0.78f)) + bend, Wide.Of(0.52f) - luma);
            var second = Strokes((px * Wide.Of(0.8f)) - (py * Wide.Of(0.6f)) + bend, Wide.Of(0.33f) - luma);
            var solid = Wide.Step(0.0f, 0.1f, Wide.Of(0.15f) - luma);
            var cover = Wide.Max(Wide.Max(first, second), solid) * Wide.Of(look.Hatch);
            var ink = Encoded(look.LineColour);
            r = Wide.Lerp(r, Wide.Of(ink.X), cover);
            g = Wide.Lerp(g, Wide.Of(ink.Y), cover);
            b = Wide.Lerp(b, Wide.Of(ink.Z), cover);
        }
    }

    // Cover of parallel strokes: none where dark is 0 or less, wider the darker.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static F Strokes(F along, F dark)
    {
        const float Spacing = 5.5f; // Of 720 rows.
        var at = along * Wide.Of(1 / Spacing);
        var away = Vector512.Abs(at - Vector512.Floor(at) - Wide.Of(0.5f)) * Wide.Of(2);
        var width = Wide.Saturate(Wide.Fma(dark, Wide.Of(1.6f), Wide.Of(0.1f)));
        return Wide.Saturate((width - away + Wide.Of(0.15f)) * Wide.Of(Spacing * 0.4f)) * Wide.Saturate(
            dark * Wide.Of(9));
    }

    private static Vector3 Encoded(Vector3 light) => new(Encoded(light.X), Encoded(light.Y), Encoded(light.Z));

    private static float Encoded(float light) => (float)Colour.FromLight(Math.Clamp(light, 0, 1));

    // sRGB to light, error below 0.002.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static F Decode(F value)
    {
        value = Wide.Saturate(value);
        return value * Wide.Fma(
            value, Wide.Fma(value, Wide.Of(0.305306011f), Wide.Of(0.682171111f)), Wide.Of(0.012522878f));
    }
}
