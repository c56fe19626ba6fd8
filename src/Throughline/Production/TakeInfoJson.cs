using System.Text.Json.Serialization;

namespace Throughline.Production;

/// <summary>Reads and writes <see cref="TakeInfo"/> without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(TakeInfo))]
internal sealed partial class TakeInfoJson : JsonSerializerContext;
