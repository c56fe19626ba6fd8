using Throughline.Engines;
using Throughline.Films;

namespace Throughline.Production;

/// <summary>A take that a shot of the film needs: its key is known before anything is shot.</summary>
internal sealed record PlannedTake
{
    /// <summary>The shot.</summary>
    public required Shot Shot { get; init; }

    /// <summary>Who shoots it.</summary>
    public required IEngine Engine { get; init; }

    /// <summary>What decides its pixels.</summary>
    public required TakeInputs Inputs { get; init; }

    /// <summary>The hash of <see cref="Inputs"/>.</summary>
    public required TakeKey Key { get; init; }

    /// <summary>The take it continues; null when it starts on its own.</summary>
    public PlannedTake? Previous { get; init; }

    /// <summary>Frames of the clip.</summary>
    public int Frames => Inputs.Frames;
}
