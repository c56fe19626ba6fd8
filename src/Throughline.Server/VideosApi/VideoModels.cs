using System.Text.Json;
using Throughline.Server.Aliases;
using Throughline.Server.Guard;

namespace Throughline.Server.VideosApi;

/// <summary>The models, as OpenAI's libraries list them: clients ask before they choose one, or to try a key.</summary>
internal static class VideoModels
{
    /// <summary>GET /v1/models.</summary>
    public static Task ListAsync(HttpContext context) => JsonAnswer.WriteAsync(
        context, context.RequestServices.GetRequiredService<ModelTable>(), static (json, models) =>
        {
            json.WriteStartObject();
            json.WriteString("object", "list");
            json.WriteStartArray("data");
            foreach (string name in models.Names)
            {
                Write(json, name, models);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });

    /// <summary>GET /v1/models/{id}.</summary>
    public static Task GetAsync(HttpContext context)
    {
        var models = context.RequestServices.GetRequiredService<ModelTable>();
        var name = (string)context.Request.RouteValues["id"]!;
        return models.Find(name) is not null
            ? JsonAnswer.WriteAsync(
                context, (name, models), static (json, state) => Write(json, state.name, state.models))
            : throw new VideosException(
                $"The model '{(name.Length <= 64 ? name : name[..64])}' does not exist.", "model", "model_not_found",
                StatusCodes.Status404NotFound);
    }

    // Who owns a model here is the engine that it stands for.
    private static void Write(Utf8JsonWriter json, string name, ModelTable models)
    {
        json.WriteStartObject();
        json.WriteString("id", name);
        json.WriteString("object", "model");
        json.WriteNumber("created", 0);
        json.WriteString("owned_by", models.Find(name)!.Engine);
        json.WriteEndObject();
    }
}
