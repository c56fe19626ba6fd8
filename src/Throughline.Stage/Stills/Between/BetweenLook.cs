namespace Throughline.Stage.Stills;

/// <summary>What holds for all of a frame between two pictures.</summary>
/// <param name="FirstTone">Change of the first picture's tone.</param>
/// <param name="LastTone">Change of the last picture's tone.</param>
/// <param name="FirstReduction">How many times smaller the first picture is shown.</param>
/// <param name="LastReduction">How many times smaller the last picture is shown.</param>
/// <param name="Streak">How far the frame is drawn out to the sides, pixels; 0 for none.</param>
internal readonly record struct BetweenLook(
    Tone FirstTone, Tone LastTone, float FirstReduction, float LastReduction, float Streak = 0);
