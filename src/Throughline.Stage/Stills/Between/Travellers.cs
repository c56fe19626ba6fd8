using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>
/// Things that went farther between two pictures than flow follows them: each is cut out of both, goes from its one
/// place to its other as a whole, and is never seen twice. What it hides in one picture is completed from the other,
/// and where both hide the ground, from what is around.
/// </summary>
internal sealed class Travellers
{
    // Working pixels around a thing that go with it into the ground's completion.
    private const int Rim = 4;

    // Where less than this share of the pictures is ground that both show alike, the camera went too far past near
    // things to tell them from things that moved.
    private const float LeastGround = 0.64f;

    // Around a thing the ground may have been found to go with it: so far, in roots of the thing's area.
    private const float Around = 0.5f;

    // How much farther than out of the frame things go.
    private const float Beyond = 0.6f;

    // Pixels around a hole that it is filled from.
    private const int FillFrom = 64;

    private readonly PairStudy _study;
    private readonly Picture _first;
    private readonly Picture _last;
    private readonly FlowField _ground;
    private readonly Homography _back;
    private readonly int _reduction;

    private Travellers(PairStudy study, Picture first, Picture last)
    {
        (_study, _first, _last, _reduction) = (study, first, last, study.Light.Reduction);
        _ground = GroundFlow.Of(study.First);
        _ground.X.Spread();
        _ground.Y.Spread();
        _back = study.Map.Inverted();
        (First, Last) = (first, last);
    }

    /// <summary>The things, those behind first.</summary>
    public ReadOnlyMemory<Traveller> All { get; private set; }

    /// <summary>The first picture without them.</summary>
    public Picture First { get; private set; }

    /// <summary>The last picture without them.</summary>
    public Picture Last { get; private set; }

    /// <summary>
    /// Finds what travels between two pictures of one scene, and lets the study go with the ground where it is.
    /// </summary>
    /// <returns>Null when nothing does.</returns>
    public static Travellers? Of(PairStudy study, Picture first, Picture last, CancellationToken cancellationToken)
    {
        var travellers = new Travellers(study, first, last);
        return travellers.Find(cancellationToken) ? travellers : null;
    }

    private bool Find(CancellationToken cancellationToken)
    {
        var tone = ToneMatch.Of(_study, _first, _last).Inverted();
        PixelSize work = new(_study.Light.Levels[0].Width, _study.Light.Levels[0].Height);
        var own = ColourPlanes.Of(Resample.To(_first, work));
        var other = Grounded(ColourPlanes.Of(Resample.To(_last, work)), tone);
        var parts = TravellerParts.Of(own, other, _study.First);
        if (Mean(parts.Same, _study.First.Covered) < LeastGround)
        {
            return false;
        }

        var pairs = TravellerPairs.Of(parts);
        var left = TravellerPairs.Alone(parts, isFirst: true, pairs.Select(pair => pair.First));
        var came = TravellerPairs.Alone(parts, isFirst: false, pairs.Select(pair => pair.Last));
        if (pairs.Count + left.Count + came.Count == 0)
        {
            return false;
        }

        cancellationToken.ThrowIfCancellationRequested();
        TravellerPart[] first = [.. pairs.Select(pair => pair.First), .. left],
            last = [.. pairs.Select(pair => pair.Last), .. came];
        Plane here = Union(first, _ => Rim), there = Union(last, _ => Rim);
        First = Completed(_first, _last, isFirst: true, here, there, tone, cancellationToken);
        Last = Completed(_last, _first, isFirst: false, there, here, tone.Inverted(), cancellationToken);
        All = pairs.Select(pair => CutoutMatch.Of(Cut(pair.First, isFirst: true), Cut(pair.Last, isFirst: false)))
            .Concat(left.Select(part => Cut(part, isFirst: true))
                .Select(cut => new Traveller(cut, Gone(cut, _study.Map), 0)))
            .Concat(came.Select(part => Cut(part, isFirst: false))
                .Select(cut => new Traveller(Gone(cut, _back), cut, 1)))
            .OrderBy(thing => thing.Look == 1 ? thing.Last.Y : thing.First.Y).ToArray();
        Settle(here, there, Union([.. first, .. last], part => (int)(Around * MathF.Sqrt(part.Area))), parts.Same);
        return true;
    }

    // Where a thing of one picture is when the other is seen, which does not show it: beyond the side that cuts it off,
    // by as much as it takes to be gone, or still away, for a third of the way.
    private Cutout Gone(Cutout thing, Homography map)
    {
        int left = thing.Left, right = thing.Left + thing.Picture.Width, width = _first.Width;
        var (x, y) = map.Map(thing.X, thing.Y);
        var scale = map.ScaleAt(thing.X, thing.Y);
        var outside = left < width - right ? -scale * (right - thing.X) : width + (scale * (thing.X - left));
        return thing with
        {
            X = (float)(outside + (Beyond * (outside - x))),
            Y = (float)y,
            Size = (float)(thing.Size * scale),
        };
    }

    private static float Mean(Plane values, Plane weights)
    {
        float sum = 0, all = 0;
        for (var i = 0; i < values.Values.Length; i++)
        {
            (sum, all) = (sum + (values.Values[i] * weights.Values[i]), all + weights.Values[i]);
        }

        return sum / MathF.Max(all, 1);
    }

    // Where any of the parts is, each with so much around it.
    private Plane Union(TravellerPart[] parts, Func<TravellerPart, int> around)
    {
        var work = _study.Light.Levels[0];
        var all = new Plane(work.Width, work.Height);
        foreach (var part in parts)
        {
            var grown = TravellerParts.Grown(part.Where, around(part));
            for (var i = 0; i < all.Values.Length; i++)
            {
                all.Values[i] = MathF.Max(all.Values[i], grown.Values[i]);
            }
        }

        return all;
    }

    // The last picture where the ground of the first one's pixels goes, in the first one's tone.
    private ColourPlanes Grounded(ColourPlanes last, Tone tone)
    {
        var seen = new ColourPlanes([.. last.Channels.Select(plane => new Plane(plane.Width, plane.Height))]);
        var map = _study.Map.Resized(1.0 / _reduction);
        float[] gain = [tone.GainR, tone.GainG, tone.GainB], lift = [tone.LiftR, tone.LiftG, tone.LiftB];
        for (var y = 0; y < _ground.X.Height; y++)
        {
            ReadOnlySpan<float> us = _ground.X.Row(y), vs = _ground.Y.Row(y);
            for (var x = 0; x < us.Length; x++)
            {
                var (u, v) = map.Map(x + us[x], y + vs[x]);
                for (var c = 0; c < 3; c++)
                {
                    seen.Channels[c].Row(y)[x] = (last.Channels[c].Sample((float)u, (float)v) * gain[c]) + lift[c];
                }
            }
        }

        foreach (var plane in seen.Channels)
        {
            plane.Spread();
        }

        return seen;
    }

    // A picture without the things.
    private Picture Completed(
        Picture picture, Picture from, bool isFirst, Plane hidden, Plane hiddenThere, Tone tone,
        CancellationToken cancellationToken)
    {
        var plate = picture.Copy();
        var known = new byte[picture.Width * picture.Height];
        known.AsSpan().Fill(1);
        var soft = hidden.Blurred(1);
        var hole = Box.Empty;
        for (var y = 0; y < picture.Height; y++)
        {
            var to = plate.Row(y);
            for (var x = 0; x < picture.Width; x++)
            {
                var (px, py) = isFirst ? (x, y) : Back(x, y);
                var alpha = At(soft, px, py);
                if (alpha <= 0)
                {
                    continue;
                }

                var (u, v) = isFirst ? There(px, py) : (px, py);
                var isSeen = u >= 0 && v >= 0 && u <= from.Width - 1 && v <= from.Height - 1
                    && At(hiddenThere, px, py) == 0;
                if (!isSeen)
                {
                    known[(y * picture.Width) + x] = 0;
                    hole = hole.With(x, y);
                    continue;
                }

                Mix(to.Slice(4 * x, 3), from, u, v, tone, alpha);
            }
        }

        return hole.IsEmpty ? plate : Filled(plate, known, hole, cancellationToken);
    }

    private static void Mix(Span<byte> to, Picture from, float x, float y, Tone tone, float alpha)
    {
        int left = Math.Min((int)x, from.Width - 2), top = Math.Min((int)y, from.Height - 2);
        float fx = x - left, fy = y - top;
        ReadOnlySpan<byte> above = from.Row(top)[(4 * left)..], below = from.Row(top + 1)[(4 * left)..];
        for (var c = 0; c < 3; c++)
        {
            var (gain, lift) = c == 0 ? (tone.GainR, tone.LiftR) : c == 1 ? (tone.GainG, tone.LiftG)
                : (tone.GainB, tone.LiftB);
            var value = ((((above[c] * (1 - fx)) + (above[c + 4] * fx)) * (1 - fy))
                + (((below[c] * (1 - fx)) + (below[c + 4] * fx)) * fy)) * gain;
            to[c] = (byte)Math.Clamp(to[c] + (alpha * (value + lift - to[c])) + 0.5f, 0, 255);
        }
    }

    // What neither picture shows, from what is around.
    private static Picture Filled(Picture plate, byte[] known, Box hole, CancellationToken cancellationToken)
    {
        int left = Math.Max(hole.Left - FillFrom, 0), top = Math.Max(hole.Top - FillFrom, 0);
        int right = Math.Min(hole.Right + FillFrom, plate.Width);
        int bottom = Math.Min(hole.Bottom + FillFrom, plate.Height);
        var box = new Picture(right - left, bottom - top);
        var mask = new byte[box.Width * box.Height];
        for (var y = 0; y < box.Height; y++)
        {
            plate.Row(y + top).Slice(4 * left, 4 * box.Width).CopyTo(box.Row(y));
            known.AsSpan(((y + top) * plate.Width) + left, box.Width).CopyTo(mask.AsSpan(y * box.Width));
        }

        if (mask.AsSpan().ContainsAnyExcept((byte)0))
        {
            box = Fill.Complete(box, mask, new FillOptions { Threads = 1 }, cancellationToken);
        }

        for (var y = 0; y < box.Height; y++)
        {
            box.Row(y).CopyTo(plate.Row(y + top)[(4 * left)..]);
        }

        return plate;
    }

    // The thing's pixels; at its rim, what is like the ground is the ground's.
    private Cutout Cut(TravellerPart part, bool isFirst)
    {
        var (picture, plate) = isFirst ? (_first, First) : (_last, Last);
        Plane soft = TravellerParts.Grown(part.Where, 1).Blurred(1), inside = Inside(part.Where);
        var box = Box.Empty;
        var alphas = new float[picture.Width * picture.Height];
        double sum = 0, sumX = 0, sumY = 0;
        for (var y = 0; y < picture.Height; y++)
        {
            for (var x = 0; x < picture.Width; x++)
            {
                var (px, py) = isFirst ? (x, y) : Back(x, y);
                var alpha = At(soft, px, py);
                if (alpha <= 0)
                {
                    continue;
                }

                ReadOnlySpan<byte> own = picture.Row(y).Slice(4 * x, 3), ground = plate.Row(y).Slice(4 * x, 3);
                var off = Math.Abs(own[0] - ground[0]) + Math.Abs(own[1] - ground[1]) + Math.Abs(own[2] - ground[2]);
                alpha = MathF.Max(MathF.Min(alpha, At(inside, px, py)), alpha * Smooth.Step(9, 45, off));
                if (alpha < 0.02f)
                {
                    continue;
                }

                alphas[(y * picture.Width) + x] = alpha;
                box = box.With(x, y);
                (sum, sumX, sumY) = (sum + alpha, sumX + (alpha * x), sumY + (alpha * y));
            }
        }

        if (box.IsEmpty)
        {
            return new Cutout(new Picture(1, 1), 0, 0, 0, 0, 1);
        }

        var cut = new Picture(box.Right - box.Left, box.Bottom - box.Top);
        for (var y = 0; y < cut.Height; y++)
        {
            ReadOnlySpan<byte> own = picture.Row(y + box.Top), ground = plate.Row(y + box.Top);
            var to = cut.Row(y);
            for (var x = 0; x < cut.Width; x++)
            {
                var alpha = alphas[((y + box.Top) * picture.Width) + x + box.Left];
                for (var c = 0; c < 3; c++)
                {
                    // What was mixed with the ground behind it, without that ground.
                    var at = (4 * (x + box.Left)) + c;
                    to[(4 * x) + c] = (byte)(Math.Clamp(own[at] - ((1 - alpha) * ground[at]), 0, 255 * alpha) + 0.5f);
                }

                to[(4 * x) + 3] = (byte)((255 * alpha) + 0.5f);
            }
        }

        return new Cutout(
            cut, box.Left, box.Top, (float)(sumX / sum), (float)(sumY / sum), (float)Math.Sqrt(sum));
    }

    private static Plane Inside(Plane where)
    {
        var outside = new Plane(where.Width, where.Height);
        for (var y = 0; y < where.Height; y++)
        {
            ReadOnlySpan<float> from = where.Row(y);
            var to = outside.Row(y);
            for (var x = 0; x < to.Length; x++)
            {
                to[x] = 1 - from[x];
            }
        }

        outside = TravellerParts.Grown(outside, 3);
        for (var i = 0; i < outside.Values.Length; i++)
        {
            outside.Values[i] = 1 - outside.Values[i];
        }

        return outside.Blurred(1);
    }

    // Around the things both pictures show the ground now; and near them, whatever goes with the ground does.
    private void Settle(Plane here, Plane there, Plane near, Plane same)
    {
        Homography map = _study.Map.Resized(1.0 / _reduction), back = map.Inverted();
        var ground = new Plane(here.Width, here.Height);
        for (var i = 0; i < ground.Values.Length; i++)
        {
            ground.Values[i] = MathF.Max(here.Values[i], there.Values[i]) > 0
                || near.Values[i] * same.Values[i] > 0 ? 1 : 0;
        }

        for (var y = 0; y < here.Height; y++)
        {
            for (var x = 0; x < here.Width; x++)
            {
                var at = here.At(x, y);
                var first = _study.First;
                if (ground.Values[at] > 0 && first.Covered.Values[at] > 0)
                {
                    (first.Visible.Values[at], first.Differs.Values[at]) = (1, 0);
                    (first.Flow.X.Values[at], first.Flow.Y.Values[at]) = (_ground.X.Values[at], _ground.Y.Values[at]);
                }

                var last = _study.Second;
                var (bx, by) = back.Map(x, y);
                float px = (float)bx, py = (float)by;
                (px, py) = (px - _ground.X.Sample(px, py), py - _ground.Y.Sample(px, py));
                if (ground.Sample(px, py) > 0.5f && last.Covered.Values[at] > 0)
                {
                    var (u, v) = map.Map(px, py);
                    (last.Visible.Values[at], last.Differs.Values[at]) = (1, 0);
                    (last.Flow.X.Values[at], last.Flow.Y.Values[at]) = ((float)u - x, (float)v - y);
                }
            }
        }
    }

    // Where a pixel of the first picture has its ground in the last one.
    private (float X, float Y) There(float x, float y)
    {
        var (u, v) = _study.Map.Map(x + (_reduction * At(_ground.X, x, y)), y + (_reduction * At(_ground.Y, x, y)));
        return ((float)u, (float)v);
    }

    // Where a pixel of the last picture has its ground in the first one.
    private (float X, float Y) Back(float x, float y)
    {
        var (u, v) = _back.Map(x, y);
        float px = (float)u, py = (float)v;
        for (var i = 0; i < 2; i++)
        {
            float du = _reduction * At(_ground.X, px, py), dv = _reduction * At(_ground.Y, px, py);
            (px, py) = ((float)u - du, (float)v - dv);
        }

        return (px, py);
    }

    private float At(Plane plane, float x, float y) =>
        plane.Sample(((x + 0.5f) / _reduction) - 0.5f, ((y + 0.5f) / _reduction) - 0.5f);

    /// <summary>A box of pixels; the right and the bottom edge lie outside.</summary>
    private readonly record struct Box(int Left, int Top, int Right, int Bottom)
    {
        public static Box Empty { get; } = new(int.MaxValue, int.MaxValue, int.MinValue, int.MinValue);

        public bool IsEmpty => Right <= Left;

        public Box With(int x, int y) =>
            new(Math.Min(Left, x), Math.Min(Top, y), Math.Max(Right, x + 1), Math.Max(Bottom, y + 1));
    }
}
