using Throughline.Media.Pictures;

namespace Throughline.Media.Video;

/// <summary>What a clip is, as its file says and its packets prove.</summary>
public sealed record ClipInfo
{
    /// <summary>Size of every frame.</summary>
    public required PixelSize Size { get; init; }

    /// <summary>Frames a second.</summary>
    public required FrameRate Rate { get; init; }

    /// <summary>How many frames there are, counted.</summary>
    public required int Frames { get; init; }

    /// <summary>Numbers of the frames that are keyframes, in the order shown, from 0.</summary>
    public required IReadOnlyList<int> Keyframes { get; init; }

    /// <summary>Whether every frame lasts as long as every other.</summary>
    public required bool IsConstantRate { get; init; }

    /// <summary>ffmpeg's name of the codec: <c>h264</c>, <c>hevc</c>, <c>av1</c>, <c>prores</c>.</summary>
    public required string Codec { get; init; }

    /// <summary>ffmpeg's name of the profile; empty when unknown.</summary>
    public required string Profile { get; init; }

    /// <summary>ffmpeg's name of the pixel format, such as <c>yuv420p</c>.</summary>
    public required string PixelFormat { get; init; }

    /// <summary>
    /// Range, matrix, transfer, primaries and chroma siting as tagged; <c>unknown</c> where they are not.
    /// </summary>
    public required ClipColour Colour { get; init; }
}
