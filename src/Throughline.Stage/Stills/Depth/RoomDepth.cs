namespace Throughline.Stage.Stills;

/// <summary>
/// The depth of a room whose box was found: its faces, and people who are known to be in it as near as the floor at
/// their feet.
/// </summary>
internal static class RoomDepth
{
    /// <summary>From this trust on a picture is taken for a room's.</summary>
    public const float LeastTrust = 0.5f;

    // What is nearer than all but a fiftieth of the room is as near as that.
    private const float Nearest = 0.98f;

    /// <summary>Puts the cues of a room together.</summary>
    public static DepthScene Of(PatchGraph graph, DepthCues cues)
    {
        var image = graph.Image;
        var box = cues.Room.Box;
        int w = image.Width, h = image.Height;
        var feet = cues.IsKnown ? Feet(graph, cues.Subject.Front) : new float[graph.Patches.Length];
        var near = new float[w * h];
        var layers = new SceneLayer[near.Length];
        for (var i = 0; i < near.Length; i++)
        {
            int x = i % w, y = i / w;
            (near[i], layers[i]) = (box.At(x, y), y > box.Foot(x) ? SceneLayer.Ground : SceneLayer.Backdrop);
        }

        var sorted = near.Order().ToArray();
        var scale = 1 / MathF.Max(h - 1 - box.Horizon, sorted[(int)(Nearest * (sorted.Length - 1))]);
        for (var i = 0; i < near.Length; i++)
        {
            var stands = feet[graph.Labels[i]] - box.Horizon;
            (near[i], layers[i]) = stands > near[i] ? (stands, SceneLayer.Subject) : (near[i], layers[i]);
            near[i] = Math.Clamp(near[i] * scale, 0.06f, 1);
        }

        return new DepthScene { Nearness = near, Layers = layers, Report = Report(graph, cues, layers) };
    }

    // The row in which each patch's person stands; 0 for what is part of the room.
    private static float[] Feet(PatchGraph graph, bool[] people)
    {
        var feet = new float[people.Length];
        foreach (var piece in SubjectCue.Pieces(graph, people).Where(piece => people[piece[0]]))
        {
            var foot = piece.Max(k => graph.Patches[k].Bottom);
            piece.ForEach(k => feet[k] = foot);
        }

        return feet;
    }

    private static DepthReport Report(PatchGraph graph, DepthCues cues, SceneLayer[] layers) => new()
    {
        Kind = SceneKind.Interior,
        HorizonRow = (cues.Room.Box.Horizon + 0.5) * graph.Image.Scale,
        SkyShare = 0,
        GroundShare = layers.Count(layer => layer == SceneLayer.Ground) / (double)layers.Length,
        SubjectShare = layers.Count(layer => layer == SceneLayer.Subject) / (double)layers.Length,
        SubjectTrust = cues.Subject.Trust,
        Confidence = 0.4 + (0.5 * cues.Room.Trust),
    };
}
