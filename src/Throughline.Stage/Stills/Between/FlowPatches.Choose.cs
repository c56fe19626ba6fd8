namespace Throughline.Stage.Stills;

/// <summary>
/// Patches that were not found choose their flow: among what squares of them were seen to do (<see cref="FlowSearch"/>)
/// and what the patches around them do, so that what likens most is weighed against going together.
/// Source: the labelling of Li, Min, Brown, Do and Lu 2015, doi:10.1109/ICCV.2015.455, by iterated conditional modes.
/// </summary>
internal sealed partial class FlowPatches
{
    private const int Sweeps = 6;

    // Squares found within this many pixels of a patch are tried for it, each within so many pixels of where it was
    // found.
    private const float Near = 22;
    private const int Exact = 2;

    // Differences above this say no more; a structure's difference of 1 counts as so many of colour.
    private const float Cap = 40;
    private const float OfStructure = 10;

    // Below this mean difference a patch that was found stays what it is.
    private const float Settled = 7;

    // The least pixels of what goes another way, and the mean difference up to which it is found again.
    private const float Smallest = 250;
    private const float Believed = 15;

    // What a pixel of border costs between flows that are far apart, pixels from which on they are, and the spread of
    // colours in CIELAB across which flows go together.
    private const float ABorder = 30;
    private const float FarApart = 5;
    private const float Together = 14;

    /// <summary>Changes the flow of patches that chose another, in place; margins are filled.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="visible">1 where the flow is sure.</param>
    /// <param name="view">What the flow is judged by.</param>
    /// <param name="found">Where squares may have gone.</param>
    public void Choose(FlowField flow, Plane visible, FlowView view, List<PointPair> found)
    {
        var count = _pixels.Length;
        Tilt[] chosen = new Tilt[count], own = new Tilt[count];
        var costs = new float[count];
        var isOpen = new bool[count];
        var tried = new List<Tilt>[count];
        for (var k = 0; k < count; k++)
        {
            chosen[k] = own[k] = OwnOf(k, flow, visible);
            costs[k] = Cost(k, view, flow);
            isOpen[k] = !own[k].IsKnown || costs[k] > Settled;
            tried[k] = isOpen[k] ? Tried(k, view, found) : [];
        }

        var isChanged = new bool[count];
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            for (var i = 0; i < count; i++)
            {
                var k = sweep % 2 == 0 ? i : count - 1 - i;
                if (!isOpen[k])
                {
                    continue;
                }

                var least = (costs[k] * _graph.Patches[k].Area) + Apartness(k, chosen[k], chosen);
                Try(own[k]);
                foreach (var tilt in tried[k])
                {
                    Try(tilt);
                }

                foreach (var border in _graph.BordersOf(k))
                {
                    Try(chosen[_graph.Across(border, k)]);
                }

                void Try(in Tilt tilt)
                {
                    var apart = Apartness(k, tilt, chosen);
                    if (apart >= least)
                    {
                        return;
                    }

                    var cost = Cost(k, view, tilt, (least - apart) / _graph.Patches[k].Area);
                    var energy = (cost * _graph.Patches[k].Area) + apart;
                    if (energy < least - 1)
                    {
                        (least, chosen[k], costs[k], isChanged[k]) = (energy, tilt, cost, true);
                    }
                }
            }
        }

        KeepWhole(chosen, costs, isChanged);
        for (var k = 0; k < count; k++)
        {
            if (!isChanged[k])
            {
                continue;
            }

            foreach (var i in _pixels[k])
            {
                var at = At(visible, i);
                (flow.X.Values[at], flow.Y.Values[at]) = chosen[k].At(i % visible.Width, i / visible.Width);
            }
        }

        flow.X.Spread();
        flow.Y.Spread();
    }

    // What goes another way goes as a whole and is found again: what is small or unlike has changed, not gone.
    private void KeepWhole(Tilt[] chosen, float[] costs, bool[] isChanged)
    {
        var isSeen = new bool[chosen.Length];
        var group = new List<int>();
        for (var k = 0; k < chosen.Length; k++)
        {
            if (!isChanged[k] || isSeen[k])
            {
                continue;
            }

            group.Clear();
            group.Add(k);
            isSeen[k] = true;
            float cost = 0, area = 0;
            for (var i = 0; i < group.Count; i++)
            {
                var own = _graph.Patches[group[i]];
                cost += own.Area * costs[group[i]];
                area += own.Area;
                foreach (var border in _graph.BordersOf(group[i]))
                {
                    var other = _graph.Across(border, group[i]);
                    var ((u, v), (s, t)) = (chosen[group[i]].At(own.X, own.Y), chosen[other].At(own.X, own.Y));
                    if (isChanged[other] && !isSeen[other] && MathF.Abs(u - s) + MathF.Abs(v - t) < FarApart)
                    {
                        isSeen[other] = true;
                        group.Add(other);
                    }
                }
            }

            if (area < Smallest || cost > Believed * area)
            {
                group.ForEach(patch => isChanged[patch] = false);
            }
        }
    }

    private Tilt OwnOf(int patch, FlowField flow, Plane visible)
    {
        var fitted = Fit(patch, flow, visible);
        if (fitted.IsKnown)
        {
            return fitted;
        }

        var own = _graph.Patches[patch];
        return new Tilt
        {
            X = own.X,
            Y = own.Y,
            U = Middle(Array.ConvertAll(_pixels[patch], i => flow.X.Values[At(visible, i)])),
            V = Middle(Array.ConvertAll(_pixels[patch], i => flow.Y.Values[At(visible, i)])),
        };
    }

    // Staying with the camera, and each square found nearby, moved to where the patch itself is most like.
    private List<Tilt> Tried(int patch, FlowView view, List<PointPair> found)
    {
        var own = _graph.Patches[patch];
        var tried = new List<Tilt> { new() { X = own.X, Y = own.Y } };
        foreach (var pair in found)
        {
            if (Math.Abs(pair.X - own.X) > Near || Math.Abs(pair.Y - own.Y) > Near)
            {
                continue;
            }

            float u = (float)(pair.U - pair.X), v = (float)(pair.V - pair.Y);
            if (tried.Exists(t => Math.Abs(t.U - u) + Math.Abs(t.V - v) < 2))
            {
                continue;
            }

            var best = (Tilt: default(Tilt), Cost: float.MaxValue);
            for (var dy = -Exact; dy <= Exact; dy++)
            {
                for (var dx = -Exact; dx <= Exact; dx++)
                {
                    var tilt = new Tilt { X = own.X, Y = own.Y, U = u + dx, V = v + dy };
                    var cost = Cost(patch, view, tilt, best.Cost);
                    best = cost < best.Cost ? (tilt, cost) : best;
                }
            }

            tried.Add(best.Tilt);
        }

        return tried;
    }

    // The mean difference of a patch from where a flow takes it; above a bound it says no more than that.
    private float Cost(int patch, FlowView view, in Tilt tilt, float bound)
    {
        float sum = 0;
        var pixels = _pixels[patch];
        var enough = bound * pixels.Length / 2;
        for (var n = 0; n < pixels.Length && sum <= enough; n += 2)
        {
            int x = pixels[n] % view.Width, y = pixels[n] / view.Width;
            var (u, v) = tilt.At(x, y);
            sum += view.Off(x, y, x + u, y + v, OfStructure, Cap);
        }

        return 2 * sum / pixels.Length;
    }

    private float Cost(int patch, FlowView view, FlowField flow)
    {
        float sum = 0;
        var pixels = _pixels[patch];
        for (var n = 0; n < pixels.Length; n += 2)
        {
            int x = pixels[n] % view.Width, y = pixels[n] / view.Width, at = flow.X.At(x, y);
            sum += view.Off(x, y, x + flow.X.Values[at], y + flow.Y.Values[at], OfStructure, Cap);
        }

        return 2 * sum / pixels.Length;
    }

    // What a patch pays for going another way than the patches around it that are like it.
    private float Apartness(int patch, in Tilt tilt, Tilt[] chosen)
    {
        float sum = 0;
        foreach (var border in _graph.BordersOf(patch))
        {
            var other = _graph.Across(border, patch);
            Patch a = _graph.Patches[patch], b = _graph.Patches[other];
            float x = (a.X + b.X) / 2, y = (a.Y + b.Y) / 2;
            var (u, v) = tilt.At(x, y);
            var (s, t) = chosen[other].At(x, y);
            var apart = MathF.Min(MathF.Abs(u - s) + MathF.Abs(v - t), FarApart) / FarApart;
            sum += ABorder * _graph.Borders[border].Length * apart * MathF.Exp(-Patch.Colour(a, b) / Together);
        }

        return sum;
    }
}
