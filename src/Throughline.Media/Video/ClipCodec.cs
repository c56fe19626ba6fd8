namespace Throughline.Media.Video;

/// <summary>How a clip is encoded.</summary>
public enum ClipCodec
{
    /// <summary>H.264 High, 8-bit 4:2:0, in MP4: plays everywhere.</summary>
    H264,

    /// <summary>H.265 Main, 8-bit 4:2:0, in MP4.</summary>
    H265,

    /// <summary>AV1 Main, 8-bit 4:2:0, in MP4.</summary>
    Av1,

    /// <summary>Apple ProRes 422 HQ, 10-bit 4:2:2, in MOV: every frame is a keyframe.</summary>
    ProRes422Hq,
}
