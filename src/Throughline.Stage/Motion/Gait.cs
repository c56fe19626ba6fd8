using Throughline.Stage.Assets;

namespace Throughline.Stage.Motion;

/// <summary>How legs take turns. Shares are of the cycle, lengths in leg lengths.</summary>
internal sealed record Gait
{
    /// <summary>Share of the cycle that a foot stands.</summary>
    public required float Duty { get; init; }

    /// <summary>When each leg's cycle begins.</summary>
    public required IReadOnlyList<float> Phases { get; init; }

    /// <summary>How high a foot is lifted.</summary>
    public required float Lift { get; init; }

    /// <summary>Way of one cycle at the usual speed; longer ones go with more speed.</summary>
    public required float Stride { get; init; }

    /// <summary>Degrees a foot rolls over its ball before it leaves the ground.</summary>
    public required float Roll { get; init; }

    /// <summary>How far apart the feet are set against how the creature stands.</summary>
    public required float Width { get; init; }

    /// <summary>Reads a gait.</summary>
    public static Gait Read(AssetFields fields)
    {
        var gait = new Gait
        {
            Duty = fields.Number("duty", 0.6f, 0.15f, 0.95f),
            Phases = fields.Numbers("phases", 1, 8) ?? [0, 0.5f],
            Lift = fields.Number("lift", 0.1f, 0, 1),
            Stride = fields.Number("stride", 1.4f, 0.1f, 8),
            Roll = fields.Number("roll", 25, -60, 80),
            Width = fields.Number("width", 1, 0, 3),
        };
        fields.End();
        return gait;
    }
}
