using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using F = System.Runtime.Intrinsics.Vector512<float>;
using I = System.Runtime.Intrinsics.Vector512<int>;

namespace Throughline.Stage.Rendering;

/// <summary>
/// Where what a row shows was one frame earlier, in pixels from where it is. Places that stand still follow from depth
/// and both cameras, moving ones from the way their vertices came; the sky turns with the camera. Lanes: sixteen
/// pixels.
/// </summary>
internal static unsafe class FlowKernel
{
    /// <summary>Writes the flow of a row's pixels.</summary>
    /// <param name="strip">The row, laid out.</param>
    /// <param name="rows">The materials, which know what moves.</param>
    /// <param name="view">The camera.</param>
    /// <param name="before">The camera one frame earlier.</param>
    /// <param name="flowX">Takes pixels to the right.</param>
    /// <param name="flowY">Takes pixels down.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Write(
        RowStrip strip, SurfaceRow* rows, in ViewBasis view, in ViewBasis before, float* flowX, float* flowY)
    {
        var perFocal = Wide.Of(1 / view.Focal);
        var ray = view.Forward - (view.Up * ((strip.Y + 0.5f - view.CentreY) / view.Focal));
        var apart = view.Eye - before.Eye;
        for (var x = 0; x < strip.Pixels; x += 16)
        {
            var px = Vector512.Load(strip.Px + x);
            var across = (px - Wide.Of(view.CentreX)) * perFocal;
            var wx = Wide.Fma(across, Wide.Of(view.Right.X), Wide.Of(ray.X));
            var wy = Wide.Fma(across, Wide.Of(view.Right.Y), Wide.Of(ray.Y));
            var wz = Wide.Fma(across, Wide.Of(view.Right.Z), Wide.Of(ray.Z));

            // All of it a depth's worth smaller, so that the sky, infinitely far, is no special case.
            var near = Vector512.Load(strip.Nearness + x);
            wx = Wide.Fma(near, Wide.Of(apart.X), wx);
            wy = Wide.Fma(near, Wide.Of(apart.Y), wy);
            wz = Wide.Fma(near, Wide.Of(apart.Z), wz);
            var surface = Vector512.Load(strip.Surface + x);
            var moving = Moving(surface, rows);
            if (Vector512.GreaterThanAny(moving, F.Zero))
            {
                near *= moving;
                wx = Wide.Fma(
                    near, Vector512.ConditionalSelect(
                        Vector512.GreaterThan(moving, F.Zero), Vector512.Load(strip.Dx + x), F.Zero), wx);
                wy = Wide.Fma(
                    near, Vector512.ConditionalSelect(
                        Vector512.GreaterThan(moving, F.Zero), Vector512.Load(strip.Dy + x), F.Zero), wy);
                wz = Wide.Fma(
                    near, Vector512.ConditionalSelect(
                        Vector512.GreaterThan(moving, F.Zero), Vector512.Load(strip.Dz + x), F.Zero), wz);
            }

            Project(wx, wy, wz, before, out var bx, out var by);
            (bx - px).Store(flowX + x);
            (by - Wide.Of(strip.Y + 0.5f)).Store(flowY + x);
        }
    }

    private static void Project(F x, F y, F z, in ViewBasis view, out F px, out F py)
    {
        var depth = Wide.Fma(
            x, Wide.Of(view.Forward.X), Wide.Fma(y, Wide.Of(view.Forward.Y), z * Wide.Of(view.Forward.Z)));
        var per = Wide.Of(view.Focal) / Wide.Max(depth, Wide.Of(1e-4f));
        px = Wide.Fma(
            Wide.Fma(x, Wide.Of(view.Right.X), Wide.Fma(y, Wide.Of(view.Right.Y), z * Wide.Of(view.Right.Z))), per,
            Wide.Of(view.CentreX));
        py = Wide.Of(view.CentreY)
            - (Wide.Fma(x, Wide.Of(view.Up.X), Wide.Fma(y, Wide.Of(view.Up.Y), z * Wide.Of(view.Up.Z))) * per);
    }

    private static F Moving(I surface, SurfaceRow* rows)
    {
        // Rows are a whole number of words apart.
        var none = Vector512.LessThan(surface, I.Zero);
        var at = Vector512.ConditionalSelect(none, I.Zero, surface) * Vector512.Create(
            sizeof(SurfaceRow) / sizeof(int));
        return Vector512.ConditionalSelect(
            none.AsSingle(), F.Zero, Vector512.ConvertToSingle(Wide.Gather(&rows->Moving, at)));
    }
}
