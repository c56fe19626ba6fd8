namespace Throughline.Stage.Stills;

/// <summary>A reduced picture taken apart into sky, ground and what stands upon it.</summary>
internal sealed class DepthScene
{
    /// <summary>Nearness per pixel of the reduced picture.</summary>
    public required float[] Nearness { get; init; }

    /// <summary>What was seen.</summary>
    public required DepthReport Report { get; init; }

    /// <summary>Puts the cues together.</summary>
    public static DepthScene Of(PatchGraph graph, bool[] sky, HorizonCue.Horizon horizon)
    {
        var image = graph.Image;
        var nearness = new float[graph.Labels.Length];
        int skyArea = 0, groundArea = 0;
        for (var i = 0; i < nearness.Length; i++)
        {
            if (sky[graph.Labels[i]])
            {
                skyArea++;
                continue;
            }

            var plane = ((i / image.Width) - horizon.Row) / (image.Height - horizon.Row);
            groundArea += plane > 0.1f ? 1 : 0;
            nearness[i] = Math.Clamp(plane, 0.1f, 1);
        }

        var skyShare = skyArea / (double)nearness.Length;
        return new DepthScene
        {
            Nearness = nearness,
            Report = new DepthReport
            {
                Kind = skyShare > 0.03 ? SceneKind.Landscape : SceneKind.Interior,
                HorizonRow = horizon.Row * image.Scale,
                SkyShare = skyShare,
                GroundShare = groundArea / (double)nearness.Length,
                SubjectShare = 0,
                Confidence = horizon.Trust,
            },
        };
    }
}
