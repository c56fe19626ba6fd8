using Throughline.Engines;

namespace Throughline.Cli;

/// <summary>The engines this program comes with, in order of preference.</summary>
internal static class KnownEngines
{
    /// <summary>What they can do. Stage's card is copied from the engine itself as soon as that is in the tree.</summary>
    public static IReadOnlyList<EngineCard> Cards { get; } =
    [
        new EngineCard
        {
            Name = "stage",
            Version = "1",
            Description = "built in: pictures in 2.5D with exact first frame and camera moves, on the CPU, free",
            ImageToVideo = true,
        },
    ];
}
