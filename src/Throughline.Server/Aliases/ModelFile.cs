using System.Text.Json.Serialization;

namespace Throughline.Server.Aliases;

/// <summary>The form of a file of model aliases.</summary>
internal sealed record ModelFile
{
    /// <summary>The version of the form: 1.</summary>
    public required int Schema { get; init; }

    /// <summary>What each model's name stands for; null takes a name of the built-in table away.</summary>
    public required IReadOnlyDictionary<string, ModelAlias?> Models { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ModelFile))]
internal sealed partial class ModelFileJson : JsonSerializerContext;
