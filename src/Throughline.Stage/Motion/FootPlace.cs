using System.Numerics;

namespace Throughline.Stage.Motion;

/// <summary>Where a foot is meant to be.</summary>
internal struct FootPlace
{
    /// <summary>Its ball, world, metres.</summary>
    public Vector3 Ball;

    /// <summary>Degrees its heel is raised over the ball.</summary>
    public float Pitch;

    /// <summary>Where it points, degrees.</summary>
    public float Heading;

    /// <summary>Whether it bears weight.</summary>
    public bool Stands;
}
