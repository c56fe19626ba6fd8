namespace Throughline.Media.Mp4;

/// <summary>A stretch of a track that is copied as it is.</summary>
/// <param name="Track">The track.</param>
/// <param name="First">First frame, one where <see cref="Mp4Track.CanEnter"/>.</param>
/// <param name="Frames">How many frames; <see cref="Mp4Track.CanLeave"/> holds after them.</param>
public readonly record struct Mp4Run(Mp4Track Track, int First, int Frames);
