using Throughline.Films;

namespace Throughline.Editing;

/// <summary>What one frame of the film shows.</summary>
/// <param name="Shot">Index of the shot; in a dissolve or wipe, of the incoming one.</param>
/// <param name="Joint">Index of the shot whose joint changes this frame; -1 for a frame shown as it was shot.</param>
/// <param name="Kind">The transition that changes it; a cut when none does.</param>
/// <param name="Step">Position in the transition's part, from 0.</param>
/// <param name="Steps">Length of that part.</param>
internal readonly record struct FilmFrame(int Shot, int Joint, TransitionKind Kind, int Step, int Steps)
{
    /// <summary>Whether the clip's frame is shown as it was shot.</summary>
    public bool IsPlain => Joint < 0;

    /// <summary>Whether the frame belongs to the outgoing half of a fade.</summary>
    public bool IsOutgoing => Joint > Shot;
}
