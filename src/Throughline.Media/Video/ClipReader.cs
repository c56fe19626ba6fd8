using System.Globalization;
using System.Runtime.CompilerServices;
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

    private ClipReader(string path, ClipInfo info, ChildProcess process) => (_path, Info, _process) = (path, info, process);

    /// <summary>What is being read.</summary>
    public ClipInfo Info { get; }

    /// <summary>What the clip is: its frames are counted packet by packet, without decoding.</summary>
    /// <exception cref="MediaException">The clip is missing, broken or holds no picture; or there is no ffprobe.</exception>
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
        return new(path, info, ChildProcess.Start(ffmpeg.Path, Arguments(path, info, firstFrame)));
    }

    /// <summary>All frames of a clip from <paramref name="firstFrame"/> on, each in a picture of its own.</summary>
    /// <exception cref="MediaException">The clip is missing or broken.</exception>
    public static async IAsyncEnumerable<Picture> ReadAllAsync(
        Ffmpeg ffmpeg, string path, int firstFrame, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var reader = await OpenAsync(ffmpeg, path, firstFrame, cancellationToken);
        while (true)
        {
            var frame = new Picture(reader.Info.Size.Width, reader.Info.Size.Height);
            if (!await reader.ReadAsync(frame, cancellationToken))
            {
                yield break;
            }

            yield return frame;
        }
    }

    /// <summary>Reads the next frame into <paramref name="frame"/>; false, and the frame unchanged, at the end.</summary>
    /// <exception cref="MediaException">The clip is broken, or ffmpeg gives nothing for a minute.</exception>
    /// <exception cref="ArgumentException">The frame has another size.</exception>
    public async ValueTask<bool> ReadAsync(Picture frame, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (frame.Size != Info.Size)
        {
            throw new ArgumentException($"The clip has frames of {Info.Size}, not {frame.Size}.", nameof(frame));
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_patience);
        try
        {
            var read = await _process.Output.ReadAtLeastAsync(
                frame.Pixels, frame.Pixels.Length, throwOnEndOfStream: false, patience.Token);
            if (read == frame.Pixels.Length)
            {
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
            throw new MediaException(MediaError.TimedOut, $"{_path}: ffmpeg gave no frame in {_patience.TotalSeconds:0} s.", e);
        }
    }

    /// <summary>Stops ffmpeg, well within a second.</summary>
    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static List<string> Arguments(string path, ClipInfo info, int firstFrame)
    {
        List<string> arguments =
            ["-hide_banner", "-nostdin", "-nostats", "-loglevel", "error", "-xerror", .. ClipProbe.Bounds];
        if (firstFrame > 0)
        {
            // Half a frame early: decoding starts at a keyframe before and drops what is shown earlier than this.
            var seconds = (firstFrame - 0.5m) * info.Rate.Denominator / info.Rate.Numerator;
            arguments.AddRange(["-ss", seconds.ToString("0.000000", CultureInfo.InvariantCulture)]);
        }

        var matrix = info.Colour.Matrix switch
        {
            "smpte170m" or "bt470bg" => "bt601",
            "bt2020nc" => "bt2020",
            _ => "bt709",
        };
        var range = info.Colour.Range is "pc" ? "pc" : "tv";
        arguments.AddRange(["-i", "file:" + Path.GetFullPath(path), "-map", "0:v:0", "-fps_mode", "passthrough", "-vf"]);
        arguments.Add(
            $"scale=in_color_matrix={matrix}:in_range={range}:out_range=pc:flags=bicubic+accurate_rnd+full_chroma_int,format=rgba");
        arguments.AddRange(["-f", "rawvideo", "pipe:1"]);
        return arguments;
    }
}
