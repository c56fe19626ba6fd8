using System.Text.Json;
using Throughline.Server.Characters;
using Throughline.Server.Guard;
using Throughline.Server.Keys;
using Throughline.Server.Tasks;

namespace Throughline.Server.VideosApi;

/// <summary>
/// The calls about characters: create and retrieve as the libraries have them, list and delete of our own.
/// </summary>
internal static class VideoCharacters
{
    /// <summary>POST /v1/videos/characters.</summary>
    public static async Task CreateAsync(HttpContext context)
    {
        IServiceProvider services = context.RequestServices;
        VideoForm form = await VideoForm.ReadAsync(context);
        string name = form.Text("name")?.Trim() is { Length: > 0 } text ? text : throw Missing("name");
        string? words = form.Text("description");
        var maker = services.GetRequiredService<CharacterMaker>();
        try
        {
            Caller caller = Caller.Of(context);
            CharacterRecord made = form.File("video") is { } file
                ? await maker.OfFileAsync(caller, name, words, file.Asset, file.Bytes, context.RequestAborted)
                : await maker.OfVideoAsync(
                    caller, name, words, VideoCreates.Completed(
                        VideoCalls.Find(context, form.Text("video[id]") ?? throw Missing("video")), "video"),
                    context.RequestAborted);
            await WriteAsync(context, made);
        }
        catch (CharacterException failure)
        {
            throw new VideosException(
                failure.Message, failure.IsOfClip ? "video" : "name",
                failure.IsOfClip ? "invalid_video" : "invalid_value");
        }
    }

    /// <summary>GET /v1/videos/characters/{id}.</summary>
    public static Task GetAsync(HttpContext context) => WriteAsync(context, Find(context));

    /// <summary>GET /v1/videos/characters: all there are, oldest first.</summary>
    public static Task ListAsync(HttpContext context) => JsonAnswer.WriteAsync(
        context, (context.RequestServices, Caller.Of(context).KeyId), static (json, state) =>
        {
            json.WriteStartObject();
            json.WriteString("object", "list");
            json.WriteStartArray("data");
            foreach (CharacterRecord one in state.RequestServices.GetRequiredService<CharacterStore>().Of(state.KeyId))
            {
                Write(json, one, state.RequestServices);
            }

            json.WriteEndArray();
            json.WriteBoolean("has_more", false);
            json.WriteEndObject();
        });

    /// <summary>DELETE /v1/videos/characters/{id}.</summary>
    public static async Task DeleteAsync(HttpContext context)
    {
        CharacterRecord one = Find(context);
        await context.RequestServices.GetRequiredService<CharacterStore>().RemoveAsync(one, context.RequestAborted);
        await JsonAnswer.WriteAsync(context, CharacterId.Write(one.Id), static (json, id) =>
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteString("object", "character.deleted");
            json.WriteBoolean("deleted", true);
            json.WriteEndObject();
        });
    }

    private static VideosException Missing(string field) =>
        new($"Missing required parameter: '{field}'.", field, "missing_required_parameter");

    private static CharacterRecord Find(HttpContext context)
    {
        var id = (string)context.Request.RouteValues["id"]!;
        return CharacterId.TryRead(id, out Guid known)
            && context.RequestServices.GetRequiredService<CharacterStore>()
                .Find(known, Caller.Of(context).KeyId) is { } found
                ? found
                : throw new VideosException(
                    $"Character with id '{(id.Length <= 64 ? id : id[..64])}' not found.", "id", "character_not_found",
                    StatusCodes.Status404NotFound);
    }

    private static Task WriteAsync(HttpContext context, CharacterRecord one) => JsonAnswer.WriteAsync(
        context, (one, context.RequestServices), static (json, state) => Write(json, state.one, state.RequestServices));

    private static void Write(Utf8JsonWriter json, CharacterRecord one, IServiceProvider services)
    {
        json.WriteStartObject();
        json.WriteString("id", CharacterId.Write(one.Id));
        json.WriteString("object", "character");
        json.WriteNumber("created_at", one.CreatedAt.ToUnixTimeSeconds());
        json.WriteString("name", one.Name);
        WriteTaken(json, one, services);
        json.WriteEndObject();
    }

    // What no vendor says: what the character is made of.
    private static void WriteTaken(Utf8JsonWriter json, CharacterRecord one, IServiceProvider services)
    {
        json.WriteStartObject("taken");
        json.WriteString("from", one.Source.Task is null ? "measurement" : "video");
        if (one.Source.Task is { } task)
        {
            bool isVideo = services.GetRequiredService<TaskStore>().Find(task) is not { Api: not VideosApi.Name };
            json.WriteString("video", isVideo ? VideoId.Write(task) : task.ToString());
        }

        json.WriteString("description", one.Description);
        json.WriteString("seed", one.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture));
        json.WriteStartArray("colours");
        foreach (LikenessPart part in one.Source.Measured)
        {
            json.WriteStartObject();
            json.WriteString("part", part.Part);
            json.WriteString("colour", part.Colour);
            json.WriteString("measured", part.Measured);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("notes");
        foreach (string note in one.Source.Notes)
        {
            json.WriteStringValue(note);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
