using System.Text.Json.Serialization;

namespace Throughline.Server.Characters;

/// <summary>What a character was made from and what was taken from it; told to its owner.</summary>
internal sealed record CharacterSource
{
    /// <summary>
    /// The task of the video that it played in, from which its body was taken as it is; null for a clip from elsewhere.
    /// </summary>
    public Guid? Task { get; init; }

    /// <summary>The colours that were measured in a clip from elsewhere.</summary>
    public IReadOnlyList<LikenessPart> Measured { get; init; } = [];

    /// <summary>What was not taken, in words.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>How a character's source is kept.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CharacterSource))]
internal sealed partial class CharacterJson : JsonSerializerContext;
