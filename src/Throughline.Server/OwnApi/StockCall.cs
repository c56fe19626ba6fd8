using System.Text.Json;
using Throughline.Camera;
using Throughline.Server.Guard;
using Throughline.Stage.Worlds;

namespace Throughline.Server.OwnApi;

/// <summary><c>/api/stock</c>: the looks and camera moves there are, for whoever lets people choose.</summary>
internal static class StockCall
{
    /// <summary>GET /api/stock.</summary>
    public static Task GetAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "private, max-age=3600";
        return JsonAnswer.WriteAsync(context, Stock.BuiltIn, static (json, stock) =>
        {
            json.WriteStartObject();
            json.WriteStartArray("looks");
            foreach (var look in stock.Looks.All)
            {
                json.WriteStartObject();
                json.WriteString("name", look.Name);
                json.WriteString("about", look.About);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("cameraMoves");
            foreach (CameraMoveInfo move in CameraMoves.All)
            {
                WriteMove(json, move);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static void WriteMove(Utf8JsonWriter json, CameraMoveInfo move)
    {
        json.WriteStartObject();
        json.WriteString("name", move.Name);
        json.WriteString("about", move.Description);
        json.WriteString("unit", move.Unit.ToString().ToLowerInvariant());
        json.WriteNumber("usual", move.Usual);
        json.WriteNumber("minimum", move.Minimum);
        json.WriteNumber("maximum", move.Maximum);
        json.WriteEndObject();
    }
}
