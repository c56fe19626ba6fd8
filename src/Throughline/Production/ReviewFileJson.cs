using System.Text.Json.Serialization;

namespace Throughline.Production;

/// <summary>Reads and writes <see cref="ReviewFile.Figures"/> without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ReviewFile.Figures))]
internal sealed partial class ReviewFileJson : JsonSerializerContext;
