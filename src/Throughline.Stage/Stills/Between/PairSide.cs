namespace Throughline.Stage.Stills;

/// <summary>One picture's part of a pair: its flow, and which of its pixels the other picture shows.</summary>
internal sealed class PairSide
{
    // A pixel is found when the way back ends within this of where it began, in working pixels, or within a share of
    // the way.
    private const float Return = 1.5f;
    private const float ReturnShare = 0.05f;

    // Least likeness (correlation of what is around) of a pixel that counts as found.
    private const float Likeness = 0.5f;

    // Structure weaker than this says nothing.
    private const float Texture = 0.35f;

    // From this difference of structure on a pixel is not what it was taken for.
    private const float Mistaken = 0.7f;

    // Pixels around one of a changed part that say how much it differs.
    private const int Around = 10;

    // A difference of colour, 0 to 255, that weighs as much as one of structure by 1.
    private const float OneStructure = 24;

    private PairSide(FlowField flow, Plane visible, Plane covered, float matched, float overlap)
    {
        Flow = flow;
        Visible = visible;
        Covered = covered;
        Differs = new Plane(visible.Width, visible.Height);
        Matched = matched;
        Overlap = overlap;
    }

    /// <summary>Flow beside the camera's change, working pixels: pixel p is where the map takes p + flow(p).</summary>
    public FlowField Flow { get; }

    /// <summary>1 where the other picture shows the pixel, else 0.</summary>
    public Plane Visible { get; }

    /// <summary>1 where the pixel lies within the other picture's frame, seen or hidden.</summary>
    public Plane Covered { get; }

    /// <summary>How much what is found differs, 0 not to 1 clearly; zeros until <see cref="Complete"/>.</summary>
    public Plane Differs { get; }

    /// <summary>Share of the textured pixels within the other's frame that are found in it.</summary>
    public float Matched { get; }

    /// <summary>Share of the picture within the other's frame.</summary>
    public float Overlap { get; }

    /// <summary>Compares the way there and the way back.</summary>
    public static PairSide Of(FlowStudy there, FlowStudy back, Homography map)
    {
        int width = there.Light.Width, height = there.Light.Height;
        var inverse = map.Inverted();
        Plane visible = new(width, height), covered = new(width, height);
        var likeness = LikenessOf(there);
        back.Flow.X.Spread();
        back.Flow.Y.Spread();
        int within = 0, textured = 0, found = 0;
        for (var y = 0; y < height; y++)
        {
            Span<float> us = there.Flow.X.Row(y), vs = there.Flow.Y.Row(y), to = visible.Row(y), cover = covered.Row(y);
            ReadOnlySpan<float> structure = there.First.Row(y), like = likeness.Row(y);
            for (var x = 0; x < width; x++)
            {
                var (u, v) = map.Map(x + us[x], y + vs[x]);
                if (!(u > -0.5 && v > -0.5 && u < width - 0.5 && v < height - 0.5))
                {
                    continue;
                }

                cover[x] = 1;
                float fu = (float)u, fv = (float)v;
                var (px, py) = inverse.Map(u + back.Flow.X.Sample(fu, fv), v + back.Flow.Y.Sample(fu, fv));
                double ox = px - x, oy = py - y, allowed = Return + (ReturnShare * (Math.Abs(us[x]) + Math.Abs(vs[x])));
                var returns = (ox * ox) + (oy * oy) < allowed * allowed;
                to[x] = returns ? 1 : 0;
                within++;
                if (Math.Abs(structure[x]) > Texture)
                {
                    textured++;
                    found += returns && like[x] > Likeness ? 1 : 0;
                }
            }
        }

        // A pixel alone among others is found, or not found, by chance.
        var around = visible.Blurred(2);
        for (var i = 0; i < visible.Values.Length; i++)
        {
            visible.Values[i] = covered.Values[i] > 0 && around.Values[i] > 0.5f ? 1 : 0;
        }

        var matched = textured < width * height / 500 ? 0 : (float)found / textured;
        return new PairSide(there.Flow, visible, covered, matched, (float)within / (width * height));
    }

    /// <summary>Takes back what was found and yet is something else: it was found by mistake.</summary>
    /// <returns>1 where the other picture should show a pixel and it is not found.</returns>
    public Plane Doubt(FlowView view)
    {
        var unlike = Unlike(view);
        var lost = new Plane(unlike.Width, unlike.Height);
        for (var i = 0; i < unlike.Values.Length; i++)
        {
            Visible.Values[i] = unlike.Values[i] > Mistaken ? 0 : Visible.Values[i];
            lost.Values[i] = Covered.Values[i] * (1 - Visible.Values[i]);
        }

        return lost;
    }

    /// <summary>Lets the flow of what the other picture does not show follow from its surroundings.</summary>
    /// <param name="view">What the flow was found in.</param>
    /// <param name="patches">The picture's patches.</param>
    /// <param name="changed">Where both show something else.</param>
    public void Complete(FlowView view, FlowPatches patches, ChangedParts changed)
    {
        var study = view.Study;
        var where = changed.Where;
        for (var i = 0; i < where.Values.Length; i++)
        {
            Visible.Values[i] *= 1 - where.Values[i];
        }

        patches.Settle(Flow, Visible);
        FlowRefiner.Refine(study.First, study.Second, study.Covered, study.Light, Flow, Visible);
        patches.Settle(Flow, Visible);
        for (var i = 0; i < where.Values.Length; i++)
        {
            Flow.X.Values[i] = where.Values[i] > 0 ? changed.Flow.X.Values[i] : Flow.X.Values[i];
            Flow.Y.Values[i] = where.Values[i] > 0 ? changed.Flow.Y.Values[i] : Flow.Y.Values[i];
        }

        Plane unlike = Unlike(view), around = unlike.Blurred(Around);
        for (var y = 0; y < unlike.Height; y++)
        {
            Span<float> to = Differs.Row(y), from = unlike.Row(y), wide = around.Row(y), part = where.Row(y),
                visible = Visible.Row(y);
            for (var x = 0; x < to.Length; x++)
            {
                // Of a part that changed as a whole, every pixel changes when the others do.
                to[x] = part[x] > 0 ? Smooth.Step(0.1f, 0.4f, wide[x]) : Smooth.Step(0.35f, 0.9f, from[x]);
                visible[x] = MathF.Max(visible[x], part[x]);
            }
        }
    }

    // How much each pixel differs from where it is found: in structure, which bears other light, or in colour, which
    // bears another surrounding, whichever is less.
    private Plane Unlike(FlowView view)
    {
        var off = new Plane(Visible.Width, Visible.Height);
        for (var y = 0; y < off.Height; y++)
        {
            Span<float> to = off.Row(y), us = Flow.X.Row(y), vs = Flow.Y.Row(y), own = view.Study.First.Row(y);
            for (var x = 0; x < to.Length; x++)
            {
                float u = x + us[x], v = y + vs[x];
                to[x] = MathF.Min(
                    MathF.Abs(own[x] - view.Study.Second.Sample(u, v)), view.OffColour(x, y, u, v) / OneStructure);
            }
        }

        return off.Blurred(2);
    }

    // Correlation over squares of eleven pixels.
    private static Plane LikenessOf(FlowStudy study)
    {
        const int Radius = 5;
        int width = study.Light.Width, height = study.Light.Height;
        Plane ab = new(width, height), aa = new(width, height), bb = new(width, height), a = new(width, height),
            b = new(width, height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var at = ab.At(x, y);
                var own = study.First.Values[at];
                var other = study.Second.Sample(x + study.Flow.X.Values[at], y + study.Flow.Y.Values[at]);
                (a.Values[at], b.Values[at]) = (own, other);
                (ab.Values[at], aa.Values[at], bb.Values[at]) = (own * other, own * own, other * other);
            }
        }

        (ab, aa, bb, a, b) = (ab.Blurred(Radius), aa.Blurred(Radius), bb.Blurred(Radius), a.Blurred(Radius),
            b.Blurred(Radius));
        for (var i = 0; i < ab.Values.Length; i++)
        {
            var va = MathF.Max(aa.Values[i] - (a.Values[i] * a.Values[i]), 0) + 0.01f;
            var vb = MathF.Max(bb.Values[i] - (b.Values[i] * b.Values[i]), 0) + 0.01f;
            ab.Values[i] = (ab.Values[i] - (a.Values[i] * b.Values[i])) / MathF.Sqrt(va * vb);
        }

        return ab;
    }
}
