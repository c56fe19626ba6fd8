using System.Numerics;
using System.Runtime.Intrinsics;
using F = System.Runtime.Intrinsics.Vector512<float>;

namespace Throughline.Stage.Rendering;

/// <summary>
/// What the sun sees first of a ball about the view: a square of heights along the sun's direction. It is snapped to its own
/// texels, so that shadows stand still when the camera moves. Lanes: sixteen texels of a row.
/// </summary>
internal sealed unsafe class ShadowMap : IDisposable
{
    /// <summary>Height where nothing is.</summary>
    public const float Nothing = -1e9f;

    private readonly AlignedBuffer<float> _heights;
    private readonly Geometry _geometry = new(flat: true);
    private Vector3 _right, _up, _sun;
    private float _fromU, _fromV, _perTexel;

    /// <summary>A map of <paramref name="side"/> × <paramref name="side"/> texels, a multiple of 16.</summary>
    public ShadowMap(int side)
    {
        Side = side;
        _heights = new(side * side);
    }

    /// <summary>Texels along a side.</summary>
    public int Side { get; }

    /// <summary>Metres a texel covers.</summary>
    public float Texel { get; private set; }

    /// <summary>The heights, row after row.</summary>
    public float* Heights => _heights.Start;

    /// <summary>From the world to texels and height.</summary>
    public Affine Screen { get; private set; }

    /// <summary>Draws the map for a ball.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="sun">To the sun.</param>
    /// <param name="centre">Middle of the ball.</param>
    /// <param name="radius">Its radius in metres.</param>
    /// <param name="sway">The wind.</param>
    /// <param name="firstRows">First material row of each instance.</param>
    /// <param name="surfaces">The rows.</param>
    public void Draw(SceneFrame frame, Vector3 sun, Vector3 centre, float radius, in SwayState sway, int* firstRows, SurfaceRow* surfaces)
    {
        _sun = sun;
        _right = Vector3.Normalize(Vector3.Cross(MathF.Abs(sun.Y) < 0.95f ? Vector3.UnitY : Vector3.UnitX, sun));
        _up = Vector3.Cross(sun, _right);
        Texel = 2 * radius / (Side - 16);
        _perTexel = 1 / Texel;
        _fromU = (MathF.Floor(Vector3.Dot(centre, _right) * _perTexel) - (Side / 2)) * Texel;
        _fromV = (MathF.Floor(Vector3.Dot(centre, _up) * _perTexel) - (Side / 2)) * Texel;
        Screen = new(_right * _perTexel, -_fromU * _perTexel, _up * _perTexel, -_fromV * _perTexel, sun, 0);
        new Span<float>(_heights.Start, Side * Side).Fill(Nothing);

        _geometry.Width = _geometry.Height = Side;
        _geometry.Clear();
        var instances = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(frame.Instances);
        for (var i = 0; i < instances.Length; i++)
        {
            ref readonly var instance = ref instances[i];
            if (!instance.Shadowless && IsNear(instance))
            {
                _geometry.Add(instance, Screen, sway, firstRows[i], surfaces, clear: false, moving: false);
            }
        }

        var triangles = _geometry.Triangles;
        for (var i = 0; i < _geometry.Count; i++)
        {
            Raster(triangles + i);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _heights.Dispose();
        _geometry.Dispose();
    }

    private bool IsNear(in Instance instance)
    {
        var scale = Math.Max(new Vector3(instance.Place.M11, instance.Place.M12, instance.Place.M13).Length(), 1e-6f);
        var at = Screen.At(Vector3.Transform(instance.Mesh.Centre, instance.Place));
        var reach = ((instance.Mesh.Radius * scale) + instance.SwayReach) * _perTexel;
        return at.X > -reach && at.X < Side + reach && at.Y > -reach && at.Y < Side + reach;
    }

    private void Raster(Triangle* t)
    {
        var e0 = Visibility.Edge.Of(t->X0, t->Y0, t->X1, t->Y1);
        var e1 = Visibility.Edge.Of(t->X1, t->Y1, t->X2, t->Y2);
        var e2 = Visibility.Edge.Of(t->X2, t->Y2, t->X0, t->Y0);
        var area = ((t->X1 - t->X0) * (t->Y2 - t->Y0)) - ((t->X2 - t->X0) * (t->Y1 - t->Y0));
        var perArea = 1 / area;
        var zx = (((t->Z1 - t->Z0) * (t->Y2 - t->Y0)) - ((t->Z2 - t->Z0) * (t->Y1 - t->Y0))) * perArea;
        var zy = (((t->Z2 - t->Z0) * (t->X1 - t->X0)) - ((t->Z1 - t->Z0) * (t->X2 - t->X0))) * perArea;
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
            var row = _heights.Start + ((long)y * Side);
            float d0 = c0, d1 = c1, d2 = c2, dz = cz;
            for (var x = from; x <= t->MaxX; x += 16)
            {
                var inside = Vector512.MinNative(Vector512.MinNative(a0 + Vector512.Create(d0), a1 + Vector512.Create(d1)), a2 + Vector512.Create(d2));
                var z = Vector512.ConditionalSelect(
                    Vector512.GreaterThanOrEqual(inside, F.Zero), Vector512.MinNative(zs + Vector512.Create(dz), most), Vector512.Create(Nothing));
                Vector512.MaxNative(z, Vector512.Load(row + x)).Store(row + x);
                (d0, d1, d2, dz) = (d0 + (16 * e0.A), d1 + (16 * e1.A), d2 + (16 * e2.A), dz + (16 * zx));
            }

            (c0, c1, c2, cz) = (c0 + e0.B, c1 + e1.B, c2 + e2.B, cz + zy);
        }
    }
}
