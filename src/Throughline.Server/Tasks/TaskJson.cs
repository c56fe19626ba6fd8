using System.Text.Json.Serialization;

namespace Throughline.Server.Tasks;

/// <summary>The parts of a task that are kept as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(TaskOrder))]
[JsonSerializable(typeof(IReadOnlyList<TaskFile>))]
[JsonSerializable(typeof(TaskFailure))]
internal sealed partial class TaskJson : JsonSerializerContext;
