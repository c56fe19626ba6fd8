using System.Text.Json;
using System.Text.Json.Serialization;
using Throughline.Server.Tasks;

namespace Throughline.Server.FilmsApi;

/// <summary>What a film's task remembers beside its order.</summary>
internal sealed record FilmDetails
{
    /// <summary>The film's folder, as <see cref="FilmFolders"/> names it.</summary>
    public required string Folder { get; init; }

    /// <summary>The film's title.</summary>
    public required string Title { get; init; }

    /// <summary>As kept with the task.</summary>
    public override string ToString() => JsonSerializer.Serialize(this, FilmDetailsJson.Default.FilmDetails);

    /// <summary>What was kept with the task; null for a task that is no film.</summary>
    public static FilmDetails? Of(TaskRecord task) => task is { Api: FilmsApi.Name, Details: { } text }
        ? JsonSerializer.Deserialize(text, FilmDetailsJson.Default.FilmDetails)
        : null;
}

/// <summary>How the details are kept.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FilmDetails))]
internal sealed partial class FilmDetailsJson : JsonSerializerContext;
