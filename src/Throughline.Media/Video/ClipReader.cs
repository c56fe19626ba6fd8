using System.Globalization;
using System.Runtime.CompilerServices;
using Throughline.Media.Mp4;
using Throughline.Media.Pictures;

namespace Throughline.Media.Video;

/// <summary>
/// Reads a clip frame by frame through ffmpeg, as opaque sRGB pictures; untagged clips count as BT.709. Memory is a
/// frame, whatever the clip's length. One caller at a time.
/// </summary>
public sealed class ClipReader : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);
    private readonly string _path;
    private readonly ChildProcess _process;

    private readonly byte[]? _yuv;

    // A clip in 8-bit 4:2:0 comes as it is coded and is converted here; others through ffmpeg's own conversion.
    private ClipReader(string path, PixelSize size, bool isYuv420, ChildProcess process)
    {
        (_path, Size, _process) = (path, size, process);
        _yuv = isYuv420 ? GC.AllocateUninitializedArray<byte>(Bt709.FrameBytes(size.Width, size.Height)) : null;
    }

    /// <summary>Size of every frame.</summary>
    public PixelSize Size { get; }

    /// <summary>What the clip is: its frames are counted packet by packet, without decoding.</summary>
    /// <exception cref="MediaException">The clip is missing, broken or holds no picture; or there is no
    /// ffprobe.</exception>
    public static Task<ClipInfo> ProbeAsync(Ffmpeg ffmpeg, string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ffmpeg);
        return ClipProbe.RunAsync(ffmpeg, path, cancellationToken);
    }

    /// <summary>Opens a clip at a frame, exactly.</summary>
    /// <param name="ffmpeg">Which.</param>
    /// <param name="path">The clip, a local file.</param>
    /// <param name="firstFrame">The frame to begin with, from 0.</param>
    /// <param name="cancellationToken">Stops the probe.</param>
    /// <exception cref="MediaException">The clip is missing, broken or holds no picture.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such frame.</exception>
    public static async Task<ClipReader> OpenAsync(
        Ffmpeg ffmpeg, string path, int firstFrame, CancellationToken cancellationToken)
    {
        var info = await ProbeAsync(ffmpeg, path, cancellationToken);
        ArgumentOutOfRangeException.ThrowIfNegative(firstFrame);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(firstFrame, info.Frames);
        var isYuv420 = info.PixelFormat == "yuv420p"
            && IsBt709(info.Colour.Matrix, info.Colour.Range) && IsEven(info.Size);
        var arguments = Arguments(path, info.Rate, isYuv420, info.Colour, firstFrame, ffmpeg.Limits);
        return new(path, info.Size, isYuv420, ChildProcess.Start(ffmpeg.Path, arguments, ffmpeg.Limits?.MemoryBytes));
    }

    /// <summary>Opens an MP4 of which the tables are known, without asking what it is.</summary>
    /// <param name="ffmpeg">Which.</param>
    /// <param name="track">The clip.</param>
    /// <exception cref="MediaException">ffmpeg cannot be started.</exception>
    public static ClipReader Open(Ffmpeg ffmpeg, Mp4Track track)
    {
        ArgumentNullException.ThrowIfNull(ffmpeg);
        ArgumentNullException.ThrowIfNull(track);
        var colour = track.Colour;
        var isYuv420 = track.IsYuv420 && IsBt709(colour.Matrix, colour.Range) && IsEven(track.Size);
        return new(
            track.Path, track.Size, isYuv420,
            ChildProcess.Start(ffmpeg.Path, Arguments(track.Path, track.Rate, isYuv420, colour, 0, null)));
    }

    /// <summary>All frames of a clip from <paramref name="firstFrame"/> on, each in a picture of its own.</summary>
    /// <exception cref="MediaException">The clip is missing or broken.</exception>
    public static async IAsyncEnumerable<Picture> ReadAllAsync(
        Ffmpeg ffmpeg, string path, int firstFrame, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var reader = await OpenAsync(ffmpeg, path, firstFrame, cancellationToken);
        while (true)
        {
            var frame = new Picture(reader.Size.Width, reader.Size.Height);
            if (!await reader.ReadAsync(frame, cancellationToken))
            {
                yield break;
            }

            yield return frame;
        }
    }

    /// <summary>
    /// Reads the next frame into <paramref name="frame"/>; false, and the frame unchanged, at the end.
    /// </summary>
    /// <exception cref="MediaException">The clip is broken, or ffmpeg gives nothing for a minute.</exception>
    /// <exception cref="ArgumentException">The frame has another size.</exception>
    public async ValueTask<bool> ReadAsync(Picture frame, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (frame.Size != Size)
        {
            throw new ArgumentException($"The clip has frames of {Size}, not {frame.Size}.", nameof(frame));
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_patience);
        try
        {
            var bytes = _yuv ?? frame.Pixels;
            var read = await _process.Output.ReadAtLeastAsync(
                bytes, bytes.Length, throwOnEndOfStream: false, patience.Token);
            if (read == bytes.Length)
            {
                if (_yuv is not null)
                {
                    Bt709.ToRgba(_yuv, Size.Width, Size.Height, frame.Pixels);
                }

                return true;
            }

            var exitCode = await _process.WaitAsync(patience.Token);
            return read == 0 && exitCode == 0 ? false : throw new MediaException(
                MediaError.NotAClip, $"{_path}: the clip is broken; make it again. ffmpeg said:\n{_process.LastLines}")
            {
                ExitCode = exitCode,
                LastLines = _process.LastLines,
            };
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new MediaException(
                MediaError.TimedOut, $"{_path}: ffmpeg gave no frame in {_patience.TotalSeconds:0} s.", e);
        }
    }

    /// <summary>Stops ffmpeg, well within a second.</summary>
    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static bool IsBt709(string matrix, string range) => matrix is "bt709" or "unknown" && range is not "pc";

    private static bool IsEven(PixelSize size) => ((size.Width | size.Height) & 1) == 0;

    private static List<string> Arguments(
        string path, FrameRate rate, bool isYuv420, ClipColour colour, int firstFrame, FfmpegLimits? limits)
    {
        List<string> arguments =
            ["-hide_banner", "-nostdin", "-nostats", "-loglevel", "error", "-xerror", .. ClipProbe.Bounds];
        if (firstFrame > 0)
        {
            // Half a frame early: decoding starts at a keyframe before and drops what is shown earlier than this.
            var seconds = (firstFrame - 0.5m) * rate.Denominator / rate.Numerator;
            arguments.AddRange(["-ss", seconds.ToString("0.000000", CultureInfo.InvariantCulture)]);
        }

        if (limits is not null)
        {
            arguments.AddRange(
                [.. ClipProbe.FrameLimit(limits), "-threads", limits.Threads.ToString(CultureInfo.InvariantCulture)]);
        }

        arguments.AddRange(["-i", "file:" + Path.GetFullPath(path), "-map", "0:v:0", "-fps_mode", "passthrough"]);
        if (isYuv420)
        {
            arguments.AddRange(["-pix_fmt", "yuv420p"]);
        }
        else
        {
            var matrix = colour.Matrix switch
            {
                "smpte170m" or "bt470bg" => "bt601",
                "bt2020nc" => "bt2020",
                _ => "bt709",
            };
            var range = colour.Range is "pc" ? "pc" : "tv";
            arguments.AddRange([
                "-vf",
                $"scale=in_color_matrix={matrix}:in_range={range}:out_range=pc:flags=bicubic+accurate_rnd+full_chroma_int,format=rgba"]);
        }

        arguments.AddRange(["-f", "rawvideo", "pipe:1"]);
        return arguments;
    }
}
