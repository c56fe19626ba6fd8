using System.Text.Json.Serialization;
using Throughline.Camera;

namespace Throughline.Server.Tasks;

/// <summary>One shot of a task. Every shot but the first goes on from the last frame of the one before.</summary>
internal sealed record OrderShot
{
    /// <summary>What its film calls it; null for a shot of no film.</summary>
    public string? Id { get; init; }

    /// <summary>What happens, in words.</summary>
    public string? Prompt { get; init; }

    /// <summary>Camera moves as film.yaml writes them; null for none.</summary>
    public string? Camera { get; init; }

    /// <summary><see cref="Camera"/>, read.</summary>
    [JsonIgnore]
    public IReadOnlyList<CameraMove> Moves => Camera is null ? [] : CameraText.Parse(Camera, Seconds).Moves;

    /// <summary>Length, 1 to 600 seconds.</summary>
    public required decimal Seconds { get; init; }

    /// <summary>Decides everything that chance decides.</summary>
    public long Seed { get; init; }

    /// <summary>Frame 0; null for a shot from words alone, or one that goes on.</summary>
    public PictureInput? First { get; init; }

    /// <summary>The frame the shot ends on; null leaves the end open.</summary>
    public PictureInput? Last { get; init; }
}
