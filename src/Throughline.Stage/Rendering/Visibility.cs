using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Throughline.Media.Pictures;
using F = System.Runtime.Intrinsics.Vector512<float>;
using I = System.Runtime.Intrinsics.Vector512<int>;

namespace Throughline.Stage.Rendering;

/// <summary>
/// Which triangle each pixel shows: four samples a pixel with depth and triangle, worked out tile by tile. A pixel
/// keeps the surface that covers most of it; what else covers it is kept as fragments, so that edges, thin things and
/// creases are blended by their true cover. Lanes: a block of four by four pixels, one sample at a time.
/// Edges are evaluated alike from both sides, so that no sample between two triangles is lost.
/// </summary>
internal sealed unsafe class Visibility : IDisposable
{
    /// <summary>Side of a tile in pixels.</summary>
    public const int Tile = 64;

    /// <summary>Where the four samples are in a pixel, of its middle.</summary>
    public static ReadOnlySpan<float> SampleX => [-0.125f, 0.375f, -0.375f, 0.125f];

    /// <inheritdoc cref="SampleX"/>
    public static ReadOnlySpan<float> SampleY => [-0.375f, -0.125f, 0.125f, 0.375f];

    private const int BlocksAcross = Tile / 4;
    private const int BlockFloats = 64;

    // Triangles of a tile after which it is looked up again how far each block lies at most.
    private const int Refresh = 48;

    // So many triangles before it is drawn, a triangle is asked for.
    private const int TrianglesAhead = 6;

    private readonly int _width, _height, _tilesAcross, _tilesDown;
    private readonly AlignedBuffer<float> _tileDepth = new(Tile * Tile * 4);
    private readonly AlignedBuffer<int> _tileIds = new(Tile * Tile * 4);
    private readonly AlignedBuffer<int> _binStarts;
    private readonly AlignedBuffer<int> _binItems = new(1 << 16);
    private readonly AlignedBuffer<float> _depth;
    private readonly AlignedBuffer<int> _ids;
    private readonly AlignedBuffer<Fragment> _found = new(1 << 15);
    private readonly AlignedBuffer<Fragment> _fragments = new(1 << 15);
    private readonly AlignedBuffer<int> _rowStarts;
    private readonly AlignedBuffer<float> _samples = new(16 * 8);
    private readonly AlignedBuffer<float> _farthest = new(BlocksAcross * BlocksAcross);

    public Visibility(PixelSize size)
    {
        (_width, _height) = (size.Width, size.Height);
        _tilesAcross = (_width + Tile - 1) / Tile;
        _tilesDown = (_height + Tile - 1) / Tile;
        Stride = _tilesAcross * Tile;
        _binStarts = new((_tilesAcross * _tilesDown) + 2);
        _depth = new(Stride * _tilesDown * Tile);
        _ids = new(Stride * _tilesDown * Tile);
        _rowStarts = new((_tilesDown * Tile) + 1);
        for (var s = 0; s < 4; s++)
        {
            for (var lane = 0; lane < 16; lane++)
            {
                _samples.Start[(s * 16) + lane] = (lane & 3) + 0.5f + SampleX[s];
                _samples.Start[((s + 4) * 16) + lane] = (lane >> 2) + 0.5f + SampleY[s];
            }
        }
    }

    /// <summary>Pixels from one row to the next.</summary>
    public int Stride { get; }

    /// <summary>Rows, filled up to whole tiles.</summary>
    public int Rows => _tilesDown * Tile;

    /// <summary>1 / depth of each pixel; 0 where nothing is.</summary>
    public float* Nearness => _depth.Start;

    /// <summary>Triangle of each pixel; -1 where nothing is.</summary>
    public int* Ids => _ids.Start;

    /// <summary>
    /// What covers pixels in part beside what <see cref="Ids"/> says: row after row, those of a pixel side by side.
    /// </summary>
    public Fragment* Fragments => _fragments.Start;

    /// <summary>How many fragments there are.</summary>
    public int FragmentCount { get; private set; }

    /// <summary>First fragment of each row, and the one after the last row's last.</summary>
    public int* RowStarts => _rowStarts.Start;

    /// <summary>Works out a frame.</summary>
    public void Draw(Geometry geometry)
    {
        FragmentCount = 0;
        new Span<int>(_rowStarts.Start, (_tilesDown * Tile) + 1).Clear();
        Bin(geometry);
        for (var ty = 0; ty < _tilesDown; ty++)
        {
            for (var tx = 0; tx < _tilesAcross; tx++)
            {
                var tile = (ty * _tilesAcross) + tx;
                var (from, to) = (_binStarts.Start[tile], _binStarts.Start[tile + 1]);
                if (from == to)
                {
                    Empty(tx, ty);
                    continue;
                }

                new Span<float>(_tileDepth.Start, Tile * Tile * 4).Clear();
                new Span<int>(_tileIds.Start, Tile * Tile * 4).Fill(-1);
                new Span<float>(_farthest.Start, BlocksAcross * BlocksAcross).Clear();
                for (var i = from; i < to; i++)
                {
                    if ((i - from) % Refresh == Refresh - 1)
                    {
                        FindFarthest();
                    }

                    Ahead.Triangle(geometry, _binItems.Start[Math.Min(i + TrianglesAhead, to - 1)]);
                    var id = _binItems.Start[i];
                    Raster(geometry.Triangles + id, id, tx * Tile, ty * Tile);
                }

                Resolve(geometry.Triangles, geometry.Keys, tx, ty);
            }
        }

        SortFragments();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _tileDepth.Dispose();
        _tileIds.Dispose();
        _binStarts.Dispose();
        _binItems.Dispose();
        _depth.Dispose();
        _ids.Dispose();
        _found.Dispose();
        _fragments.Dispose();
        _rowStarts.Dispose();
        _samples.Dispose();
        _farthest.Dispose();
    }

    // Tiles get their triangles in the order of the triangles: counted, then filled.
    private void Bin(Geometry geometry)
    {
        var tiles = _tilesAcross * _tilesDown;
        var starts = _binStarts.Start;
        new Span<int>(starts, tiles + 2).Clear();
        var triangles = geometry.Triangles;
        var total = 0;
        for (var i = 0; i < geometry.Count; i++)
        {
            ref var t = ref triangles[i];
            for (var y = t.MinY / Tile; y <= t.MaxY / Tile; y++)
            {
                for (var x = t.MinX / Tile; x <= t.MaxX / Tile; x++)
                {
                    starts[(y * _tilesAcross) + x + 2]++;
                    total++;
                }
            }
        }

        for (var i = 2; i < tiles + 2; i++)
        {
            starts[i] += starts[i - 1];
        }

        _binItems.Grow(total);
        var items = _binItems.Start;
        for (var i = 0; i < geometry.Count; i++)
        {
            ref var t = ref triangles[i];
            for (var y = t.MinY / Tile; y <= t.MaxY / Tile; y++)
            {
                for (var x = t.MinX / Tile; x <= t.MaxX / Tile; x++)
                {
                    items[starts[(y * _tilesAcross) + x + 1]++] = i;
                }
            }
        }
    }

    // The least nearness of each block: what lies behind it is not seen there.
    private void FindFarthest()
    {
        for (var block = 0; block < BlocksAcross * BlocksAcross; block++)
        {
            var z = _tileDepth.Start + (block * BlockFloats);
            var least = Wide.Min(
                Wide.Min(Vector512.Load(z), Vector512.Load(z + 16)),
                Wide.Min(Vector512.Load(z + 32), Vector512.Load(z + 48)));
            var eight = Vector256.MinNative(least.GetLower(), least.GetUpper());
            var four = Vector128.MinNative(eight.GetLower(), eight.GetUpper());
            four = Vector128.MinNative(four, Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1)));
            _farthest.Start[block] = MathF.Min(four.ToScalar(), four.GetElement(1));
        }
    }

    private bool IsHidden(Triangle* t, int fromX, int toX, int fromY, int toY)
    {
        var nearest = MathF.Max(MathF.Max(t->Z0, t->Z1), t->Z2);
        for (var by = fromY; by <= toY; by++)
        {
            for (var bx = fromX; bx <= toX; bx++)
            {
                if (nearest > _farthest.Start[(by * BlocksAcross) + bx])
                {
                    return false;
                }
            }
        }

        return true;
    }

    private void Raster(Triangle* t, int id, int left, int top)
    {
        var fromX = Math.Max(t->MinX - left, 0) >> 2;
        var toX = Math.Min(t->MaxX - left, Tile - 1) >> 2;
        var fromY = Math.Max(t->MinY - top, 0) >> 2;
        var toY = Math.Min(t->MaxY - top, Tile - 1) >> 2;
        if (IsHidden(t, fromX, toX, fromY, toY))
        {
            return;
        }

        var edges = new Edges(t);
        var zx = (((t->Z1 - t->Z0) * (t->Y2 - t->Y0)) - ((t->Z2 - t->Z0) * (t->Y1 - t->Y0))) * t->PerArea;
        var zy = (((t->Z2 - t->Z0) * (t->X1 - t->X0)) - ((t->Z1 - t->Z0) * (t->X2 - t->X0))) * t->PerArea;

        // From the farthest corner: of a triangle cut at the near plane the others lie far outside and are a thousand
        // times nearer.
        var (fromZ, atX, atY) = t->Z0 <= t->Z1 && t->Z0 <= t->Z2 ? (t->Z0, t->X0, t->Y0)
            : t->Z1 <= t->Z2 ? (t->Z1, t->X1, t->Y1) : (t->Z2, t->X2, t->Y2);

        float* px = _samples.Start, py = _samples.Start + 64;
        F x0 = Vector512.Load(px), x1 = Vector512.Load(px + 16), x2 = Vector512.Load(px + 32),
            x3 = Vector512.Load(px + 48);
        F y0 = Vector512.Load(py), y1 = Vector512.Load(py + 16), y2 = Vector512.Load(py + 32),
            y3 = Vector512.Load(py + 48);
        F a0 = Vector512.Create(edges.A[0]), b0 = Vector512.Create(edges.B[0]);
        F a1 = Vector512.Create(edges.A[1]), b1 = Vector512.Create(edges.B[1]);
        F a2 = Vector512.Create(edges.A[2]), b2 = Vector512.Create(edges.B[2]);
        F s00 = Wide.Fma(a0, x0, b0 * y0), s01 = Wide.Fma(a0, x1, b0 * y1), s02 = Wide.Fma(a0, x2, b0 * y2),
            s03 = Wide.Fma(a0, x3, b0 * y3);
        F s10 = Wide.Fma(a1, x0, b1 * y0), s11 = Wide.Fma(a1, x1, b1 * y1), s12 = Wide.Fma(a1, x2, b1 * y2),
            s13 = Wide.Fma(a1, x3, b1 * y3);
        F s20 = Wide.Fma(a2, x0, b2 * y0), s21 = Wide.Fma(a2, x1, b2 * y1), s22 = Wide.Fma(a2, x2, b2 * y2),
            s23 = Wide.Fma(a2, x3, b2 * y3);
        F zxs = Vector512.Create(zx), zys = Vector512.Create(zy);
        F z0 = Wide.Fma(zxs, x0, zys * y0), z1 = Wide.Fma(zxs, x1, zys * y1), z2 = Wide.Fma(zxs, x2, zys * y2),
            z3 = Wide.Fma(zxs, x3, zys * y3);
        var ids = Vector512.Create(id);

        // How much nearer than at its corner a block may be, and a little for rounding.
        var rise = MathF.Max(4 * zx, 0) + MathF.Max(4 * zy, 0);
        for (var by = fromY; by <= toY; by++)
        {
            float y = top + (by * 4);
            for (var bx = fromX; bx <= toX; bx++)
            {
                float x = left + (bx * 4);
                var c = edges.At(x, y);
                if (Vector128.LessThanAny(c + edges.Most, Vector128<float>.Zero))
                {
                    continue;
                }

                var depth = _tileDepth.Start + (((by * BlocksAcross) + bx) * BlockFloats);
                var kept = _tileIds.Start + (((by * BlocksAcross) + bx) * BlockFloats);
                var corner = fromZ + (zx * (x - atX)) + (zy * (y - atY));
                if ((corner + rise) * 1.00001f < _farthest.Start[(by * BlocksAcross) + bx])
                {
                    continue;
                }

                var z = Vector512.Create(corner);
                if (Vector128.GreaterThanOrEqualAll(c + edges.Least, Vector128<float>.Zero))
                {
                    Whole(depth, kept, z + z0, ids);
                    Whole(depth + 16, kept + 16, z + z1, ids);
                    Whole(depth + 32, kept + 32, z + z2, ids);
                    Whole(depth + 48, kept + 48, z + z3, ids);
                    continue;
                }

                F v0 = Vector512.Create(c[0]), v1 = Vector512.Create(c[1]), v2 = Vector512.Create(c[2]);
                Sample(depth, kept, s00 + v0, s10 + v1, s20 + v2, z + z0, ids);
                Sample(depth + 16, kept + 16, s01 + v0, s11 + v1, s21 + v2, z + z1, ids);
                Sample(depth + 32, kept + 32, s02 + v0, s12 + v1, s22 + v2, z + z2, ids);
                Sample(depth + 48, kept + 48, s03 + v0, s13 + v1, s23 + v2, z + z3, ids);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Whole(float* depth, int* kept, F z, I ids)
    {
        var there = Vector512.Load(depth);
        Vector512.ConditionalSelect(Vector512.GreaterThan(z, there).AsInt32(), ids, Vector512.Load(kept)).Store(kept);
        Vector512.MaxNative(z, there).Store(depth);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Sample(float* depth, int* kept, F e0, F e1, F e2, F z, I ids)
    {
        var there = Vector512.Load(depth);
        var inside = Vector512.GreaterThanOrEqual(Vector512.MinNative(Vector512.MinNative(e0, e1), e2), F.Zero);
        var seen = Vector512.ConditionalSelect(inside, z, F.Zero);
        Vector512.ConditionalSelect(Vector512.GreaterThan(seen, there).AsInt32(), ids, Vector512.Load(kept)).Store(
            kept);
        Vector512.MaxNative(seen, there).Store(depth);
    }

    private void Empty(int tx, int ty)
    {
        for (var y = 0; y < Tile; y++)
        {
            var at = (((ty * Tile) + y) * Stride) + (tx * Tile);
            new Span<float>(_depth.Start + at, Tile).Clear();
            new Span<int>(_ids.Start + at, Tile).Fill(-1);
        }
    }

    // From tiles to rows, which are gone through several times; of a row, those found last come first.
    private void SortFragments()
    {
        var starts = _rowStarts.Start;
        for (var y = 0; y < _tilesDown * Tile; y++)
        {
            starts[y + 1] += starts[y];
        }

        _fragments.Grow(FragmentCount);
        for (var i = 0; i < FragmentCount; i++)
        {
            ref var fragment = ref _found.Start[i];
            _fragments.Start[--starts[fragment.Y]] = fragment;
        }
    }

    private void Resolve(Triangle* triangles, uint* keys, int tx, int ty)
    {
        for (var by = 0; by < BlocksAcross; by++)
        {
            for (var bx = 0; bx < BlocksAcross; bx++)
            {
                var block = ((by * BlocksAcross) + bx) * BlockFloats;
                float* z = _tileDepth.Start + block;
                int* ids = _tileIds.Start + block;
                var at = ((((ty * Tile) + (by * 4)) * Stride) + (tx * Tile) + (bx * 4));
                I i0 = Vector512.Load(ids), i1 = Vector512.Load(ids + 16), i2 = Vector512.Load(ids + 32),
                    i3 = Vector512.Load(ids + 48);
                var mean = ((Vector512.Load(z) + Vector512.Load(z + 16))
                    + (Vector512.Load(z + 32) + Vector512.Load(z + 48))) * Vector512.Create(0.25f);
                if (((i0 ^ i1) | (i0 ^ i2) | (i0 ^ i3)) != I.Zero)
                {
                    Mixed(
                        triangles, keys, ids, z, i0, i1, i2, i3, ref mean, ref i0, (tx * Tile) + (bx * 4),
                        (ty * Tile) + (by * 4));
                }

                for (var row = 0; row < 4; row++, at += Stride)
                {
                    var m = row switch
                    {
                        0 => mean.GetLower().GetLower(),
                        1 => mean.GetLower().GetUpper(),
                        2 => mean.GetUpper().GetLower(),
                        _ => mean.GetUpper().GetUpper(),
                    };
                    var i = row switch
                    {
                        0 => i0.GetLower().GetLower(),
                        1 => i0.GetLower().GetUpper(),
                        2 => i0.GetUpper().GetLower(),
                        _ => i0.GetUpper().GetUpper(),
                    };
                    m.Store(_depth.Start + at);
                    i.Store(_ids.Start + at);
                }
            }
        }
    }

    // Samples of one surface go together; the group of most samples is the pixel's, the nearer one of two equal.
    // All sixteen pixels at once: a sample joins the first group whose first sample is of its surface.
    private void Mixed(
        Triangle* triangles, uint* keys, int* ids, float* z, I i0, I i1, I i2, I i3, ref F mean, ref I main, int left,
        int top)
    {
        // Nothing has the key of no surface.
        I k0 = Keys(keys, i0), k1 = Keys(keys, i1), k2 = Keys(keys, i2), k3 = Keys(keys, i3);
        F z0 = Vector512.Load(z), z1 = Vector512.Load(z + 16), z2 = Vector512.Load(z + 32), z3 = Vector512.Load(z + 48);
        I doubtful = I.Zero, one = Pair(i0, i1, k0, k1, z0, z1, ref doubtful),
            two = Pair(i0, i2, k0, k2, z0, z2, ref doubtful), three = Pair(i0, i3, k0, k3, z0, z3, ref doubtful);
        if ((one & two & three) == I.AllBitsSet)
        {
            return;
        }

        I oneTwo = Pair(i1, i2, k1, k2, z1, z2, ref doubtful), oneThree = Pair(i1, i3, k1, k3, z1, z3, ref doubtful),
            twoThree = Pair(i2, i3, k2, k3, z2, z3, ref doubtful);
        var means = stackalloc float[16];
        var mains = stackalloc int[16];

        // First samples of groups: the first one, and those that join none before them.
        I second = ~one, oneTakesTwo = second & ~two & oneTwo, oneTakesThree = second & ~three & oneThree;
        I third = ~two & ~oneTakesTwo, twoTakesThree = third & ~three & ~oneTakesThree & twoThree;
        var fourth = ~three & ~oneTakesThree & ~twoTakesThree;
        F n0 = F.One + Ones(one) + Ones(two) + Ones(three), s0 = z0 + (z1 & one.AsSingle()) + (z2 & two.AsSingle())
            + (z3 & three.AsSingle());
        F n1 = Ones(second) + Ones(oneTakesTwo) + Ones(oneTakesThree), s1 = (z1 & second.AsSingle())
            + (z2 & oneTakesTwo.AsSingle()) + (z3 & oneTakesThree.AsSingle());
        F n2 = Ones(third) + Ones(twoTakesThree), s2 = (z2 & third.AsSingle()) + (z3 & twoTakesThree.AsSingle());
        F n3 = Ones(fourth), s3 = z3 & fourth.AsSingle();
        F most = n0, sum = s0;
        var best = I.Zero;
        Choose(n1, s1, 1, ref most, ref sum, ref best);
        Choose(n2, s2, 2, ref most, ref sum, ref best);
        Choose(n3, s3, 3, ref most, ref sum, ref best);
        var sure = ~doubtful;
        var chosen = Vector512.ConditionalSelect(
            Vector512.Equals(best, I.Zero), i0, Vector512.ConditionalSelect(
                Vector512.Equals(best, I.One), i1, Vector512.ConditionalSelect(
                    Vector512.Equals(best, Vector512.Create(2)), i2, i3)));
        Vector512.ConditionalSelect(sure.AsSingle(), sum / most, mean).Store(means);
        Vector512.ConditionalSelect(sure, chosen, main).Store(mains);
        for (var lanes = Vector512.ExtractMostSignificantBits(doubtful); lanes != 0; lanes &= lanes - 1)
        {
            var lane = System.Numerics.BitOperations.TrailingZeroCount(lanes);
            Pixel(
                triangles, keys, ids + lane, z + lane, means + lane, mains + lane, left + (lane & 3),
                top + (lane >> 2));
        }

        // Those that are not the pixel's; the ones of a pixel follow one another.
        var kept = sure & ((Others(best, 0) & I.One) | (Others(best, 1) & second & Vector512.Create(2))
            | (Others(best, 2) & third & Vector512.Create(4)) | (Others(best, 3) & fourth & Vector512.Create(8)));
        var any = Vector512.ExtractMostSignificantBits(~Vector512.Equals(kept, I.Zero));
        if (any != 0)
        {
            var groups = stackalloc int[16];
            var sums = stackalloc float[64];
            var counts = stackalloc float[64];
            kept.Store(groups);
            s0.Store(sums);
            s1.Store(sums + 16);
            s2.Store(sums + 32);
            s3.Store(sums + 48);
            n0.Store(counts);
            n1.Store(counts + 16);
            n2.Store(counts + 32);
            n3.Store(counts + 48);
            for (; any != 0; any &= any - 1)
            {
                var lane = System.Numerics.BitOperations.TrailingZeroCount(any);
                for (var of = groups[lane]; of != 0; of &= of - 1)
                {
                    var at = (16 * System.Numerics.BitOperations.TrailingZeroCount(of)) + lane;
                    Keep(ids[at], sums[at], (int)counts[at], left + (lane & 3), top + (lane >> 2));
                }
            }
        }

        mean = Vector512.Load(means);
        main = Vector512.Load(mains);
    }

    // All bits where two samples are surely of one surface: of one triangle, or alike and about as far. Where they are
    // alike but not as far, which a surface seen edge on may be, their planes must tell.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static I Pair(I idA, I idB, I keyA, I keyB, F a, F b, ref I doubtful)
    {
        var same = Vector512.Equals(idA, idB);
        var alike = ~Unlike(keyA, keyB);
        var close = Vector512.LessThanOrEqual(
            Vector512.Abs(a - b), Wide.Min(a, b) * Vector512.Create(MostStep)).AsInt32();
        doubtful |= alike & ~close & ~same;
        return same | (alike & close);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static F Ones(I mask) => mask.AsSingle() & F.One;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static I Others(I best, int group) => ~Vector512.Equals(best, Vector512.Create(group));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Choose(F count, F sum, int group, ref F most, ref F mostSum, ref I best)
    {
        var more = Vector512.GreaterThan(count, most)
            | (Vector512.Equals(count, most) & Vector512.GreaterThan(sum, mostSum));
        most = Vector512.ConditionalSelect(more, count, most);
        mostSum = Vector512.ConditionalSelect(more, sum, mostSum);
        best = Vector512.ConditionalSelect(more.AsInt32(), Vector512.Create(group), best);
    }

    private void Keep(int id, float sum, int count, int x, int y)
    {
        if (x >= _width || y >= _height)
        {
            return;
        }

        _found.Grow(FragmentCount + 1);
        _found.Start[FragmentCount++] = new Fragment
        {
            Id = id,
            Nearness = sum / count,
            X = (ushort)x,
            Y = (ushort)y,
            Samples = (byte)count,
        };
        _rowStarts.Start[y]++;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static I Keys(uint* keys, I ids)
    {
        var none = Vector512.LessThan(ids, I.Zero);
        return Vector512.ConditionalSelect(
            none, Vector512.Create(-1), Wide.Gather((int*)keys, Vector512.ConditionalSelect(none, I.Zero, ids)));
    }

    // All bits where two keys are of different surfaces, or differ in direction by more than about 25 degrees.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static I Unlike(I a, I b)
    {
        var nine = Vector512.Create(511);
        var u = Vector512.Abs((a & nine) - (b & nine));
        var v = Vector512.Abs(((a >>> 9) & nine) - ((b >>> 9) & nine));
        return ~Vector512.Equals(a >>> 18, b >>> 18) | Vector512.GreaterThan(u + v, Vector512.Create(MostTurn));
    }

    private const int MostTurn = 70;
    private const float MostStep = 0.06f;

    // A lender's surface is turned by less than about 15 degrees.
    private const int MostLentTurn = 40;

    /// <summary>
    /// Finds a fragment's lender: a pixel beside its own that shows the same surface looks as the fragment does, and
    /// shading it again would change nothing that is seen. Most fragments have one; what is thinner than a pixel has
    /// none.
    /// </summary>
    /// <param name="fragment">The fragment.</param>
    /// <param name="y">Its row.</param>
    /// <param name="keys">The keys of the triangles that were drawn.</param>
    public Lender LenderOf(in Fragment fragment, int y, uint* keys)
    {
        var at = ((long)y * Stride) + fragment.X;
        if (fragment.X > 0 && fragment.X < _width - 1 && y > 0 && y < _height - 1)
        {
            // Its own triangle first, without asking one after the other.
            var pixel = _ids.Start + at;
            var same = (pixel[-1] == fragment.Id ? 1 : 0) | (pixel[1] == fragment.Id ? 2 : 0)
                | (pixel[-Stride] == fragment.Id ? 4 : 0) | (pixel[Stride] == fragment.Id ? 8 : 0);
            if (same != 0)
            {
                return (Lender)((int)Lender.Left + System.Numerics.BitOperations.TrailingZeroCount(same));
            }
        }

        return fragment.X > 0 && Lends(keys, fragment, at - 1) ? Lender.Left
            : fragment.X < _width - 1 && Lends(keys, fragment, at + 1) ? Lender.Right
            : y > 0 && Lends(keys, fragment, at - Stride) ? Lender.Above
            : y < _height - 1 && Lends(keys, fragment, at + Stride) ? Lender.Below
            : Lender.None;
    }

    private bool Lends(uint* keys, in Fragment fragment, long pixel)
    {
        var id = _ids.Start[pixel];
        if (id == fragment.Id)
        {
            return true;
        }

        if (id < 0 || fragment.Id < 0
            || MathF.Abs(_depth.Start[pixel] - fragment.Nearness) > MostStep * fragment.Nearness)
        {
            return false;
        }

        return IsTurnedAlike(keys[fragment.Id], keys[id], MostLentTurn);
    }

    // Whether two keys are of one material and directions that differ by no more than a turn, in steps of the key.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsTurnedAlike(uint a, uint b, int most) =>
        a >> 18 == b >> 18 && Math.Abs((int)(a & 511) - (int)(b & 511))
            + Math.Abs((int)((a >> 9) & 511) - (int)((b >> 9) & 511)) <= most;

    // Whether a sample belongs to a group's surface: of one material, turned alike, and on the plane of the group's
    // triangle.
    private static bool Alike(Triangle* triangles, uint* keys, int group, int id, float z, float x, float y)
    {
        if (group == id)
        {
            return true;
        }

        if (group < 0 || id < 0)
        {
            return false;
        }

        var t = triangles + group;
        if (!IsTurnedAlike(keys[group], keys[id], MostTurn))
        {
            return false;
        }

        var first = (((x - t->X0) * (t->Y2 - t->Y0)) - ((t->X2 - t->X0) * (y - t->Y0))) * t->PerArea;
        var second = (((t->X1 - t->X0) * (y - t->Y0)) - ((x - t->X0) * (t->Y1 - t->Y0))) * t->PerArea;
        var plane = t->Z0 + (first * (t->Z1 - t->Z0)) + (second * (t->Z2 - t->Z0));
        return MathF.Abs(plane - z) <= MostStep * z;
    }

    // One pixel whose samples' planes must tell.
    private void Pixel(Triangle* triangles, uint* keys, int* ids, float* z, float* mean, int* main, int x, int y)
    {
        var group = stackalloc int[4] { -1, -1, -1, -1 };
        var count = stackalloc int[4];
        var sum = stackalloc float[4];
        var groups = 0;
        for (var s = 0; s < 4; s++)
        {
            var g = 0;
            while (g < groups
                && !Alike(
                    triangles, keys, group[g], ids[16 * s], z[16 * s], x + 0.5f + SampleX[s], y + 0.5f + SampleY[s]))
            {
                g++;
            }

            if (g == groups)
            {
                group[groups++] = ids[16 * s];
            }

            count[g]++;
            sum[g] += z[16 * s];
        }

        var best = 0;
        for (var g = 1; g < groups; g++)
        {
            if (count[g] > count[best] || (count[g] == count[best] && sum[g] > sum[best]))
            {
                best = g;
            }
        }

        *mean = sum[best] / count[best];
        *main = group[best];
        for (var g = 0; g < groups; g++)
        {
            if (g != best)
            {
                Keep(group[g], sum[g], count[g], x, y);
            }
        }
    }

    // The three sides of a triangle at once, the same numbers as of each alone; the fourth lane is inside everywhere.
    private readonly struct Edges
    {
        private readonly Vector128<float> _x, _y;
        public readonly Vector128<float> A, B, Least, Most;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Edges(Triangle* t)
        {
            var three = Vector128.Create(-1, -1, -1, 0).AsSingle();
            var next = Vector128.Create(1, 2, 0, 3);
            Vector128<float> x = Vector128.Load(&t->X0) & three, y = Vector128.Load(&t->Y0) & three;
            Vector128<float> toX = Vector128.Shuffle(x, next), toY = Vector128.Shuffle(y, next);
            var first = Vector128.LessThan(y, toY) | (Vector128.Equals(y, toY) & Vector128.LessThan(x, toX));
            _x = Vector128.ConditionalSelect(first, x, toX);
            _y = Vector128.ConditionalSelect(first, y, toY);
            A = y - toY;
            B = toX - x;
            Vector128<float> a = A * 4, b = B * 4, zero = Vector128<float>.Zero;
            Least = Vector128.MinNative(a, zero) + Vector128.MinNative(b, zero);
            Most = Vector128.MaxNative(a, zero) + Vector128.MaxNative(b, zero);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector128<float> At(float x, float y) =>
            (A * (Vector128.Create(x) - _x)) + (B * (Vector128.Create(y) - _y));
    }

    /// <summary>
    /// A side of a triangle: how far inside a place is, the same number with the other sign from the other side.
    /// </summary>
    internal readonly struct Edge
    {
        public readonly float A, B, X, Y;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private Edge(float a, float b, float x, float y) => (A, B, X, Y) = (a, b, x, y);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Edge Of(float x0, float y0, float x1, float y1) => y0 < y1 || (y0 == y1 && x0 < x1)
            ? new(y0 - y1, x1 - x0, x0, y0)
            : new(y0 - y1, x1 - x0, x1, y1);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public float At(float x, float y) => (A * (x - X)) + (B * (y - Y));

        /// <summary>Whether sixteen pixels of a row lie outside.</summary>
        public bool IsBeyond(float x, float y) => At(x, y) + MathF.Max(16 * A, 0) + MathF.Max(B, 0) < 0;
    }
}
