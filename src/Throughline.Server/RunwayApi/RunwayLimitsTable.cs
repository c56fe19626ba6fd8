using System.Text.Json;
using System.Text.Json.Serialization;

namespace Throughline.Server.RunwayApi;

/// <summary>The limits of every endpoint and model: <c>runway-models.json</c>.</summary>
internal sealed record RunwayLimitsTable
{
    private const string Own = "stage";

    /// <summary>The version of the form: 1.</summary>
    public required int Schema { get; init; }

    /// <summary>By endpoint, then by model.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, RunwayLimits>> Endpoints { get; init; }

    /// <summary>Reads the table.</summary>
    public static RunwayLimitsTable Read()
    {
        using Stream file = typeof(RunwayLimitsTable).Assembly.GetManifestResourceStream("runway-models.json")!;
        return JsonSerializer.Deserialize(file, RunwayLimitsJson.Default.RunwayLimitsTable)!;
    }

    /// <summary>
    /// What the endpoint takes for the model; null when the model is not for this endpoint. Models that are not
    /// Runway's are held to Stage's limits.
    /// </summary>
    public RunwayLimits? Find(string endpoint, string model) =>
        Endpoints[endpoint].TryGetValue(model, out RunwayLimits? limits) ? limits
        : Endpoints.Values.Any(models => models.ContainsKey(model)) ? null
        : Endpoints[endpoint][Own];

    /// <summary>The models that an endpoint names.</summary>
    public IEnumerable<string> ModelsOf(string endpoint) => Endpoints[endpoint].Keys;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(RunwayLimitsTable))]
internal sealed partial class RunwayLimitsJson : JsonSerializerContext;
