using System.Text.Json;
using System.Text.Json.Serialization;

namespace Throughline.Production;

/// <summary>What <c>take.json</c> says of a take. Fields of later versions are kept.</summary>
public sealed record TakeInfo
{
    /// <summary>The version of this record's form that this program writes and reads.</summary>
    public const int CurrentSchema = 1;

    /// <summary>The version of the form.</summary>
    public required int Schema { get; init; }

    /// <summary>The take's key.</summary>
    public required string Key { get; init; }

    /// <summary>The shot it was shot for; another shot with equal inputs uses the same take.</summary>
    public required string Shot { get; init; }

    /// <summary>The engine's name.</summary>
    public required string Engine { get; init; }

    /// <summary>The engine's version.</summary>
    public required string EngineVersion { get; init; }

    /// <summary>Frames in the clip.</summary>
    public required int Frames { get; init; }

    /// <summary>Whether frame 0 repeats the last frame of the shot before.</summary>
    public required bool Chained { get; init; }

    /// <summary>Name of the clip's file in the take's folder.</summary>
    public required string Clip { get; init; }

    /// <summary>Length of the clip's file in bytes.</summary>
    public required long ClipBytes { get; init; }

    /// <summary>When shooting began.</summary>
    public required DateTimeOffset Began { get; init; }

    /// <summary>How long shooting took, in seconds.</summary>
    public required double WallSeconds { get; init; }

    /// <summary>
    /// What the prompt asked for and the engine could not show, each with the reason; null or empty for nothing.
    /// </summary>
    public IReadOnlyList<string>? NotStaged { get; init; }

    /// <summary>What the key is made of: comparing two takes' inputs says why their keys differ.</summary>
    public required JsonElement Inputs { get; init; }

    /// <summary>Fields that this version does not know. Settable because the JSON reader fills it last.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
