using System.Runtime.Intrinsics;

namespace Throughline.Stage.Stills;

/// <summary>
/// Looks for what was not found from coarse to fine wherever it may have gone: squares of a small first picture are
/// laid on every place of the second within reach, and count where they are not explained yet, on places that are not
/// either. So a thing that goes farther than it is wide is found by itself where it fills some squares (about 35 pixels
/// of the flow across) and nothing beside it looks the same; a small thrown ball is not found for sure, and then it
/// changes its place half way.
/// Lanes: eight neighbouring places. Space: pixels of the small pictures, a quarter of the flow's.
/// </summary>
internal sealed class FlowSearch
{
    /// <summary>Pixels of the flow to one of the search.</summary>
    public const int Reduction = 4;

    private const int Lanes = 8;
    private const int Radius = 4;
    private const int Step = 3;

    // How far it looks, shares of the width.
    private const float ReachAcross = 0.4f;
    private const float ReachDown = 0.16f;

    // Least shares of a square's middle and of all of it that must be unexplained; what a place costs that is
    // explained already; what one costs that the second picture does not show. Differences of colour are 0 to 255.
    private const float Least = 0.4f;
    private const float LeastAround = 0.15f;
    private const float Taken = 14;
    private const float Beyond = 60;

    // The best place must be this much likelier than staying with the camera.
    private const float Better = 0.75f;

    private readonly Plane[] _first;
    private readonly Plane[] _second;
    private readonly Plane _lost;
    private readonly Plane _toll;

    private FlowSearch(Plane[] first, Plane[] second, Plane lost, Plane toll)
    {
        (_first, _second, _lost, _toll) = (first, second, lost, toll);
    }

    /// <summary>Where squares of the first picture may have gone beside the camera's change.</summary>
    /// <param name="first">The first picture, of the flow's size.</param>
    /// <param name="second">The second picture as the first one's camera sees it.</param>
    /// <param name="visible">1 where the first picture's pixel is found already.</param>
    /// <param name="seenVisible">The same of the second picture, as the first one's camera sees it.</param>
    /// <param name="covered">1 where the second picture reaches.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static List<PointPair> Of(
        ColourPlanes first, ColourPlanes second, Plane visible, Plane seenVisible, Plane covered,
        CancellationToken cancellationToken)
    {
        var lost = Quarter(visible);
        var toll = Quarter(seenVisible);
        var reached = Quarter(covered);
        for (var i = 0; i < lost.Values.Length; i++)
        {
            lost.Values[i] = 1 - lost.Values[i];
            toll.Values[i] = (Taken * toll.Values[i]) + (Beyond * (1 - reached.Values[i]));
        }

        var search = new FlowSearch(
            [.. first.Channels.Select(Quarter)], [.. second.Channels.Select(Quarter)], lost, toll);
        return search.Run(cancellationToken);
    }

    private static Plane Quarter(Plane plane) => plane.Halved().Halved();

    private List<PointPair> Run(CancellationToken cancellationToken)
    {
        int width = _lost.Width, height = _lost.Height;
        int across = (int)(ReachAcross * width), down = (int)(ReachDown * width);
        var found = new List<PointPair>();
        var costs = new float[(((2 * across) / Lanes) + 2) * Lanes];
        var around = _lost.Blurred(Radius);
        for (var y = 0; y < height; y += Step)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var x = 0; x < width; x += Step)
            {
                if (_lost.Row(y)[x] < Least || around.Row(y)[x] < LeastAround)
                {
                    continue;
                }

                var (u, v, cost) = Best(x, y, across, down, costs);
                if (cost < Better * Stay(x, y) && (u != 0 || v != 0))
                {
                    float px = ((x + 0.5f) * Reduction) - 0.5f, py = ((y + 0.5f) * Reduction) - 0.5f;
                    found.Add(new PointPair(px, py, px + (u * Reduction), py + (v * Reduction)));
                }
            }
        }

        return found;
    }

    private float Stay(int x, int y)
    {
        Span<float> one = stackalloc float[Lanes];
        Lay(x, y, 0, 0, one);
        return one[0];
    }

    private (int U, int V, float Cost) Best(int x, int y, int across, int down, float[] costs)
    {
        (int U, int V, float Cost) best = (0, 0, float.MaxValue);
        int left = Math.Max(-across, -x), right = Math.Min(across, _lost.Width - 1 - x);
        for (var v = Math.Max(-down, -y); v <= Math.Min(down, _lost.Height - 1 - y); v++)
        {
            var count = right - left + 1;
            for (var u = 0; u < count; u += Lanes)
            {
                Lay(x, y, left + u, v, costs.AsSpan(u, Lanes));
            }

            for (var u = 0; u < count; u++)
            {
                best = costs[u] < best.Cost ? (left + u, v, costs[u]) : best;
            }
        }

        return best;
    }

    // The cost of eight places side by side: the mean difference of colour of what is unexplained in the square.
    private void Lay(int x, int y, int u, int v, Span<float> costs)
    {
        Vector256<float> sum = Vector256<float>.Zero;
        float all = 1e-3f;
        var weights = _lost.Values;
        for (var r = Math.Max(-Radius, -y); r <= Math.Min(Radius, _lost.Height - 1 - y); r++)
        {
            for (var c = Math.Max(-Radius, -x); c <= Math.Min(Radius, _lost.Width - 1 - x); c++)
            {
                var at = _lost.At(x + c, y + r);
                var weight = weights[at];
                if (weight == 0)
                {
                    continue;
                }

                // Rows beyond the picture lie in its margin; the square may hang over.
                var to = _lost.At(Math.Min(x + c + u, _lost.Width + Plane.Margin - Lanes), y + r + v);
                var off = Vector256.LoadUnsafe(ref _toll.Values[to]);
                for (var k = 0; k < 3; k++)
                {
                    var own = Vector256.Create(_first[k].Values[at]);
                    off += Vector256.Abs(Vector256.LoadUnsafe(ref _second[k].Values[to]) - own);
                }

                sum += off * weight;
                all += weight;
            }
        }

        (sum / all).CopyTo(costs);
    }
}
