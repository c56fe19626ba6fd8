namespace Throughline.Stage.Stills;

/// <summary>
/// Cuts the subject out: saliency, sharpness and place say where to begin; colours learnt from both sides and a
/// minimum cut decide the outline.
/// </summary>
internal static class SubjectCue
{
    private const int Rounds = 3;

    /// <summary>The subject of a picture.</summary>
    /// <param name="Front">True for patches of the subject.</param>
    /// <param name="Trust">0 (no subject) to 1 (stands out clearly).</param>
    /// <param name="Close">Whether it is sharp before a blurred background, so that it is near whatever it stands
    /// on.</param>
    internal readonly record struct Subject(bool[] Front, float Trust, bool Close);

    /// <summary>Looks for a subject before a background.</summary>
    public static Subject Of(
        PatchGraph graph, bool[] sky, FocusCue.Focus focus, int threads, CancellationToken cancellationToken)
    {
        var salient = SaliencyCue.Of(graph, threads, cancellationToken);
        var seed = Seed(graph, salient, focus, sky);
        var apart = Apart(graph);
        var front = PatchCut.Of(graph, [.. seed.Select(s => Cost(1 - s))], [.. seed.Select(Cost)], apart);
        for (var round = 0; round < Rounds && front.Contains(true) && front.Contains(false); round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var likely = Learn(graph, front, threads, cancellationToken);
            float[] yes = new float[front.Length], no = new float[front.Length];
            for (var k = 0; k < front.Length; k++)
            {
                var chance = sky[k] ? 0.001f : (0.58f * seed[k]) + (0.42f * likely[k]);
                yes[k] = Cost(1 - chance);
                no[k] = Cost(chance);
            }

            front = PatchCut.Of(graph, yes, no, apart);
        }

        Tidy(graph, front);
        Skyline(graph, sky, front);
        Floor(graph, front);
        var close = !front.Contains(true) && focus.Spread > 0.2f;
        if (close)
        {
            front = InFocus(graph, sky, focus, apart);
        }

        return new Subject(front, Trust(graph, front, salient, focus), close || focus.Spread > 0.7f);
    }

    // The part in focus alone, where colour told nothing.
    private static bool[] InFocus(PatchGraph graph, bool[] sky, FocusCue.Focus focus, float[] apart)
    {
        var order = focus.Sharp.Order().ToArray();
        float usual = order[order.Length / 2], most = order[(int)(0.98f * (order.Length - 1))];
        var chance = focus.Sharp.Select((sharp, k) => sky[k] ? 0.01f : SkyCue.Ramp(sharp, usual, most + 0.01f))
            .ToArray();
        var front = PatchCut.Of(graph, [.. chance.Select(c => Cost(1 - c))], [.. chance.Select(Cost)], apart);
        Tidy(graph, front);
        Skyline(graph, sky, front);
        return front;
    }

    private static float Cost(float chance) => -MathF.Log(Math.Clamp(chance, 0.01f, 0.99f));

    internal static float[] Seed(PatchGraph graph, float[] salient, FocusCue.Focus focus, bool[] sky)
    {
        var image = graph.Image;
        var order = salient.Order().ToArray();
        float low = order[order.Length / 10], high = order[(int)(0.9f * (order.Length - 1))];
        var focused = focus.Sharp.Where((_, k) => !sky[k]).DefaultIfEmpty(0).Order().ToArray();
        float blurred = focused[(int)(0.4f * (focused.Length - 1))],
            sharpest = focused[(int)(0.95f * (focused.Length - 1))];
        // Before a sky a head may be as high as it likes; in a room the upper part is shelves and walls.
        var open = sky.Contains(true);
        var seed = new float[salient.Length];
        for (var k = 0; k < seed.Length; k++)
        {
            var stands = SkyCue.Ramp(salient[k], low, Math.Max(low + 0.05f, high));
            var sharp = SkyCue.Ramp(focus.Sharp[k], blurred, sharpest + 0.01f);
            var mix = stands + (0.45f * focus.Spread * (sharp - stands));
            float dx = ((graph.Patches[k].X / image.Width) - 0.5f) / 0.36f;
            var dy = ((graph.Patches[k].Y / image.Height) - 0.62f) / (open ? 0.38f : 0.28f);
            var middle = MathF.Exp(-((dx * dx) + (dy * dy)) / 2);
            seed[k] = sky[k] ? 0 : Math.Clamp(mix * (0.25f + (0.85f * middle)), 0, 1);
        }

        return Balance(graph, seed, sky);
    }

    // Moves the valley between the two heaps of values to one half.
    // Source: Otsu 1979, doi:10.1109/TSMC.1979.4310076.
    private static float[] Balance(PatchGraph graph, float[] seed, bool[] sky)
    {
        const int Bins = 64;
        var areas = new double[Bins];
        for (var k = 0; k < seed.Length; k++)
        {
            areas[Math.Min(Bins - 1, (int)(seed[k] * Bins))] += sky[k] ? 0 : graph.Patches[k].Area;
        }

        double all = areas.Sum(), moment = areas.Select((area, bin) => area * bin).Sum(), below = 0, sum = 0, most = 0;
        var valley = 0.5f;
        for (var bin = 0; bin < Bins - 1; bin++)
        {
            below += areas[bin];
            sum += areas[bin] * bin;
            if (below <= 0 || below >= all)
            {
                continue;
            }

            var apart = (sum / below) - ((moment - sum) / (all - below));
            var score = below * (all - below) * apart * apart;
            if (score > most)
            {
                most = score;
                valley = (bin + 1f) / Bins;
            }
        }

        valley = Math.Clamp(valley, 0.22f, 0.5f);
        return [.. seed.Select(s => s < valley ? 0.5f * s / valley : 0.5f + (0.5f * (s - valley) / (1 - valley)))];
    }

    private static float[] Apart(PatchGraph graph)
    {
        var mean = graph.Borders.Length == 0 ? 1 : graph.Borders.Average(
            border => MathF.Pow(Patch.Colour(graph.Patches[border.From], graph.Patches[border.To]), 2));
        var side = MathF.Sqrt(graph.Labels.Length / (float)graph.Patches.Length);
        return [.. graph.Borders.Select(border =>
        {
            var colour = Patch.Colour(graph.Patches[border.From], graph.Patches[border.To]);
            return (0.15f + (0.9f * MathF.Exp(-colour * colour / Math.Max(1, mean)))) * border.Length / side;
        })];
    }

    // Chance of each patch to be of the front by its colour alone, from what is now called front and behind.
    private static float[] Learn(PatchGraph graph, bool[] front, int threads, CancellationToken cancellationToken)
    {
        var patches = graph.Patches;
        var likely = new float[patches.Length];
        var frontArea = Math.Max(1, patches.Where((_, k) => front[k]).Sum(patch => patch.Area));
        var backArea = Math.Max(1, patches.Where((_, k) => !front[k]).Sum(patch => patch.Area));
        Rows.For(
            patches.Length,
            threads,
            k =>
            {
                float yes = 1e-6f, no = 1e-6f;
                for (var j = 0; j < patches.Length; j++)
                {
                    if (j == k)
                    {
                        continue;
                    }

                    var distance = Patch.Unlike(patches[j], patches[k]);
                    if (distance < 24)
                    {
                        // Near patches count more, so that the same colour may be front here and background there.
                        var dx = (patches[j].X - patches[k].X) / graph.Image.Width;
                        var dy = (patches[j].Y - patches[k].Y) / graph.Image.Height;
                        var weight = MathF.Exp(-distance * distance / (2 * 7 * 7)) * patches[j].Area
                            / (1 + (12 * ((dx * dx) + (dy * dy))));
                        yes += front[j] ? weight / frontArea : 0;
                        no += front[j] ? 0 : weight / backArea;
                    }
                }

                likely[k] = yes / (yes + no);
            },
            cancellationToken);
        return likely;
    }

    // Drops specks and fills holes.
    private static void Tidy(PatchGraph graph, bool[] front)
    {
        var pieces = Pieces(graph, front);
        foreach (var piece in pieces)
        {
            var area = piece.Sum(k => graph.Patches[k].Area);
            if (front[piece[0]] && area < 0.006f * graph.Labels.Length)
            {
                piece.ForEach(k => front[k] = false);
            }
            else if (!front[piece[0]] && area < 0.01f * graph.Labels.Length
                && piece.TrueForAll(k => graph.Patches[k].OnFrame + graph.Patches[k].OnBottom == 0))
            {
                piece.ForEach(k => front[k] = true);
            }
        }
    }

    // Under a sky, a piece from side to side with a level top is the land, not a subject.
    private static void Skyline(PatchGraph graph, bool[] sky, bool[] front)
    {
        if (!sky.Contains(true))
        {
            return;
        }

        int width = graph.Image.Width, height = graph.Image.Height;
        var mine = new bool[front.Length];
        foreach (var piece in Pieces(graph, front))
        {
            if (!front[piece[0]])
            {
                continue;
            }

            piece.ForEach(k => mine[k] = true);
            double sum = 0, squares = 0;
            var columns = 0;
            for (var x = 0; x < width; x++)
            {
                for (var y = 0; y < height; y++)
                {
                    if (mine[graph.Labels[(y * width) + x]])
                    {
                        columns++;
                        sum += y;
                        squares += y * (double)y;
                        break;
                    }
                }
            }

            var mean = sum / columns;
            var level = Math.Sqrt(Math.Max(0, (squares / columns) - (mean * mean))) < 0.17 * height;
            if (level && columns > 0.7f * width)
            {
                piece.ForEach(k => front[k] = false);
            }

            piece.ForEach(k => mine[k] = false);
        }
    }

    /// <summary>Takes away from the front what fills the frame from side to side down to its lower border: things stand
    /// on it.</summary>
    internal static void Floor(PatchGraph graph, bool[] front)
    {
        int width = graph.Image.Width, height = graph.Image.Height;
        foreach (var piece in Pieces(graph, front).Where(piece => front[piece[0]]))
        {
            var columns = new bool[width];
            var mine = piece.ToHashSet();
            int top = height, area = 0, onBottom = 0;
            for (var i = 0; i < graph.Labels.Length; i++)
            {
                if (mine.Contains(graph.Labels[i]))
                {
                    columns[i % width] = true;
                    (top, area) = (Math.Min(top, i / width), area + 1);
                    onBottom += i / width == height - 1 ? 1 : 0;
                }
            }

            // Shoulders too reach from side to side at the bottom, and leave room beside the head.
            if (columns.Count(c => c) > 0.85f * width && onBottom > 0.55f * width
                && area > 0.6f * width * (height - top))
            {
                piece.ForEach(k => front[k] = false);
            }
        }
    }

    /// <summary>The connected pieces of equal <paramref name="side"/>, in the order of their first patches.</summary>
    internal static List<List<int>> Pieces(PatchGraph graph, bool[] side)
    {
        var seen = new bool[side.Length];
        var pieces = new List<List<int>>();
        for (var start = 0; start < side.Length; start++)
        {
            if (seen[start])
            {
                continue;
            }

            var piece = new List<int> { start };
            seen[start] = true;
            for (var head = 0; head < piece.Count; head++)
            {
                foreach (var e in graph.BordersOf(piece[head]))
                {
                    var next = graph.Across(e, piece[head]);
                    if (!seen[next] && side[next] == side[start])
                    {
                        seen[next] = true;
                        piece.Add(next);
                    }
                }
            }

            pieces.Add(piece);
        }

        return pieces;
    }

    private static float Trust(PatchGraph graph, bool[] front, float[] salient, FocusCue.Focus focus)
    {
        float inside = 0, outside = 0, sharpIn = 0, sharpOut = 0;
        int area = 0, onFrame = 0, frame = 0;
        for (var k = 0; k < front.Length; k++)
        {
            ref readonly var patch = ref graph.Patches[k];
            frame += patch.OnFrame;
            if (front[k])
            {
                area += patch.Area;
                inside += salient[k] * patch.Area;
                sharpIn += focus.Sharp[k] * patch.Area;
                onFrame += patch.OnFrame;
            }
            else
            {
                outside += salient[k] * patch.Area;
                sharpOut += focus.Sharp[k] * patch.Area;
            }
        }

        var rest = graph.Labels.Length - area;
        if (area == 0 || rest == 0)
        {
            return 0;
        }

        var share = area / (float)graph.Labels.Length;
        var stands = SkyCue.Ramp((inside / area) - (outside / rest), 0.06f, 0.3f);
        var sharp = focus.Spread * SkyCue.Ramp((sharpIn / area) / Math.Max(0.01f, sharpOut / rest), 1.2f, 2.5f);
        var size = SkyCue.Ramp(share, 0.005f, 0.03f) * SkyCue.Ramp(share, 0.9f, 0.7f);
        var enclosed = SkyCue.Ramp(onFrame / (float)Math.Max(1, frame), 0.5f, 0.25f);
        return Math.Max(stands, sharp) * size * (0.4f + (0.6f * enclosed));
    }
}
