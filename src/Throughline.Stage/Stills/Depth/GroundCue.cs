namespace Throughline.Stage.Stills;

/// <summary>
/// Finds the ground, floor or table: what hangs together with the lower border, below the horizon, without crossing
/// a step of colour or texture.
/// </summary>
internal static class GroundCue
{
    /// <summary>How surely each patch lies on the ground, 0 to 1.</summary>
    /// <param name="graph">The patches.</param>
    /// <param name="sky">True for sky.</param>
    /// <param name="front">True for the subject.</param>
    /// <param name="horizon">Row above which there is no ground.</param>
    /// <param name="reach">How much colour may change on the way from the lower border, in CIELAB units.</param>
    public static float[] Of(PatchGraph graph, bool[] sky, bool[] front, float horizon, float reach)
    {
        var patches = graph.Patches;
        var distance = new float[patches.Length];
        Array.Fill(distance, float.MaxValue);
        var open = new PriorityQueue<int, (float, int)>();
        var strip = graph.Image.Height * 0.94f;
        for (var k = 0; k < patches.Length; k++)
        {
            if (patches[k].Bottom >= strip && !sky[k] && !front[k])
            {
                distance[k] = 0;
                open.Enqueue(k, (0, k));
            }
        }

        while (open.TryDequeue(out var k, out var priority))
        {
            if (priority.Item1 > distance[k])
            {
                continue;
            }

            foreach (var e in graph.BordersOf(k))
            {
                var next = graph.Across(e, k);
                if (sky[next] || front[next] || patches[next].Y < horizon)
                {
                    continue;
                }

                var texture = MathF.Abs(MathF.Log((patches[next].Texture + 3) / (patches[k].Texture + 3)));
                var step = MathF.Max(0, Patch.Colour(patches[k], patches[next]) + (4 * texture) - 3);

                // One clear line is the foot of a wall; many small changes are a rough ground.
                var length = distance[k] + (step * step / (step + 12));
                if (length < distance[next])
                {
                    distance[next] = length;
                    open.Enqueue(next, (length, next));
                }
            }
        }

        return [.. distance.Select(d => d == float.MaxValue ? 0 : MathF.Exp(-(d / reach) * (d / reach)))];
    }
}
