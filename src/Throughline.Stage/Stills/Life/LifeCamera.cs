using System.Numerics;
using Throughline.Camera;

namespace Throughline.Stage.Stills;

/// <summary>Where a shot's camera at rest stands in the world of the picture whose life goes on in it.</summary>
/// <param name="Position">In that picture's metres.</param>
/// <param name="Rotation">The shot's axes to that picture's.</param>
/// <param name="Scale">Metres of the shot to a metre of that picture.</param>
internal readonly record struct LifeCamera(Vector3 Position, Quaternion Rotation, float Scale)
{
    /// <summary>The picture's own camera.</summary>
    public static LifeCamera Own { get; } = new(Vector3.Zero, Quaternion.Identity, 1);

    /// <summary>A pose of the shot as a pose in the picture's world.</summary>
    public CameraPose Pose(CameraPose pose) => pose with
    {
        Position = Position + (Vector3.Transform(pose.Position, Rotation) / Scale),
        Rotation = Rotation * pose.Rotation,
    };

    /// <summary>The camera of a shot that starts from <paramref name="pose"/> of this one.</summary>
    public LifeCamera From(CameraPose pose) => this with
    {
        Position = Pose(pose).Position,
        Rotation = Pose(pose).Rotation,
    };
}
