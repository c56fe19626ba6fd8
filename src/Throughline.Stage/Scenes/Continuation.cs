namespace Throughline.Stage.Scenes;

/// <summary>Scenes that go on: a shot that continues a staged one plays in the same world, later.</summary>
public static class Continuation
{

    /// <summary>
    /// The scene of both: the first one's world, in which its subjects then do what the second one says of them. Subjects that
    /// only the second names cannot be there from the start, so they are not staged, which its notes say.
    /// </summary>
    /// <param name="before">The scene so far.</param>
    /// <param name="next">What the shot that continues it says.</param>
    public static Scene Join(Scene before, Scene next)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(next);
        var left = next.Subjects.ToList();
        var joined = new List<Subject>();
        foreach (var subject in before.Subjects)
        {
            var same = left.Find(other => IsSame(subject, other));
            if (same is not null)
            {
                left.Remove(same);
            }

            joined.Add(Extended(subject, same, before.Seconds));
        }

        // "She stops and waves" names nobody: it is the main subject that does.
        return before with
        {
            Prompt = next.Prompt,
            Seconds = before.Seconds + next.Seconds,
            Subjects = joined,
            Camera = next.Camera,
            Staged = next.Staged,
            NotStaged = [.. next.NotStaged, .. left.Select(subject => subject.Id).Where(id => !next.NotStaged.Contains(id))],
            Coverage = next.Coverage,
            Notes = [.. next.Notes, .. left.Select(subject =>
                $"{subject.Id} is not in the shot that this one continues, and cannot appear in the middle of it.")],
        };
    }

    private static bool IsSame(Subject before, Subject next) =>
        before.Cast is not null || next.Cast is not null
            ? string.Equals(before.Cast, next.Cast, StringComparison.OrdinalIgnoreCase)
            : before.Asset == next.Asset;

    // What it did ends where the shot before ended; what it does next follows. Nothing said: it goes on with what it did.
    private static Subject Extended(Subject subject, Subject? next, decimal start)
    {
        if (subject.Beats.Count == 0 && next?.Beats is null or { Count: 0 })
        {
            return subject;
        }

        // What goes together ends and goes on together.
        var last = subject.Beats.ToList().FindLastIndex(beat => !beat.Together);
        IEnumerable<Beat> before = subject.Beats.Count == 0
            ? [new Beat { Action = "idle", From = 0, To = start }]
            : subject.Beats.Select((beat, i) => i == last && beat.To is null ? beat with { To = start } : beat);
        IEnumerable<Beat> after = next is { Beats.Count: > 0 }
            ? next.Beats.Select((beat, i) => beat with
            {
                From = beat.From is { } from ? start + from : i == 0 ? start : null,
                To = beat.To is { } to ? start + to : null,
            })
            : subject.Beats.Skip(Math.Max(last, 0)).Select(beat => beat.Together ? beat : beat with { From = start, To = null });
        return subject with { Beats = [.. before, .. after] };
    }
}
