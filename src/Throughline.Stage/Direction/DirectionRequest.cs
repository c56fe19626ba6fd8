using Throughline.Camera;
using Throughline.Films;

namespace Throughline.Stage.Direction;

/// <summary>What a shot says about its scene.</summary>
public sealed record DirectionRequest
{
    /// <summary>What happens, in words.</summary>
    public required string Prompt { get; init; }

    /// <summary>Length of the shot in seconds.</summary>
    public decimal Seconds { get; init; } = 5;

    /// <summary>Decides everything that chance decides.</summary>
    public long Seed { get; init; }

    /// <summary>Name of the look; null lets the prompt say, or else it is storybook.</summary>
    public string? Look { get; init; }

    /// <summary>
    /// Moves that the shot itself gives; they replace the prompt's. Null when it gives none; empty rests the camera.
    /// </summary>
    public IReadOnlyList<CameraMove>? Moves { get; init; }

    /// <summary>Whether it goes on in the place of the shot before, and need not name its own.</summary>
    public bool Continues { get; init; }

    /// <summary>The film's cast; a prompt names a member by its name.</summary>
    public IReadOnlyList<CastMember> Cast { get; init; } = [];
}
