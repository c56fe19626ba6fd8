using Throughline.Media.Pictures;

namespace Throughline.Production;

/// <summary>What a shooting leaves besides its files.</summary>
/// <param name="First">Frame 0 as rendered.</param>
/// <param name="Last">The last frame as rendered.</param>
/// <param name="State">The engine's state at the end.</param>
/// <param name="NotStaged">What was asked for and could not be shown, each with the reason.</param>
public sealed record ShootingResult(Picture First, Picture Last, ReadOnlyMemory<byte> State, IReadOnlyList<string> NotStaged);
