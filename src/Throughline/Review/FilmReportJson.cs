using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Throughline.Review;

/// <summary>
/// Writes <c>report.json</c>; generated at build time, so that it starts at once and survives trimming.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FilmReport))]
public sealed partial class FilmReportJson : JsonSerializerContext
{
    /// <summary>The report as UTF-8, indented.</summary>
    public static byte[] Write(FilmReport report)
    {
        var bytes = new MemoryStream();
        var options = new JsonWriterOptions
        {
            Indented = true,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // The file is never part of a page.
        };
        using (var json = new Utf8JsonWriter(bytes, options))
        {
            JsonSerializer.Serialize(json, report, Default.FilmReport);
        }

        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    /// <summary>Reads a report.</summary>
    /// <exception cref="JsonException">It is not one.</exception>
    public static FilmReport Read(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, Default.FilmReport) ?? throw new JsonException("The report is empty.");
}
