namespace Throughline.Stage.Motion;

/// <summary>The channels that life itself moves, -1 where a body lacks them.</summary>
internal sealed class IdleSlots(ChannelMap map)
{
    /// <summary>Chest, for breath.</summary>
    public int Chest { get; } = map.Find("chest");

    /// <summary>Spine.</summary>
    public int Spine { get; } = map.Find("spine");

    /// <summary>Neck, or the first bone of it.</summary>
    public int Neck { get; } = Math.Max(map.Find("neck"), map.Find("neck1"));

    /// <summary>Head.</summary>
    public int Head { get; } = map.Find("head");

    /// <summary>What a four-legged back bends with.</summary>
    public int[] Back { get; } = [.. new[] { "rump", "belly" }.Select(map.Find).Where(slot => slot >= 0)];

    /// <summary>The root.</summary>
    public int Root { get; } = map.Find("root");

    /// <summary>Shoulders.</summary>
    public int[] Shoulders { get; } = Both(map, "shoulder");

    /// <summary>Upper arms.</summary>
    public int[] Arms { get; } = Both(map, "upperArm");

    /// <summary>Fingers.</summary>
    public int[] Fingers { get; } = Both(map, "finger");

    /// <summary>Ears.</summary>
    public int[] Ears { get; } = Both(map, "ear");

    /// <summary>Wings at the shoulder.</summary>
    public int[] Wings { get; } = Both(map, "wing1");

    /// <summary>Fins and antennae.</summary>
    public int[] Feelers { get; } = [.. Both(map, "fin"), .. Both(map, "antenna")];

    /// <summary>Tail, from its root.</summary>
    public int[] Tail { get; } = [
        .. new[] { "tail1", "tail2", "tail3", "tail4" }.Select(map.Find).Where(slot => slot >= 0)
    ];

    private static int[] Both(ChannelMap map, string name) =>
        [.. new[] { name + 'L', name + 'R' }.Select(map.Find).Where(slot => slot >= 0)];
}
