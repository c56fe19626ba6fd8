using System.Globalization;
using System.Text.Json;
using CliWrap;
using CliWrap.Buffered;

namespace Throughline.Media.Video;

/// <summary>Asks ffprobe what a clip is.</summary>
internal static class ClipProbe
{
    /// <summary>
    /// Only local files, only containers: neither protocols nor playlists, which could make ffmpeg fetch or wait.
    /// </summary>
    public static readonly IReadOnlyList<string> Bounds =
        ["-protocol_whitelist", "file,pipe", "-format_whitelist", "mov,mp4,matroska,webm,avi,mpegts,mxf,ivf"];

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    /// <exception cref="MediaException">See the codes.</exception>
    public static Task<ClipInfo> RunAsync(Ffmpeg ffmpeg, string path, CancellationToken cancellationToken) => AskAsync(
        ffmpeg, path,
        [
            .. CountLimit(ffmpeg.Limits), "-select_streams", "v:0",
            "-show_entries", "stream=codec_name,profile,width,height,pix_fmt,color_range,color_space,color_transfer,"
                + "color_primaries,chroma_location,r_frame_rate,time_base:packet=pts,flags",
        ],
        json => Parse(json) ?? throw Broken(path, 0, "no frames"), cancellationToken);

    /// <summary>Asks ffprobe about a clip.</summary>
    /// <param name="ffmpeg">Where it is, and what it may take up.</param>
    /// <param name="path">The clip.</param>
    /// <param name="arguments">What is asked.</param>
    /// <param name="read">Reads its answer, which is JSON.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="MediaException">The clip is missing or broken, there is no ffprobe, or it takes too
    /// long.</exception>
    public static async Task<T> AskAsync<T>(
        Ffmpeg ffmpeg, string path, IEnumerable<string> arguments, Func<string, T> read,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ffmpeg);
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
        {
            throw new MediaException(MediaError.Missing, $"{path}: there is no such clip; check the path.");
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_patience);
        try
        {
            var (program, before) = ChildProcess.Bounded(ffmpeg.RequireProbe(), ffmpeg.Limits?.MemoryBytes);
            var result = await Cli.Wrap(program)
                .WithArguments([
                    .. before, "-v", "error", .. Bounds, .. FrameLimit(ffmpeg.Limits), .. arguments,
                    "-of", "json=compact=1", "file:" + Path.GetFullPath(path)])
                .WithValidation(CommandResultValidation.None)
                .ExecuteBufferedAsync(patience.Token);
            return result.ExitCode == 0 ? read(result.StandardOutput) : throw Broken(
                path, result.ExitCode, result.StandardError.Trim());
        }
        catch (JsonException e)
        {
            throw new MediaException(
                MediaError.NotAClip, $"{path}: ffprobe's answer makes no sense; is it ffprobe?", e);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new MediaException(MediaError.FfmpegMissing, $"{ffmpeg.ProbePath} cannot be started: {e.Message}", e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new MediaException(
                MediaError.TimedOut, $"{path}: ffprobe gave no answer in {_patience.TotalSeconds:0} s.", e);
        }
    }

    /// <summary>Arguments that refuse larger frames.</summary>
    public static string[] FrameLimit(FfmpegLimits? limits) =>
        limits is null ? [] : ["-max_pixels", limits.FramePixels.ToString(CultureInfo.InvariantCulture)];

    /// <summary>Reads ffprobe's JSON; null when it names no picture stream with frames.</summary>
    internal static ClipInfo? Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        if (!root.TryGetProperty("streams", out var streams) || streams.GetArrayLength() == 0
            || !root.TryGetProperty("packets", out var packets))
        {
            return null;
        }

        var stream = streams[0];
        var shown = packets.EnumerateArray()
            .Where(
                packet => packet.TryGetProperty("pts", out _)
                    && !Text(packet, "flags").Contains('D', StringComparison.Ordinal))
            .Select(packet => (Pts: packet.GetProperty("pts").GetInt64(), IsKey: Text(packet, "flags").StartsWith('K')))
            .OrderBy(packet => packet.Pts)
            .ToList();
        if (shown.Count == 0 || Rate(Text(stream, "r_frame_rate")) is not { } rate
            || !stream.TryGetProperty("width", out var width))
        {
            return null;
        }

        var steps = shown.Zip(shown.Skip(1), (a, b) => b.Pts - a.Pts).Distinct().Count();
        return new()
        {
            Size = new(width.GetInt32(), stream.GetProperty("height").GetInt32()),
            Rate = rate,
            Frames = shown.Count,
            Keyframes = [
                .. shown.Select((packet, number) => (packet.IsKey, number)).Where(f => f.IsKey).Select(f => f.number)
            ],
            IsConstantRate = steps <= 1,
            Codec = Text(stream, "codec_name"),
            Profile = Text(stream, "profile"),
            PixelFormat = Text(stream, "pix_fmt"),
            Colour = new()
            {
                Range = Tag(stream, "color_range"),
                Matrix = Tag(stream, "color_space"),
                Transfer = Tag(stream, "color_transfer"),
                Primaries = Tag(stream, "color_primaries"),
                ChromaSiting = Tag(stream, "chroma_location"),
            },
        };
    }

    private static string[] CountLimit(FfmpegLimits? limits) =>
        limits is null ? [] : ["-read_intervals", string.Create(CultureInfo.InvariantCulture, $"%+#{limits.Frames}")];

    private static FrameRate? Rate(string text) =>
        text.Split('/') is [var above, var below]
        && int.TryParse(above, NumberStyles.None, CultureInfo.InvariantCulture, out var numerator)
        && int.TryParse(below, NumberStyles.None, CultureInfo.InvariantCulture, out var denominator)
        && numerator > 0 && denominator > 0 ? new(numerator, denominator) : null;

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String
            ? value.GetString()!
            : "";

    private static string Tag(JsonElement stream, string name) =>
        Text(stream, name) is { Length: > 0 } tag ? tag : "unknown";

    private static MediaException Broken(string path, int exitCode, string lines) => new(
        MediaError.NotAClip, $"{path}: this is not a clip that can be read; make it again. ffprobe said: {lines}")
    {
        ExitCode = exitCode,
        LastLines = lines.Length > 4096 ? lines[^4096..] : lines,
    };
}
