namespace Throughline.Stage.Stills;

/// <summary>A reduced picture taken apart into sky, backdrop, ground and subjects, with a depth for each.</summary>
internal sealed class DepthScene
{
    /// <summary>Nearness per pixel of the reduced picture.</summary>
    public required float[] Nearness { get; init; }

    /// <summary>What each pixel of the reduced picture is part of.</summary>
    public required SceneLayer[] Layers { get; init; }

    /// <summary>What was seen.</summary>
    public required DepthReport Report { get; init; }

    /// <summary>Puts the cues together.</summary>
    public static DepthScene Of(PatchGraph graph, DepthCues cues)
    {
        if (cues.Room.Trust >= RoomDepth.LeastTrust)
        {
            return RoomDepth.Of(graph, cues);
        }

        var layout = SceneLayout.Of(graph, cues);
        if (layout.Kind == SceneKind.Flat)
        {
            return Flat(graph, layout);
        }

        var layers = layout.Layers;
        var patches = graph.Patches;
        float[] value = new float[patches.Length], trust = new float[patches.Length];
        for (var k = 0; k < patches.Length; k++)
        {
            (value[k], trust[k]) = layers[k] switch
            {
                SceneLayer.Sky => (0, 50f),
                SceneLayer.Ground => (layout.Plane(patches[k].Y), 20f),
                SceneLayer.Subject => (layout.Standing[k], 20f),
                _ =>
                    (layout.Behind(patches[k].X, patches[k].Y) * layout.Clear(patches[k]), (layout.Below(patches[k].Y) ? 0.01f : 0.06f)
                        + (0.3f * layout.Walls)),
            };
        }

        Contacts(graph, layout, value, trust);
        var solved = PatchSolve.Smooth(graph, value, trust, 1, 12, [.. layers.Select(layer => (int)layer)]);
        var plane = graph.Spread(solved);
        var pixelLayers = new SceneLayer[plane.Length];
        for (var i = 0; i < plane.Length; i++)
        {
            var layer = layers[graph.Labels[i]];
            pixelLayers[i] = layer;
            plane[i] = layer == SceneLayer.Ground ? layout.Plane(i / graph.Image.Width) : plane[i];
        }

        LayerSmooth.Apply(graph.Image, plane, pixelLayers);
        return new DepthScene { Nearness = plane, Layers = pixelLayers, Report = layout.Report(graph) };
    }

    // What stands on the ground is as near as the ground at its foot.
    private static void Contacts(PatchGraph graph, SceneLayout layout, float[] value, float[] trust)
    {
        for (var k = 0; k < value.Length; k++)
        {
            if (layout.Layers[k] != SceneLayer.Backdrop)
            {
                continue;
            }

            var touching = 0;
            foreach (var e in graph.BordersOf(k))
            {
                ref readonly var border = ref graph.Borders[e];
                var below = border.From == k ? border.FromAbove : -border.FromAbove;
                touching += layout.Layers[graph.Across(e, k)] == SceneLayer.Ground ? Math.Max(0, below) : 0;
            }

            var foot = Math.Min(1, touching / MathF.Sqrt(graph.Patches[k].Area));
            if (graph.Patches[k].OnBottom > 0 && layout.HasGround)
            {
                foot = 1;
            }

            if (foot > 0)
            {
                var stands = Math.Max(value[k], layout.Plane(graph.Patches[k].Bottom));
                var weight = 0.8f * foot;
                value[k] = ((trust[k] * value[k]) + (weight * stands)) / (trust[k] + weight);
                trust[k] += weight;
            }
        }
    }

    private static DepthScene Flat(PatchGraph graph, SceneLayout layout)
    {
        var image = graph.Image;
        var nearness = new float[graph.Labels.Length];
        for (var i = 0; i < nearness.Length; i++)
        {
            // A surface leaning back a little: enough for a camera move to read as one, and never nonsense.
            nearness[i] = 0.46f + (0.08f * (i / image.Width) / Math.Max(1, image.Height - 1));
        }

        var layers = new SceneLayer[nearness.Length];
        Array.Fill(layers, SceneLayer.Backdrop);
        return new DepthScene { Nearness = nearness, Layers = layers, Report = layout.Report(graph) };
    }
}
