using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Throughline.Stage.Rendering;
using F = System.Runtime.Intrinsics.Vector512<float>;

namespace Throughline.Stage.Restyling;

/// <summary>
/// Smooths a frame and keeps its edges: a bilateral filter in two walks, across edges and then along them. Colours
/// count the less the more they differ (Tukey's biweight, which ends, so that nothing bleeds over a strong edge).
/// Lanes: sixteen pixels. Source: as <see cref="Tangents"/>.
/// </summary>
internal static unsafe class SmoothKernel
{
    /// <summary>One walk over all pixels.</summary>
    /// <param name="from">The frame.</param>
    /// <param name="to">Filled.</param>
    /// <param name="tangents">Of the frame.</param>
    /// <param name="along">Along edges; else across them.</param>
    /// <param name="sigma">Reach in pixels.</param>
    /// <param name="range">The difference of colours, encoded values, from which on nothing counts.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Pass(FootageWords from, FootageWords to, Tangents tangents, bool along, float sigma, float range)
    {
        var lanes = Vector512.Create(0f, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
        var size = from.Size;
        F mostX = Wide.Of(size.Width - 1), mostY = Wide.Of(size.Height - 1);
        var perRange = Wide.Of(1 / (range * range));
        var reach = Math.Clamp((int)MathF.Ceiling(2 * sigma), 1, 24);
        var weights = stackalloc float[reach + 1];
        for (var i = 0; i <= reach; i++)
        {
            weights[i] = MathF.Exp(-i * i / (2 * sigma * sigma));
        }

        for (var y = 0; y < size.Height; y++)
        {
            var at = (long)y * tangents.Stride;
            for (var x = 0; x < size.Width; x += 16)
            {
                F tx = Vector512.Load(tangents.X + at + x), ty = Vector512.Load(tangents.Y + at + x);
                var walk = along ? new Walk(lanes + Wide.Of(x), Wide.Of(y), tx, ty) : new Walk(
                    lanes + Wide.Of(x), Wide.Of(y), ty, -tx);
                FootageWords.Unpack(Vector512.Load(from.Row(y) + x), out var r, out var g, out var b);
                F sumR = r, sumG = g, sumB = b, sum = F.One;
                for (var i = 1; i <= reach; i++)
                {
                    var weight = Wide.Of(weights[i]);
                    for (var sign = -1; sign <= 1; sign += 2)
                    {
                        walk.At(sign * i, from.Stride, mostX, mostY, out var first, out var second, out var part);
                        FootageWords.Unpack(Wide.Gather(from.Start, first), out var r1, out var g1, out var b1);
                        FootageWords.Unpack(Wide.Gather(from.Start, second), out var r2, out var g2, out var b2);
                        r1 = Wide.Lerp(r1, r2, part);
                        g1 = Wide.Lerp(g1, g2, part);
                        b1 = Wide.Lerp(b1, b2, part);
                        F dr = r1 - r, dg = g1 - g, db = b1 - b;
                        var away = Wide.Fma(dr, dr, Wide.Fma(dg, dg, db * db));
                        var like = Wide.Max(F.Zero, F.One - (away * perRange));
                        var w = like * like * weight;
                        sumR = Wide.Fma(r1, w, sumR);
                        sumG = Wide.Fma(g1, w, sumG);
                        sumB = Wide.Fma(b1, w, sumB);
                        sum += w;
                    }
                }

                var per = F.One / sum;
                FootageWords.Pack(sumR * per, sumG * per, sumB * per).Store(to.Row(y) + x);
            }
        }
    }

    /// <summary>
    /// Sharpens across edges: the dark side of an edge takes the darkest place within reach, the light side the
    /// lightest, so that soft footage falls into shapes with clear borders, as paint does.
    /// Source: J. E. Kyprianidis and H. Kang, Image and Video Abstraction by Coherence-Enhancing Filtering, 2011,
    /// doi:10.1111/j.1467-8659.2011.01882.x.
    /// </summary>
    /// <param name="from">The frame.</param>
    /// <param name="to">Filled.</param>
    /// <param name="tangents">Of the frame.</param>
    /// <param name="reach">In pixels, 1 to 8.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Shock(FootageWords from, FootageWords to, Tangents tangents, int reach)
    {
        // So strongly is an edge bent, in encoded lightness, where it is sharpened wholly; below nothing jumps from
        // frame to frame.
        const float Bent = 0.02f;
        var lanes = Vector512.Create(0f, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
        var size = from.Size;
        F mostX = Wide.Of(size.Width - 1), mostY = Wide.Of(size.Height - 1);
        for (var y = 0; y < size.Height; y++)
        {
            var at = (long)y * tangents.Stride;
            for (var x = 0; x < size.Width; x += 16)
            {
                var walk = new Walk(
                    lanes + Wide.Of(x), Wide.Of(y), Vector512.Load(tangents.Y + at + x),
                    -Vector512.Load(tangents.X + at + x));
                FootageWords.Unpack(Vector512.Load(from.Row(y) + x), out var r, out var g, out var b);
                var own = FootageWords.Luma(r, g, b);
                F darkR = r, darkG = g, darkB = b, dark = own, lightR = r, lightG = g, lightB = b, light = own,
                    ends = F.Zero;
                for (var i = 1; i <= reach; i++)
                {
                    for (var sign = -1; sign <= 1; sign += 2)
                    {
                        walk.At(sign * i, from.Stride, mostX, mostY, out var first, out var second, out var part);
                        FootageWords.Unpack(Wide.Gather(from.Start, first), out var r1, out var g1, out var b1);
                        FootageWords.Unpack(Wide.Gather(from.Start, second), out var r2, out var g2, out var b2);
                        r1 = Wide.Lerp(r1, r2, part);
                        g1 = Wide.Lerp(g1, g2, part);
                        b1 = Wide.Lerp(b1, b2, part);
                        var luma = FootageWords.Luma(r1, g1, b1);
                        var darker = Vector512.LessThan(luma, dark);
                        darkR = Vector512.ConditionalSelect(darker, r1, darkR);
                        darkG = Vector512.ConditionalSelect(darker, g1, darkG);
                        darkB = Vector512.ConditionalSelect(darker, b1, darkB);
                        dark = Wide.Min(dark, luma);
                        var lighter = Vector512.GreaterThan(luma, light);
                        lightR = Vector512.ConditionalSelect(lighter, r1, lightR);
                        lightG = Vector512.ConditionalSelect(lighter, g1, lightG);
                        lightB = Vector512.ConditionalSelect(lighter, b1, lightB);
                        light = Wide.Max(light, luma);
                        ends += luma;
                    }
                }

                var bend = (ends * Wide.Of(0.5f / reach)) - own;
                var isDark = Vector512.GreaterThan(bend, F.Zero);
                var share = Wide.Saturate(Vector512.Abs(bend) * Wide.Of(2 / Bent));
                r = Wide.Lerp(r, Vector512.ConditionalSelect(isDark, darkR, lightR), share);
                g = Wide.Lerp(g, Vector512.ConditionalSelect(isDark, darkG, lightG), share);
                b = Wide.Lerp(b, Vector512.ConditionalSelect(isDark, darkB, lightB), share);
                FootageWords.Pack(r, g, b).Store(to.Row(y) + x);
            }
        }
    }
}
