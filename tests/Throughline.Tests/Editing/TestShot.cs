using Throughline.Films;

namespace Throughline.Tests.Editing;

/// <summary>A shot of a test film.</summary>
/// <param name="Frames">Frames that the film uses.</param>
/// <param name="Kind">The transition into it.</param>
/// <param name="TransitionFrames">The transition's length.</param>
/// <param name="IsChained">Whether its clip starts with a frame of the shot before.</param>
internal readonly record struct TestShot(
    int Frames, TransitionKind Kind = TransitionKind.Cut, int TransitionFrames = 0, bool IsChained = false);
