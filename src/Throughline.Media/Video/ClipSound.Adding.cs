using System.Globalization;
using Throughline.Media.Files;

namespace Throughline.Media.Video;

/// <content>Sound for a clip that is encoded already.</content>
public sealed partial record ClipSound
{
    /// <summary>
    /// Writes a clip anew with this sound, no longer than the clip. Its frames are copied as they are encoded.
    /// </summary>
    /// <param name="ffmpeg">Which.</param>
    /// <param name="clip">The clip, an MP4 of ours.</param>
    /// <param name="info">What it is.</param>
    /// <param name="output">The new clip; complete or absent.</param>
    /// <param name="cancellationToken">Stops ffmpeg.</param>
    /// <exception cref="MediaException">The sound cannot be read, or the clip not written.</exception>
    public async Task AddToAsync(
        Ffmpeg ffmpeg, string clip, ClipInfo info, string output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ffmpeg);
        ArgumentNullException.ThrowIfNull(info);
        using var part = new PartFile(output);
        string[] arguments =
        [
            "-hide_banner", "-nostdin", "-nostats", "-loglevel", "error", "-y", "-i", "file:" + clip,
            "-t", Text((decimal)info.Frames * info.Rate.Denominator / info.Rate.Numerator), .. Input(),
            "-map", "0:v:0", "-c:v", "copy", .. Output(), "-map_metadata", "-1", "-fflags", "+bitexact",
            "-video_track_timescale", ClipArguments.Timescale(info.Rate).ToString(CultureInfo.InvariantCulture),
            "-movflags", "+faststart", "-f", "mp4", "file:" + part.Path,
        ];
        await using var process = ChildProcess.Start(ffmpeg.Path, arguments, Limits?.MemoryBytes);
        process.Input.Close();
        var code = await process.WaitAsync(cancellationToken);
        var lines = process.LastLines;
        if (code != 0 || FileTrouble.SaysDiskFull(lines))
        {
            throw new MediaException(
                FileTrouble.SaysDiskFull(lines) ? MediaError.DiskFull : MediaError.FfmpegFailed,
                $"{output}: ffmpeg ended with exit code {code} while it added sound. Its last lines:\n{lines}")
            {
                ExitCode = code,
                LastLines = lines,
            };
        }

        part.Commit();
    }
}
