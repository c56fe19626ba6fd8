using System.Text.Json.Serialization;

namespace Throughline.Server.Webhooks;

/// <summary>The parts of a webhook that are kept as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<WebhookSecret>))]
internal sealed partial class WebhookJson : JsonSerializerContext;
