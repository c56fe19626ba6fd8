namespace Throughline.Media.Mp4;

/// <summary>One encoded frame of a track, in decoding order.</summary>
/// <param name="Offset">Where its bytes start in the file.</param>
/// <param name="Size">How many bytes.</param>
/// <param name="Frame">Which frame of the clip it shows, from 0, in the order they are shown.</param>
/// <param name="IsSync">Whether decoding can start here.</param>
public readonly record struct Mp4Sample(long Offset, int Size, int Frame, bool IsSync);
