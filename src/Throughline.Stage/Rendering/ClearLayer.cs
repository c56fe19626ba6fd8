using System.Runtime.Intrinsics;
using Throughline.Media.Pictures;
using F = System.Runtime.Intrinsics.Vector512<float>;

namespace Throughline.Stage.Rendering;

/// <summary>
/// Clear things over what is solid, triangle by triangle from far to near: each tints what lies behind, and shows its own
/// light more the more it is seen edge on. Lanes: sixteen pixels of a row; cover by four samples.
/// </summary>
internal sealed unsafe class ClearLayer(PixelSize size) : IDisposable
{
    private readonly AlignedBuffer<Ordered> _order = new(64);
    private readonly RowStrip _strip = new(size);

    /// <summary>Draws the triangles of clear materials.</summary>
    public void Draw(Geometry geometry, SurfaceRow* rows, Film film, Visibility seen, in ViewBasis view, in LightRig rig, LampKernel lamps, float mottle)
    {
        if (geometry.Count == 0)
        {
            return;
        }

        _order.Grow(geometry.Count);
        for (var i = 0; i < geometry.Count; i++)
        {
            ref var t = ref geometry.Triangles[i];
            _order.Start[i] = new(t.Z0 + t.Z1 + t.Z2, i);
        }

        var order = new Span<Ordered>(_order.Start, geometry.Count);
        order.Sort();
        foreach (var (_, index) in order)
        {
            One(geometry, index, rows, film, seen, view, rig, lamps, mottle);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _order.Dispose();
        _strip.Dispose();
    }

    private void One(Geometry geometry, int id, SurfaceRow* rows, Film film, Visibility seen, in ViewBasis view, in LightRig rig, LampKernel lamps, float mottle)
    {
        var t = geometry.Triangles + id;
        var e0 = Visibility.Edge.Of(t->X0, t->Y0, t->X1, t->Y1);
        var e1 = Visibility.Edge.Of(t->X1, t->Y1, t->X2, t->Y2);
        var e2 = Visibility.Edge.Of(t->X2, t->Y2, t->X0, t->Y0);
        var row = rows + (t->Surface < 0 ? ~t->Surface : t->Surface);
        var lanes = Vector512.Create(0f, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
        for (int y = t->MinY; y <= t->MaxY; y++)
        {
            var near = seen.Nearness + ((long)y * seen.Stride);
            for (var x = t->MinX & ~15; x <= t->MaxX; x += 16)
            {
                var cover = F.Zero;
                for (var s = 0; s < 4; s++)
                {
                    var px = x + 0.5f + Visibility.SampleX[s];
                    var py = y + 0.5f + Visibility.SampleY[s];
                    var inside = Wide.Min(
                        Wide.Min(Wide.Fma(Wide.Of(e0.A), lanes, Wide.Of(e0.At(px, py))), Wide.Fma(Wide.Of(e1.A), lanes, Wide.Of(e1.At(px, py)))),
                        Wide.Fma(Wide.Of(e2.A), lanes, Wide.Of(e2.At(px, py))));
                    cover += Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(inside, F.Zero), Wide.Of(0.25f), F.Zero);
                }

                if (!Vector512.GreaterThanAny(cover, F.Zero))
                {
                    continue;
                }

                var front = Vector512.GreaterThan(RowStrip.NearnessOf(t, x, y), Vector512.Load(near + x));
                cover = Vector512.ConditionalSelect(front, cover, F.Zero);
                if (!Vector512.GreaterThanAny(cover, F.Zero))
                {
                    continue;
                }

                _strip.FillGroup(geometry, rows, id, x, y);
                _strip.Aim(view);
                SurfaceKernel.Paint(_strip, rows, view, mottle);
                LightKernel.Paint(_strip, rig);
                lamps.Paint(_strip, view);
                FogKernel.Paint(_strip, rig);
                Compose(film, x, y, cover, row->Clear, view);
            }
        }
    }

    private void Compose(Film film, int x, int y, F cover, float clear, in ViewBasis view)
    {
        var across = (Vector512.Load(_strip.Px + x) - Wide.Of(view.CentreX)) * Wide.Of(1 / view.Focal);
        var ray = view.Ray(view.CentreX, y + 0.5f);
        var vx = Wide.Fma(across, Wide.Of(view.Right.X), Wide.Of(ray.X));
        var vy = Wide.Fma(across, Wide.Of(view.Right.Y), Wide.Of(ray.Y));
        var vz = Wide.Fma(across, Wide.Of(view.Right.Z), Wide.Of(ray.Z));
        var facing = Vector512.Abs(Wide.Fma(vx, Vector512.Load(_strip.Nx + x), Wide.Fma(vy, Vector512.Load(_strip.Ny + x), vz * Vector512.Load(_strip.Nz + x))))
            / Vector512.Sqrt(Wide.Fma(vx, vx, Wide.Fma(vy, vy, vz * vz)));
        var grazing = F.One - Wide.Saturate(facing);
        var through = Wide.Of(clear) * (F.One - (grazing * grazing * grazing * Wide.Of(0.85f)));
        Blend(film.R(y) + x, _strip.R + x, _strip.AlbedoR + x, through, cover);
        Blend(film.G(y) + x, _strip.G + x, _strip.AlbedoG + x, through, cover);
        Blend(film.B(y) + x, _strip.B + x, _strip.AlbedoB + x, through, cover);
    }

    private static void Blend(float* film, float* own, float* albedo, F through, F cover)
    {
        var behind = Vector512.Load(film);
        var tint = Wide.Lerp(F.One, Vector512.Sqrt(Wide.Saturate(Vector512.Load(albedo))), Wide.Of(0.35f));
        var seen = Wide.Lerp(Vector512.Load(own), behind * tint, through);
        Wide.Lerp(behind, seen, cover).Store(film);
    }

    private readonly record struct Ordered(float Nearness, int Index) : IComparable<Ordered>
    {
        public int CompareTo(Ordered other) => Nearness < other.Nearness ? -1 : Nearness > other.Nearness ? 1 : Index.CompareTo(other.Index);
    }
}
