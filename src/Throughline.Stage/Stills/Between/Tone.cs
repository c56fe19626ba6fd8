namespace Throughline.Stage.Stills;

/// <summary>A change of tone: each channel, 0 to 255, times its gain plus its lift.</summary>
/// <param name="GainR">Gain of red.</param>
/// <param name="GainG">Gain of green.</param>
/// <param name="GainB">Gain of blue.</param>
/// <param name="LiftR">Lift of red.</param>
/// <param name="LiftG">Lift of green.</param>
/// <param name="LiftB">Lift of blue.</param>
internal readonly record struct Tone(float GainR, float GainG, float GainB, float LiftR, float LiftG, float LiftB)
{
    /// <summary>No change.</summary>
    public static Tone None { get; } = new(1, 1, 1, 0, 0, 0);

    /// <summary>The change back.</summary>
    public Tone Inverted() => new(1 / GainR, 1 / GainG, 1 / GainB, -LiftR / GainR, -LiftG / GainG, -LiftB / GainB);

    /// <summary>A part of the change, 0 none to 1 all.</summary>
    public Tone Part(float share) => new(
        1 + (share * (GainR - 1)), 1 + (share * (GainG - 1)), 1 + (share * (GainB - 1)), share * LiftR, share * LiftG,
            share * LiftB);
}
