using System.Globalization;
using System.Text.Json;

namespace Throughline.Media.Video;

/// <summary>The sound of a clip, to be taken over into another that is as long: its first stream of sound.</summary>
public sealed partial record ClipSound
{
    // What every player of MP4 and QuickTime files plays is copied, everything else becomes AAC.
    private static readonly string[] _copied = ["aac", "mp3", "ac3"];

    /// <summary>Absolute path of the clip that has it.</summary>
    public required string Path { get; init; }

    /// <summary>ffmpeg's name of its codec: <c>aac</c>, <c>opus</c>, <c>pcm_s16le</c>.</summary>
    public required string Codec { get; init; }

    /// <summary>
    /// By how much the first frame is shown after the file's beginning, in seconds, 0 or more; sound from before is
    /// left out.
    /// </summary>
    public required decimal Lead { get; init; }

    /// <summary>What reading it may take up; null for no bounds.</summary>
    public FfmpegLimits? Limits { get; init; }

    /// <summary>The sound of a clip; null when it is silent.</summary>
    /// <exception cref="MediaException">The clip is missing or broken, or there is no ffprobe.</exception>
    public static Task<ClipSound?> FindAsync(Ffmpeg ffmpeg, string path, CancellationToken cancellationToken) => ClipProbe.AskAsync(
        ffmpeg, path, ["-show_entries", "stream=codec_type,codec_name,start_time:format=start_time"],
        json => Parse(json, System.IO.Path.GetFullPath(path), ffmpeg.Limits), cancellationToken);

    /// <summary>Arguments that read it, as an input after the frames'.</summary>
    internal IEnumerable<string> Input()
    {
        string[] lead = Lead > 0 ? ["-ss", Text(Lead)] : [];
        return [.. ClipProbe.Bounds, "-vn", .. lead, "-i", "file:" + Path];
    }

    /// <summary>Arguments that write it, no longer than the frames.</summary>
    internal IEnumerable<string> Output() =>
        [
            "-map", "1:a:0", "-c:a",
            .. _copied.Contains(Codec) ? (string[])["copy"] : ["aac", "-b:a", "192k", "-flags:a", "+bitexact"]
        ];

    private static ClipSound? Parse(string json, string path, FfmpegLimits? limits)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        if (!root.TryGetProperty("streams", out var streams))
        {
            return null;
        }

        var sound = streams.EnumerateArray().FirstOrDefault(stream => Is(stream, "audio"));
        var picture = streams.EnumerateArray().FirstOrDefault(stream => Is(stream, "video"));
        if (sound.ValueKind is JsonValueKind.Undefined || !sound.TryGetProperty("codec_name", out var codec))
        {
            return null;
        }

        var begin = root.TryGetProperty("format", out var format) ? Seconds(format) : 0;
        return new()
        {
            Path = path,
            Codec = codec.GetString()!,
            Lead = Math.Max(0, Seconds(picture) - begin),
            Limits = limits,
        };
    }

    private static bool Is(JsonElement stream, string type) =>
        stream.TryGetProperty("codec_type", out var found) && found.ValueEquals(type);

    private static decimal Seconds(JsonElement element) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty("start_time", out var text)
        && decimal.TryParse(text.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            ? seconds
            : 0;

    private static string Text(decimal seconds) => seconds.ToString("0.000000", CultureInfo.InvariantCulture);
}
