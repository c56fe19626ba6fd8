namespace Throughline.Stage.Motion;

/// <summary>
/// The channels that action files may name, over all families; a family that lacks one leaves it out.
/// </summary>
internal static class ChannelNames
{
    private static readonly string[] _single =
    [
        "root", "offset", "free", "spine", "chest", "neck", "head", "jaw", "smile", "open", "round", "spread", "shut",
        "brow", "worry", "lookLeft", "lookUp",
        "neck1", "neck2", "neck3", "belly", "rump", "tail", "tail1", "tail2", "tail3", "tail4", "abdomen", "trunk1",
        "trunk2", "trunk3", "trunk4",
    ];

    private static readonly string[] _sided =
    [
        "shoulder", "upperArm", "foreArm", "hand", "finger", "thumb", "tilt", "thigh", "shin", "foot", "toes",
        "stepfoot", "freefoot", "ear", "wing1", "wing2", "wing3",
        "frontUpper", "frontLower", "frontFoot", "hindUpper", "hindLower", "hindFoot", "stepfront", "stephind",
        "freefront", "freehind", "fin", "antenna",
        "brow", "lid", "eye",
    ];

    /// <summary>The names, both sides and plural.</summary>
    public static IReadOnlyCollection<string> All { get; } =
        [
            .. _single, .. _sided.Select(name => name + 'L'), .. _sided.Select(name => name + 'R'),
            .. _sided.Select(name => name + 's')
        ];

    private static readonly HashSet<string> _known = [.. All];

    /// <summary>Whether any family has a channel of that name.</summary>
    public static bool Knows(string name) => _known.Contains(name);
}
