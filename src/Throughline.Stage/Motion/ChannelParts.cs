namespace Throughline.Stage.Motion;

/// <summary>Which part of a body a channel moves.</summary>
internal static class ChannelParts
{
    private static readonly string[] _arms = [
        "shoulder", "upperArm", "foreArm", "hand", "finger", "thumb", "tilt", "wing1", "wing2", "wing3", "fin"
    ];
    private static readonly string[] _torso = ["spine", "chest", "belly", "rump", "abdomen"];
    private static readonly string[] _mouth = [
        "jaw", "smile", "open", "round", "brow", "browL", "browR", "brows", "worry"
    ];

    /// <summary>The part; what is no arm, torso, mouth or leg goes with the head.</summary>
    /// <param name="channel">A name of <see cref="ChannelNames"/>.</param>
    public static BodyParts Of(string channel)
    {
        if (Array.IndexOf(_mouth, channel) >= 0)
        {
            return BodyParts.Mouth;
        }

        if (Array.IndexOf(_torso, channel) >= 0)
        {
            return BodyParts.Torso;
        }

        foreach (var arm in _arms)
        {
            if (channel.StartsWith(arm, StringComparison.Ordinal) && channel.Length <= arm.Length + 1)
            {
                return channel[arm.Length..] switch { "L" => BodyParts.LeftArm, "R" => BodyParts.RightArm, _ => BodyParts.Arms };
            }
        }

        var leg = channel is "root" or "offset" || channel.StartsWith("step", StringComparison.Ordinal)
            || channel.StartsWith("free", StringComparison.Ordinal)
            || channel.StartsWith("thigh", StringComparison.Ordinal)
                || channel.StartsWith("shin", StringComparison.Ordinal)
                || channel.StartsWith("foot", StringComparison.Ordinal)
            || channel.StartsWith("toes", StringComparison.Ordinal)
                || channel.StartsWith("front", StringComparison.Ordinal)
                || channel.StartsWith("hind", StringComparison.Ordinal)
            || channel.StartsWith("tail", StringComparison.Ordinal);
        return leg ? BodyParts.Legs : BodyParts.Head;
    }
}
