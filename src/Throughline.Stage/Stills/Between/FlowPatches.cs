using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>
/// The flow of a picture's patches, each a plane of its own: what does not go with its patch is brought back to it, and
/// patches that the other picture does not show go with the patch that is most like them on the way there. So what
/// comes into view or goes out of it is whole pieces with the picture's own outlines.
/// Source: Zitnick et al. 2004, doi:10.1145/1015706.1015766, segments instead of pixels.
/// </summary>
internal sealed partial class FlowPatches
{
    // Pixels to a patch.
    private const int Area = 150;

    // A patch is known from this share of found pixels on; its plane holds for all of it when this share follows it.
    private const float Known = 0.5f;
    private const float Follows = 0.6f;

    // Pixels by which a pixel's flow may leave its patch's plane, and the steepest plane that is believed.
    private const float Apart = 1.5f;
    private const float Steepest = 0.4f;

    // What a step from patch to patch costs beside the colours' distance.
    private const float AStep = 2;

    private readonly PatchGraph _graph;
    private readonly int[][] _pixels;

    private FlowPatches(PatchGraph graph)
    {
        _graph = graph;
        _pixels = [.. Enumerable.Range(0, graph.Labels.Length).GroupBy(i => graph.Labels[i]).OrderBy(g => g.Key)
            .Select(g => g.ToArray())];
    }

    /// <summary>The patches of a picture of the flow's size.</summary>
    public static FlowPatches Of(Picture colours, CancellationToken cancellationToken)
    {
        var image = WorkImage.From(colours, Math.Max(colours.Width, colours.Height), 1, cancellationToken);
        return new FlowPatches(PatchGraph.Of(image, Math.Max(4, colours.Width * colours.Height / Area), 1,
            cancellationToken));
    }

    /// <summary>Settles a flow in place; its margins are filled.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="visible">1 where the flow is sure.</param>
    public void Settle(FlowField flow, Plane visible)
    {
        var planes = new Tilt[_pixels.Length];
        for (var k = 0; k < planes.Length; k++)
        {
            planes[k] = Fit(k, flow, visible);
        }

        Lend(planes);
        for (var k = 0; k < planes.Length; k++)
        {
            var plane = planes[k];
            foreach (var i in _pixels[k])
            {
                int x = i % visible.Width, y = i / visible.Width, at = visible.At(x, y);
                var (u, v) = plane.At(x, y);
                var off = MathF.Abs(flow.X.Values[at] - u) + MathF.Abs(flow.Y.Values[at] - v);
                if (visible.Values[at] == 0 || (off > Apart && plane.Holds))
                {
                    (flow.X.Values[at], flow.Y.Values[at]) = (u, v);
                }
            }
        }

        flow.X.Spread();
        flow.Y.Spread();
    }

    // The plane through a patch's sure flow, by weights that leave out what does not lie on it.
    private Tilt Fit(int patch, FlowField flow, Plane visible)
    {
        const int Rounds = 6;
        var found = Array.FindAll(_pixels[patch], i => visible.Values[At(visible, i)] > 0);
        if (found.Length < Math.Max(8, Known * _pixels[patch].Length))
        {
            return default;
        }

        var own = _graph.Patches[patch];
        var us = Array.ConvertAll(found, i => flow.X.Values[At(visible, i)]);
        var vs = Array.ConvertAll(found, i => flow.Y.Values[At(visible, i)]);
        var tilt = new Tilt { X = own.X, Y = own.Y, U = Middle(us), V = Middle(vs), IsKnown = true };
        var follow = 0;
        for (var round = 0; round < Rounds; round++)
        {
            double n = 0, sx = 0, sy = 0, sxx = 0, sxy = 0, syy = 0, su = 0, sv = 0, sxu = 0, syu = 0, sxv = 0, syv = 0;
            follow = 0;
            for (var j = 0; j < found.Length; j++)
            {
                double x = (found[j] % visible.Width) - own.X, y = (found[j] / visible.Width) - own.Y;
                var (u, v) = tilt.At(found[j] % visible.Width, found[j] / visible.Width);
                var off = MathF.Abs(us[j] - u) + MathF.Abs(vs[j] - v);
                follow += off < Apart ? 1 : 0;
                var w = 1 / (1 + (off * off));
                (n, sx, sy, sxx) = (n + w, sx + (w * x), sy + (w * y), sxx + (w * x * x));
                (sxy, syy, su, sv) = (sxy + (w * x * y), syy + (w * y * y), su + (w * us[j]), sv + (w * vs[j]));
                (sxu, syu) = (sxu + (w * x * us[j]), syu + (w * y * us[j]));
                (sxv, syv) = (sxv + (w * x * vs[j]), syv + (w * y * vs[j]));
            }

            double mx = sx / n, my = sy / n, mu = su / n, mv = sv / n;
            double xx = (sxx / n) - (mx * mx) + 1, xy = (sxy / n) - (mx * my), yy = (syy / n) - (my * my) + 1;
            double xu = (sxu / n) - (mx * mu), yu = (syu / n) - (my * mu), xv = (sxv / n) - (mx * mv),
                yv = (syv / n) - (my * mv), share = 1 / ((xx * yy) - (xy * xy));
            tilt.Ux = Bound(((yy * xu) - (xy * yu)) * share);
            tilt.Uy = Bound(((xx * yu) - (xy * xu)) * share);
            tilt.Vx = Bound(((yy * xv) - (xy * yv)) * share);
            tilt.Vy = Bound(((xx * yv) - (xy * xv)) * share);
            tilt.U = (float)(mu - (tilt.Ux * mx) - (tilt.Uy * my));
            tilt.V = (float)(mv - (tilt.Vx * mx) - (tilt.Vy * my));
        }

        tilt.Holds = follow > Follows * found.Length;
        return tilt;

        static float Bound(double slope) => (float)Math.Clamp(slope, -Steepest, Steepest);
    }

    // Each patch that is not known takes the plane of the known one that it is reached from at the least cost.
    private void Lend(Tilt[] planes)
    {
        var cost = new float[planes.Length];
        var open = new PriorityQueue<int, (float, int)>();
        for (var k = 0; k < planes.Length; k++)
        {
            cost[k] = planes[k].IsKnown ? 0 : float.MaxValue;
            if (planes[k].IsKnown)
            {
                open.Enqueue(k, (0, k));
            }
        }

        while (open.TryDequeue(out var k, out var at))
        {
            if (at.Item1 > cost[k])
            {
                continue;
            }

            foreach (var border in _graph.BordersOf(k))
            {
                var next = _graph.Across(border, k);
                var reached = cost[k] + AStep + Patch.Colour(_graph.Patches[k], _graph.Patches[next]);
                if (reached < cost[next])
                {
                    cost[next] = reached;
                    planes[next] = planes[k];
                    open.Enqueue(next, (reached, next));
                }
            }
        }
    }

    private static int At(Plane plane, int pixel) => plane.At(pixel % plane.Width, pixel / plane.Width);

    private static float Middle(float[] values)
    {
        var sorted = (float[])values.Clone();
        Array.Sort(sorted);
        return sorted[sorted.Length / 2];
    }

    /// <summary>A flow that is linear in the place.</summary>
    private struct Tilt
    {
        public float X;
        public float Y;
        public float U;
        public float V;
        public float Ux;
        public float Uy;
        public float Vx;
        public float Vy;

        // Whether it was found here, and whether most of the patch follows it.
        public bool IsKnown;
        public bool Holds;

        public readonly (float U, float V) At(float x, float y) =>
            (U + (Ux * (x - X)) + (Uy * (y - Y)), V + (Vx * (x - X)) + (Vy * (y - Y)));
    }
}
