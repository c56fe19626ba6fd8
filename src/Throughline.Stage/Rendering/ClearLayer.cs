using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Throughline.Media.Pictures;
using F = System.Runtime.Intrinsics.Vector512<float>;

namespace Throughline.Stage.Rendering;

/// <summary>
/// Clear things over what is solid, from far to near: each tints what lies behind, and shows its own light more the
/// more it is seen edge on. The farthest one of a pixel bends the view: what was drawn before all clear things is seen
/// through it shifted against its slope, if it lies behind it. Triangles of one surface that share a pixel are one sheet
/// there, so that no seams show. What their triangles cover is noted for each row as runs
/// of pixels side by side, which are shaded together and laid over the film run by run. Lanes: sixteen pixels; those
/// beyond a run's end are masked, since the film's next ones are another's. Cover by four samples.
/// </summary>
internal sealed unsafe class ClearLayer(PixelSize size) : IDisposable
{
    private const int MostShift = 48;

    private readonly AlignedBuffer<Ordered> _order = new(64);
    private readonly AlignedBuffer<ClearRun> _runs = new(1024);
    private readonly AlignedBuffer<float> _covers = new(1024);
    private readonly AlignedBuffer<int> _first = new(size.Height);
    private readonly AlignedBuffer<int> _last = new(size.Height);
    private readonly RowStrip _strip = new(size);
    private readonly AlignedBuffer<int> _solid = new();
    private readonly Sheets _sheets = new(size.Width);
    private int _runCount;

    /// <summary>Parts of pixels that the last frame drew.</summary>
    public int Count { get; private set; }

    private static F Lanes => Vector512.Create(0f, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);

    /// <summary>Draws the triangles of clear materials.</summary>
    public void Draw(
        Geometry geometry, SurfaceRow* rows, Film film, Visibility seen, in ViewBasis view, in LightRig rig,
        LampKernel lamps, float mottle)
    {
        Count = _runCount = 0;
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
        new Span<int>(_sheets.Keys, size.Width).Fill(-1);
        for (var y = 0; y < size.Height; y++)
        {
            for (var next = _first.Start[y]; next >= 0;)
            {
                next = _strip.FillRuns(_runs.Start, next, y, geometry, rows);
                _strip.Aim(view);
                SurfaceKernel.Paint(_strip, rows, view, rig, mottle);
                LightKernel.Paint(_strip, rig);
                lamps.Paint(_strip, view);
                FogKernel.Paint(_strip, rig);
                Bend(y, seen, view);
                Compose(film, y, geometry, rows);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _order.Dispose();
        _runs.Dispose();
        _covers.Dispose();
        _first.Dispose();
        _last.Dispose();
        _solid.Dispose();
        _sheets.Dispose();
        _strip.Dispose();
    }

    // Notes the pixels that a triangle covers, before what is solid.
    private void Cover(Triangle* t, int id, Visibility seen)
    {
        var e0 = Visibility.Edge.Of(t->X0, t->Y0, t->X1, t->Y1);
        var e1 = Visibility.Edge.Of(t->X1, t->Y1, t->X2, t->Y2);
        var e2 = Visibility.Edge.Of(t->X2, t->Y2, t->X0, t->Y0);
        var offsets = stackalloc float[12];
        for (int y = t->MinY; y <= t->MaxY; y++)
        {
            for (var s = 0; s < 4; s++)
            {
                var py = y + 0.5f + Visibility.SampleY[s];
                offsets[3 * s] = e0.B * (py - e0.Y);
                offsets[(3 * s) + 1] = e1.B * (py - e1.Y);
                offsets[(3 * s) + 2] = e2.B * (py - e2.Y);
            }

            var near = seen.Nearness + ((long)y * seen.Stride);
            for (int x = t->MinX; x <= t->MaxX; x += 16)
            {
                if (e0.IsBeyond(x, y) || e1.IsBeyond(x, y) || e2.IsBeyond(x, y))
                {
                    continue;
                }

                // Worked out anew for every place, so that a sample is the same wherever a triangle's runs begin.
                var cover = F.Zero;
                for (var s = 0; s < 4; s++)
                {
                    var px = Lanes + Wide.Of(x + 0.5f + Visibility.SampleX[s]);
                    var inside = Wide.Min(
                        Wide.Min(
                            Wide.Fma(Wide.Of(e0.A), px - Wide.Of(e0.X), Wide.Of(offsets[3 * s])),
                            Wide.Fma(Wide.Of(e1.A), px - Wide.Of(e1.X), Wide.Of(offsets[(3 * s) + 1]))),
                        Wide.Fma(Wide.Of(e2.A), px - Wide.Of(e2.X), Wide.Of(offsets[(3 * s) + 2])));
                    cover += Vector512.ConditionalSelect(
                        Vector512.GreaterThanOrEqual(inside, F.Zero), Wide.Of(0.25f), F.Zero);
                }

                var front = Vector512.GreaterThan(RowStrip.NearnessOf(t, x, y), Vector512.Load(near + x))
                    & Vector512.GreaterThan(cover, F.Zero);
                var left = (uint)Vector512.ExtractMostSignificantBits(front);
                left &= size.Width - x < 16 ? (1u << (size.Width - x)) - 1 : uint.MaxValue;
                if (left != 0)
                {
                    var first = BitOperations.TrailingZeroCount(left);
                    Note(
                        y, id, x + first, 32 - BitOperations.LeadingZeroCount(left) - first,
                        Vector512.Shuffle(
                            Vector512.ConditionalSelect(front, cover, F.Zero),
                            Vector512<int>.Indices + Vector512.Create(first)));
                }
            }
        }
    }

    private void Note(int y, int id, int x, int count, F covers)
    {
        _covers.Grow(Count + 16);
        covers.Store(_covers.Start + Count);
        var last = _first.Start[y] < 0 ? null : _runs.Start + _last.Start[y];
        if (last != null && last->Id == id && last->X + last->Count == x)
        {
            last->Count += (ushort)count;
        }
        else
        {
            _runs.Grow(_runCount + 1);
            _runs.Start[_runCount] = new()
            {
                Next = -1,
                Id = id,
                Covers = Count,
                X = (ushort)x,
                Count = (ushort)count,
            };
            if (last == null)
            {
                _first.Start[y] = _runCount;
            }
            else
            {
                _runs.Start[_last.Start[y]].Next = _runCount;
            }

            _last.Start[y] = _runCount++;
        }

        Count += count;
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
        _solid.Grow(stride * size.Height);
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

    // What is seen through each lane if it bends the view, in place of its tint; its share, in place of its rest place, is
    // 0 where it does not.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Bend(int y, Visibility seen, in ViewBasis view)
    {
        var stride = (size.Width + 15) & ~15;
        F least = Wide.Of(-MostShift), most = Wide.Of(MostShift - 2);
        for (var x = _strip.First; x < _strip.End; x += 16)
        {
            var bend = Vector512.Load(_strip.Bend + x);
            F r = F.Zero, g = F.Zero, b = F.Zero, weight = F.Zero;
            if (Vector512.GreaterThanAny(bend, F.Zero))
            {
                F nx = Vector512.Load(_strip.Nx + x), ny = Vector512.Load(_strip.Ny + x),
                    nz = Vector512.Load(_strip.Nz + x), nearness = Vector512.Load(_strip.Nearness + x);
                var shift = nearness * bend * Wide.Of(view.Focal);
                var right = Wide.Fma(
                    nx, Wide.Of(view.Right.X), Wide.Fma(ny, Wide.Of(view.Right.Y), nz * Wide.Of(view.Right.Z)));
                var up = Wide.Fma(nx, Wide.Of(view.Up.X), Wide.Fma(ny, Wide.Of(view.Up.Y), nz * Wide.Of(view.Up.Z)));
                var px = Vector512.Load(_strip.Px + x) - Wide.Of(0.5f)
                    + Wide.Min(Wide.Max(right * shift, least), most);
                var py = Wide.Of(y) - Wide.Min(Wide.Max(up * shift, least), most);
                F left = Vector512.Floor(px), top = Vector512.Floor(py);
                for (var i = 0; i < 4; i++)
                {
                    F u = left + Wide.Of(i & 1), v = top + Wide.Of(i >> 1);
                    F heldU = Wide.Min(Wide.Max(u, F.Zero), Wide.Of(size.Width - 1)),
                        heldV = Wide.Min(Wide.Max(v, F.Zero), Wide.Of(size.Height - 1));
                    Vector512<int> column = Wide.ToInt(heldU), row = Wide.ToInt(heldV);
                    var there = Wide.Gather(seen.Nearness, (row * Vector512.Create(seen.Stride)) + column);
                    var share = (F.One - Vector512.Abs(px - u)) * (F.One - Vector512.Abs(py - v));
                    share = Vector512.ConditionalSelect(
                        Vector512.LessThan(there, nearness) & Vector512.Equals(u, heldU) & Vector512.Equals(v, heldV),
                        share, F.Zero);
                    PackedFilm.Unpack(
                        Wide.Gather(_solid.Start, (row * Vector512.Create(stride)) + column), out var sr, out var sg,
                        out var sb);
                    r = Wide.Fma(share, sr, r);
                    g = Wide.Fma(share, sg, g);
                    b = Wide.Fma(share, sb, b);
                    weight += share;
                }

                weight = Vector512.ConditionalSelect(Vector512.GreaterThan(bend, F.Zero), weight, F.Zero);
            }

            var per = F.One / Wide.Max(weight, Wide.Of(1e-3f));
            (r * per).Store(_strip.TintR + x);
            (g * per).Store(_strip.TintG + x);
            (b * per).Store(_strip.TintB + x);
            Vector512.ConditionalSelect(Vector512.GreaterThan(weight, Wide.Of(1e-3f)), F.One, F.Zero)
                .Store(_strip.Rx + x);
        }
    }

    // Over the film in their order, from far to near.
    private void Compose(Film film, int y, Geometry geometry, SurfaceRow* rows)
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
        var lane = _strip.First;
        for (var i = 0; i < _strip.FragmentCount; i++)
        {
            ref var run = ref _runs.Start[_strip.FragmentIds[i]];
            ref var row = ref rows[_strip.Surface[lane]];

            // Glass itself is hardly lit: what shows on it is what it mirrors.
            var clear = Wide.Of(row.Bend > 0 ? 1 - (0.45f * (1 - row.Clear)) : row.Clear);
            var key = (y << 16) | (geometry.Triangles[run.Id].Surface & 0xFFFF);
            for (var at = 0; at < run.Count; at += 16)
            {
                var (x, from) = (run.X + at, lane + at);
                var cover = Vector512.ConditionalSelect(
                    Vector512.LessThan(Lanes, Wide.Of(run.Count - at)),
                    Vector512.Load(_covers.Start + run.Covers + at), F.Zero);
                var covered = Vector512.GreaterThan(cover, F.Zero);
                var (same, bends) = _sheets.Lay(x, y, key, covered, ref cover);
                bends &= Vector512.GreaterThan(Vector512.Load(_strip.Rx + from), F.Zero);
                var through = clear * Vector512.Load(_strip.Sun + from);
                Over(r + x, _sheets.R + x, _strip.R + from, _strip.TintR + from, _strip.AlbedoR + from);
                Over(g + x, _sheets.G + x, _strip.G + from, _strip.TintG + from, _strip.AlbedoG + from);
                Over(b + x, _sheets.B + x, _strip.B + from, _strip.TintB + from, _strip.AlbedoB + from);

                void Over(float* film, float* sheet, float* own, float* bent, float* tint)
                {
                    F there = Vector512.Load(film), light = Vector512.Load(own);
                    var behind = Vector512.ConditionalSelect(same, Vector512.Load(sheet), there);
                    behind.Store(sheet);
                    var past = Vector512.ConditionalSelect(bends, Vector512.Load(bent), behind);
                    var seen = Wide.Fma(through, Wide.Fma(past, Vector512.Load(tint), -light), light);
                    Vector512.ConditionalSelect(covered, Wide.Fma(cover, seen - behind, there), there).Store(film);
                }
            }

            lane += run.Count;
        }
    }

    private static void Tint(float* albedo) =>
        Wide.Lerp(F.One, Vector512.Sqrt(Wide.Saturate(Vector512.Load(albedo))), Wide.Of(0.35f)).Store(albedo);

    // The last sheet over each pixel of a row: its surface, how much of the pixel it covers, and what lies behind it.
    private sealed class Sheets(int width) : IDisposable
    {
        private readonly AlignedBuffer<int> _keys = new(width), _depths = new(width);
        private readonly AlignedBuffer<float> _covers = new(width);
        private readonly AlignedBuffer<float> _r = new(width), _g = new(width), _b = new(width);

        // Row and surface.
        public int* Keys => _keys.Start;

        public float* R => _r.Start;

        public float* G => _g.Start;

        public float* B => _b.Start;

        // Lays sixteen parts: which of them belong to the sheet that is there, and which to the farthest of their pixel.
        // A sample that two triangles of a sheet claim counts once.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public (F Same, F Farthest) Lay(int x, int y, int key, F covered, ref F cover)
        {
            var keys = Vector512.Load(_keys.Start + x);
            var depths = Vector512.Load(_depths.Start + x);
            var covers = Vector512.Load(_covers.Start + x);
            var same = Vector512.Equals(keys, Vector512.Create(key)).AsSingle()
                & Vector512.LessThanOrEqual(covers + cover, Wide.Of(1.25f));
            cover = Vector512.ConditionalSelect(same, Wide.Min(cover, F.One - covers), cover);
            var first = ~Vector512.Equals(keys >> 16, Vector512.Create(y));
            depths = Vector512.ConditionalSelect(
                same.AsInt32(), depths, Vector512.ConditionalSelect(first, Vector512<int>.Zero, Vector512<int>.One));
            var mine = covered.AsInt32();
            Vector512.ConditionalSelect(mine, Vector512.Create(key), keys).Store(_keys.Start + x);
            Vector512.ConditionalSelect(mine, depths, Vector512.Load(_depths.Start + x)).Store(_depths.Start + x);
            Vector512.ConditionalSelect(
                covered, Vector512.ConditionalSelect(same, covers + cover, cover), covers).Store(_covers.Start + x);
            return (same | ~covered, Vector512.Equals(depths, Vector512<int>.Zero).AsSingle());
        }

        public void Dispose()
        {
            _keys.Dispose();
            _depths.Dispose();
            _covers.Dispose();
            _r.Dispose();
            _g.Dispose();
            _b.Dispose();
        }
    }

    private readonly record struct Ordered(float Nearness, int Index) : IComparable<Ordered>
    {
        public int CompareTo(Ordered other) =>
            Nearness < other.Nearness ? -1 : Nearness > other.Nearness ? 1 : Index.CompareTo(other.Index);
    }
}
