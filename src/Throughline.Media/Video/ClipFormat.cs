namespace Throughline.Media.Video;

/// <summary>How a clip is encoded: the same format and frames give the same bytes from the same ffmpeg.</summary>
public sealed record ClipFormat
{
    /// <summary>The codec.</summary>
    public ClipCodec Codec { get; init; } = ClipCodec.H264;

    /// <summary>
    /// The encoder's constant quality, lower is better: H.264 and H.265 0..51, AV1 0..63; null for the usual one
    /// (18, 20, 24). ProRes takes none.
    /// </summary>
    public int? Quality { get; init; }

    /// <summary>
    /// The quantiser of frame 0 alone in H.264 and H.265, 1..51: finer than the rest, so that the given picture arrives
    /// as given. Null for the usual one, 12 below the quality and at least 4.
    /// </summary>
    public int? FirstFrameQuantiser { get; init; }

    /// <summary>
    /// The encoder's own preset name; null for the usual one (veryfast, veryfast, 8). ProRes takes none.
    /// </summary>
    public string? Preset { get; init; }

    /// <summary>A keyframe at least every so many frames, closed groups; null for one second.</summary>
    public int? KeyframeEvery { get; init; }

    /// <summary>Frames, counted from 0, that are keyframes besides: a cut by stream copy can begin there.</summary>
    public IReadOnlyList<int> Keyframes { get; init; } = [];

    /// <summary>
    /// Encoder threads, 1..16. A fixed number, because an encoder's output may depend on it and must not depend on the
    /// machine.
    /// </summary>
    public int Threads { get; init; } = 4;

    /// <summary>The file name's extension with its dot: <c>.mp4</c>, or <c>.mov</c> for ProRes.</summary>
    public string Extension => Codec is ClipCodec.ProRes422Hq ? ".mov" : ".mp4";

    /// <summary>The name of ffmpeg's encoder.</summary>
    public string Encoder => Codec switch
    {
        ClipCodec.H264 => "libx264",
        ClipCodec.H265 => "libx265",
        ClipCodec.Av1 => "libsvtav1",
        _ => "prores_ks",
    };
}
