using System.Numerics;
using Throughline.Stage.Assets;
using Throughline.Stage.Rendering;

namespace Throughline.Stage.Worlds;

/// <summary>What an open mouth blows: a jet of puffs that grow on their way, and the light they give.</summary>
internal static class Breath
{
    private const int Puffs = 8;
    private static readonly Vector3 _light = new(9, 4.2f, 1.2f);

    /// <summary>Adds the jet to a frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="kind">The kind of the air: <c>fire</c>.</param>
    /// <param name="stance">Who blows; nothing comes out of a shut mouth.</param>
    /// <param name="carrier">From where the stance is to the world.</param>
    /// <param name="size">Length of the one who blows, metres: the jet is half as long.</param>
    /// <param name="number">Decides the puffs.</param>
    /// <param name="context">What surrounds it.</param>
    public static void Add(
        SceneFrame frame, string kind, Stance stance, in Matrix4x4 carrier, float size, int number,
        FigureContext context)
    {
        var open = stance.Face[(int)FaceChannel.Open];
        if (open < 0.3f)
        {
            return;
        }

        var mouth = Vector3.Transform(stance.RightGrip.Translation, carrier);
        var ahead = Vector3.TransformNormal(stance.Gaze, carrier);
        var reach = 0.5f * size * Math.Min(open, 1);
        for (var i = 0; i < Puffs; i++)
        {
            var share = (i + 0.4f) / Puffs;
            context.Air.Emit(
                frame, kind, mouth + (ahead * (reach * share)) - new Vector3(0, 0.1f * reach * share, 0),
                size * (0.03f + (0.11f * share)), number + i);
        }

        frame.Lamps.Add(new Lamp(mouth + (ahead * (0.5f * reach)), _light * open, 1.6f * size));
    }
}
