namespace Throughline.Stage.Stills;

/// <summary>
/// What stands out: patches that are unlike the picture's frame and do not hang together with it.
/// Source: boundary connectivity and background-weighted contrast, Zhu et al. 2014, doi:10.1109/CVPR.2014.360.
/// </summary>
internal static class SaliencyCue
{
    private const float GeodesicReach = 10;
    private const float BottomWeight = 0.3f;

    /// <summary>Saliency of each patch, 0 (background) to 1 (subject).</summary>
    public static float[] Of(PatchGraph graph, int threads, CancellationToken cancellationToken)
    {
        var patches = graph.Patches;
        var count = patches.Length;
        float diagonal = MathF.Sqrt(
            (graph.Image.Width * graph.Image.Width) + (graph.Image.Height * graph.Image.Height));
        var lengths = Lengths(graph);
        var frame = new float[count];
        for (var k = 0; k < count; k++)
        {
            // Subjects often stand on the lower edge, so it tells less than the other three.
            frame[k] = Math.Min(1, patches[k].OnFrame)
                + (patches[k].OnFrame == 0 && patches[k].OnBottom > 0 ? BottomWeight : 0);
        }

        var background = new float[count];
        Rows.For(count, threads, k => background[k] = Background(graph, lengths, frame, k), cancellationToken);
        var contrast = new float[count];
        Rows.For(
            count,
            threads,
            k =>
            {
                var sum = 0f;
                for (var j = 0; j < count; j++)
                {
                    float dx = (patches[j].X - patches[k].X) / diagonal, dy = (patches[j].Y - patches[k].Y) / diagonal;
                    var near = MathF.Exp(-((dx * dx) + (dy * dy)) / (2 * 0.25f * 0.25f));
                    sum += Patch.Unlike(patches[j], patches[k]) * near * background[j] * patches[j].Area;
                }

                contrast[k] = sum;
            },
            cancellationToken);
        var most = Math.Max(1e-6f, contrast.Max());
        var trust = new float[count];
        var value = new float[count];
        for (var k = 0; k < count; k++)
        {
            var front = contrast[k] / most;
            trust[k] = background[k] + front;
            value[k] = front / Math.Max(1e-6f, trust[k]);
        }

        return PatchSolve.Smooth(graph, value, trust, 1, 10);
    }

    private static float[] Lengths(PatchGraph graph)
    {
        var lengths = new float[graph.Borders.Length];
        for (var e = 0; e < lengths.Length; e++)
        {
            lengths[e] = Patch.Unlike(graph.Patches[graph.Borders[e].From], graph.Patches[graph.Borders[e].To]);
        }

        // Steps as small as those inside any surface cost nothing; else a large one falls apart by itself.
        var sorted = lengths.Order().ToArray();
        var free = sorted.Length == 0 ? 0 : sorted[sorted.Length / 4];
        return [.. lengths.Select(length => Math.Max(0, length - free))];
    }

    // How surely patch `source` belongs to what the frame cuts off.
    private static float Background(PatchGraph graph, float[] lengths, float[] frame, int source)
    {
        var distance = new float[graph.Patches.Length];
        Array.Fill(distance, float.MaxValue);
        distance[source] = 0;
        var open = new PriorityQueue<int, (float, int)>();
        open.Enqueue(source, (0, source));
        float area = 0, border = 0;
        while (open.TryDequeue(out var k, out var priority))
        {
            if (priority.Item1 > distance[k])
            {
                continue;
            }

            var near = MathF.Exp(-distance[k] * distance[k] / (2 * GeodesicReach * GeodesicReach));
            area += near;
            border += near * frame[k];
            foreach (var e in graph.BordersOf(k))
            {
                var next = graph.Across(e, k);
                var length = distance[k] + lengths[e];
                if (length < distance[next] && length < 3 * GeodesicReach)
                {
                    distance[next] = length;
                    open.Enqueue(next, (length, next));
                }
            }
        }

        var connectivity = border / MathF.Sqrt(area);
        return 1 - MathF.Exp(-connectivity * connectivity / 2);
    }
}
