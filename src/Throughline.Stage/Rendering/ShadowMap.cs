using System.Numerics;
using System.Runtime.Intrinsics;
using F = System.Runtime.Intrinsics.Vector512<float>;

namespace Throughline.Stage.Rendering;

/// <summary>
/// What the sun sees first of a ball about the view: a square of heights along the sun's direction. It is snapped to
/// its own texels, so that shadows stand still when the camera moves. Lanes: sixteen texels of a row.
/// </summary>
internal sealed unsafe class ShadowMap : IDisposable
{
    /// <summary>Height where nothing is.</summary>
    public const float Nothing = -1e9f;

    // The map moves in steps of this share of its side, and between steps what stands still is kept.
    private const int StepsAcross = 16;

    // Wind that carries a tip by less than this many texels is not seen in the map.
    private const float StillTexels = 1.6f;

    private readonly AlignedBuffer<float> _heights;
    private readonly AlignedBuffer<float> _still;
    private readonly Geometry _geometry = new(flat: true);
    private readonly List<(Mesh Mesh, IReadOnlyList<Material> Materials, Matrix4x4 Place)> _kept = [];
    private readonly List<(int Left, int Right, int Top, int Bottom)> _dirty = [];
    private (Vector3, float, Vector3, float, Vector3) _keptAt;
    private Vector3 _right, _up;
    private float _perTexel;

    /// <summary>A map of <paramref name="side"/> × <paramref name="side"/> texels, a multiple of 16.</summary>
    public ShadowMap(int side)
    {
        Side = side;
        _heights = new(side * side);
        _still = new(side * side);
    }

    /// <summary>Texels along a side.</summary>
    public int Side { get; }

    /// <summary>Metres a texel covers.</summary>
    public float Texel { get; private set; }

    /// <summary>The heights, row after row.</summary>
    public float* Heights => _heights.Start;

    /// <summary>From the world to texels and height.</summary>
    public Affine Screen { get; private set; }

    /// <summary>Triangles that the last frame drew: all of them, or those that move.</summary>
    public int Count { get; private set; }

    /// <summary>
    /// Draws the map for a ball. What it shows depends on the frame alone, not on what was kept of the frames before.
    /// </summary>
    /// <param name="frame">The frame.</param>
    /// <param name="sun">To the sun.</param>
    /// <param name="centre">Middle of the ball.</param>
    /// <param name="radius">Its radius in metres.</param>
    /// <param name="sway">The wind.</param>
    /// <param name="firstRows">First material row of each instance.</param>
    /// <param name="surfaces">The rows.</param>
    public void Draw(
        SceneFrame frame, Vector3 sun, Vector3 centre, float radius, in SwayState sway, int* firstRows,
        SurfaceRow* surfaces)
    {
        _right = Vector3.Normalize(Vector3.Cross(MathF.Abs(sun.Y) < 0.95f ? Vector3.UnitY : Vector3.UnitX, sun));
        _up = Vector3.Cross(sun, _right);
        var step = Side / StepsAcross;
        Texel = 2 * radius / (Side - 16 - step);
        _perTexel = 1 / Texel;
        var fromU = ((MathF.Round(Vector3.Dot(centre, _right) * _perTexel / step) * step) - (Side / 2)) * Texel;
        var fromV = ((MathF.Round(Vector3.Dot(centre, _up) * _perTexel / step) * step) - (Side / 2)) * Texel;
        Screen = new(_right * _perTexel, -fromU * _perTexel, _up * _perTexel, -fromV * _perTexel, sun, 0);
        _geometry.Width = _geometry.Height = Side;
        Count = 0;
        var instances = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(frame.Instances);
        if (Keeps(instances))
        {
            Restore();
        }
        else
        {
            DrawStill(instances, firstRows, surfaces);
        }

        for (var i = 0; i < instances.Length; i++)
        {
            ref readonly var instance = ref instances[i];
            if (!instance.Shadowless && !IsStill(instance) && IsNear(instance))
            {
                Add(instance, sway, firstRows[i], surfaces, _heights.Start);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _heights.Dispose();
        _still.Dispose();
        _geometry.Dispose();
    }

    private bool IsStill(in Instance instance) =>
        instance.Place == instance.PlaceBefore && instance.Mesh.Rest is null && instance.Mesh.Before is null
        && (instance.Mesh.Sway is null || instance.SwayReach < StillTexels * Texel);

    // Whether what is kept is what stands still now, and where the map lies now.
    private bool Keeps(ReadOnlySpan<Instance> instances)
    {
        if (_keptAt != (Screen.X, Screen.Dx, Screen.Y, Screen.Dy, Screen.W))
        {
            return false;
        }

        var at = 0;
        foreach (ref readonly var instance in instances)
        {
            if (instance.Shadowless || !IsStill(instance) || !IsNear(instance))
            {
                continue;
            }

            if (at == _kept.Count || _kept[at].Mesh != instance.Mesh || _kept[at].Materials != instance.Materials
                || _kept[at].Place != instance.Place)
            {
                return false;
            }

            at++;
        }

        return at == _kept.Count;
    }

    private void DrawStill(ReadOnlySpan<Instance> instances, int* firstRows, SurfaceRow* surfaces)
    {
        new Span<float>(_still.Start, Side * Side).Fill(Nothing);
        _kept.Clear();
        for (var i = 0; i < instances.Length; i++)
        {
            ref readonly var instance = ref instances[i];
            if (!instance.Shadowless && IsStill(instance) && IsNear(instance))
            {
                // As calm air holds it, whatever the time.
                Add(instance, new SwayState(0, 0, 0), firstRows[i], surfaces, _still.Start);
                _kept.Add((instance.Mesh, instance.Materials, instance.Place));
            }
        }

        _dirty.Clear();
        _keptAt = (Screen.X, Screen.Dx, Screen.Y, Screen.Dy, Screen.W);
        new ReadOnlySpan<float>(_still.Start, Side * Side).CopyTo(new Span<float>(_heights.Start, Side * Side));
    }

    // Takes out what moved in the frame before.
    private void Restore()
    {
        foreach (var (left, right, top, bottom) in _dirty)
        {
            for (var y = top; y <= bottom; y++)
            {
                var at = ((long)y * Side) + left;
                new ReadOnlySpan<float>(_still.Start + at, right - left + 1).CopyTo(
                    new Span<float>(_heights.Start + at, right - left + 1));
            }
        }

        _dirty.Clear();
    }

    private void Add(in Instance instance, in SwayState sway, int firstRow, SurfaceRow* surfaces, float* heights)
    {
        _geometry.Clear();
        _geometry.Add(instance, Screen, sway, firstRow, surfaces, clear: false, moving: false);
        Count += _geometry.Count;
        int left = Side, right = -1, top = Side, bottom = -1;
        for (var t = _geometry.Triangles; t < _geometry.Triangles + _geometry.Count; t++)
        {
            Raster(t, heights);
            (left, right) = (Math.Min(left, t->MinX), Math.Max(right, (int)t->MaxX));
            (top, bottom) = (Math.Min(top, t->MinY), Math.Max(bottom, (int)t->MaxY));
        }

        if (right >= 0)
        {
            _dirty.Add((left & ~15, right | 15, top, bottom));
        }
    }

    private bool IsNear(in Instance instance)
    {
        var scale = Math.Max(new Vector3(instance.Place.M11, instance.Place.M12, instance.Place.M13).Length(), 1e-6f);
        var at = Screen.At(Vector3.Transform(instance.Mesh.Centre, instance.Place));
        var reach = ((instance.Mesh.Radius * scale) + instance.SwayReach) * _perTexel;
        return at.X > -reach && at.X < Side + reach && at.Y > -reach && at.Y < Side + reach;
    }

    private void Raster(Triangle* t, float* heights)
    {
        var e0 = Visibility.Edge.Of(t->X0, t->Y0, t->X1, t->Y1);
        var e1 = Visibility.Edge.Of(t->X1, t->Y1, t->X2, t->Y2);
        var e2 = Visibility.Edge.Of(t->X2, t->Y2, t->X0, t->Y0);
        var zx = (((t->Z1 - t->Z0) * (t->Y2 - t->Y0)) - ((t->Z2 - t->Z0) * (t->Y1 - t->Y0))) * t->PerArea;
        var zy = (((t->Z2 - t->Z0) * (t->X1 - t->X0)) - ((t->Z1 - t->Z0) * (t->X2 - t->X0))) * t->PerArea;
        var highest = MathF.Max(MathF.Max(t->Z0, t->Z1), t->Z2);
        var lanes = Vector512.Create(0f, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15) + Vector512.Create(0.5f);
        F a0 = Vector512.Create(e0.A) * lanes, a1 = Vector512.Create(e1.A) * lanes, a2 = Vector512.Create(e2.A) * lanes;
        var zs = Vector512.Create(zx) * lanes;
        var most = Vector512.Create(highest);
        var from = t->MinX & ~15;
        float c0 = e0.At(from, t->MinY + 0.5f), c1 = e1.At(from, t->MinY + 0.5f), c2 = e2.At(from, t->MinY + 0.5f);
        var cz = t->Z0 + (zx * (from - t->X0)) + (zy * (t->MinY + 0.5f - t->Y0));
        for (int y = t->MinY; y <= t->MaxY; y++)
        {
            var row = heights + ((long)y * Side);
            float d0 = c0, d1 = c1, d2 = c2, dz = cz;
            for (var x = from; x <= t->MaxX; x += 16)
            {
                var inside = Vector512.MinNative(
                    Vector512.MinNative(a0 + Vector512.Create(d0), a1 + Vector512.Create(d1)),
                    a2 + Vector512.Create(d2));
                var z = Vector512.ConditionalSelect(
                    Vector512.GreaterThanOrEqual(inside, F.Zero), Vector512.MinNative(zs + Vector512.Create(dz), most),
                    Vector512.Create(Nothing));
                Vector512.MaxNative(z, Vector512.Load(row + x)).Store(row + x);
                (d0, d1, d2, dz) = (d0 + (16 * e0.A), d1 + (16 * e1.A), d2 + (16 * e2.A), dz + (16 * zx));
            }

            (c0, c1, c2, cz) = (c0 + e0.B, c1 + e1.B, c2 + e2.B, cz + zy);
        }
    }
}
