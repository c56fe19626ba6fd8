using System.Text.Json;
using Throughline.Camera;
using Throughline.Server.Guard;

namespace Throughline.Server.Tasks;

/// <summary>
/// Camera moves beside an API's own fields: a text as film.yaml has it (<c>push_in 0.6 + pan_left 10</c>), or Gen-3's
/// six numbers as an object (<c>{"zoom": 3, "pan": -2}</c>).
/// </summary>
internal static class CameraInput
{
    /// <summary>Reads moves.</summary>
    /// <param name="value">A JSON string or object.</param>
    /// <param name="seconds">Length of the shot.</param>
    /// <param name="problem">What is wrong, or null.</param>
    /// <returns>The moves as text; null when something is wrong.</returns>
    public static string? Read(JsonElement value, decimal seconds, out string? problem)
    {
        string? text = value.ValueKind switch
        {
            JsonValueKind.String => JsonStrings.Read(value),
            JsonValueKind.Object => string.Join(
                ' ', value.EnumerateObject().Select(number => $"{number.Name}={number.Value.GetRawText()}")),
            _ => null,
        };
        return Read(text, seconds, out problem);
    }

    /// <summary>Reads moves from a text.</summary>
    public static string? Read(string? text, decimal seconds, out string? problem)
    {
        if (text is null || text.Length > CameraText.MaximumLength)
        {
            problem = "Expected camera moves as a text, or as an object of numbers.";
            return null;
        }

        CameraReading reading = CameraText.Parse(text, seconds, "camera");
        problem = reading.Problems.Count == 0 ? null : string.Join(
            ' ', reading.Problems.Select(one => $"{one.Message}. {one.Fix}".TrimEnd()));
        return problem is null ? CameraText.Write(reading.Moves) : null;
    }
}
