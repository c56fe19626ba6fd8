using System.Globalization;
using Throughline.Media.Pictures;

namespace Throughline.Media.Video;

/// <summary>What ffmpeg is told to make a clip.</summary>
internal static class ClipArguments
{
    private static readonly string[] _tags =
        ["-color_primaries", "bt709", "-color_trc", "bt709", "-colorspace", "bt709", "-color_range", "tv"];

    // What x264 leaves out of its usual preset: half the work, for less than half a decibel (decisions 57 and 125); and
    // it need not weigh how many B-frames to take, which for what we draw comes to three anyhow (decision 120).
    private const string LessSearch = ":me=dia:subme=1:partitions=none:b-adapt=0:rc-lookahead=6";

    /// <summary>
    /// Ticks a second of the clip's track: the least multiple of the rate's numerator by a power of two that reaches
    /// 10000, so that every frame lasts a whole number of ticks.
    /// </summary>
    public static int Timescale(FrameRate rate)
    {
        var scale = rate.Numerator;
        while (scale < 10_000)
        {
            scale *= 2;
        }

        return scale;
    }

    /// <summary>The pixel format in which frames are handed to ffmpeg.</summary>
    public static string FrameFormat(ClipFormat format) => format.Codec is ClipCodec.ProRes422Hq ? "rgba" : "yuv420p";

    /// <summary>
    /// All arguments of ffmpeg: raw frames from its standard input to the file <paramref name="output"/>.
    /// </summary>
    /// <param name="size">Size of every frame.</param>
    /// <param name="rate">Frames a second.</param>
    /// <param name="format">How to encode.</param>
    /// <param name="output">The file.</param>
    /// <param name="sound">Sound to take over, and how many frames the clip will have; null for a silent clip.</param>
    public static IReadOnlyList<string> Encode(
        PixelSize size, FrameRate rate, ClipFormat format, string output, (ClipSound Sound, int Frames)? sound = null)
    {
        var every = format.KeyframeEvery ?? Math.Max(1, (int)Math.Round(rate.PerSecond));
        List<string> arguments =
        [
            "-hide_banner", "-nostdin", "-nostats", "-loglevel", "error", "-y",
            "-f", "rawvideo", "-pix_fmt", FrameFormat(format), "-video_size", size.ToString(), "-framerate",
            rate.ToString(),
        ];
        if (format.Codec is not ClipCodec.ProRes422Hq)
        {
            arguments.AddRange([.. _tags, "-chroma_sample_location", "center"]);
        }

        arguments.AddRange(
            [
                "-i", "pipe:0", .. sound?.Sound.Input() ?? [], "-map", "0:v:0", .. sound?.Sound.Output() ?? [],
                "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact"
            ]);
        arguments.AddRange(["-c:v", format.Encoder, .. Codec(format, every), .. _tags]);
        if (format.Keyframes.Count > 0 && format.Codec is not ClipCodec.ProRes422Hq)
        {
            arguments.AddRange(
                ["-force_key_frames", "expr:" + string.Join('+', format.Keyframes.Select(n => $"eq(n,{Text(n)})"))]);
        }

        if (sound is { Frames: var frames })
        {
            var seconds = (decimal)frames * rate.Denominator / rate.Numerator;
            arguments.AddRange(["-t", seconds.ToString("0.000000", CultureInfo.InvariantCulture)]);
        }

        arguments.AddRange(["-video_track_timescale", Text(Timescale(rate)), "-movflags", "+faststart"]);
        arguments.AddRange(["-f", format.Extension[1..], "file:" + output]);
        return arguments;
    }

    private static string[] Codec(ClipFormat format, int every) => format.Codec switch
    {
        ClipCodec.H264 =>
        [
            "-preset", format.Preset ?? "veryfast", "-crf", Text(Quality(format)), "-profile:v", "high",
            "-pix_fmt", "yuv420p", "-chroma_sample_location", "center", "-threads", Text(format.Threads), "-forced-idr",
            "1",
            "-x264-params",
            $"keyint={Text(every)}:min-keyint=1:scenecut=0:open-gop=0:lookahead-threads=1:sync-lookahead=0:zones=0,0,q={Text(First(format))}"
                + (format.Preset is null ? LessSearch : ""),
        ],
        ClipCodec.H265 =>
        [
            "-preset", format.Preset ?? "veryfast", "-crf", Text(Quality(format)), "-profile:v", "main",
            "-pix_fmt", "yuv420p", "-chroma_sample_location", "center", "-tag:v", "hvc1", "-forced-idr", "1",
            "-x265-params", $"keyint={Text(every)}:min-keyint=1:scenecut=0:open-gop=0:zones=0,0,q={Text(First(format))}"
                + $":pools={Text(format.Threads)}:frame-threads=2:log-level=error",
        ],
        ClipCodec.Av1 =>
        [
            "-preset", format.Preset ?? "8", "-crf", Text(Quality(format)), "-pix_fmt", "yuv420p", "-g", Text(every),
            "-svtav1-params", $"lp={Text(format.Threads)}:scd=0",
        ],
        _ =>
        [
            "-vf",
            "scale=out_color_matrix=bt709:out_range=tv:flags=bicubic+accurate_rnd+full_chroma_int+full_chroma_inp"
                + ",format=yuv422p10le,setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709",
            "-profile:v", "3", "-vendor", "apl0", "-threads", Text(format.Threads),
        ],
    };

    private static int Quality(ClipFormat format) => format.Quality ?? format.Codec switch
    {
        ClipCodec.H264 => 18,
        ClipCodec.H265 => 20,
        _ => 24,
    };

    private static int First(ClipFormat format) => format.FirstFrameQuantiser ?? Math.Max(4, Quality(format) - 12);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
