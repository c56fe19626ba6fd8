using System.Text.Json;
using System.Text.Json.Serialization;
using Throughline.Server.Tasks;

namespace Throughline.Server.VideosApi;

/// <summary>What a video's task remembers beside its order.</summary>
internal sealed record VideoDetails
{
    /// <summary>The video that this is a remix of, as its id is written; null when it is none.</summary>
    public string? RemixedFrom { get; init; }

    /// <summary>
    /// The shots, from 0, whose camera was left to the prompt's words; a remix reads it anew from its own.
    /// </summary>
    public IReadOnlyList<int> CamerasOfPrompt { get; init; } = [];

    /// <summary>As kept with the task.</summary>
    public override string ToString() => JsonSerializer.Serialize(this, VideoDetailsJson.Default.VideoDetails);

    /// <summary>What was kept with the task.</summary>
    public static VideoDetails Of(TaskRecord task) =>
        task.Details is null ? new VideoDetails() : JsonSerializer.Deserialize(
            task.Details, VideoDetailsJson.Default.VideoDetails)!;
}

/// <summary>How the details are kept.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(VideoDetails))]
internal sealed partial class VideoDetailsJson : JsonSerializerContext;
