using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using F = System.Runtime.Intrinsics.Vector512<float>;
using I = System.Runtime.Intrinsics.Vector512<int>;

namespace Throughline.Stage.Rendering;

/// <summary>
/// The set's water over what was drawn: where a ray meets the plane before the ground, the ground is seen through it,
/// tinted by the way through the water, and sky and things are mirrored in the waves. Lanes: sixteen pixels.
/// </summary>
internal sealed unsafe class WaterKernel
{
    private const int Waves = 7;
    private const int Steps = 11;
    private readonly Wave[] _waves = new Wave[Waves];
    private WaterSurface _water = new();
    private Vector2 _drift;
    private float _time;

    /// <summary>Makes ready for a frame.</summary>
    public void Begin(WaterSurface water, SceneFrame frame)
    {
        _water = water;
        _time = (float)(frame.Time % 3600);
        var (flowSin, flowCos) = MathF.SinCos(water.Heading * (MathF.PI / 180));
        _drift = new Vector2(flowSin, flowCos) * (float)(water.Flow * frame.Time);

        // Lengths and directions fan out from the main ones; speeds are those of deep water.
        ReadOnlySpan<float> turns = [0, 0.42f, -0.55f, 0.95f, -1.15f, 1.7f, -1.9f];
        ReadOnlySpan<float> lengths = [1, 0.63f, 0.41f, 0.27f, 0.17f, 0.105f, 0.068f];
        ReadOnlySpan<float> shares = [0.42f, 0.27f, 0.19f, 0.105f, 0.062f, 0.034f, 0.02f];
        for (var i = 0; i < Waves; i++)
        {
            var (sin, cos) = MathF.SinCos((water.Heading * (MathF.PI / 180)) + turns[i]);
            var length = MathF.Max(water.WaveLength * lengths[i], 0.05f);
            var speed = MathF.Sqrt(9.81f * length / (2 * MathF.PI));
            var turn = frame.Time * speed / length;
            _waves[i] = new(
                sin / length, cos / length, (float)(turn - Math.Floor(turn)) + (i * 0.37f),
                water.WaveHeight * 0.5f * shares[i], length);
        }
    }

    /// <summary>Whether any of a row may show water.</summary>
    public bool IsIn(int y, int width, in ViewBasis view)
    {
        var left = view.Ray(0, y + 0.5f).Y;
        var right = view.Ray(width, y + 0.5f).Y;
        return view.Eye.Y > _water.Level ? MathF.Min(left, right) < -1e-4f : MathF.Max(left, right) > 1e-4f;
    }

    /// <summary>Whether water lies before what any pixel or fragment of a row shows.</summary>
    public bool IsSeen(int y, int width, in ViewBasis view, Visibility seen)
    {
        if (seen.RowStarts[y] < seen.RowStarts[y + 1])
        {
            // Fragments are few; a row that has some is not worth telling apart.
            return true;
        }

        // 1 / depth of the surface is linear over a row.
        var start = view.Ray(0.5f, y + 0.5f).Y / (_water.Level - view.Eye.Y);
        var slope = ((view.Ray(1.5f, y + 0.5f).Y / (_water.Level - view.Eye.Y)) - start);
        var ramp = Vector512.Create(0f, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15) * Wide.Of(slope);
        var nearness = seen.Nearness + ((long)y * seen.Stride);
        for (var x = 0; x < width; x += 16)
        {
            if (Vector512.GreaterThanAny(ramp + Wide.Of(start + (x * slope)), Vector512.Load(nearness + x)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Where a ray meets the still surface, in metres of depth; infinite where it does not.</summary>
    public float DepthAt(in ViewBasis view, float px, float py)
    {
        var ray = view.Ray(px, py);
        var depth = (_water.Level - view.Eye.Y) / ray.Y;
        var at = view.Eye + (ray * depth);
        return depth > 0 && at.X >= _water.From.X && at.X <= _water.To.X && at.Z >= _water.From.Y && at.Z <= _water.To.Y
            ? depth
            : float.PositiveInfinity;
    }

    /// <summary>Puts water over a row whose lanes have places, depths and colours.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Paint(RowStrip strip, in ViewBasis view, in LightRig rig, PackedFilm behind, HalfLight half)
    {
        var perFocal = 1 / view.Focal;
        var ray = view.Forward - (view.Up * ((strip.Y + 0.5f - view.CentreY) * perFocal));
        var above = view.Eye.Y - _water.Level;
        for (var x = 0; x < strip.Lanes; x += 16)
        {
            var across = (Vector512.Load(strip.Px + x) - Wide.Of(view.CentreX)) * Wide.Of(perFocal);
            var dx = Wide.Fma(across, Wide.Of(view.Right.X), Wide.Of(ray.X));
            var dy = Wide.Fma(across, Wide.Of(view.Right.Y), Wide.Of(ray.Y));
            var dz = Wide.Fma(across, Wide.Of(view.Right.Z), Wide.Of(ray.Z));
            var down = Vector512.LessThan(dy * Wide.Of(above), Wide.Of(-1e-5f));
            var depth = Vector512.ConditionalSelect(down, Wide.Of(-above) / dy, Wide.Of(1e9f));
            var bed = F.One / Wide.Max(Vector512.Load(strip.Nearness + x), Wide.Of(1e-6f));
            var hitX = Wide.Fma(dx, depth, Wide.Of(view.Eye.X));
            var hitZ = Wide.Fma(dz, depth, Wide.Of(view.Eye.Z));
            var wet = Vector512.LessThan(depth, bed)
                & Vector512.GreaterThanOrEqual(hitX, Wide.Of(_water.From.X)) & Vector512.LessThanOrEqual(
                    hitX, Wide.Of(_water.To.X))
                & Vector512.GreaterThanOrEqual(hitZ, Wide.Of(_water.From.Y)) & Vector512.LessThanOrEqual(
                    hitZ, Wide.Of(_water.To.Y));
            if (Vector512.EqualsAll(wet.AsInt32(), I.Zero))
            {
                continue;
            }

            var place = new Place(hitX, hitZ, depth, bed, dx, dy, dz);
            Surface(strip, x, place, wet, view, rig, behind, half);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Surface(
        RowStrip strip, int x, in Place p, F wet, in ViewBasis view, in LightRig rig, PackedFilm behind, HalfLight half)
    {
        var length = Vector512.Sqrt(Wide.Fma(p.Dx, p.Dx, Wide.Fma(p.Dy, p.Dy, p.Dz * p.Dz)));
        var per = F.One / length;
        F vx = p.Dx * per, vy = p.Dy * per, vz = p.Dz * per;

        // A pixel's size on the water, drawn out at grazing angles: waves finer than it are left out.
        var graze = Wide.Max(Vector512.Abs(vy), Wide.Of(0.004f));
        var footprint = p.Depth * length * Wide.Of(1 / view.Focal) / Vector512.Sqrt(graze);
        Slopes(p.X, p.Z, footprint, out var sx, out var sz, out var height);
        var up = F.One / Vector512.Sqrt(Wide.Fma(sx, sx, Wide.Fma(sz, sz, F.One)));
        F nx = -sx * up, nz = -sz * up, ny = up;

        // What is mirrored, turned up where a wave would show the water itself.
        var facing = Wide.Fma(vx, nx, Wide.Fma(vy, ny, vz * nz));
        var cosine = Wide.Saturate(-facing);
        var rx = Wide.Fma(nx, facing * Wide.Of(-2), vx);
        var ry = Wide.Max(Vector512.Abs(Wide.Fma(ny, facing * Wide.Of(-2), vy)), Wide.Of(0.012f));
        var rz = Wide.Fma(nz, facing * Wide.Of(-2), vz);
        var scale = F.One / Vector512.Sqrt(Wide.Fma(rx, rx, Wide.Fma(ry, ry, rz * rz)));
        (rx, ry, rz) = (rx * scale, ry * scale, rz * scale);
        SkyKernel.Gradient(rx, ry, rz, rig, out var mr, out var mg, out var mb);
        if (rig.Clouds > 0.01f && rig.SkyFlat < 1)
        {
            SkyKernel.AddClouds(rx, ry, rz, rig, ref mr, ref mg, ref mb);
        }

        if (rig.SkyFlat > 0)
        {
            mr = Wide.Lerp(mr, Wide.Of(rig.SkyColour.X), Wide.Of(rig.SkyFlat));
            mg = Wide.Lerp(mg, Wide.Of(rig.SkyColour.Y), Wide.Of(rig.SkyFlat));
            mb = Wide.Lerp(mb, Wide.Of(rig.SkyColour.Z), Wide.Of(rig.SkyFlat));
        }

        Mirror(p, nx, nz, vx, vy, vz, view, behind, half, ref mr, ref mg, ref mb);
        var grazing = F.One - cosine;
        var edge = grazing * grazing;
        var fresnel = Wide.Fma(edge * edge * grazing, Wide.Of(0.82f), Wide.Of(0.025f));

        // What lies below, shifted by the waves and tinted by the way through the water.
        var way = Wide.Max(p.Bed - p.Depth, F.Zero) * length;
        var deep = way * Vector512.Abs(vy);
        var shift = Wide.Saturate(deep * Wide.Of(1.6f)) * Wide.Of(view.Focal * 0.35f) / p.Depth;
        Behind(
            strip, x, p.Depth, nx * shift, nz * shift * Wide.Of(0.5f), behind, half, out var br, out var bg,
            out var bb);
        var murk = F.One - Wide.Exp2(Wide.Fma(way, Wide.Of(0.35f), deep * Wide.Of(0.85f)) * Wide.Of(-0.9f));
        var dark = F.One - Wide.Exp2(deep * Wide.Of(-0.55f));
        var sunlight = (rig.Sun * (0.16f * MathF.Max(rig.SunDirection.Y, 0.1f)))
            + (rig.Zenith * 0.5f) + (rig.Horizon * 0.35f);
        var shallow = _water.Shallow * sunlight;
        var deepest = _water.Deep * sunlight;

        // Light through the crests of waves, on the side away from the sun.
        var lift = Wide.Saturate(height * Wide.Of(0.9f / MathF.Max(_water.WaveHeight, 0.02f)));
        dark = Wide.Saturate(dark - (lift * Wide.Of(0.25f)));
        br = Wide.Lerp(br, Wide.Lerp(Wide.Of(shallow.X), Wide.Of(deepest.X), dark), murk);
        bg = Wide.Lerp(bg, Wide.Lerp(Wide.Of(shallow.Y), Wide.Of(deepest.Y), dark), murk);
        bb = Wide.Lerp(bb, Wide.Lerp(Wide.Of(shallow.Z), Wide.Of(deepest.Z), dark), murk);

        // At the very edge the water ends softly.
        var thin = Wide.Saturate(deep * Wide.Of(9));
        fresnel *= thin;
        var r = Wide.Lerp(br, mr, fresnel);
        var g = Wide.Lerp(bg, mg, fresnel);
        var b = Wide.Lerp(bb, mb, fresnel);

        // The sun in the waves.
        var toSun = Wide.Fma(
            rx, Wide.Of(rig.SunDirection.X),
            Wide.Fma(ry, Wide.Of(rig.SunDirection.Y), rz * Wide.Of(rig.SunDirection.Z)));
        if (rig.SunSize > 0)
        {
            var glint = (Wide.Exp2((toSun - F.One) * Wide.Of(900f)) * Wide.Of(2.6f))
                + (Wide.Exp2((toSun - F.One) * Wide.Of(90f)) * Wide.Of(0.32f));
            glint *= Wide.Min(fresnel * Wide.Of(5f), F.One);
            r = Wide.Fma(glint, Wide.Of(rig.Sun.X), r);
            g = Wide.Fma(glint, Wide.Of(rig.Sun.Y), g);
            b = Wide.Fma(glint, Wide.Of(rig.Sun.Z), b);
        }

        if (_water.Foam > 0)
        {
            Foam(p.X, p.Z, deep, height, footprint, rig, ref r, ref g, ref b);
        }

        // Air between the camera and the water; what lies below already has its own.
        var clear = FogKernel.Clear(p.Depth * length, p.Dy * p.Depth, rig);
        FogKernel.Colour(vx, vy, vz, rig, out var fr, out var fg, out var fb);
        clear = Wide.Lerp(F.One, clear, Wide.Max(murk, fresnel));
        Vector512.ConditionalSelect(wet, Wide.Lerp(fr, r, clear), Vector512.Load(strip.R + x)).Store(strip.R + x);
        Vector512.ConditionalSelect(wet, Wide.Lerp(fg, g, clear), Vector512.Load(strip.G + x)).Store(strip.G + x);
        Vector512.ConditionalSelect(wet, Wide.Lerp(fb, b, clear), Vector512.Load(strip.B + x)).Store(strip.B + x);
    }

    // Sum of waves, each left out where it is finer than a pixel. Calm patches lie between rougher ones.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Slopes(F x, F z, F footprint, out F sx, out F sz, out F height)
    {
        x -= Wide.Of(_drift.X);
        z -= Wide.Of(_drift.Y);
        var patch = Noise.Plane(
            x * Wide.Of(0.21f / MathF.Max(_water.WaveLength * 0.3f, 0.3f)),
            z * Wide.Of(0.21f / MathF.Max(_water.WaveLength * 0.3f, 0.3f)));
        var bend = (patch - Wide.Of(0.5f)) * Wide.Of(0.8f);
        var gain = Wide.Fma(patch, Wide.Of(1.1f), Wide.Of(0.42f));
        (sx, sz, height) = (F.Zero, F.Zero, F.Zero);
        for (var i = 0; i < Waves; i++)
        {
            ref var wave = ref _waves[i];
            var seen = Wide.Saturate(Wide.Of(1.4f) - (footprint * Wide.Of(2.2f / wave.Length)));
            var turn = Wide.Fma(x, Wide.Of(wave.X), Wide.Fma(z, Wide.Of(wave.Z), bend - Wide.Of(wave.Turn)));
            var amount = gain * seen * Wide.Of(wave.Height);
            height = Wide.Fma(Wide.SinTurns(turn), amount, height);
            var slope = Wide.SinTurns(turn + Wide.Of(0.25f)) * amount * Wide.Of(2 * MathF.PI);
            sx = Wide.Fma(slope, Wide.Of(wave.X), sx);
            sz = Wide.Fma(slope, Wide.Of(wave.Z), sz);
        }
    }

    /// <summary>
    /// Looks along the mirrored ray for what was drawn: longer and longer steps, then the place between the last two.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Mirror(
        in Place p, F nx, F nz, F vx, F vy, F vz, in ViewBasis view, PackedFilm behind, HalfLight half, ref F r,
        ref F g, ref F b)
    {
        // A calmer normal than the sky's: things keep together in the mirror.
        var mx = nx * Wide.Of(0.45f);
        var mz = nz * Wide.Of(0.45f);
        var my = Vector512.Sqrt(Wide.Max(F.One - (mx * mx) - (mz * mz), Wide.Of(0.1f)));
        var facing = Wide.Fma(vx, mx, Wide.Fma(vy, my, vz * mz)) * Wide.Of(-2);
        F rx = Wide.Fma(mx, facing, vx), ry = Wide.Max(Wide.Fma(my, facing, vy), Wide.Of(0.004f)),
            rz = Wide.Fma(mz, facing, vz);

        // The ray in the camera's axes, per metre.
        var ra = Wide.Fma(rx, Wide.Of(view.Right.X), Wide.Fma(ry, Wide.Of(view.Right.Y), rz * Wide.Of(view.Right.Z)));
        var ru = Wide.Fma(rx, Wide.Of(view.Up.X), Wide.Fma(ry, Wide.Of(view.Up.Y), rz * Wide.Of(view.Up.Z)));
        var rf = Wide.Fma(
            rx, Wide.Of(view.Forward.X), Wide.Fma(ry, Wide.Of(view.Forward.Y), rz * Wide.Of(view.Forward.Z)));
        var oa = Wide.Fma(
            p.Dx, Wide.Of(view.Right.X), Wide.Fma(p.Dy, Wide.Of(view.Right.Y), p.Dz * Wide.Of(view.Right.Z))) * p.Depth;
        var ou = Wide.Fma(p.Dx, Wide.Of(view.Up.X), Wide.Fma(p.Dy, Wide.Of(view.Up.Y), p.Dz * Wide.Of(view.Up.Z)))
            * p.Depth;
        var mostX = Wide.Of(behind.Width - 1.01f);
        var mostY = Wide.Of(behind.Height - 1.01f);
        var step = Wide.Of(0.16f) + (p.Depth * Wide.Of(0.02f));
        F at = step, before = F.Zero, found = F.Zero, foundAt = F.Zero, foundGap = F.Zero, gapBefore = F.Zero;
        for (var i = 0; i < Steps; i++)
        {
            var depth = Wide.Fma(rf, at, p.Depth);
            var per = Wide.Of(view.Focal * 0.5f) / Wide.Max(depth, Wide.Of(0.05f));
            var sx = Wide.Fma(Wide.Fma(ra, at, oa), per, Wide.Of(view.CentreX * 0.5f));
            var sy = Wide.Of(view.CentreY * 0.5f) - (Wide.Fma(ru, at, ou) * per);
            var inside = Vector512.GreaterThan(depth, Wide.Of(0.1f))
                & Vector512.GreaterThan(sx, F.Zero) & Vector512.LessThan(sx, mostX)
                & Vector512.GreaterThan(sy, F.Zero) & Vector512.LessThan(sy, mostY);
            var ix = Vector512.ConvertToInt32Native(Wide.Min(Wide.Max(sx, F.Zero), mostX));
            var iy = Vector512.ConvertToInt32Native(Wide.Min(Wide.Max(sy, F.Zero), mostY));
            var there = Wide.Gather(half.Depth, (iy * Vector512.Create(half.Stride)) + ix);
            var gap = depth - there;
            var hit = inside & Vector512.GreaterThan(gap, F.Zero) & Vector512.LessThan(
                gap, Wide.Fma(at - before, Wide.Of(1.3f), Wide.Of(0.5f))) & Vector512.Equals(found, F.Zero);
            found = Vector512.ConditionalSelect(hit, F.One, found);
            var part = Wide.Saturate(gapBefore / Wide.Min(gapBefore - gap, Wide.Of(-1e-4f)));
            foundAt = Vector512.ConditionalSelect(hit, Wide.Fma(part, at - before, before), foundAt);
            foundGap = Vector512.ConditionalSelect(hit, gap, foundGap);
            if (!Vector512.EqualsAny(Vector512.ConditionalSelect(inside, found, F.One), F.Zero))
            {
                break;
            }

            gapBefore = Wide.Min(gap, F.Zero);
            before = at;
            step *= Wide.Of(1.55f);
            at += step;
        }

        if (!Vector512.GreaterThanAny(found, F.Zero))
        {
            return;
        }

        var d = Wide.Max(Wide.Fma(rf, foundAt, p.Depth), Wide.Of(0.05f));
        var p2 = Wide.Of(view.Focal * 0.5f) / d;
        var fx = Wide.Min(
            Wide.Max(Wide.Fma(Wide.Fma(ra, foundAt, oa), p2, Wide.Of(view.CentreX * 0.5f)), F.Zero), mostX);
        var fy = Wide.Min(Wide.Max(Wide.Of(view.CentreY * 0.5f) - (Wide.Fma(ru, foundAt, ou) * p2), F.Zero), mostY);
        behind.At(
            Wide.Max(fx - Wide.Of(0.5f), F.Zero), Wide.Max(fy - Wide.Of(0.5f), F.Zero), out var hr, out var hg,
            out var hb);

        // Out of the frame there is nothing to mirror: fade before its border.
        var border = Wide.Min(Wide.Min(fx, mostX - fx), Wide.Min(fy, mostY - fy)) * Wide.Of(1 / 24f);
        found *= Wide.Saturate(border);
        r = Wide.Lerp(r, hr, found);
        g = Wide.Lerp(g, hg, found);
        b = Wide.Lerp(b, hb, found);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Behind(
        RowStrip strip, int x, F depth, F shiftX, F shiftY, PackedFilm behind, HalfLight half, out F r, out F g,
        out F b)
    {
        var fx = Wide.Min(
            Wide.Max((Vector512.Load(strip.Px + x) + shiftX) * Wide.Of(0.5f), F.Zero), Wide.Of(behind.Width - 1f));
        var fy = Wide.Min(Wide.Max((Wide.Of(strip.Y) + shiftY) * Wide.Of(0.5f), F.Zero), Wide.Of(behind.Height - 1f));
        var ix = Vector512.ConvertToInt32Native(fx);
        var iy = Vector512.ConvertToInt32Native(fy);
        var there = Wide.Gather(half.Depth, (iy * Vector512.Create(half.Stride)) + ix);
        PackedFilm.Unpack(
            Wide.Gather(behind.Words, (iy * Vector512.Create(behind.Stride)) + ix), out var hr, out var hg, out var hb);

        // What stands in front of the water is not seen through it.
        var good = Vector512.GreaterThan(there, depth);
        r = Vector512.ConditionalSelect(good, hr, Vector512.Load(strip.R + x));
        g = Vector512.ConditionalSelect(good, hg, Vector512.Load(strip.G + x));
        b = Vector512.ConditionalSelect(good, hb, Vector512.Load(strip.B + x));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Foam(F x, F z, F deep, F height, F footprint, in LightRig rig, ref F r, ref F g, ref F b)
    {
        // Lines that run up the shore and fade, a lace of foam between them, and crests of high waves.
        var size = 1 / Math.Clamp(_water.WaveLength * 0.12f, 0.12f, 1.1f);
        var lace = Noise.Plane(Wide.Fma(x, Wide.Of(size), Wide.Of(_time * 0.05f)), z * Wide.Of(size));
        var fine = Noise.Plane(x * Wide.Of(size * 3.1f), Wide.Fma(z, Wide.Of(size * 3.1f), Wide.Of(_time * -0.11f)));
        var froth = Wide.Fma(fine, Wide.Of(0.4f), lace * Wide.Of(0.6f));
        var reach = MathF.Max(_water.WaveHeight * 1.5f, 0.05f);
        var near = Wide.Saturate(F.One - (deep * Wide.Of(1 / reach)));
        var run = Wide.SinTurns(Wide.Fma(deep, Wide.Of(0.9f / reach), Wide.Of(_time * 0.16f) + (lace * Wide.Of(0.5f))));
        var line = Wide.Step(0.55f, 0.98f, run) * near;
        var lip = Wide.Step(0.82f, 0.97f, near + ((froth - Wide.Of(0.5f)) * Wide.Of(0.3f)));
        var breaking = 0.30f - (0.45f * MathF.Max(_water.Foam - 0.6f, 0));
        var crest = Wide.Step(breaking, breaking + 0.2f, height * Wide.Of(1 / MathF.Max(_water.WaveHeight, 0.12f)))
            * Wide.Step(0.5f, 0.72f, froth) * Wide.Saturate(Wide.Of(_water.WaveHeight * 3.2f - 0.35f));
        var amount = Wide.Max(Wide.Max(line * Wide.Step(0.38f, 0.62f, froth), lip), crest) * Wide.Of(
            MathF.Min(_water.Foam * 1.6f, 1));
        amount *= Wide.Saturate(Wide.Of(1.6f) - (footprint * Wide.Of(0.5f)));
        var light = ((rig.Sun * (0.3f * MathF.Max(rig.SunDirection.Y, 0.15f))) + (rig.Zenith * 0.45f)
            + (rig.Horizon * 0.4f)) * 0.88f;
        r = Wide.Lerp(r, Wide.Of(light.X), amount);
        g = Wide.Lerp(g, Wide.Of(light.Y), amount);
        b = Wide.Lerp(b, Wide.Of(light.Z), amount);
    }

    private readonly record struct Wave(float X, float Z, float Turn, float Height, float Length);

    /// <summary>Where rays meet a surface: in the world, in depth, and what lies below; and the rays.</summary>
    internal readonly struct Place(F x, F z, F depth, F bed, F dx, F dy, F dz)
    {
        public readonly F X = x, Z = z, Depth = depth, Bed = bed, Dx = dx, Dy = dy, Dz = dz;
    }
}
