using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using F = System.Runtime.Intrinsics.Vector512<float>;
using I = System.Runtime.Intrinsics.Vector512<int>;

namespace Throughline.Stage.Rendering;

/// <summary>
/// The patterns: for sixteen rest places, in units of the pattern's size, how much of the second colour shows and how
/// light or dark the place is. Edges are as soft as a pixel is large, and a pattern finer than a pixel becomes its
/// mean.
/// </summary>
internal static unsafe class Patterns
{
    /// <summary>Draws the pattern of a material.</summary>
    /// <param name="strip">The row.</param>
    /// <param name="at">First lane.</param>
    /// <param name="row">The material.</param>
    /// <param name="footprint">How large a pixel is, in units of the pattern.</param>
    /// <param name="share">Share of the second colour, 0 to 1.</param>
    /// <param name="tone">What the colour is multiplied by.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Draw(RowStrip strip, int at, SurfaceRow* row, F footprint, out F share, out F tone)
    {
        var per = Wide.Of(row->PerSize);
        var x = Vector512.Load(strip.Rx + at) * per;
        var y = Vector512.Load(strip.Ry + at) * per;
        var z = Vector512.Load(strip.Rz + at) * per;
        var axis = Vector512.Load(strip.Axis + at);
        var u = Vector512.ConditionalSelect(Vector512.Equals(axis, I.Zero).AsSingle(), z, x);
        var v = Vector512.ConditionalSelect(Vector512.Equals(axis, I.One).AsSingle(), z, y);
        var soft = Wide.Max(footprint, Wide.Of(0.02f));
        switch (row->Pattern)
        {
            case Pattern.Mottled:
                Mottled(x, y, z, footprint, out share, out tone);
                break;
            case Pattern.Speckled:
                Speckled(x, y, z, footprint, out share, out tone);
                break;
            case Pattern.Grain:
                Grain(x, y, z, footprint, out share, out tone);
                break;
            case Pattern.Planks:
                Planks(u, v, soft, out share, out tone);
                break;
            case Pattern.Bricks:
                Bricks(u, v, soft, out share, out tone);
                break;
            case Pattern.Tiles:
                Tiles(u, v, soft, out share, out tone);
                break;
            case Pattern.Stripes:
                Bands(y, soft, out share, out tone);
                break;
            case Pattern.UprightStripes:
                Bands(
                    Vector512.ConditionalSelect(Vector512.Equals(axis, I.One).AsSingle(), x, u), soft, out share,
                    out tone);
                break;
            case Pattern.Checks:
                Checks(u, v, soft, out share, out tone);
                break;
            case Pattern.Dots:
                Dots(u, v, soft, out share, out tone);
                break;
            case Pattern.Patches:
                Patches(x, y, z, footprint, out share, out tone);
                break;
            case Pattern.Tiger:
                Tiger(x, y, z, soft, out share, out tone);
                break;
            case Pattern.Scales:
                Scales(u, v, soft, out share, out tone);
                break;
            case Pattern.Grass:
                Grass(x, y, z, footprint, out share, out tone);
                break;
            case Pattern.Strata:
                Strata(x, y, z, Vector512.Load(strip.Ny + at), footprint, out share, out tone);
                break;
            default:
                (share, tone) = (F.Zero, F.One);
                break;
        }
    }

    // 1 where a pattern can be seen, 0 where it is finer than a pixel.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static F Seen(F footprint, float finest) =>
        Wide.Saturate(Wide.Of(1.5f) - (footprint * Wide.Of(1.1f / finest)));

    // The share of a pixel inside |d| < width, for a distance d: a box filter.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static F Within(F d, float width, F soft) =>
        Wide.Saturate(Wide.Fma(Wide.Of(width) - Vector512.Abs(d), F.One / soft, Wide.Of(0.5f)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static F Part(F a) => a - Vector512.Floor(a);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Mottled(F x, F y, F z, F footprint, out F share, out F tone)
    {
        var coarse = Noise.Space(x, y, z);
        var n = coarse;
        var seen = Seen(footprint, 0.37f);
        if (Vector512.GreaterThanAny(seen, F.Zero))
        {
            var fine = Noise.Space(x * Wide.Of(2.7f), y * Wide.Of(2.7f), z * Wide.Of(2.7f));
            n = Wide.Fma(fine - Wide.Of(0.5f), seen * Wide.Of(0.55f), coarse);
        }

        share = Wide.Lerp(Wide.Of(0.5f), Wide.Step(0.28f, 0.74f, n), Seen(footprint, 1f));
        tone = F.One;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Speckled(F x, F y, F z, F footprint, out F share, out F tone)
    {
        var coarse = Noise.Space(x * Wide.Of(0.4f), y * Wide.Of(0.4f), z * Wide.Of(0.4f)) - Wide.Of(0.5f);
        var seen = Seen(footprint, 0.5f);
        share = Wide.Of(0.25f);
        if (Vector512.GreaterThanAny(seen, F.Zero))
        {
            var n = Noise.Space(x * Wide.Of(2), y * Wide.Of(2), z * Wide.Of(2));
            share = Wide.Lerp(share, Wide.Step(0.55f, 0.75f, n), seen);
        }

        tone = Wide.Fma(coarse, Wide.Of(0.22f), F.One);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Grain(F x, F y, F z, F footprint, out F share, out F tone)
    {
        // Rings about an upright heart, drawn out along the trunk.
        var bend = Noise.Space(x * Wide.Of(0.9f), y * Wide.Of(0.22f), z * Wide.Of(0.9f));
        var ring = Wide.SinTurns(Wide.Fma(bend, Wide.Of(3.4f), (x + z) * Wide.Of(0.35f)));
        share = Wide.Lerp(
            Wide.Of(0.45f), Wide.Saturate(Wide.Fma(ring, Wide.Of(0.33f), Wide.Of(0.45f))), Seen(footprint, 0.4f));
        tone = F.One;
        var fine = Seen(footprint, 0.16f);
        if (Vector512.GreaterThanAny(fine, F.Zero))
        {
            var fibre = Noise.Space(x * Wide.Of(6), y * Wide.Of(0.7f), z * Wide.Of(6));
            tone = Wide.Fma((fibre - Wide.Of(0.5f)) * fine, Wide.Of(0.3f), F.One);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Planks(F u, F v, F soft, out F share, out F tone)
    {
        var board = Vector512.Floor(v);
        var which = Vector512.ConvertToInt32Native(board);
        var own = Noise.Cell(which, Vector512.Create(7));
        var along = Wide.Fma(own, Wide.Of(5.3f), u * Wide.Of(0.19f));
        var gap = Within(v - board - Wide.Of(0.5f), 0.465f, soft);
        var joint = Within(Part(along) - Wide.Of(0.5f), 0.49f, soft * Wide.Of(0.19f));
        var piece = Noise.Cell(which, Vector512.ConvertToInt32Native(Vector512.Floor(along)));
        var fibre = Noise.Plane(u * Wide.Of(0.9f) + own * Wide.Of(31), v * Wide.Of(9)) - Wide.Of(0.5f);
        var seen = Seen(soft, 0.9f);
        share = Wide.Lerp(Wide.Of(0.12f), F.One - (gap * joint), seen);
        tone = F.One
            + (((piece - Wide.Of(0.5f)) * Wide.Of(0.34f) * seen) + (fibre * Wide.Of(0.26f) * Seen(soft, 0.12f)));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Bricks(F u, F v, F soft, out F share, out F tone)
    {
        var high = v * Wide.Of(2.6f);
        var course = Vector512.Floor(high);
        var which = Vector512.ConvertToInt32Native(course);
        var shifted = u + (Vector512.ConvertToSingle(which & I.One) * Wide.Of(0.5f));
        var brick = Vector512.Floor(shifted);
        var inside = Within(shifted - brick - Wide.Of(0.5f), 0.465f, soft) * Within(
            high - course - Wide.Of(0.5f), 0.42f, soft * Wide.Of(2.6f));
        var own = Noise.Cell(Vector512.ConvertToInt32Native(brick), which) - Wide.Of(0.5f);
        var rough = Noise.Plane(u * Wide.Of(7), v * Wide.Of(7)) - Wide.Of(0.5f);
        var seen = Seen(soft, 0.5f);
        share = Wide.Lerp(Wide.Of(0.2f), F.One - inside, seen);
        tone = F.One + (((own * Wide.Of(0.42f)) + (rough * Wide.Of(0.2f))) * inside * seen);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Tiles(F u, F v, F soft, out F share, out F tone)
    {
        var (tu, tv) = (Vector512.Floor(u), Vector512.Floor(v));
        var inside = Within(u - tu - Wide.Of(0.5f), 0.475f, soft) * Within(v - tv - Wide.Of(0.5f), 0.475f, soft);
        var own = Noise.Cell(Vector512.ConvertToInt32Native(tu), Vector512.ConvertToInt32Native(tv)) - Wide.Of(0.5f);
        var seen = Seen(soft, 0.8f);
        share = Wide.Lerp(Wide.Of(0.1f), F.One - inside, seen);
        tone = F.One + (own * Wide.Of(0.14f) * inside * seen);
    }

    // Half and half, a period of two.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Bands(F a, F soft, out F share, out F tone)
    {
        var middle = Part(a * Wide.Of(0.5f)) - Wide.Of(0.5f);
        share = Wide.Lerp(Wide.Of(0.5f), Within(middle, 0.25f, soft * Wide.Of(0.5f)), Seen(soft, 1.4f));
        tone = F.One;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Checks(F u, F v, F soft, out F share, out F tone)
    {
        // Woven: half where one thread shows, whole where two cross.
        Bands(u, soft, out var across, out tone);
        Bands(v, soft, out var up, out _);
        share = (across + up) * Wide.Of(0.5f);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Dots(F u, F v, F soft, out F share, out F tone)
    {
        var rowOf = Vector512.Floor(v);
        var shifted = u + (Vector512.ConvertToSingle(Vector512.ConvertToInt32Native(rowOf) & I.One) * Wide.Of(0.5f));
        var (du, dv) = (Part(shifted) - Wide.Of(0.5f), v - rowOf - Wide.Of(0.5f));
        var distance = Vector512.Sqrt(Wide.Fma(du, du, dv * dv));
        share = Wide.Lerp(Wide.Of(0.24f), Within(distance, 0.28f, soft), Seen(soft, 0.9f));
        tone = F.One;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Patches(F x, F y, F z, F footprint, out F share, out F tone)
    {
        var coarse = Noise.Space(x * Wide.Of(0.62f), y * Wide.Of(0.62f), z * Wide.Of(0.62f));
        var edge = Noise.Space(x * Wide.Of(2.3f), y * Wide.Of(2.3f), z * Wide.Of(2.3f)) - Wide.Of(0.5f);
        var n = Wide.Fma(edge, Wide.Of(0.14f), coarse) - Wide.Of(0.52f);
        share = Wide.Saturate(Wide.Fma(n, F.One / Wide.Max(footprint * Wide.Of(0.6f), Wide.Of(0.03f)), Wide.Of(0.5f)));
        tone = F.One;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Tiger(F x, F y, F z, F soft, out F share, out F tone)
    {
        var bend = Noise.Space(x * Wide.Of(0.8f), y * Wide.Of(0.5f), z * Wide.Of(0.8f)) - Wide.Of(0.5f);
        var along = Wide.Fma(bend, Wide.Of(1.7f), z + (y * Wide.Of(0.25f)));
        var stripe = Part(along * Wide.Of(0.6f)) - Wide.Of(0.5f);
        var width = Noise.Space(x * Wide.Of(1.3f), y * Wide.Of(1.3f), z * Wide.Of(0.6f)) * Wide.Of(0.42f);
        share = Wide.Saturate(
            Wide.Fma(
                width - Vector512.Abs(stripe) - Wide.Of(0.05f), F.One / Wide.Max(soft * Wide.Of(0.6f), Wide.Of(0.04f)),
                Wide.Of(0.5f)));
        share = Wide.Lerp(Wide.Of(0.35f), share, Seen(soft, 0.9f));
        tone = F.One;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Scales(F u, F v, F soft, out F share, out F tone)
    {
        // Rows of round ends, each lying over the row below.
        var rowOf = Vector512.Floor(v * Wide.Of(1.6f));
        var which = Vector512.ConvertToInt32Native(rowOf);
        var up = (v * Wide.Of(1.6f)) - rowOf;
        var shifted = u + (Vector512.ConvertToSingle(which & I.One) * Wide.Of(0.5f));
        var cell = Vector512.Floor(shifted);
        var across = shifted - cell - Wide.Of(0.5f);
        var end = Wide.Of(0.52f) - (across * across * Wide.Of(2f));
        var depth = up - (Wide.Of(0.52f) - end);
        var own = Noise.Cell(Vector512.ConvertToInt32Native(cell), which) - Wide.Of(0.5f);
        var seen = Seen(soft, 0.6f);
        var rim = Wide.Saturate(F.One - (Vector512.Abs(depth) * Wide.Of(7)));
        share = Wide.Lerp(
            Wide.Of(0.25f), Wide.Saturate(rim + (Wide.Saturate(-depth * Wide.Of(4)) * Wide.Of(0.6f))), seen);
        tone = F.One + (((own * Wide.Of(0.3f)) + (up * Wide.Of(0.14f)) - Wide.Of(0.07f)) * seen);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Grass(F x, F y, F z, F footprint, out F share, out F tone)
    {
        // Meadow: broad drifts, clumps, and blades that lean in strokes.
        var drift = Noise.Plane(x * Wide.Of(0.11f), z * Wide.Of(0.11f));
        var clump = Noise.Plane(x * Wide.Of(0.9f) + drift, z * Wide.Of(0.9f) + y);
        var lean = (clump - Wide.Of(0.5f)) * Wide.Of(1.4f);
        var fine = Seen(footprint, 0.14f);
        var blade = Vector512.GreaterThanAny(fine, F.Zero)
            ? Noise.Plane(
                Wide.Fma(z, Wide.Of(0.35f), x) * Wide.Of(7f) + lean, Wide.Fma(z, Wide.Of(2.1f), lean)) : Wide.Of(0.5f);
        var middle = Seen(footprint, 1.1f);
        share = Wide.Saturate(
            (Wide.Step(0.25f, 0.75f, drift) * Wide.Of(0.72f))
                + ((clump - Wide.Of(0.5f)) * Wide.Of(0.7f) * middle) + Wide.Of(0.1f));
        tone = F.One
            + (((blade - Wide.Of(0.5f)) * Wide.Of(0.5f) * fine) + ((clump - Wide.Of(0.5f)) * Wide.Of(0.16f) * middle));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Strata(F x, F y, F z, F up, F footprint, out F share, out F tone)
    {
        var bend = Noise.Space(x * Wide.Of(0.16f), y * Wide.Of(0.16f), z * Wide.Of(0.16f));
        var level = Wide.Fma(bend, Wide.Of(2.4f), y);
        var layer = Vector512.Floor(level);
        var own = Noise.Cell(Vector512.ConvertToInt32Native(layer), Vector512.Create(3));
        var inside = level - layer;
        var seam = Wide.Saturate(Wide.Of(0.16f) - inside) * Wide.Of(5);

        // Layers come out on steep faces; level ground would show their seams as the lines of a map.
        var steep = Wide.Smooth(Wide.Saturate((Wide.Of(0.94f) - Vector512.Abs(up)) * Wide.Of(5)));
        var seen = Seen(footprint, 0.7f) * steep;
        var crumb = Vector512.GreaterThanAny(seen, F.Zero)
            ? Noise.Space(x * Wide.Of(1.9f), y * Wide.Of(3.1f), z * Wide.Of(1.9f)) - Wide.Of(0.5f) : F.Zero;
        share = Wide.Lerp(Wide.Of(0.45f), Wide.Saturate(own + (crumb * Wide.Of(0.5f))), seen) * steep;
        tone = F.One + (((crumb * Wide.Of(0.3f)) - (seam * Wide.Of(0.3f))) * seen);
    }
}
