using System.Numerics;
using Throughline.Stage.Assets;
using Throughline.Stage.Assets.Modelling;
using Throughline.Stage.Rendering;

namespace Throughline.Stage.Motion;

/// <summary>
/// What runs from a pot in one hand into a cup in the other: a thin stream, for as long as the pot is tilted.
/// </summary>
internal static class Pouring
{
    /// <summary>How far below the spout the cup is held, metres.</summary>
    public const float Fall = 0.13f;

    private const int Pieces = 4;
    private const float Thick = 0.006f;

    // A pot that leans less than this keeps what is in it.
    private const float Level = 0.9f;

    private static readonly Lazy<Mesh> _piece = new(() => FormMesh.Of(Solids.Lathe([new(1, 0), new(1, 1)], 6), false));

    private static readonly Material[] _tea = [
        new() { Kind = MaterialKind.Gloss, Colour = new(0.20f, 0.055f, 0.012f), Roughness = 0.12f }
    ];

    /// <summary>
    /// Where the spout and the middle of the bowl are, from the grip of each; null when the hands hold nothing to pour
    /// from or into.
    /// </summary>
    public static (Vector3 Spout, Vector3 Bowl)? Of(IReadOnlyList<Model> held) =>
        held.Count == 2
            && held[0].Anchors.TryGetValue("spout", out var spout) && held[1].Anchors.TryGetValue("bowl", out var bowl)
            ? (spout - held[0].Grip, bowl - held[1].Grip)
            : null;

    /// <summary>Adds the stream, if the pot is tilted and the cup is below its spout.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="held">What the hands hold.</param>
    /// <param name="pot">From the pot's grip to the world.</param>
    /// <param name="cup">From the cup's grip to the world.</param>
    /// <param name="subject">Number of the one who pours.</param>
    public static void Add(SceneFrame frame, IReadOnlyList<Model> held, in Matrix4x4 pot, in Matrix4x4 cup, int subject)
    {
        if (Of(held) is not var (spout, bowl) || Vector3.TransformNormal(Vector3.UnitY, pot).Y > Level)
        {
            return;
        }

        var (from, to) = (Vector3.Transform(spout, pot), Vector3.Transform(bowl, cup));
        if (to.Y > from.Y - 0.02f)
        {
            return;
        }

        // It leaves the spout sideways and falls ever faster: a parabola.
        var last = from;
        for (var i = 1; i <= Pieces; i++)
        {
            var share = i / (float)Pieces;
            var next = new Vector3(
                from.X + ((to.X - from.X) * share), from.Y + ((to.Y - from.Y) * share * share),
                from.Z + ((to.Z - from.Z) * share));
            var place = Between(last, next, Thick * (1 - (0.3f * share)));
            frame.Instances.Add(
                new Instance
                {
                    Mesh = _piece.Value,
                    Materials = _tea,
                    Place = place,
                    PlaceBefore = place,
                    Subject = subject,
                });
            last = next;
        }
    }

    // From a rod of unit length and radius on the origin, standing, to one from a place to another.
    private static Matrix4x4 Between(Vector3 from, Vector3 to, float radius)
    {
        var up = to - from;
        var side = Vector3.Normalize(
            Vector3.Cross(up, MathF.Abs(up.Y) > MathF.Abs(up.X) ? Vector3.UnitX : Vector3.UnitY));
        var ahead = Vector3.Normalize(Vector3.Cross(side, up));
        (side, ahead) = (side * radius, ahead * radius);
        return new(
            side.X, side.Y, side.Z, 0, up.X, up.Y, up.Z, 0, ahead.X, ahead.Y, ahead.Z, 0, from.X, from.Y, from.Z, 1);
    }
}
