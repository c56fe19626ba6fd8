using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Throughline.Media.Pictures;
using F = System.Runtime.Intrinsics.Vector512<float>;

namespace Throughline.Stage.Rendering;

/// <summary>
/// From linear light to the picture: exposure, filmic curve, grade, vignette, grain. Lanes: sixteen pixels of a row.
/// </summary>
internal static unsafe class Developer
{
    /// <summary>Develops a row in place of its light: encoded values, 0 to 1.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Row(float* r, float* g, float* b, int y, in DevelopSettings s)
    {
        var grainRow = unchecked((y * 0x2C1B3C6D) ^ s.GrainSeed);
        var down = ((y + 0.5f) / s.Height) - 0.5f;
        var lanes = Vector512.Create(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
        for (var x = 0; x < s.Width; x += 16)
        {
            var column = lanes + Vector512.Create(x);
            var across = Wide.Fma(
                Vector512.ConvertToSingle(column), Wide.Of(1f / s.Width), Wide.Of((0.5f / s.Width) - 0.5f));
            var away = Wide.Fma(across, across, Wide.Of(down * down)) * Wide.Of(2);
            var gain = Wide.Fma(away * away, Wide.Of(-s.Vignette), Wide.Fma(away, Wide.Of(-0.5f * s.Vignette), F.One))
                * Wide.Of(s.Exposure);
            F er = Vector512.Load(r + x) * gain, eg = Vector512.Load(g + x) * gain, eb = Vector512.Load(b + x) * gain;
            if (s.IsDrawn)
            {
                (er, eg, eb) = (Wide.Saturate(er), Wide.Saturate(eg), Wide.Saturate(eb));
            }
            else
            {
                Tone(ref er, ref eg, ref eb);
            }

            er = Encode(er);
            eg = Encode(eg);
            eb = Encode(eb);

            // Contrast as an S about the middle, then saturation and the tints of dark and light.
            er = Contrast(er, s);
            eg = Contrast(eg, s);
            eb = Contrast(eb, s);
            var luma = Wide.Fma(
                er, Wide.Of(s.Filter.X), Wide.Fma(eg, Wide.Of(s.Filter.Y), eb * Wide.Of(s.Filter.Z)));
            er = Wide.Fma(er - luma, Wide.Of(s.Saturation), luma);
            eg = Wide.Fma(eg - luma, Wide.Of(s.Saturation), luma);
            eb = Wide.Fma(eb - luma, Wide.Of(s.Saturation), luma);
            var light = Wide.Smooth(Wide.Saturate(luma));
            er *= Wide.Lerp(Wide.Of(s.ShadowTint.X), Wide.Of(s.LightTint.X), light);
            eg *= Wide.Lerp(Wide.Of(s.ShadowTint.Y), Wide.Of(s.LightTint.Y), light);
            eb *= Wide.Lerp(Wide.Of(s.ShadowTint.Z), Wide.Of(s.LightTint.Z), light);
            var lift = Wide.Of(s.Lift) * (F.One - luma);

            // Grain, most in the middle tones; even without it half a step of noise hides the steps of eight bits.
            var hash = (column * Vector512.Create(0x297A2D39)) ^ Vector512.Create(grainRow);
            hash = (hash ^ (hash >>> 15)) * Vector512.Create(0x45D9F3B);
            hash = (hash ^ (hash >>> 13)) * Vector512.Create(0x2C1B3C6D);
            var noise = Vector512.ConvertToSingle(
                (hash >>> 16) + (hash & Vector512.Create(0xFFFF))) * Wide.Of(1f / 65535) - F.One;
            var grain = noise * Wide.Fma(luma * (F.One - luma), Wide.Of(s.Grain), Wide.Of(0.5f / 255));
            (er + lift + grain).Store(r + x);
            (eg + lift + grain).Store(g + x);
            (eb + lift + grain).Store(b + x);
        }
    }

    /// <summary>Encoded values to the picture's bytes.</summary>
    public static void Store(float* r, float* g, float* b, int y, Picture picture)
    {
        var pixels = MemoryMarshal.Cast<byte, uint>(picture.Row(y));
        var width = picture.Width;
        var x = 0;
        for (; x <= width - 16; x += 16)
        {
            Packed(r + x, g + x, b + x).CopyTo(pixels[x..]);
        }

        if (x < width)
        {
            var rest = stackalloc uint[16];
            Packed(r + x, g + x, b + x).Store(rest);
            new ReadOnlySpan<uint>(rest, width - x).CopyTo(pixels[x..]);
        }
    }

    /// <summary>
    /// Light, exposed, to what is shown of it, 0 to 1: a filmic curve. Three colours share one division.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Tone(ref F r, ref F g, ref F b)
    {
        var (overR, underR) = Curve(r);
        var (overG, underG) = Curve(g);
        var (overB, underB) = Curve(b);
        var both = underR * underG;
        var per = F.One / (both * underB);
        r = Wide.Saturate(overR * (underG * underB) * per);
        g = Wide.Saturate(overG * (underR * underB) * per);
        b = Wide.Saturate(overB * both * per);

        // Source of the form: K. Narkowicz's fit of the ACES curve; softened at the foot. Light is held where the curve
        // is long past 1, so that products of three stay numbers.
        static (F Over, F Under) Curve(F light)
        {
            var x = Wide.Min(Wide.Max(light, F.Zero), Wide.Of(1e4f)) * Wide.Of(0.4f);
            return (x * Wide.Fma(x, Wide.Of(2.35f), Wide.Of(0.10f)),
                Wide.Fma(x, Wide.Fma(x, Wide.Of(2.30f), Wide.Of(0.62f)), Wide.Of(0.14f)));
        }
    }

    /// <summary>Light 0 to 1 to what is stored, close to sRGB: error below 0.01, most in the dark.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static F Encode(F light)
    {
        var root = Vector512.Sqrt(light);
        var p = Wide.Fma(root, Wide.Of(0.6773502f), Wide.Of(-2.0575121f));
        p = Wide.Fma(p, root, Wide.Of(2.4540817f));
        p = Wide.Fma(p, root, Wide.Of(-1.5779097f));
        p = Wide.Fma(p, root, Wide.Of(1.5454711f));
        return Wide.Max(F.Zero, Wide.Fma(p, root, Wide.Of(-0.0409698f)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static F Contrast(F e, in DevelopSettings s)
    {
        // Between the value and its smooth step: contrast 1 leaves it, more bends it.
        var bent = Wide.Smooth(e);
        return Wide.Fma(bent - e, Wide.Of(s.Contrast - 1), e);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Packed(float* r, float* g, float* b)
    {
        var most = Wide.Of(255f);
        var ir = Vector512.ConvertToInt32Native(Wide.Fma(Wide.Saturate(Vector512.Load(r)), most, Wide.Of(0.5f)));
        var ig = Vector512.ConvertToInt32Native(Wide.Fma(Wide.Saturate(Vector512.Load(g)), most, Wide.Of(0.5f)));
        var ib = Vector512.ConvertToInt32Native(Wide.Fma(Wide.Saturate(Vector512.Load(b)), most, Wide.Of(0.5f)));
        return (ir | (ig << 8) | (ib << 16) | Vector512.Create(unchecked((int)0xFF000000))).AsUInt32();
    }
}
