using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using F = System.Runtime.Intrinsics.Vector512<float>;

namespace Throughline.Stage.Rendering;

/// <summary>
/// Colours and answers of the surfaces of a row. Lanes: sixteen pixels; each material among them is worked out for all
/// sixteen and kept where it belongs. Space: rest places, so that patterns stay on what moves.
/// </summary>
internal static unsafe class SurfaceKernel
{
    /// <summary>Fills colour and answers of every lane that shows a surface.</summary>
    /// <param name="strip">The row.</param>
    /// <param name="rows">The materials.</param>
    /// <param name="view">The camera, which says how large a pixel is on them.</param>
    /// <param name="rig">The light, which grains of snow catch.</param>
    /// <param name="mottle">How much every surface varies, 0 to 1.</param>
    public static void Paint(RowStrip strip, SurfaceRow* rows, in ViewBasis view, in LightRig rig, float mottle)
    {
        var perFocal = 1 / view.Focal;
        var surfaces = strip.Surface;
        for (var x = strip.First; x < strip.End; x += 16)
        {
            var surface = Vector512.Load(surfaces + x);
            if (!Vector512.GreaterThanOrEqualAny(surface, Vector512<int>.Zero))
            {
                continue;
            }

            // By hand: the same wave for whatever lies in these places.
            var wave = mottle <= 0 ? F.Zero : Noise.Space(
                Vector512.Load(strip.Rx + x) * Wide.Of(2.1f), Vector512.Load(strip.Ry + x) * Wide.Of(2.1f),
                Vector512.Load(strip.Rz + x) * Wide.Of(2.1f)) - Wide.Of(0.5f);
            // How large a pixel is there, drawn out where the surface is seen edge on.
            var facing = Vector512.Abs(Wide.Fma(
                Vector512.Load(strip.Vx + x), Vector512.Load(strip.Nx + x), Wide.Fma(
                    Vector512.Load(strip.Vy + x), Vector512.Load(strip.Ny + x),
                    Vector512.Load(strip.Vz + x) * Vector512.Load(strip.Nz + x))));
            var pixel = Wide.Of(perFocal) * Vector512.Load(strip.Depth + x) / Vector512.Sqrt(
                Wide.Max(facing, Wide.Of(0.0256f)));
            var left = (uint)(~Vector512.ExtractMostSignificantBits(surface) & 0xFFFF);
            while (left != 0)
            {
                var row = surfaces[x + BitOperations.TrailingZeroCount(left)];
                var mine = Vector512.Equals(surface, Vector512.Create(row));
                left &= ~(uint)Vector512.ExtractMostSignificantBits(mine);
                One(strip, x, rows + row, mine.AsSingle(), pixel, wave, mottle);
                if (rows[row].Glitter > 0 && rig.Sun != Vector3.Zero)
                {
                    Keep(
                        strip.Glow + x, mine.AsSingle(),
                        Wide.Of(rows[row].Glitter) * GlitterKernel.At(strip, x, pixel, rig));
                }
            }
        }
    }

    private static void One(RowStrip strip, int x, SurfaceRow* row, F mine, F pixel, F wave, float mottle)
    {
        F r = Wide.Of(row->Colour.X), g = Wide.Of(row->Colour.Y), b = Wide.Of(row->Colour.Z);
        if (row->Pattern != Pattern.Plain)
        {
            // A pattern finer than two pixels becomes its mean.
            Patterns.Draw(strip, x, row, pixel * Wide.Of(row->PerSize), out var share, out var tone);
            share *= Wide.Of(row->Strength);
            r = Wide.Fma(share, Wide.Of(row->Second.X) - r, r) * tone;
            g = Wide.Fma(share, Wide.Of(row->Second.Y) - g, g) * tone;
            b = Wide.Fma(share, Wide.Of(row->Second.Z) - b, b) * tone;
        }

        if (mottle > 0 && row->Glow == 0)
        {
            r = Wide.Fma(r * wave, Wide.Of(mottle * 1.25f), r);
            g = Wide.Fma(g * wave, Wide.Of(mottle), g);
            b = Wide.Fma(b * wave, Wide.Of(mottle * 0.6f), b);
        }

        Keep(strip.AlbedoR + x, mine, r * Vector512.Load(strip.TintR + x));
        Keep(strip.AlbedoG + x, mine, g * Vector512.Load(strip.TintG + x));
        Keep(strip.AlbedoB + x, mine, b * Vector512.Load(strip.TintB + x));
        Keep(strip.Shine + x, mine, Wide.Of(row->Shine));
        Keep(strip.Roughness + x, mine, Wide.Of(row->Strands ? -row->Roughness : row->Roughness));
        Keep(strip.Metal + x, mine, Wide.Of(row->Metal));
        Keep(strip.Wrap + x, mine, Wide.Of(row->Wrap));
        Keep(strip.Sheen + x, mine, Wide.Of(row->Sheen));
        Keep(strip.Through + x, mine, Wide.Of(row->Through));
        Keep(strip.Glow + x, mine, Wide.Of(row->Glow));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Keep(float* at, F mine, F value) =>
        Vector512.ConditionalSelect(mine, value, Vector512.Load(at)).Store(at);
}
