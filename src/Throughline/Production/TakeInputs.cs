using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Throughline.Camera;
using Throughline.Engines;
using Throughline.Films;
using Throughline.Media.Pictures;
using Throughline.Media.Video;

namespace Throughline.Production;

/// <summary>
/// Everything that decides a take's pixels and its encoding. What is not here must not reach an engine: the names and
/// places of files, the shot's place in the film, its transition, the film's title.
/// </summary>
internal sealed record TakeInputs
{
    private static readonly JsonWriterOptions _compact =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Who shoots.</summary>
    public required EngineCard Engine { get; init; }

    /// <summary>The shot.</summary>
    public required Shot Shot { get; init; }

    /// <summary>Size of every frame.</summary>
    public required PixelSize Size { get; init; }

    /// <summary>Frames a second.</summary>
    public required FrameRate Rate { get; init; }

    /// <summary>Frames in the clip.</summary>
    public required int Frames { get; init; }

    /// <summary>How the clip is encoded, in the encoder's words.</summary>
    public required string Encoding { get; init; }

    /// <summary>The film's look.</summary>
    public string? Look { get; init; }

    /// <summary>SHA-256 of the first frame's file.</summary>
    public string? Image { get; init; }

    /// <summary>SHA-256 of the depth picture's file.</summary>
    public string? Depth { get; init; }

    /// <summary>SHA-256 of the matte's file.</summary>
    public string? Matte { get; init; }

    /// <summary>SHA-256 of each mask's file.</summary>
    public IReadOnlyList<(LifePlace Place, string Hash)> Masks { get; init; } = [];

    /// <summary>SHA-256 of the file of words and effects.</summary>
    public string? Life { get; init; }

    /// <summary>SHA-256 of the scene file.</summary>
    public string? Scene { get; init; }

    /// <summary>SHA-256 of the last frame's file.</summary>
    public string? Last { get; init; }

    /// <summary>The take that a chained shot continues.</summary>
    public TakeKey? Previous { get; init; }

    /// <summary>
    /// The members of the cast whom the prompt names, in the cast's order, each with the hash of its reference.
    /// </summary>
    public IReadOnlyList<(CastMember Member, string? Reference)> Cast { get; init; } = [];

    /// <summary>The inputs as JSON that is the same, byte for byte, for the same inputs.</summary>
    public ReadOnlyMemory<byte> ToCanonicalJson()
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, _compact))
        {
            Write(json);
        }

        return buffer.WrittenMemory;
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("inputs", 1);
        json.WriteString("engine", Engine.Name);
        json.WriteString("engineVersion", Engine.Version);
        json.WriteString("size", Size.ToString());
        json.WriteString("rate", Rate.ToString());
        json.WriteNumber("frames", Frames);
        json.WriteNumber("seconds", WithoutTrailingZeros(Shot.Seconds));
        json.WriteString("encoding", Encoding);
        json.WriteNumber("seed", Shot.Seed);
        WriteText(json, "look", Look);
        WriteText(json, "prompt", Shot.Prompt);
        WriteText(json, "image", Image);
        WriteText(json, "depth", Depth);
        WriteText(json, "depthModel", AsksDepthModel ? Engine.DepthVersion : null);
        WriteText(json, "matte", Matte);
        foreach ((LifePlace place, string hash) in Masks)
        {
            WriteText(json, $"mask {place}", hash);
        }

        WriteText(json, "life", Life);
        WriteText(json, "scene", Scene);
        WriteText(json, "last", Last);
        WriteText(json, "previous", Previous?.Hex);
        json.WriteStartArray("focus");
        json.WriteNumberValue(Shot.Focus.X);
        json.WriteNumberValue(Shot.Focus.Y);
        json.WriteEndArray();
        WriteNumber(json, "shutter", Shot.Shutter);
        WriteCamera(json);
        WriteCast(json);
        json.WriteEndObject();
    }

    // Only a camera that travels past a picture needs to know how far things are.
    private bool AsksDepthModel =>
        (Image is not null || Previous is not null) && Depth is null && Last is null && CameraPath.Travels(Shot.Camera);

    private void WriteCamera(Utf8JsonWriter json)
    {
        json.WriteStartArray("camera");
        foreach (CameraMove move in Shot.Camera)
        {
            json.WriteStartObject();
            json.WriteString("kind", move.Kind.ToString());
            WriteNumber(json, "amount", move.Amount);
            WriteText(json, "ease", move.Ease?.ToString());
            WriteNumber(json, "from", move.From);
            WriteNumber(json, "to", move.To);
            if (move.Six is { } six)
            {
                json.WriteStartArray("six");
                foreach (double number in (double[])[six.Horizontal, six.Vertical, six.Pan, six.Tilt, six.Zoom, six.Roll])
                {
                    json.WriteNumberValue(number);
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteCast(Utf8JsonWriter json)
    {
        json.WriteStartArray("cast");
        foreach ((CastMember member, string? reference) in Cast)
        {
            json.WriteStartObject();
            json.WriteString("name", member.Name);
            WriteText(json, "reference", reference);
            WriteText(json, "description", member.Description);
            json.WriteNumber("seed", member.Seed);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, WithoutTrailingZeros(number));
        }
    }

    // 2.50 and 2.5 are the same length. Dividing by a one with many decimals is the framework's way to drop the zeros.
    private static decimal WithoutTrailingZeros(decimal value) => value / 1.0000000000000000000000000000m;
}
