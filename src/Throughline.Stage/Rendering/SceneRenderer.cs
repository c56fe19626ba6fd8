using System.Numerics;
using System.Runtime.InteropServices;
using Throughline.Media.Pictures;

namespace Throughline.Stage.Rendering;

/// <summary>
/// Draws frames of a scene in a look. What is drawn depends on the frame alone. One renderer serves one thread and
/// keeps its memory from frame to frame; several may draw different frames side by side.
/// </summary>
public sealed unsafe class SceneRenderer : IDisposable
{
    private const int PartLanes = 256;

    private readonly PixelSize _size;
    private readonly Look _look;
    private readonly RenderQuality _quality;
    private readonly Surfaces _surfaces;
    private readonly Geometry _geometry = new(flat: false);
    private readonly Visibility _visibility;
    private readonly ShadowMap _near, _far;
    private readonly HalfLight _half;
    private readonly RowStrip _strip;
    private readonly Film _film;
    private readonly PackedFilm _packed;
    private readonly LampKernel _lamps = new();
    private readonly WaterKernel _water = new();
    private WetKernel? _wet;
    private readonly Geometry _clearGeometry = new(flat: false);
    private readonly ClearLayer _clear;
    private readonly SpriteLayer _sprites = new();
    private readonly LensKernel _lens;
    private readonly Drawing _drawing;
    private readonly Shafts _shafts;
    private readonly AlignedBuffer<float> _flowX, _flowY;
    private readonly AlignedBuffer<int> _firstRows = new(1024);
    private readonly AlignedBuffer<Ordered> _order = new(1024);

    /// <summary>A renderer of frames of one size.</summary>
    /// <param name="size">Frame size, at least 16 × 16 and at most 8192 a side.</param>
    /// <param name="look">The look.</param>
    /// <param name="quality">How much work goes into a frame.</param>
    public SceneRenderer(PixelSize size, Look look, RenderQuality quality)
    {
        ArgumentNullException.ThrowIfNull(look);
        ArgumentOutOfRangeException.ThrowIfLessThan(Math.Min(size.Width, size.Height), 16, nameof(size));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Max(size.Width, size.Height), 8192, nameof(size));
        _size = size;
        _look = look;
        _quality = quality;
        _surfaces = new(look);
        _visibility = new(size);
        var side = quality switch { RenderQuality.Draft => 512, RenderQuality.Usual => 1024, _ => 2048 };
        _near = new(side);
        _far = new(side * 3 / 4);
        _half = new(size);
        _strip = new(size);
        _film = new(size);
        _packed = new(size);
        _clear = new(size);
        _lens = new(size);
        _drawing = new(size, look);
        _shafts = new(size);
        _flowX = new();
        _flowY = new();
    }

    /// <summary>
    /// How much stronger the grain is than the look's: for frames that are reduced, which takes some of it out.
    /// </summary>
    public float GrainScale { get; init; } = 1;

    /// <summary>Milliseconds each stage of the last frame took, when it is set; for benchmarks.</summary>
    internal StageTimes? Times { get; set; }

    /// <summary>What the last frame was made of; for benchmarks.</summary>
    internal string Load =>
        $"{_geometry.Count} triangles seen, {_near.Count} and {_far.Count} throw shadows, {_visibility.FragmentCount} fragments, {_clearGeometry.Count} clear of {_clear.Count} parts";

    /// <summary>Draws a frame.</summary>
    /// <param name="frame">What is seen.</param>
    /// <param name="picture">Takes the picture; of the renderer's size, every byte is written.</param>
    /// <param name="passes">Takes depth, normals, subjects and flow; null where they are not wanted.</param>
    /// <exception cref="ArgumentException">The picture or the passes are of another size.</exception>
    public void Render(SceneFrame frame, Picture picture, PassBuffers? passes = null)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(picture);
        if (picture.Size != _size || (passes is not null && passes.Size != _size))
        {
            throw new ArgumentException($"The frame is {_size}.", nameof(picture));
        }

        Times?.Begin();
        var view = new ViewBasis(frame.Camera.Pose, _size);
        var before = new ViewBasis(frame.Camera.PoseBefore, _size);
        var rig = new LightRig(frame, _look);
        var sway = new SwayState(frame.Time, frame.FrameTime, frame.WindHeading);
        var anyMoves = BuildGeometry(frame, view, sway, moving: passes is not null || frame.Camera.Shutter > 0);
        var streaks = frame.Camera.Shutter > 0 && (anyMoves || frame.Camera.Pose != frame.Camera.PoseBefore);
        _strip.Moves = streaks || passes is not null;
        if (_strip.Moves)
        {
            _flowX.Grow(_film.Stride * _size.Height);
            _flowY.Grow(_film.Stride * _size.Height);
        }

        Times?.Mark("geometry");
        _visibility.Draw(_geometry);
        Times?.Mark("visibility");
        CastShadows(frame, view, rig, sway);
        Times?.Mark("shadow maps");
        _half.Draw(_visibility, _geometry.Keys, view, _near, _far, HalfSettings(rig));
        var shaftSteps = _quality switch { RenderQuality.Draft => 0, RenderQuality.Usual => 10, _ => 20 };
        _shafts.Draw(
            _half, view, rig, _far, shaftSteps > 0 && !frame.Lighting.Backdrop.HasValue ? _look.Shafts : 0,
            Math.Max(shaftSteps, 1));
        Times?.Mark("soft light");
        _lamps.Choose(frame.Lamps, view, _size, _look.Lamps);
        var wet = frame.Wet > 0 ? _wet ??= new(_size) : null;

        // While rows are in the nearer caches, unless something is laid over them before their edges are blended.
        var blends = wet is null && frame.Water is null && _look.Ink <= 0;
        for (var y = 0; y < _size.Height; y++)
        {
            Shade(y, view, rig, wet, frame.Wet);
            if (blends)
            {
                Blend(y - 1);
                Times?.Mark("edges");
            }

            if (streaks || passes is not null)
            {
                FlowKernel.Write(
                    _strip, _surfaces.Rows, view, before, _flowX.Start + ((long)y * _film.Stride),
                    _flowY.Start + ((long)y * _film.Stride));
                Times?.Mark("flow");
            }

            if (passes is not null)
            {
                WritePasses(passes, y);
            }
        }

        if (wet is not null)
        {
            AddWet(wet, frame.Water?.Level ?? float.MinValue, view, rig);
        }

        if (frame.Water is { } water)
        {
            AddWater(water, frame, view, rig);
            if (passes is not null)
            {
                WriteWater(passes, view, before);
            }
        }

        if (_look.Ink > 0)
        {
            Ink(view, frame);
        }

        Times?.Mark("water");
        if (_drawing.HasLines)
        {
            _drawing.FindLines(_visibility, _geometry.Keys);
        }

        for (var y = blends ? _size.Height - 1 : 0; y <= _size.Height; y++)
        {
            Blend(y);
        }

        Times?.Mark("edges");
        _clear.Draw(_clearGeometry, _surfaces.Rows, _film, _visibility, view, rig, _lamps, _look.Mottle);
        Times?.Mark("clear");
        _sprites.Draw(frame.Sprites, _film, _visibility, view, rig);
        if (_shafts.IsSeen && _look.Ink <= 0)
        {
            for (var y = 0; y < _size.Height; y++)
            {
                _shafts.Add(_film, y);
            }
        }

        Times?.Mark("air");
        if (streaks)
        {
            var taps = _quality switch { RenderQuality.Draft => 4, RenderQuality.Usual => 6, _ => 14 };
            _lens.Streak(_film, _flowX.Start, _flowY.Start, frame.Camera.Shutter / 360, taps);
        }

        Times?.Mark("motion blur");
        var lens = LensSettings.Of(frame, _look, _quality, _size);
        _lens.Prepare(_film, _half, lens);
        Times?.Mark("lens");
        var settings = DevelopSettings.Of(_look, frame, _size, GrainScale);
        for (var y = 0; y < _size.Height; y++)
        {
            _lens.Compose(_film, y, _visibility.Nearness + ((long)y * _visibility.Stride), lens);
            Developer.Row(_film.R(y), _film.G(y), _film.B(y), y, settings);
            if (_drawing.HasLines || _drawing.HasPaper)
            {
                _drawing.Draw(y, _film.R(y), _film.G(y), _film.B(y));
            }

            if (_look.Wash <= 0)
            {
                Developer.Store(_film.R(y), _film.G(y), _film.B(y), y, picture);
            }
        }

        if (_look.Wash > 0)
        {
            _drawing.Wash(_film);
            for (var y = 0; y < _size.Height; y++)
            {
                Developer.Store(_film.R(y), _film.G(y), _film.B(y), y, picture);
            }
        }

        Times?.Mark("develop");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _surfaces.Dispose();
        _geometry.Dispose();
        _visibility.Dispose();
        _near.Dispose();
        _far.Dispose();
        _half.Dispose();
        _strip.Dispose();
        _film.Dispose();
        _packed.Dispose();
        _clearGeometry.Dispose();
        _clear.Dispose();
        _wet?.Dispose();
        _sprites.Dispose();
        _lens.Dispose();
        _drawing.Dispose();
        _shafts.Dispose();
        _flowX.Dispose();
        _flowY.Dispose();
        _firstRows.Dispose();
        _order.Dispose();
    }

    // True when something that is seen moves.
    private bool BuildGeometry(SceneFrame frame, in ViewBasis view, in SwayState sway, bool moving)
    {
        var instances = CollectionsMarshal.AsSpan(frame.Instances);
        _firstRows.Grow(instances.Length);
        _order.Grow(instances.Length);
        _surfaces.Clear();
        var seen = 0;
        var anyMoves = false;
        var frustum = new Frustum(view, _size);
        for (var i = 0; i < instances.Length; i++)
        {
            ref readonly var instance = ref instances[i];
            var moves = moving && (instance.Place != instance.PlaceBefore || instance.Mesh.Before is not null
                || (instance.SwayReach != 0 && instance.Mesh.Sway is not null));
            _firstRows.Start[i] = _surfaces.Add(instance, moves);
            var centre = Vector3.Transform(instance.Mesh.Centre, instance.Place);
            var scale = new Vector3(instance.Place.M11, instance.Place.M12, instance.Place.M13).Length();
            var radius = (instance.Mesh.Radius * scale) + MathF.Abs(instance.SwayReach);
            if (frustum.Sees(centre, radius))
            {
                anyMoves |= moves;
                _order.Start[seen++] = new(Vector3.Dot(centre - view.Eye, view.Forward) - radius, i, moves);
            }
        }

        // From near to far, so that most of what is hidden is never kept.
        new Span<Ordered>(_order.Start, seen).Sort();
        foreach (var geometry in (ReadOnlySpan<Geometry>)[_geometry, _clearGeometry])
        {
            geometry.Width = _size.Width;
            geometry.Height = _size.Height;
            geometry.Clear();
        }

        var screen = view.ToScreen();
        for (var i = 0; i < seen; i++)
        {
            var (_, at, moves) = _order.Start[i];
            ref readonly var instance = ref instances[at];
            var (solid, clear) = _surfaces.Kinds(_firstRows.Start[at], instance.Materials.Count);
            if (solid)
            {
                _geometry.Add(instance, screen, sway, _firstRows.Start[at], _surfaces.Rows, clear: false, moves);
            }

            if (clear)
            {
                _clearGeometry.Add(instance, screen, sway, _firstRows.Start[at], _surfaces.Rows, clear: true, moves);
            }
        }

        return anyMoves;
    }

    private void CastShadows(SceneFrame frame, in ViewBasis view, in LightRig rig, in SwayState sway)
    {
        if (rig.Sun == Vector3.Zero)
        {
            return;
        }

        // Two balls about the near and the farther part of what is seen; their sizes go in steps, so that they rarely
        // change.
        var focus = frame.Camera.FocusDistance > 0 ? frame.Camera.FocusDistance : 8;
        var nearReach = Stepped(Math.Clamp(focus * 2.2f, 7, 60));
        var farReach = Stepped(Math.Clamp(nearReach * 6, 60, 320));
        var corner = MathF.Sqrt((_size.Width * _size.Width) + (_size.Height * (float)_size.Height)) / 2 / view.Focal;
        var (sun, wind) = (rig.SunDirection, sway);
        Cast(_near, nearReach, view);
        Cast(_far, farReach, view);

        void Cast(ShadowMap map, float reach, in ViewBasis view)
        {
            var middle = MathF.Min(reach, reach * (1 + (corner * corner)) / 2);
            var radius = MathF.Sqrt(((reach - middle) * (reach - middle)) + (reach * corner * reach * corner));
            map.Draw(frame, sun, view.Eye + (view.Forward * middle), radius, wind, _firstRows.Start, _surfaces.Rows);
        }
    }

    // To the next of eight steps an octave.
    private static float Stepped(float value) => MathF.Pow(2, MathF.Ceiling(MathF.Log2(value) * 4) / 4);

    private HalfLightSettings HalfSettings(in LightRig rig) => new()
    {
        Sun = rig.Sun == Vector3.Zero ? Vector3.Zero : rig.SunDirection,
        Softness = _look.ShadowSoftness,
        Taps = _quality == RenderQuality.Final ? 10 : 4,
        Occlusion = _look.Occlusion,
        Reach = 0.6f,
        OcclusionTaps = _quality == RenderQuality.Final ? 10 : 4,
    };

    private void Shade(int y, in ViewBasis view, in LightRig rig, WetKernel? wet, float wetness)
    {
        _strip.Fill(y, _visibility, _geometry, _surfaces.Rows, _half);
        Times?.Mark("layout");

        // A part of a row that stays in the nearest cache through all kernels; measured apart, whole rows.
        var (lanes, part) = (_strip.Lanes, Times is null ? PartLanes : _strip.Lanes);
        for (var first = 0; first < lanes; first += part)
        {
            _strip.Work(first, Math.Min(first + part, lanes));
            _strip.Aim(view);
            SurfaceKernel.Paint(_strip, _surfaces.Rows, view, rig, _look.Mottle);
            wet?.Soak(_strip, wetness);
            Times?.Mark("surfaces");
            LightKernel.Paint(_strip, rig);
            _lamps.Paint(_strip, view);
            Times?.Mark("light");
            SkyKernel.Paint(_strip, view, rig);
            Times?.Mark("sky");
            FogKernel.Paint(_strip, rig);
            Times?.Mark("fog");
        }

        _strip.StoreTo(_film, _visibility);
    }

    // Rows are laid out once more: strokes follow the surfaces, and lie over the water too.
    private void Ink(in ViewBasis view, SceneFrame frame)
    {
        for (var y = 0; y < _size.Height; y++)
        {
            _strip.Fill(y, _visibility, _geometry, _surfaces.Rows, _half);
            _strip.LoadFrom(y, _film, _visibility);

            // Strokes are thin at 720 rows and grow with the frame.
            InkKernel.Paint(
                _strip, _look, DevelopSettings.ExposureOf(_look, frame), 1 / view.Focal, 6f * _size.Height / 720);
            _strip.StoreTo(_film, _visibility);
        }
    }

    private void AddWet(WetKernel wet, float level, in ViewBasis view, in LightRig rig)
    {
        _packed.Take(_film);
        wet.Mirror(_visibility, view, rig, _lamps, _packed, _half, level, MathF.Min(_look.Shine, 1));
        for (var y = 0; y < _size.Height; y++)
        {
            wet.Add(_film, y, _visibility);
        }
    }

    private void AddWater(WaterSurface water, SceneFrame frame, in ViewBasis view, in LightRig rig)
    {
        _water.Begin(water, frame);
        _packed.Take(_film);
        for (var y = 0; y < _size.Height; y++)
        {
            if (_water.IsIn(y, _size.Width, view) && _water.IsSeen(y, _size.Width, view, _visibility))
            {
                _strip.LoadFrom(y, _film, _visibility);
                _water.Paint(_strip, view, rig, _packed, _half);
                _strip.StoreTo(_film, _visibility);
            }
        }
    }

    private void WritePasses(PassBuffers passes, int y)
    {
        var at = y * _size.Width;
        var flow = (long)y * _film.Stride;
        for (var x = 0; x < _size.Width; x++, at++)
        {
            var surface = _strip.Surface[x];
            var solid = surface >= 0;
            passes.Depth[at] = solid ? 1 / _strip.Nearness[x] : float.PositiveInfinity;
            passes.Subject[at] = solid ? (ushort)_surfaces.Rows[surface].Subject : (ushort)0;
            passes.Normal[3 * at] = solid ? _strip.Nx[x] : 0;
            passes.Normal[(3 * at) + 1] = solid ? _strip.Ny[x] : 0;
            passes.Normal[(3 * at) + 2] = solid ? _strip.Nz[x] : 0;
            passes.Flow[2 * at] = _flowX.Start[flow + x];
            passes.Flow[(2 * at) + 1] = _flowY.Start[flow + x];
        }
    }

    // The water's still surface, where it lies before the ground.
    private void WriteWater(PassBuffers passes, in ViewBasis view, in ViewBasis before)
    {
        for (var y = 0; y < _size.Height; y++)
        {
            if (!_water.IsIn(y, _size.Width, view))
            {
                continue;
            }

            for (var x = 0; x < _size.Width; x++)
            {
                var at = (y * _size.Width) + x;
                var depth = _water.DepthAt(view, x + 0.5f, y + 0.5f);
                if (depth < passes.Depth[at])
                {
                    passes.Depth[at] = depth;
                    passes.Subject[at] = 0;
                    (passes.Normal[3 * at], passes.Normal[(3 * at) + 1], passes.Normal[(3 * at) + 2]) = (0, 1, 0);
                    var was = before.Project(view.Eye + (view.Ray(x + 0.5f, y + 0.5f) * depth));
                    passes.Flow[2 * at] = was.X - (x + 0.5f);
                    passes.Flow[(2 * at) + 1] = was.Y - (y + 0.5f);
                }
            }
        }
    }

    // Lends a row's fragments their colours and then puts those of the row above over their pixels, by their share of
    // the samples: lent colours are those before blending, so a row takes its own before the one above changes. Rows
    // down to the one below are shaded; the row after the last ends a frame.
    private void Blend(int y)
    {
        if (y >= 0 && y < _size.Height)
        {
            TakeLent(y);
        }

        if (--y < 0)
        {
            return;
        }

        float* r = _film.R(y), g = _film.G(y), b = _film.B(y);
        for (int f = _visibility.RowStarts[y], end = _visibility.RowStarts[y + 1]; f < end;)
        {
            // The fragments of a pixel follow one another.
            var x = _visibility.Fragments[f].X;
            var colour = Vector4.Zero;
            var samples = 0;
            for (; f < end && _visibility.Fragments[f].X == x; f++)
            {
                ref var fragment = ref _visibility.Fragments[f];
                colour += Weighed(fragment.R, fragment.G, fragment.B, fragment.Samples);
                samples += fragment.Samples;
            }

            colour += Weighed(r[x], g[x], b[x], 4 - samples);
            var scale = 1 / colour.W;
            (r[x], g[x], b[x]) = (colour.X * scale, colour.Y * scale, colour.Z * scale);
        }
    }

    private void TakeLent(int y)
    {
        float* r = _film.R(y), g = _film.G(y), b = _film.B(y);
        var ways = stackalloc nint[] { 0, -1, 1, -_film.Stride, _film.Stride };
        for (var f = _visibility.RowStarts[y]; f < _visibility.RowStarts[y + 1]; f++)
        {
            ref var fragment = ref _visibility.Fragments[f];
            if (fragment.Lender != Lender.None)
            {
                var at = fragment.X + ways[(int)fragment.Lender];
                (fragment.R, fragment.G, fragment.B) = (r[at], g[at], b[at]);
            }
        }
    }

    // Bright colours count less, as they do after the tone curve, so that edges against light stay smooth.
    private static Vector4 Weighed(float r, float g, float b, int samples)
    {
        var weight = samples / (1 + MathF.Max(MathF.Max(r, g), b));
        return new Vector4(r, g, b, 1) * weight;
    }

    private readonly record struct Ordered(float Distance, int Index, bool Moves) : IComparable<Ordered>
    {
        public int CompareTo(Ordered other) =>
            Distance < other.Distance ? -1 : Distance > other.Distance ? 1 : Index.CompareTo(other.Index);
    }
}
