using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using F = System.Runtime.Intrinsics.Vector512<float>;

namespace Throughline.Stage.Rendering;

/// <summary>
/// Instances to triangles on the screen: culled, carried by wind, transformed, clipped at the near plane.
/// Lanes: sixteen vertices. Space: mesh to world to pixels. Remainder: the last sixteen vertices are done twice.
/// </summary>
internal sealed unsafe class Geometry : IDisposable
{
    /// <summary>
    /// Floats of a vertex record: normal, rest place, tint, way from the frame before (all in the world but the rest
    /// place).
    /// </summary>
    public const int RecordLength = 16;

    /// <summary>Nearest depth that is drawn, metres.</summary>
    public const float Near = 0.04f;

    private readonly AlignedBuffer<float> _x = new(1 << 15);
    private readonly AlignedBuffer<float> _y = new(1 << 15);
    private readonly AlignedBuffer<float> _z = new(1 << 15);
    private readonly AlignedBuffer<float> _records;
    private readonly AlignedBuffer<Triangle> _triangles = new(1 << 15);
    private readonly AlignedBuffer<uint> _keys;
    private readonly AlignedBuffer<float> _scratch = new(16 * 32);
    private readonly bool _flat;
    private int _vertices;

    /// <summary>
    /// Geometry for a camera, or for a shadow map, where depth is linear and nothing but places is kept.
    /// </summary>
    public Geometry(bool flat)
    {
        _flat = flat;
        _records = new(flat ? 0 : RecordLength << 15);
        _keys = new(flat ? 0 : 1 << 15);
    }

    /// <summary>The triangles, in the order of the instances.</summary>
    public Triangle* Triangles => _triangles.Start;

    /// <summary>
    /// Which surface each triangle is of and which way it faces, for finding edges: apart, since they are asked for
    /// more than the rest.
    /// </summary>
    public uint* Keys => _keys.Start;

    /// <summary>How many triangles there are.</summary>
    public int Count { get; private set; }

    /// <summary>The vertex records.</summary>
    public float* Records => _records.Start;

    /// <summary>Screen of the triangles, pixels; nothing outside is kept.</summary>
    public int Width { get; set; }

    /// <inheritdoc cref="Width"/>
    public int Height { get; set; }

    /// <summary>Begins a frame.</summary>
    public void Clear()
    {
        Count = 0;
        _vertices = 0;
    }

    /// <summary>Adds an instance.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="screen">From the world to the screen.</param>
    /// <param name="sway">Where wind carries tips now and one frame earlier.</param>
    /// <param name="surface">Row of its first material.</param>
    /// <param name="surfaces">The rows.</param>
    /// <param name="clear">Whether clear materials are wanted, or solid ones.</param>
    /// <param name="moving">Whether the ways from the frame before are worked out.</param>
    public void Add(
        in Instance instance, in Affine screen, in SwayState sway, int surface, SurfaceRow* surfaces, bool clear,
        bool moving)
    {
        var mesh = instance.Mesh;
        if (mesh.Vertices == 0 || mesh.Triangles == 0)
        {
            return;
        }

        Reserve(mesh.Vertices + 64, mesh.Triangles + 64);
        var first = _vertices;
        Transform(instance, screen, sway, moving, first);
        _vertices += mesh.Vertices;
        SetUp(mesh, first, surface, surfaces, clear);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _x.Dispose();
        _y.Dispose();
        _z.Dispose();
        _records.Dispose();
        _triangles.Dispose();
        _keys.Dispose();
        _scratch.Dispose();
    }

    private void Reserve(int vertices, int triangles)
    {
        // Clipping adds at most four vertices and one triangle to a triangle; a margin is kept for it as it goes.
        _x.Grow(_vertices + vertices);
        _y.Grow(_vertices + vertices);
        _z.Grow(_vertices + vertices);
        if (!_flat)
        {
            _records.Grow((_vertices + vertices) * RecordLength);
            _keys.Grow(Count + triangles);
        }

        _triangles.Grow(Count + triangles);
    }

    private void Transform(in Instance instance, in Affine screen, in SwayState sway, bool moving, int first)
    {
        var mesh = instance.Mesh;
        var count = mesh.Vertices;
        var swaying = mesh.Sway is not null && instance.SwayReach != 0;
        var now = sway.Of(instance, before: false);
        var before = sway.Of(instance, before: true);
        var s = _scratch.Start;
        fixed (float* mx = mesh.X, my = mesh.Y, mz = mesh.Z, nx = mesh.NormalX, ny = mesh.NormalY, nz = mesh.NormalZ)
        fixed (float* rx = mesh.Rest?.X ?? mesh.X, ry = mesh.Rest?.Y ?? mesh.Y, rz = mesh.Rest?.Z ?? mesh.Z)
        fixed (float* bx = mesh.Before?.X ?? mesh.X, by = mesh.Before?.Y ?? mesh.Y, bz = mesh.Before?.Z ?? mesh.Z)
        fixed (float* sways = mesh.Sway)
        fixed (uint* tints = mesh.Tints)
        {
            for (var i = 0; i < count; i += 16)
            {
                // The last vertices are loaded one by one where there are fewer than sixteen.
                var n = Math.Min(16, count - i);
                F x, y, z, w = F.Zero;
                if (n == 16)
                {
                    (x, y, z) = (Vector512.Load(mx + i), Vector512.Load(my + i), Vector512.Load(mz + i));
                    w = swaying ? Vector512.Load(sways + i) : w;
                }
                else
                {
                    (x, y, z) = (Part(mx + i, n), Part(my + i, n), Part(mz + i, n));
                    w = swaying ? Part(sways + i, n) : w;
                }

                var m = instance.Place;
                var px = Row(x, y, z, m.M11, m.M21, m.M31, m.M41);
                var py = Row(x, y, z, m.M12, m.M22, m.M32, m.M42);
                var pz = Row(x, y, z, m.M13, m.M23, m.M33, m.M43);
                if (swaying)
                {
                    now.Carry(px, py, pz, w, out px, out py, out pz);
                }

                var sx = Row(px, py, pz, screen.X.X, screen.X.Y, screen.X.Z, screen.Dx);
                var sy = Row(px, py, pz, screen.Y.X, screen.Y.Y, screen.Y.Z, screen.Dy);
                var sw = Row(px, py, pz, screen.W.X, screen.W.Y, screen.W.Z, screen.Dw);
                var at = first + i;
                if (_flat)
                {
                    Store(_x.Start + at, sx, n);
                    Store(_y.Start + at, sy, n);
                    Store(_z.Start + at, sw, n);
                    continue;
                }

                // Behind the near plane, places are kept as they are, for clipping, with a nearness of 0 or less as the
                // sign.
                var inFront = Vector512.GreaterThanOrEqual(sw, Vector512.Create(Near));
                var nearness = F.One / Vector512.ConditionalSelect(inFront, sw, F.One);
                var grid = Vector512.Create(1024f);
                var onX = Vector512.Round(sx * nearness * grid) * Vector512.Create(1 / 1024f);
                var onY = Vector512.Round(sy * nearness * grid) * Vector512.Create(1 / 1024f);
                Store(_x.Start + at, Vector512.ConditionalSelect(inFront, onX, sx), n);
                Store(_y.Start + at, Vector512.ConditionalSelect(inFront, onY, sy), n);
                Store(_z.Start + at, Vector512.ConditionalSelect(inFront, nearness, sw - Vector512.Create(Near)), n);

                F ox = n == 16 ? Vector512.Load(nx + i) : Part(nx + i, n);
                F oy = n == 16 ? Vector512.Load(ny + i) : Part(ny + i, n);
                F oz = n == 16 ? Vector512.Load(nz + i) : Part(nz + i, n);
                var wx = Row(ox, oy, oz, m.M11, m.M21, m.M31, 0);
                var wy = Row(ox, oy, oz, m.M12, m.M22, m.M32, 0);
                var wz = Row(ox, oy, oz, m.M13, m.M23, m.M33, 0);
                var scale = F.One / Vector512.Sqrt(
                    Wide.Max((wx * wx) + (wy * wy) + (wz * wz), Vector512.Create(1e-20f)));
                (wx * scale).Store(s);
                (wy * scale).Store(s + 16);
                (wz * scale).Store(s + 32);
                if (moving)
                {
                    var b = instance.PlaceBefore;
                    if (mesh.Before is not null)
                    {
                        (x, y, z) = (Part(bx + i, n), Part(by + i, n), Part(bz + i, n));
                    }

                    var qx = Row(x, y, z, b.M11, b.M21, b.M31, b.M41);
                    var qy = Row(x, y, z, b.M12, b.M22, b.M32, b.M42);
                    var qz = Row(x, y, z, b.M13, b.M23, b.M33, b.M43);
                    if (swaying)
                    {
                        before.Carry(qx, qy, qz, w, out qx, out qy, out qz);
                    }

                    (qx - px).Store(s + 48);
                    (qy - py).Store(s + 64);
                    (qz - pz).Store(s + 80);
                }

                var record = _records.Start + ((long)at * RecordLength);
                for (var k = 0; k < n; k++, record += RecordLength)
                {
                    Vector128.Create(s[k], s[16 + k], s[32 + k], rx[i + k]).Store(record);
                    if (tints is null)
                    {
                        Vector128.Create(ry[i + k], rz[i + k], 1, 1).Store(record + 4);
                        record[8] = 1;
                    }
                    else
                    {
                        var tint = tints[i + k];
                        Vector128.Create(
                            ry[i + k], rz[i + k], SrgbTable.Light[tint & 255], SrgbTable.Light[(tint >> 8) & 255])
                            .Store(record + 4);
                        record[8] = SrgbTable.Light[(tint >> 16) & 255];
                    }

                    if (moving)
                    {
                        record[9] = s[48 + k];
                        record[10] = s[64 + k];
                        record[11] = s[80 + k];
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static F Row(F x, F y, F z, float a, float b, float c, float d) =>
        Vector512.FusedMultiplyAdd(
            x, Vector512.Create(a), Vector512.FusedMultiplyAdd(
                y, Vector512.Create(b), Vector512.FusedMultiplyAdd(z, Vector512.Create(c), Vector512.Create(d))));

    private static F Part(float* from, int n)
    {
        var values = stackalloc float[16];
        for (var i = 0; i < n; i++)
        {
            values[i] = from[i];
        }

        return Vector512.Load(values);
    }

    // Buffers end with spare room, so a part is stored whole.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* to, F values, int n)
    {
        _ = n;
        values.Store(to);
    }

    private void SetUp(Mesh mesh, int first, int surface, SurfaceRow* surfaces, bool clear)
    {
        float* xs = _x.Start, ys = _y.Start, zs = _z.Start;
        fixed (int* indices = mesh.Indices)
        fixed (byte* slots = mesh.Slots)
        {
            var triangles = mesh.Triangles;
            for (var t = 0; t < triangles; t++)
            {
                int a = first + indices[3 * t], b = first + indices[(3 * t) + 1], c = first + indices[(3 * t) + 2];
                float za = zs[a], zb = zs[b], zc = zs[c];
                var row = surface + slots[t];
                if (!_flat && (za <= 0 || zb <= 0 || zc <= 0))
                {
                    if ((za > 0 || zb > 0 || zc > 0) && surfaces[row].Clear > 0 == clear)
                    {
                        Clip(a, b, c, row, surfaces[row], triangles - t);
                        xs = _x.Start;
                        ys = _y.Start;
                        zs = _z.Start;
                    }

                    continue;
                }

                float xa = xs[a], xb = xs[b], xc = xs[c], ya = ys[a], yb = ys[b], yc = ys[c];
                var area = ((xb - xa) * (yc - ya)) - ((xc - xa) * (yb - ya));
                if (_flat)
                {
                    // Up runs up in a shadow map: what faces the sun has a positive area. Clear things throw no shadow.
                    if ((area > 0 || (area < 0 && surfaces[row].TwoSided)) && surfaces[row].Clear <= 0)
                    {
                        Emit(a, b, c, row, 0, area > 0, turned: false);
                    }

                    continue;
                }

                if (area == 0 || surfaces[row].Clear > 0 != clear || (area > 0 && !surfaces[row].TwoSided))
                {
                    continue;
                }

                Emit(a, b, c, row, surfaces[row].Key, area > 0, turned: area > 0);
            }
        }
    }

    private void Emit(int a, int b, int c, int row, uint key, bool inOrder, bool turned)
    {
        float* xs = _x.Start, ys = _y.Start, zs = _z.Start;
        if (!inOrder)
        {
            (b, c) = (c, b);
        }

        float xa = xs[a], xb = xs[b], xc = xs[c], ya = ys[a], yb = ys[b], yc = ys[c];
        var left = MathF.Min(MathF.Min(xa, xb), xc);
        var right = MathF.Max(MathF.Max(xa, xb), xc);
        var top = MathF.Min(MathF.Min(ya, yb), yc);
        var bottom = MathF.Max(MathF.Max(ya, yb), yc);
        if (!(right > 0 && left < Width && bottom > 0 && top < Height))
        {
            return;
        }

        // What lies between the samples of pixels is seen by none: they are a quarter apart, the first at an eighth.
        if (!_flat
            && (MathF.Ceiling((left * 4) - 0.5f) > MathF.Floor((right * 4) - 0.5f)
                || MathF.Ceiling((top * 4) - 0.5f) > MathF.Floor((bottom * 4) - 0.5f)))
        {
            return;
        }

        if (!_flat && right - left < 1 && bottom - top < 1 && IsBetweenSamples(left, top, xa, ya, xb, yb, xc, yc))
        {
            return;
        }

        // What lies between the middles of texels is in none.
        if (_flat
            && (MathF.Floor(right + 0.5f) <= MathF.Floor(left + 0.5f)
                || MathF.Floor(bottom + 0.5f) <= MathF.Floor(top + 0.5f)))
        {
            return;
        }

        ref var triangle = ref _triangles.Start[Count];
        triangle.MinX = (short)MathF.Max(left, 0);
        triangle.MinY = (short)MathF.Max(top, 0);
        triangle.MaxX = (short)MathF.Min(right, Width - 1);
        triangle.MaxY = (short)MathF.Min(bottom, Height - 1);
        (triangle.X0, triangle.Y0, triangle.Z0, triangle.V0) = (xa, ya, zs[a], a);
        (triangle.X1, triangle.Y1, triangle.Z1, triangle.V1) = (xb, yb, zs[b], b);
        (triangle.X2, triangle.Y2, triangle.Z2, triangle.V2) = (xc, yc, zs[c], c);
        triangle.PerArea = 1 / (((triangle.X1 - xa) * (triangle.Y2 - ya)) - ((triangle.X2 - xa) * (triangle.Y1 - ya)));
        if (!_flat)
        {
            // The mean normal of the corners stands for the way it faces.
            var records = _records.Start;
            float* na = records + ((long)a * RecordLength), nb = records + ((long)b * RecordLength),
                nc = records + ((long)c * RecordLength);
            var side = turned ? -1f : 1f;
            var nx = side * (na[0] + nb[0] + nc[0]);
            var ny = side * (na[1] + nb[1] + nc[1]);
            var nz = side * (na[2] + nb[2] + nc[2]);
            triangle.Surface = turned ? ~row : row;
            _keys.Start[Count] = (key << 18) | Direction(nx, ny, nz);
        }

        Count++;
    }

    // Whether a triangle less than a pixel wide and high, its corners in order, has none of the samples of the two by
    // two pixels that it may touch: most triangles of what is far off and fine. A sample within rounding of it counts.
    private static bool IsBetweenSamples(
        float left, float top, float xa, float ya, float xb, float yb, float xc, float yc)
    {
        const float Slack = 1e-4f;
        var x = Vector512.Create(
            0.375f, 0.875f, 0.125f, 0.625f, 1.375f, 1.875f, 1.125f, 1.625f, 0.375f, 0.875f, 0.125f, 0.625f, 1.375f,
            1.875f, 1.125f, 1.625f) + Vector512.Create(MathF.Floor(left));
        var y = Vector512.Create(
            0.125f, 0.375f, 0.625f, 0.875f, 0.125f, 0.375f, 0.625f, 0.875f, 1.125f, 1.375f, 1.625f, 1.875f, 1.125f,
            1.375f, 1.625f, 1.875f) + Vector512.Create(MathF.Floor(top));
        var inside = Vector512.MinNative(
            Vector512.MinNative(Side(x, y, xa, ya, xb, yb), Side(x, y, xb, yb, xc, yc)), Side(x, y, xc, yc, xa, ya));
        return !Vector512.GreaterThanAny(inside, Vector512.Create(-Slack));
    }

    // How far inside of a side places are.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static F Side(F x, F y, float fromX, float fromY, float toX, float toY) =>
        Vector512.FusedMultiplyAdd(
            x - Vector512.Create(fromX), Vector512.Create(fromY - toY),
            (y - Vector512.Create(fromY)) * Vector512.Create(toX - fromX));

    // Two of nine bits: an octahedral map of a direction.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Direction(float x, float y, float z)
    {
        var scale = 1 / MathF.Max(MathF.Abs(x) + MathF.Abs(y) + MathF.Abs(z), 1e-12f);
        (x, y) = (x * scale, y * scale);
        if (z < 0)
        {
            (x, y) = ((1 - MathF.Abs(y)) * (x < 0 ? -1 : 1), (1 - MathF.Abs(x)) * (y < 0 ? -1 : 1));
        }

        return (uint)((x + 1) * 255.5f) | ((uint)((y + 1) * 255.5f) << 9);
    }

    // A triangle with one or two corners behind the near plane becomes one or two that end on it.
    private void Clip(int a, int b, int c, int row, in SurfaceRow surface, int left)
    {
        Reserve(8, left + 8);
        var corners = stackalloc int[3] { a, b, c };
        var kept = stackalloc int[4];
        var count = 0;
        for (var i = 0; i < 3; i++)
        {
            int p = corners[i], q = corners[(i + 1) % 3];
            if (_z.Start[p] > 0)
            {
                kept[count++] = p;
            }

            if (_z.Start[p] > 0 != _z.Start[q] > 0)
            {
                kept[count++] = Cut(p, q);
            }
        }

        for (var i = 1; i + 1 < count; i++)
        {
            int p = kept[0], q = kept[i], r = kept[i + 1];
            float* xs = _x.Start, ys = _y.Start;
            var area = ((xs[q] - xs[p]) * (ys[r] - ys[p])) - ((xs[r] - xs[p]) * (ys[q] - ys[p]));
            if (area < 0 || (area > 0 && surface.TwoSided))
            {
                Emit(p, q, r, row, surface.Key, area > 0, turned: area > 0);
            }
        }
    }

    private int Cut(int p, int q)
    {
        float* xs = _x.Start, ys = _y.Start, zs = _z.Start;
        var (px, py, pw) = Raw(p);
        var (qx, qy, qw) = Raw(q);
        var t = (Near - pw) / (qw - pw);
        var at = _vertices++;
        xs[at] = MathF.Round((px + (t * (qx - px))) / Near * 1024) / 1024;
        ys[at] = MathF.Round((py + (t * (qy - py))) / Near * 1024) / 1024;
        zs[at] = 1 / Near;
        float* from = _records.Start + ((long)p * RecordLength), to = _records.Start + ((long)q * RecordLength),
            into = _records.Start + ((long)at * RecordLength);
        for (var i = 0; i < RecordLength; i++)
        {
            into[i] = from[i] + (t * (to[i] - from[i]));
        }

        return at;

        (float X, float Y, float W) Raw(int v)
        {
            if (zs[v] <= 0)
            {
                return (xs[v], ys[v], zs[v] + Near);
            }

            var w = 1 / zs[v];
            return (xs[v] * w, ys[v] * w, w);
        }
    }
}
