using System.Numerics;

namespace Throughline.Stage.Motion;

/// <summary>Memory for working out one pose; it lives with a <see cref="Assets.Stance"/>.</summary>
internal sealed class PoseScratch(int bones, int channels, int legs)
{
    /// <summary>The pose's numbers.</summary>
    public float[] Channels { get; } = new float[channels];

    /// <summary>The feet.</summary>
    public FootPlace[] Feet { get; } = new FootPlace[legs];

    /// <summary>How each bone is turned, limbs hanging, in the creature's space.</summary>
    public Quaternion[] Turns { get; } = new Quaternion[bones];

    /// <summary>Each bone's joint in the creature's space, metres.</summary>
    public Vector3[] Joints { get; } = new Vector3[bones];

    /// <summary>What springs add to each bone's turn.</summary>
    public Quaternion[] Springs { get; } = new Quaternion[bones];

    /// <summary>Where it is.</summary>
    public Vector3 Place;

    /// <summary>Where it faces, degrees.</summary>
    public float Heading;

    /// <summary>How it banks in a curve, degrees.</summary>
    public float Bank;
}
