using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Throughline.Media.Pictures;
using F = System.Runtime.Intrinsics.Vector512<float>;

namespace Throughline.Stage.Rendering;

/// <summary>
/// One row of a frame laid out for shading: first its pixels, then its fragments that nobody lends a colour, each a
/// lane with everything that is known of the surface there. Kernels go over the lanes sixteen at a time; what lies
/// beyond the last lane is filled with the sky.
/// </summary>
internal sealed unsafe class RowStrip : IDisposable
{
    private const int Planes = 36;

    // So many pixels before it is laid out, a triangle is asked for, and its corners when it has come.
    private const int TrianglesAhead = 24;
    private const int CornersAhead = 12;

    private readonly int _width;
    private readonly AlignedBuffer<float> _values;
    private readonly AlignedBuffer<int> _fragments;
    private readonly float* _first;
    private SurfaceRow* _rows;
    private readonly nint _room;

    public RowStrip(PixelSize size)
    {
        _width = size.Width;
        Pixels = (_width + 15) & ~15;

        // Three fragments a pixel at most.
        _room = Pixels + (3 * _width) + 32;
        _values = new((int)_room * Planes);
        _first = _values.Start;
        _fragments = new((3 * _width) + 32);
    }

    /// <summary>Lanes of the pixels: the width, filled up to sixteens; fragments begin here.</summary>
    public int Pixels { get; }

    /// <summary>The row.</summary>
    public int Y { get; private set; }

    /// <summary>First lane that kernels work on, and the lane after their last; multiples of sixteen.</summary>
    public int First { get; private set; }

    /// <inheritdoc cref="First"/>
    public int End { get; private set; }

    /// <summary>All lanes, filled up to sixteens.</summary>
    public int Lanes { get; private set; }

    /// <summary>How many fragments there are.</summary>
    public int FragmentCount { get; private set; }

    /// <summary>Number of each fragment.</summary>
    public int* FragmentIds => _fragments.Start;

    /// <summary>Column of each lane, of the pixel's middle.</summary>
    public float* Px => Plane(0);

    /// <summary>1 / depth.</summary>
    public float* Nearness => Plane(1);

    /// <summary>Unit normal in the world.</summary>
    public float* Nx => Plane(2);

    /// <inheritdoc cref="Nx"/>
    public float* Ny => Plane(3);

    /// <inheritdoc cref="Nx"/>
    public float* Nz => Plane(4);

    /// <summary>Rest place.</summary>
    public float* Rx => Plane(5);

    /// <inheritdoc cref="Rx"/>
    public float* Ry => Plane(6);

    /// <inheritdoc cref="Rx"/>
    public float* Rz => Plane(7);

    /// <summary>Tint.</summary>
    public float* TintR => Plane(8);

    /// <inheritdoc cref="TintR"/>
    public float* TintG => Plane(9);

    /// <inheritdoc cref="TintR"/>
    public float* TintB => Plane(10);

    /// <summary>Way to where it was one frame before; only where a surface moves.</summary>
    public float* Dx => Plane(11);

    /// <inheritdoc cref="Dx"/>
    public float* Dy => Plane(12);

    /// <inheritdoc cref="Dx"/>
    public float* Dz => Plane(13);

    /// <summary>
    /// How far runs bend the view, metres at their depth (<see cref="SurfaceRow.Bend"/>); they have no ways.
    /// </summary>
    public float* Bend => Plane(11);

    /// <summary>Row of the material; -1 for the sky.</summary>
    public int* Surface => (int*)Plane(14);

    /// <summary>Axis the triangle faces in the rest space: 0 X, 1 Y, 2 Z.</summary>
    public int* Axis => (int*)Plane(15);

    /// <summary>Share of the sun that arrives.</summary>
    public float* Sun => Plane(16);

    /// <summary>Share of the sky that arrives.</summary>
    public float* Sky => Plane(17);

    /// <summary>Colour of the surface.</summary>
    public float* AlbedoR => Plane(18);

    /// <inheritdoc cref="AlbedoR"/>
    public float* AlbedoG => Plane(19);

    /// <inheritdoc cref="AlbedoR"/>
    public float* AlbedoB => Plane(20);

    /// <summary>How it answers light.</summary>
    public float* Shine => Plane(21);

    /// <summary>How rough it is; negative where it is made of strands.</summary>
    public float* Roughness => Plane(22);

    /// <inheritdoc cref="Shine"/>
    public float* Metal => Plane(23);

    /// <inheritdoc cref="Shine"/>
    public float* Wrap => Plane(24);

    /// <inheritdoc cref="Shine"/>
    public float* Sheen => Plane(25);

    /// <inheritdoc cref="Shine"/>
    public float* Through => Plane(26);

    /// <summary>Light it gives.</summary>
    public float* Glow => Plane(27);

    /// <summary>Colour that reaches the camera.</summary>
    public float* R => Plane(28);

    /// <inheritdoc cref="R"/>
    public float* G => Plane(29);

    /// <inheritdoc cref="R"/>
    public float* B => Plane(30);

    /// <summary>Unit vector from the camera to what the lane shows.</summary>
    public float* Vx => Plane(31);

    /// <inheritdoc cref="Vx"/>
    public float* Vy => Plane(32);

    /// <inheritdoc cref="Vx"/>
    public float* Vz => Plane(33);

    /// <summary>Depth in metres.</summary>
    public float* Depth => Plane(34);

    /// <summary>Metres from the camera to what the lane shows.</summary>
    public float* Distance => Plane(35);

    /// <summary>Whether the ways from the frame before are laid out.</summary>
    public bool Moves { get; set; }

    /// <summary>Lays out a row.</summary>
    public void Fill(int y, Visibility seen, Geometry geometry, SurfaceRow* rows, HalfLight light)
    {
        _rows = rows;
        Y = y;
        var line = (long)y * seen.Stride;
        var nearness = seen.Nearness + line;
        for (var x = 0; x < Pixels; x += 16)
        {
            (Vector512.Create(0f, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15) + Vector512.Create(x + 0.5f))
                .Store(Px + x);
            Vector512.Load(nearness + x).Store(Nearness + x);
        }

        light.Spread(y, Pixels, nearness, Sun, Sky);
        Runs(seen.Ids + line, geometry);
        TakeFragments(seen, geometry, light);
        Work(0, Lanes);
    }

    /// <summary>
    /// Sets which lanes kernels work on: a part of a row that stays in the nearest cache through all of them.
    /// </summary>
    public void Work(int first, int end) => (First, End) = (first, end);

    /// <summary>Works out the rays of the lanes that kernels work on, and makes their normals of unit length.</summary>
    public void Aim(in ViewBasis view)
    {
        var perFocal = Wide.Of(1 / view.Focal);
        var ray = view.Forward - (view.Up * ((Y + 0.5f - view.CentreY) / view.Focal));
        for (var x = First; x < End; x += 16)
        {
            var across = (Vector512.Load(Px + x) - Wide.Of(view.CentreX)) * perFocal;
            var dx = Wide.Fma(across, Wide.Of(view.Right.X), Wide.Of(ray.X));
            var dy = Wide.Fma(across, Wide.Of(view.Right.Y), Wide.Of(ray.Y));
            var dz = Wide.Fma(across, Wide.Of(view.Right.Z), Wide.Of(ray.Z));
            var length = Vector512.Sqrt(Wide.Fma(dx, dx, Wide.Fma(dy, dy, dz * dz)));
            var per = F.One / length;
            var depth = F.One / Wide.Max(Vector512.Load(Nearness + x), Wide.Of(1e-5f));
            (dx * per).Store(Vx + x);
            (dy * per).Store(Vy + x);
            (dz * per).Store(Vz + x);
            depth.Store(Depth + x);
            (depth * length).Store(Distance + x);

            // Normals were laid out as the corners' mean.
            F nx = Vector512.Load(Nx + x), ny = Vector512.Load(Ny + x), nz = Vector512.Load(Nz + x);
            var scale = F.One / Vector512.Sqrt(Wide.Max(Wide.Fma(nx, nx, Wide.Fma(ny, ny, nz * nz)), Wide.Of(1e-12f)));
            (nx * scale).Store(Nx + x);
            (ny * scale).Store(Ny + x);
            (nz * scale).Store(Nz + x);
        }
    }

    /// <summary>
    /// Lays out runs of pixels by themselves, in open light, behind the lanes of the pixels; gives the first that did
    /// not fit, or -1. <see cref="FragmentIds"/> are the runs, one beside the other.
    /// </summary>
    /// <param name="runs">The runs.</param>
    /// <param name="first">The first; the others follow by <see cref="ClearRun.Next"/>.</param>
    /// <param name="y">Their row.</param>
    /// <param name="geometry">Their triangles.</param>
    /// <param name="rows">The materials.</param>
    public int FillRuns(ClearRun* runs, int first, int y, Geometry geometry, SurfaceRow* rows)
    {
        _rows = rows;
        Y = y;
        var most = Pixels + (3 * _width);
        var (lane, next, count) = (Pixels, first, 0);
        for (; next >= 0 && lane + runs[next].Count <= most; next = runs[next].Next)
        {
            ref var run = ref runs[next];
            var t = geometry.Triangles + run.Id;
            var bend = Wide.Of(rows[t->Surface < 0 ? ~t->Surface : t->Surface].Bend);
            _fragments.Start[count++] = next;
            for (var at = 0; at < run.Count; at += 16)
            {
                (Vector512.Create(0f, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
                    + Wide.Of(run.X + at + 0.5f)).Store(Px + lane + at);
                NearnessOf(t, run.X + at, y).Store(Nearness + lane + at);
                F.One.Store(Sun + lane + at);
                F.One.Store(Sky + lane + at);
                bend.Store(Bend + lane + at);
            }

            Run(geometry, run.Id, lane, lane + run.Count, run.X);
            lane += run.Count;
        }

        FragmentCount = count;
        EndLanes(lane);
        Work(Pixels, Lanes);
        return next;
    }

    /// <summary>1 / depth of a triangle's plane at sixteen pixels of a row.</summary>
    public static F NearnessOf(Triangle* t, int x, int y)
    {
        var shares = new Shares(t);
        var dx = Vector512.Create(0f, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15) + Wide.Of(x + 0.5f - t->X0);
        var dy = y + 0.5f - t->Y0;
        var l1 = Wide.Fma(Wide.Of(shares.A1), dx, Wide.Of(shares.B1 * dy));
        var l2 = Wide.Fma(Wide.Of(shares.A2), dx, Wide.Of(shares.B2 * dy));
        return Wide.Fma(l1, Wide.Of(t->Z1 - t->Z0), Wide.Fma(l2, Wide.Of(t->Z2 - t->Z0), Wide.Of(t->Z0)));
    }

    /// <summary>Writes the colours to the film, and those of fragments to them.</summary>
    public void StoreTo(Film film, Visibility seen)
    {
        var bytes = (uint)Pixels * sizeof(float);
        Buffer.MemoryCopy(R, film.R(Y), bytes, bytes);
        Buffer.MemoryCopy(G, film.G(Y), bytes, bytes);
        Buffer.MemoryCopy(B, film.B(Y), bytes, bytes);
        for (var i = 0; i < FragmentCount; i++)
        {
            ref var fragment = ref seen.Fragments[_fragments.Start[i]];
            (fragment.R, fragment.G, fragment.B) = (R[Pixels + i], G[Pixels + i], B[Pixels + i]);
        }
    }

    /// <summary>Lays out places, depths and colours of a row that was shaded before.</summary>
    public void LoadFrom(int y, Film film, Visibility seen)
    {
        Y = y;
        var bytes = (uint)Pixels * sizeof(float);
        Buffer.MemoryCopy(film.R(y), R, bytes, bytes);
        Buffer.MemoryCopy(film.G(y), G, bytes, bytes);
        Buffer.MemoryCopy(film.B(y), B, bytes, bytes);
        Buffer.MemoryCopy(seen.Nearness + ((long)y * seen.Stride), Nearness, bytes, bytes);
        var count = 0;
        for (var f = seen.RowStarts[y]; f < seen.RowStarts[y + 1]; f++)
        {
            ref var fragment = ref seen.Fragments[f];
            if (fragment.Lender != Lender.None)
            {
                continue;
            }

            var lane = Pixels + count;
            _fragments.Start[count++] = f;
            Px[lane] = fragment.X + 0.5f;
            Nearness[lane] = fragment.Nearness;
            (R[lane], G[lane], B[lane]) = (fragment.R, fragment.G, fragment.B);
        }

        FragmentCount = count;
        Lanes = Pixels + ((count + 15) & ~15);
        for (var lane = Pixels + count; lane < Lanes; lane++)
        {
            Px[lane] = 0.5f;
            Nearness[lane] = 1e3f;
        }

        Work(0, Lanes);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _values.Dispose();
        _fragments.Dispose();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float* Plane(int n) => _first + (n * _room);

    private void Runs(int* ids, Geometry geometry)
    {
        var x = 0;
        while (x < _width)
        {
            var id = ids[x];

            // Fine meshes show another triangle in every pixel or two, and each lies somewhere else in memory.
            Ahead.Triangle(geometry, ids[Math.Min(x + TrianglesAhead, _width - 1)]);
            Ahead.Corners(geometry, ids[Math.Min(x + CornersAhead, _width - 1)]);
            var end = x + 1;

            // Long runs, as of ground and sky, are measured sixteen at a time.
            while (end < _width && ids[end] == id)
            {
                end++;
                if (((end - x) & 15) == 0)
                {
                    var same = Vector512.Create(id);
                    while (end + 16 <= _width && Vector512.EqualsAll(Vector512.Load(ids + end), same))
                    {
                        end += 16;
                    }
                }
            }

            if (id < 0)
            {
                new Span<int>(Surface + x, end - x).Fill(-1);
            }
            else if (end - x <= 2)
            {
                for (var lane = x; lane < end; lane++)
                {
                    One(geometry, id, lane, lane + 0.5f);
                }
            }
            else
            {
                Run(geometry, id, x, end, x);
            }

            x = end;
        }

        new Span<int>(Surface + _width, Pixels - _width).Fill(-1);
        new Span<float>(Nearness + _width, Pixels - _width).Clear();
    }

    private void TakeFragments(Visibility seen, Geometry geometry, HalfLight light)
    {
        var count = 0;
        var last = seen.RowStarts[Y + 1] - 1;
        for (var f = seen.RowStarts[Y]; f <= last; f++)
        {
            Ahead.Triangle(geometry, seen.Fragments[Math.Min(f + TrianglesAhead, last)].Id);
            Ahead.Corners(geometry, seen.Fragments[Math.Min(f + CornersAhead, last)].Id);
            ref var fragment = ref seen.Fragments[f];
            fragment.Lender = seen.LenderOf(fragment, Y, geometry.Keys);
            if (fragment.Lender != Lender.None)
            {
                continue;
            }

            var lane = Pixels + count;
            _fragments.Start[count++] = f;
            Px[lane] = fragment.X + 0.5f;
            Nearness[lane] = fragment.Nearness;
            if (fragment.Id < 0)
            {
                Surface[lane] = -1;
                Sun[lane] = Sky[lane] = 1;
                continue;
            }

            One(geometry, fragment.Id, lane, fragment.X + 0.5f);
            light.At(fragment.X, Y, 1 / fragment.Nearness, out Sun[lane], out Sky[lane]);
        }

        FragmentCount = count;
        EndLanes(Pixels + count);
    }

    // Fills up the last sixteen with sky.
    private void EndLanes(int end)
    {
        Lanes = (end + 15) & ~15;
        for (var lane = end; lane < Lanes; lane++)
        {
            Surface[lane] = -1;
            Px[lane] = 0.5f;
            Nearness[lane] = 0;
        }
    }

    // How far a place is towards the second and third corner, as shares of the whole, before perspective.
    private readonly struct Shares
    {
        public readonly float A1, B1, A2, B2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Shares(Triangle* t)
        {
            A1 = (t->Y2 - t->Y0) * t->PerArea;
            B1 = (t->X0 - t->X2) * t->PerArea;
            A2 = (t->Y0 - t->Y1) * t->PerArea;
            B2 = (t->X1 - t->X0) * t->PerArea;
        }
    }

    [SkipLocalsInit]
    private void One(Geometry geometry, int id, int lane, float px)
    {
        var t = geometry.Triangles + id;
        var shares = new Shares(t);
        float dx = px - t->X0, dy = Y + 0.5f - t->Y0;
        var l1 = Math.Clamp((shares.A1 * dx) + (shares.B1 * dy), 0, 1);
        var l2 = Math.Clamp((shares.A2 * dx) + (shares.B2 * dy), 0, 1 - l1);
        var u1 = l1 * t->Z1;
        var u2 = l2 * t->Z2;
        var per = 1 / (((1 - l1 - l2) * t->Z0) + u1 + u2);
        var first = Vector512.Load(geometry.Records + ((long)t->V0 * Geometry.RecordLength));
        var second = Vector512.Load(geometry.Records + ((long)t->V1 * Geometry.RecordLength)) - first;
        var third = Vector512.Load(geometry.Records + ((long)t->V2 * Geometry.RecordLength)) - first;
        var values = stackalloc float[16];
        Wide.Fma(second, Wide.Of(u1 * per), Wide.Fma(third, Wide.Of(u2 * per), first)).Store(values);
        var surface = t->Surface;
        var side = surface < 0 ? -1f : 1f;
        Nx[lane] = values[0] * side;
        Ny[lane] = values[1] * side;
        Nz[lane] = values[2] * side;
        Rx[lane] = values[3];
        Ry[lane] = values[4];
        Rz[lane] = values[5];
        TintR[lane] = values[6];
        TintG[lane] = values[7];
        TintB[lane] = values[8];
        if (Moves)
        {
            Dx[lane] = values[9];
            Dy[lane] = values[10];
            Dz[lane] = values[11];
        }

        Surface[lane] = surface < 0 ? ~surface : surface;
        Axis[lane] = _rows[Surface[lane]].Flat ? AxisOf(second, third) : 1;
    }

    [SkipLocalsInit]
    private void Run(Geometry geometry, int id, int from, int to, int column)
    {
        var t = geometry.Triangles + id;
        var shares = new Shares(t);
        var dy = Y + 0.5f - t->Y0;
        var first = Vector512.Load(geometry.Records + ((long)t->V0 * Geometry.RecordLength));
        var second = Vector512.Load(geometry.Records + ((long)t->V1 * Geometry.RecordLength)) - first;
        var third = Vector512.Load(geometry.Records + ((long)t->V2 * Geometry.RecordLength)) - first;
        var a = stackalloc float[48];
        first.Store(a);
        second.Store(a + 16);
        third.Store(a + 32);
        var surface = t->Surface;
        var side = Vector512.Create(surface < 0 ? -1f : 1f);
        var row = Vector512.Create(surface < 0 ? ~surface : surface);
        var axis = Vector512.Create(_rows[row.ToScalar()].Flat ? AxisOf(second, third) : 1);
        F a1 = Wide.Of(shares.A1), a2 = Wide.Of(shares.A2), b1 = Wide.Of(shares.B1 * dy), b2 = Wide.Of(shares.B2 * dy);
        F z0 = Wide.Of(t->Z0), z1 = Wide.Of(t->Z1), z2 = Wide.Of(t->Z2);

        // The last vector may write beyond the run: what comes after is written later, and lanes have spare room.
        for (var x = from; x < to; x += 16)
        {
            var dx = Vector512.Create(0f, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15) + Vector512.Create(
                x - from + column + 0.5f - t->X0);
            var l1 = Wide.Saturate(Wide.Fma(a1, dx, b1));
            var l2 = Wide.Min(Wide.Max(Wide.Fma(a2, dx, b2), F.Zero), F.One - l1);
            var u1 = l1 * z1;
            var u2 = l2 * z2;
            var per = F.One / (Wide.Fma(F.One - l1 - l2, z0, u1) + u2);
            u1 *= per;
            u2 *= per;
            (Wide.Fma(u1, Wide.Of(a[16]), Wide.Fma(u2, Wide.Of(a[32]), Wide.Of(a[0]))) * side).Store(Nx + x);
            (Wide.Fma(u1, Wide.Of(a[17]), Wide.Fma(u2, Wide.Of(a[33]), Wide.Of(a[1]))) * side).Store(Ny + x);
            (Wide.Fma(u1, Wide.Of(a[18]), Wide.Fma(u2, Wide.Of(a[34]), Wide.Of(a[2]))) * side).Store(Nz + x);
            Wide.Fma(u1, Wide.Of(a[19]), Wide.Fma(u2, Wide.Of(a[35]), Wide.Of(a[3]))).Store(Rx + x);
            Wide.Fma(u1, Wide.Of(a[20]), Wide.Fma(u2, Wide.Of(a[36]), Wide.Of(a[4]))).Store(Ry + x);
            Wide.Fma(u1, Wide.Of(a[21]), Wide.Fma(u2, Wide.Of(a[37]), Wide.Of(a[5]))).Store(Rz + x);
            Wide.Fma(u1, Wide.Of(a[22]), Wide.Fma(u2, Wide.Of(a[38]), Wide.Of(a[6]))).Store(TintR + x);
            Wide.Fma(u1, Wide.Of(a[23]), Wide.Fma(u2, Wide.Of(a[39]), Wide.Of(a[7]))).Store(TintG + x);
            Wide.Fma(u1, Wide.Of(a[24]), Wide.Fma(u2, Wide.Of(a[40]), Wide.Of(a[8]))).Store(TintB + x);
            if (Moves)
            {
                Wide.Fma(u1, Wide.Of(a[25]), Wide.Fma(u2, Wide.Of(a[41]), Wide.Of(a[9]))).Store(Dx + x);
                Wide.Fma(u1, Wide.Of(a[26]), Wide.Fma(u2, Wide.Of(a[42]), Wide.Of(a[10]))).Store(Dy + x);
                Wide.Fma(u1, Wide.Of(a[27]), Wide.Fma(u2, Wide.Of(a[43]), Wide.Of(a[11]))).Store(Dz + x);
            }

            row.Store(Surface + x);
            axis.Store(Axis + x);
        }
    }

    // The axis that a triangle faces most, from two of its sides in rest space (values 3 to 5 of a record).
    [SkipLocalsInit]
    private static int AxisOf(F second, F third)
    {
        var a = stackalloc float[16];
        var b = stackalloc float[16];
        second.Store(a);
        third.Store(b);
        var x = MathF.Abs((a[4] * b[5]) - (a[5] * b[4]));
        var y = MathF.Abs((a[5] * b[3]) - (a[3] * b[5]));
        var z = MathF.Abs((a[3] * b[4]) - (a[4] * b[3]));
        return y >= x && y >= z ? 1 : x > z ? 0 : 2;
    }
}
