using System.Numerics;

namespace Throughline.Stage.Stills;

/// <summary>The life of one picture as it goes on in a shot that shows it, perhaps several shots after the one it
/// began in.</summary>
/// <param name="Plan">What moves.</param>
/// <param name="Map">Where the shot's first frame lies in the plan's picture; null when it is that picture.</param>
/// <param name="Camera">Where the shot's camera at rest stands in the picture's world.</param>
/// <param name="Clock">Seconds since the picture at the shot's first frame.</param>
internal sealed record LifePart(LifePlan Plan, LifeMap? Map, LifeCamera Camera, double Clock)
{
    /// <summary>Writes the part.</summary>
    public void Write(BinaryWriter to)
    {
        Plan.Write(to);
        to.Write(Map is not null);
        Map?.Write(to);
        foreach (var value in new[] { Camera.Position.X, Camera.Position.Y, Camera.Position.Z, Camera.Rotation.X,
            Camera.Rotation.Y, Camera.Rotation.Z, Camera.Rotation.W, Camera.Scale })
        {
            to.Write(value);
        }

        to.Write(Clock);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The data is not a part.</exception>
    /// <exception cref="EndOfStreamException">The data ends early.</exception>
    public static LifePart Read(BinaryReader from)
    {
        var plan = LifePlan.Read(from);
        var map = from.ReadBoolean() ? LifeMap.Read(from) : null;
        var position = new Vector3(from.ReadSingle(), from.ReadSingle(), from.ReadSingle());
        var rotation = new Quaternion(from.ReadSingle(), from.ReadSingle(), from.ReadSingle(), from.ReadSingle());
        return new LifePart(plan, map, new LifeCamera(position, rotation, from.ReadSingle()), from.ReadDouble());
    }
}
