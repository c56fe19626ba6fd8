using System.Numerics;
using System.Runtime.Intrinsics;
using Throughline.Media.Pictures;
using F = System.Runtime.Intrinsics.Vector512<float>;

namespace Throughline.Stage.Rendering;

/// <summary>
/// Clear things over what is solid, from far to near: each tints what lies behind, and shows its own light more the
/// more it is seen edge on. The farthest one of a pixel bends the view: what was drawn before all clear things is seen
/// through it shifted against its slope, if it lies behind it. What their triangles cover is noted for each row and
/// shaded together. Lanes: sixteen pixels; cover by four samples.
/// </summary>
internal sealed unsafe class ClearLayer(PixelSize size) : IDisposable
{
    private const int MostShift = 48;

    private readonly AlignedBuffer<Ordered> _order = new(64);
    private readonly AlignedBuffer<Fragment> _parts = new(1024);
    private readonly AlignedBuffer<int> _first = new(size.Height);
    private readonly AlignedBuffer<int> _last = new(size.Height);
    private readonly RowStrip _strip = new(size);
    private readonly AlignedBuffer<int> _solid = new(((size.Width + 15) & ~15) * size.Height);
    private readonly AlignedBuffer<int> _bent = new(size.Width);
    private int _count;

    /// <summary>Parts of pixels that the last frame drew.</summary>
    public int Count => _count;

    /// <summary>Draws the triangles of clear materials.</summary>
    public void Draw(
        Geometry geometry, SurfaceRow* rows, Film film, Visibility seen, in ViewBasis view, in LightRig rig,
        LampKernel lamps, float mottle)
    {
        _count = 0;
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
        new Span<int>(_first.Start, size.Height).Fill(-1);
        foreach (var (_, index) in order)
        {
            Cover(geometry.Triangles + index, index, seen);
        }

        Keep(film);
        new Span<int>(_bent.Start, size.Width).Fill(-1);
        for (var y = 0; y < size.Height; y++)
        {
            for (var next = _first.Start[y]; next >= 0;)
            {
                next = _strip.FillParts(_parts.Start, next, y, geometry, rows);
                _strip.Aim(view);
                SurfaceKernel.Paint(_strip, rows, view, rig, mottle);
                LightKernel.Paint(_strip, rig);
                lamps.Paint(_strip, view);
                FogKernel.Paint(_strip, rig);
                Compose(film, y, rows, seen, view);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _order.Dispose();
        _parts.Dispose();
        _first.Dispose();
        _last.Dispose();
        _solid.Dispose();
        _bent.Dispose();
        _strip.Dispose();
    }

    // Notes the pixels that a triangle covers, before what is solid.
    private void Cover(Triangle* t, int id, Visibility seen)
    {
        var e0 = Visibility.Edge.Of(t->X0, t->Y0, t->X1, t->Y1);
        var e1 = Visibility.Edge.Of(t->X1, t->Y1, t->X2, t->Y2);
        var e2 = Visibility.Edge.Of(t->X2, t->Y2, t->X0, t->Y0);
        var lanes = Vector512.Create(0f, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
        var covers = stackalloc float[16];
        var depths = stackalloc float[16];
        for (int y = t->MinY; y <= t->MaxY; y++)
        {
            var near = seen.Nearness + ((long)y * seen.Stride);
            for (var x = t->MinX & ~15; x <= t->MaxX; x += 16)
            {
                if (e0.IsBeyond(x, y) || e1.IsBeyond(x, y) || e2.IsBeyond(x, y))
                {
                    continue;
                }

                var cover = F.Zero;
                for (var s = 0; s < 4; s++)
                {
                    var px = x + 0.5f + Visibility.SampleX[s];
                    var py = y + 0.5f + Visibility.SampleY[s];
                    var inside = Wide.Min(
                        Wide.Min(
                            Wide.Fma(Wide.Of(e0.A), lanes, Wide.Of(e0.At(px, py))),
                            Wide.Fma(Wide.Of(e1.A), lanes, Wide.Of(e1.At(px, py)))),
                        Wide.Fma(Wide.Of(e2.A), lanes, Wide.Of(e2.At(px, py))));
                    cover += Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(inside, F.Zero), F.One, F.Zero);
                }

                var depth = RowStrip.NearnessOf(t, x, y);
                var front = Vector512.GreaterThan(depth, Vector512.Load(near + x)) & Vector512.GreaterThan(
                    cover, F.Zero);
                var left = Vector512.ExtractMostSignificantBits(front);
                cover.Store(covers);
                depth.Store(depths);
                for (; left != 0; left &= left - 1)
                {
                    var lane = BitOperations.TrailingZeroCount(left);
                    if (x + lane < size.Width)
                    {
                        Note(
                            y, new Fragment
                            {
                                Next = -1,
                                Id = id,
                                Nearness = depths[lane],
                                X = (ushort)(x + lane),
                                Samples = (byte)covers[lane],
                            });
                    }
                }
            }
        }
    }

    private void Note(int y, in Fragment part)
    {
        _parts.Grow(_count + 1);
        _parts.Start[_count] = part;
        if (_first.Start[y] < 0)
        {
            _first.Start[y] = _count;
        }
        else
        {
            _parts.Start[_last.Start[y]].Next = _count;
        }

        _last.Start[y] = _count++;
    }

    // What was drawn before them, near the rows they are in: as far away as it can be shifted.
    private void Keep(Film film)
    {
        var (top, bottom) = (0, size.Height - 1);
        while (_first.Start[top] < 0 && top < bottom)
        {
            top++;
        }

        while (_first.Start[bottom] < 0 && bottom > top)
        {
            bottom--;
        }

        var stride = (size.Width + 15) & ~15;
        for (var y = Math.Max(0, top - MostShift); y <= Math.Min(size.Height - 1, bottom + MostShift); y++)
        {
            for (var x = 0; x < size.Width; x += 16)
            {
                PackedFilm.Pack(
                    Vector512.Load(film.R(y) + x), Vector512.Load(film.G(y) + x), Vector512.Load(film.B(y) + x))
                    .Store(_solid.Start + ((long)y * stride) + x);
            }
        }
    }

    // Puts what is seen through a bending surface in the place of what lies behind it.
    private void Bend(Film film, int x, int y, int lane, float bend, float nearness, Visibility seen, in ViewBasis view)
    {
        var normal = new Vector3(_strip.Nx[lane], _strip.Ny[lane], _strip.Nz[lane]);
        var shift = view.Focal * bend * nearness;
        var px = x + Math.Clamp(shift * Vector3.Dot(normal, view.Right), -MostShift, MostShift - 2);
        var py = y - Math.Clamp(shift * Vector3.Dot(normal, view.Up), -MostShift, MostShift - 2);
        var (left, top) = ((int)MathF.Floor(px), (int)MathF.Floor(py));
        var (sum, weight) = (Vector3.Zero, 0f);
        var stride = (size.Width + 15) & ~15;
        for (var i = 0; i < 4; i++)
        {
            var (u, v) = (left + (i & 1), top + (i >> 1));
            if (u >= 0 && u < size.Width && v >= 0 && v < size.Height
                && seen.Nearness[((long)v * seen.Stride) + u] < nearness)
            {
                var share = (1 - MathF.Abs(px - u)) * (1 - MathF.Abs(py - v));
                sum += share * PackedFilm.Unpack(_solid.Start[((long)v * stride) + u]);
                weight += share;
            }
        }

        if (weight > 1e-3f)
        {
            (film.R(y)[x], film.G(y)[x], film.B(y)[x]) = (sum.X / weight, sum.Y / weight, sum.Z / weight);
        }
    }

    // Over the film in their order, from far to near.
    private void Compose(Film film, int y, SurfaceRow* rows, Visibility seen, in ViewBasis view)
    {
        for (var x = _strip.First; x < _strip.End; x += 16)
        {
            var facing = Vector512.Abs(Wide.Fma(
                Vector512.Load(_strip.Vx + x), Vector512.Load(_strip.Nx + x), Wide.Fma(
                    Vector512.Load(_strip.Vy + x), Vector512.Load(_strip.Ny + x),
                    Vector512.Load(_strip.Vz + x) * Vector512.Load(_strip.Nz + x))));
            var grazing = F.One - Wide.Saturate(facing);
            (F.One - (grazing * grazing * grazing * Wide.Of(0.85f))).Store(_strip.Sun + x);
            Tint(_strip.AlbedoR + x);
            Tint(_strip.AlbedoG + x);
            Tint(_strip.AlbedoB + x);
        }

        float* r = film.R(y), g = film.G(y), b = film.B(y);
        for (var i = 0; i < _strip.FragmentCount; i++)
        {
            var lane = _strip.First + i;
            ref var part = ref _parts.Start[_strip.FragmentIds[i]];
            ref var row = ref rows[_strip.Surface[lane]];
            if (row.Bend > 0 && part.Samples >= 2 && _bent.Start[part.X] != y)
            {
                Bend(film, part.X, y, lane, row.Bend, part.Nearness, seen, view);
                _bent.Start[part.X] = y;
            }

            // Glass itself is hardly lit: what shows on it is what it mirrors.
            var clear = row.Bend > 0 ? 1 - (0.45f * (1 - row.Clear)) : row.Clear;
            var through = clear * _strip.Sun[lane];
            var cover = part.Samples * 0.25f;
            r[part.X] = Over(r[part.X], _strip.R[lane], _strip.AlbedoR[lane], through, cover);
            g[part.X] = Over(g[part.X], _strip.G[lane], _strip.AlbedoG[lane], through, cover);
            b[part.X] = Over(b[part.X], _strip.B[lane], _strip.AlbedoB[lane], through, cover);
        }
    }

    private static void Tint(float* albedo) =>
        Wide.Lerp(F.One, Vector512.Sqrt(Wide.Saturate(Vector512.Load(albedo))), Wide.Of(0.35f)).Store(albedo);

    private static float Over(float behind, float own, float tint, float through, float cover) =>
        behind + (cover * (own + (through * ((behind * tint) - own)) - behind));

    private readonly record struct Ordered(float Nearness, int Index) : IComparable<Ordered>
    {
        public int CompareTo(Ordered other) =>
            Nearness < other.Nearness ? -1 : Nearness > other.Nearness ? 1 : Index.CompareTo(other.Index);
    }
}
