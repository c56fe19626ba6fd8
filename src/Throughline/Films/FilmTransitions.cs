using Throughline.Editing;
using Throughline.Problems;

namespace Throughline.Films;

/// <summary>Whether the transitions of a film fit into its shots, counted in frames as the cut counts them.</summary>
internal static class FilmTransitions
{
    /// <summary>Reports every transition that does not fit.</summary>
    /// <param name="film">The film as read, for places and for what was unreadable.</param>
    /// <param name="shots">Its shots, in the same order.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static void Check(FilmFileDraft film, IReadOnlyList<Shot> shots, ProblemList problems)
    {
        Joint before = default;
        for (var i = 0; i < shots.Count; i++)
        {
            var joint = Joint.Before(shots[i], i == 0, film.Rate);
            if (Problem(film, shots, i, before, joint) is { } message)
            {
                var draft = film.Shots[i];
                problems.Subject = draft.Subject;
                problems.Error(
                    draft.PlaceOf("transition"), message, i == 0 && joint.Frames == 0
                        ? "Remove it, or write 'fade' to come out of black."
                        : "Make it shorter.");
            }

            before = joint;
        }
    }

    private static string? Problem(FilmFileDraft film, IReadOnlyList<Shot> shots, int i, Joint before, Joint joint)
    {
        var shot = shots[i];
        var (kind, seconds) = shot.Transition;
        var name = TransitionNames.Of(kind);
        if (i == 0 && kind is not (TransitionKind.Cut or TransitionKind.Fade))
        {
            return $"the film begins here: there is nothing to {name} from";
        }

        var written = $"a {name} of {PlainNumber.Write(seconds)} s";
        if (film.Shots[i].Seconds is { } length && joint.Incoming > film.Rate.FramesIn(length))
        {
            return $"{written} does not fit into the shot of {PlainNumber.Write(length)} s";
        }

        if (i == 0 || film.Shots[i - 1].Seconds is not { } earlier || joint.Outgoing == 0
            || before.Incoming + joint.Outgoing <= film.Rate.FramesIn(earlier))
        {
            return null;
        }

        var (kindBefore, secondsBefore) = shots[i - 1].Transition;
        var taken = before.Incoming == 0
            ? ""
            : $" and begins with a {TransitionNames.Of(kindBefore)} of {PlainNumber.Write(secondsBefore)} s";
        return $"{written} does not fit out of {film.Shots[i - 1].Subject}, which lasts {PlainNumber.Write(earlier)} s{taken}";
    }
}
