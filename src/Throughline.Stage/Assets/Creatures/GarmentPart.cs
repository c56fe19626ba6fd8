using System.Numerics;
using Throughline.Problems;
using Throughline.Yaml;

namespace Throughline.Stage.Assets;

/// <summary>
/// A single piece of a garment, hung on a bone: a ball, an egg, a box or a drawn-out ball. Places and sizes are in half
/// heads from the bone's joint, for the head from its middle; the mirrored twin comes by itself when asked.
/// </summary>
internal sealed record GarmentPart
{
    /// <summary>Bone it hangs on.</summary>
    public required string Bone { get; init; }

    /// <summary>Middle or first end.</summary>
    public required Vector3 At { get; init; }

    /// <summary>Second end of a drawn-out ball; null for one in one place.</summary>
    public Vector3? To { get; init; }

    /// <summary>Half sizes of an egg or box, or both radii of a drawn-out ball.</summary>
    public required Vector3 Size { get; init; }

    /// <summary>Radius of a box's edges; null for what is no box.</summary>
    public float? Edge { get; init; }

    /// <summary>Turn in degrees about X, Y and Z.</summary>
    public Vector3 Turn { get; init; }

    /// <summary>Whether it is of the trim.</summary>
    public bool Trim { get; init; }

    /// <summary>Whether it comes twice, left and right.</summary>
    public bool Twice { get; init; }

    /// <summary>
    /// Whether its places lie on the front of the trunk, however stout: Z is then the distance before it.
    /// </summary>
    public bool Flush { get; init; }

    /// <summary>Reads a part; null, reported, when it is none.</summary>
    public static GarmentPart? Read(YamlNode node, ProblemList problems)
    {
        if (AssetFields.Of(node, "a part", problems) is not { } fields)
        {
            return null;
        }

        var part = new GarmentPart
        {
            Bone = fields.Text("on") ?? "head",
            At = fields.Vector("at", Vector3.Zero),
            To = fields.Has("to") ? fields.Vector("to", Vector3.Zero) : null,
            Size = fields.Vector("size", new Vector3(0.2f)),
            Edge = fields.Has("edge") ? fields.Number("edge", 0.05f, 0.005f, 2) : null,
            Turn = fields.Vector("turn", Vector3.Zero),
            Trim = fields.Flag("trim"),
            Twice = fields.Flag("twice"),
            Flush = fields.Flag("flush"),
        };
        if (part.Size.X <= 0 || part.Size.Y <= 0 || part.Size.Z <= 0)
        {
            fields.Error("size", "a size is greater than 0");
            return null;
        }

        fields.End();
        return part;
    }
}
