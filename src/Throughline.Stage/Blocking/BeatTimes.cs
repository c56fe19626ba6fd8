using Throughline.Stage.Scenes;

namespace Throughline.Stage.Blocking;

/// <summary>When beats happen.</summary>
internal static class BeatTimes
{
    private const double TravelWeight = 1.6;

    /// <summary>
    /// Start and end of each beat in seconds from the scene's start: what the scene says where it says it, else beats
    /// follow one another and share what is left of the shot, beats that travel getting more of it.
    /// </summary>
    /// <param name="beats">The beats in order.</param>
    /// <param name="start">When the first may begin.</param>
    /// <param name="end">When the last must end.</param>
    /// <param name="travels">Whether an action goes from place to place.</param>
    public static (double From, double To)[] Of(
        IReadOnlyList<Beat> beats, double start, double end, Func<Beat, bool> travels)
    {
        var times = new (double From, double To)[beats.Count];
        var at = start;
        for (var i = 0; i < beats.Count; i++)
        {
            if (i > 0 && beats[i].Together)
            {
                times[i] = times[i - 1];
                continue;
            }

            var from = Math.Clamp((double?)beats[i].From ?? at, start, end);
            var to = beats[i].To is { } given ? Math.Clamp((double)given, from, end) : from + Share(
                beats, i, from, end, travels);
            times[i] = (from, to);
            at = to;
        }

        return times;
    }

    // The beat's part of the time up to the next one whose start is given.
    private static double Share(IReadOnlyList<Beat> beats, int first, double from, double end, Func<Beat, bool> travels)
    {
        var weights = 0.0;
        var until = end;
        for (var i = first; i < beats.Count; i++)
        {
            if (i > first && beats[i].Together)
            {
                continue;
            }

            if (i > first && beats[i].From is { } start)
            {
                until = Math.Clamp((double)start, from, end);
                break;
            }

            weights += Weight(beats, i, travels);
        }

        return (until - from) * Weight(beats, first, travels) / weights;
    }

    private static double Weight(IReadOnlyList<Beat> beats, int at, Func<Beat, bool> travels) =>
        travels(beats[at]) || beats.Skip(at + 1).TakeWhile(beat => beat.Together).Any(travels) ? TravelWeight : 1;
}
