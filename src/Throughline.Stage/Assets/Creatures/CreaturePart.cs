using System.Numerics;
using Throughline.Problems;
using Throughline.Yaml;

namespace Throughline.Stage.Assets;

/// <summary>
/// A piece that a creature's file adds to its family's flesh: a line of points with radii on a bone, or an egg. Places
/// and sizes are in the family's own unit (a quadruped's shoulder height, a bird's body length) from the bone's joint.
/// </summary>
internal sealed record CreaturePart
{
    /// <summary>Bone it hangs on.</summary>
    public required string Bone { get; init; }

    /// <summary>Points of its line, each x, y, z and radius; one point is an egg.</summary>
    public required IReadOnlyList<Vector4> Line { get; init; }

    /// <summary>Half sizes of an egg; null for a line.</summary>
    public Vector3? Size { get; init; }

    /// <summary>Turn in degrees about X, Y and Z.</summary>
    public Vector3 Turn { get; init; }

    /// <summary>Name of its material; null melts it into the body.</summary>
    public string? Material { get; init; }

    /// <summary>Whether it comes twice, left and right.</summary>
    public bool Twice { get; init; }

    /// <summary>
    /// Name of the tint, a material whose colour it has while melted into the body; null for the body's.
    /// </summary>
    public string? Tint { get; init; }

    /// <summary>How far that colour spreads over what lies about it, in the family's unit, 0 to 0.5.</summary>
    public float Spread { get; init; }

    /// <summary>Reads a part; null, reported, when it is none.</summary>
    public static CreaturePart? Read(YamlNode node, ProblemList problems)
    {
        if (AssetFields.Of(node, "a part", problems) is not { } fields)
        {
            return null;
        }

        var line = fields.Points("line", 4, 2, 40);
        var part = new CreaturePart
        {
            Bone = fields.Text("on") ?? "head",
            Line = line.Length > 0
                ? [.. line.Select(point => new Vector4(point[0], point[1], point[2], point[3]))]
                : [new(fields.Vector("at", Vector3.Zero), 0)],
            Size = line.Length > 0 ? null : fields.Vector("size", new Vector3(0.1f)),
            Turn = fields.Vector("turn", Vector3.Zero),
            Material = fields.Text("material"),
            Tint = fields.Text("tint"),
            Spread = fields.Number("spread", 0, 0, 0.5f),
            Twice = fields.Flag("twice"),
        };
        fields.End();
        return part;
    }
}
