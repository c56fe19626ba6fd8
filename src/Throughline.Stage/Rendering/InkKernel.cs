using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using F = System.Runtime.Intrinsics.Vector512<float>;

namespace Throughline.Stage.Rendering;

/// <summary>
/// Turns the light of a row to ink on paper: the lighter a place the barer the paper, the darker the closer its
/// hatching, in two directions where it is darkest. Strokes lie on the surfaces (rest places), their spacing follows
/// the distance in octaves, so that they neither swim nor crowd. Lanes: sixteen pixels.
/// </summary>
internal static unsafe class InkKernel
{
    /// <summary>Draws over all lanes; colours come out as they are seen, 0 to 1, not as light.</summary>
    /// <param name="strip">The row.</param>
    /// <param name="look">The look.</param>
    /// <param name="exposure">What light is multiplied by.</param>
    /// <param name="perFocal">Metres a pixel covers at a depth of one metre.</param>
    /// <param name="spacing">Pixels between strokes.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Paint(RowStrip strip, Look look, float exposure, float perFocal, float spacing)
    {
        var gain = Wide.Of(exposure);
        for (var x = strip.First; x < strip.End; x += 16)
        {
            F r = Vector512.Load(strip.R + x) * gain, g = Vector512.Load(strip.G + x) * gain,
                b = Vector512.Load(strip.B + x) * gain;
            Developer.Tone(ref r, ref g, ref b);
            var luma = Wide.Fma(r, Wide.Of(0.25f), Wide.Fma(g, Wide.Of(0.65f), b * Wide.Of(0.1f)));
            var tone = Vector512.Sqrt(luma);
            var sky = Vector512.LessThan(Vector512.Load(strip.Surface + x), Vector512<int>.Zero).AsSingle();

            // A wash of the colour, brightened towards the paper, whose own colour comes later.
            var lift = F.One / Wide.Max(luma, Wide.Of(0.05f)) * Wide.Lerp(luma, Wide.Of(0.78f), Wide.Of(0.8f));
            var keep = Wide.Of(1 - look.Ink);
            r = Wide.Lerp(F.One, Wide.Saturate(r * lift), keep);
            g = Wide.Lerp(F.One, Wide.Saturate(g * lift), keep);
            b = Wide.Lerp(F.One, Wide.Saturate(b * lift), keep);
            if (look.Hatch > 0)
            {
                // What is seen at a slant is drawn together: its strokes lie farther apart, or they would crowd.
                var facing = Vector512.Abs(Wide.Fma(Vector512.Load(strip.Vx + x), Vector512.Load(strip.Nx + x), Wide.Fma(
                    Vector512.Load(strip.Vy + x), Vector512.Load(strip.Ny + x),
                    Vector512.Load(strip.Vz + x) * Vector512.Load(strip.Nz + x))));
                var footprint = Wide.Of(perFocal * spacing)
                    / (Wide.Max(Vector512.Load(strip.Nearness + x), Wide.Of(1e-4f)) * Wide.Max(facing, Wide.Of(0.08f)));
                F rx = Vector512.Load(strip.Rx + x), ry = Vector512.Load(strip.Ry + x),
                    rz = Vector512.Load(strip.Rz + x);
                var first = Strokes(
                    (rx * Wide.Of(0.62f)) + (ry * Wide.Of(0.74f)) + (rz * Wide.Of(0.33f)), footprint,
                    Wide.Of(0.66f) - tone);
                var second = Strokes(
                    (rx * Wide.Of(-0.66f)) + (ry * Wide.Of(0.68f)) + (rz * Wide.Of(-0.41f)), footprint,
                    Wide.Of(0.42f) - tone);
                var solid = Wide.Step(0.0f, 0.08f, Wide.Of(0.25f) - tone);
                var cover = Wide.Max(Wide.Max(first, second), solid) * Wide.Of(look.Hatch);
                cover = Vector512.ConditionalSelect(
                    sky, Wide.Step(0f, 0.3f, Wide.Of(0.4f) - tone) * Wide.Of(0.85f * look.Hatch), cover);
                r = Wide.Lerp(r, Wide.Of(look.LineColour.X), cover);
                g = Wide.Lerp(g, Wide.Of(look.LineColour.Y), cover);
                b = Wide.Lerp(b, Wide.Of(look.LineColour.Z), cover);
            }

            r.Store(strip.R + x);
            g.Store(strip.G + x);
            b.Store(strip.B + x);
        }
    }

    // Cover of parallel strokes: none where dark is 0 or less, wider the darker. Two octaves of spacing run into each
    // other.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static F Strokes(F along, F footprint, F dark)
    {
        var octave = Wide.Log2(footprint);
        var whole = Vector512.Floor(octave);
        var part = octave - whole;
        var per = Wide.Exp2(-whole);
        var fine = One(along * per, footprint * per, dark);
        var coarse = One(along * per * Wide.Of(0.5f), footprint * per * Wide.Of(0.5f), dark);
        return Wide.Lerp(fine, coarse, Wide.Step(0.3f, 0.9f, part));

        static F One(F at, F scale, F dark)
        {
            var away = Vector512.Abs(at - Vector512.Floor(at) - Wide.Of(0.5f)) * Wide.Of(2);
            var width = Wide.Saturate(Wide.Fma(dark, Wide.Of(1.5f), Wide.Of(0.12f)));
            var soft = Wide.Max(scale * Wide.Of(0.35f), Wide.Of(0.12f));
            return Wide.Saturate((width - away) / soft) * Wide.Saturate(dark * Wide.Of(9));
        }
    }
}
