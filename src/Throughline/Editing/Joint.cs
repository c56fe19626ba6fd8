using Throughline.Films;
using Throughline.Media.Video;

namespace Throughline.Editing;

/// <summary>How the film comes into a shot, in frames.</summary>
/// <param name="Kind">Which transition.</param>
/// <param name="Frames">How long it is visible; 0 for a cut.</param>
/// <param name="IsFirst">Whether nothing comes before.</param>
public readonly record struct Joint(TransitionKind Kind, int Frames, bool IsFirst)
{
    /// <summary>Frames that both shots share; the film is shorter by them.</summary>
    public int Overlap => Kind is TransitionKind.Dissolve or TransitionKind.Wipe ? Frames : 0;

    /// <summary>Frames at the end of the outgoing shot that the transition changes.</summary>
    public int Outgoing => IsFirst ? 0 : Kind == TransitionKind.Fade ? Frames / 2 : Overlap;

    /// <summary>Frames at the start of the incoming shot that the transition changes.</summary>
    public int Incoming => Kind == TransitionKind.Fade ? Frames - Outgoing : Frames;

    /// <summary>
    /// The joint before a shot. The first shot has nothing to come from: its fade comes from black, its other
    /// transitions are cuts. A transition of no length is a cut.
    /// </summary>
    internal static Joint Before(Shot shot, bool isFirst, FrameRate rate)
    {
        var asked = shot.Transition;
        var isCut = asked.Seconds <= 0
            || asked.Kind == TransitionKind.Cut || (isFirst && asked.Kind != TransitionKind.Fade);
        if (isCut)
        {
            return new Joint(TransitionKind.Cut, 0, isFirst);
        }

        var least = asked.Kind == TransitionKind.Fade && !isFirst ? 2 : 1; // A fade has two halves.
        return new Joint(asked.Kind, Math.Max(least, rate.FramesIn(asked.Seconds)), isFirst);
    }
}
