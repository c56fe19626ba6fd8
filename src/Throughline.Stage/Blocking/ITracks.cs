using System.Numerics;

namespace Throughline.Stage.Blocking;

/// <summary>Where actors are as time goes by; known once their parts are worked out.</summary>
internal interface ITracks
{
    /// <summary>Number of actors.</summary>
    int Count { get; }

    /// <summary>Feet of an actor at a time in seconds since the scene began, world, metres.</summary>
    Vector3 FeetAt(int actor, double time);

    /// <summary>
    /// Middle between an actor's eyes as it is posed then, or where one looks at what has none; world, metres.
    /// </summary>
    Vector3 EyesAt(int actor, double time);

    /// <summary>Where it faces, degrees, 0 towards the audience.</summary>
    float HeadingAt(int actor, double time);
}
