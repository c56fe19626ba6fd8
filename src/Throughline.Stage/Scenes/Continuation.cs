namespace Throughline.Stage.Scenes;

/// <summary>Scenes that go on: a shot that continues a staged one plays in the same world, later.</summary>
public static class Continuation
{
    private static readonly HashSet<string> _travels = new(
        StringComparer.Ordinal) { "walk", "run", "swim", "leap", "fly", "drive", "sail", "chase", "ride", "surf", "carry" };

    /// <summary>
    /// The scene of both: the first one's world, in which its subjects then do what the second one says of them. Who is
    /// named by the second only comes in from beside the frame; a thing that cannot move by itself waits there for the
    /// camera, and is not staged when that stays where it is.
    /// </summary>
    /// <param name="before">The scene so far.</param>
    /// <param name="next">What the shot that continues it says.</param>
    /// <param name="entering">The action by which a subject comes in; null for what cannot move by itself. Without,
    /// nobody new comes in.</param>
    public static Scene Join(Scene before, Scene next, Func<Subject, string?>? entering = null)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(next);
        next = next.InOwnTime();
        var left = next.Subjects.ToList();
        var same = new Dictionary<Subject, Subject>();
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var subject in before.Subjects)
        {
            if (left.Find(other => IsSame(subject, other)) is { } found)
            {
                left.Remove(found);
                same[subject] = found;
                names[found.Id] = subject.Id;
            }
        }

        var moves = next.Camera.Moves.Count > 0;
        var entered = left.Where(subject => entering is not null && (entering(subject) is not null || moves)).ToList();
        var taken = before.Subjects.Select(subject => subject.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var subject in entered)
        {
            names[subject.Id] = Unused(subject.Id, taken);
        }

        List<Subject> joined =
        [
            .. before.Subjects.Select(
                subject => Extended(
                    subject, same.TryGetValue(subject, out var more) ? Renamed(more, names) : null, before.Seconds)),
            .. entered.Select(subject => Entering(Renamed(subject, names), before, entering!(subject))),
        ];

        // "She stops and waves" names nobody: it is the main subject that does.
        var missing = left.Except(entered).ToList();
        return before with
        {
            Prompt = next.Prompt,
            Seconds = before.Seconds + next.Seconds,
            Tempo = next.Tempo,
            Subjects = joined,
            Camera = next.Camera with
            {
                Subject = next.Camera.Subject is { } about ? names.GetValueOrDefault(about, about) : null,
            },
            Staged = next.Staged,
            NotStaged = [
                .. next.NotStaged, .. missing.Select(subject => subject.Id).Where(id => !next.NotStaged.Contains(id))
            ],
            Coverage = next.Coverage,
            Notes = [.. next.Notes, .. missing.Select(subject =>
                $"{subject.Id} is not in the shot that this one continues, and cannot appear in the middle of it.")],
        };
    }

    private static bool IsSame(Subject before, Subject next) =>
        before.Cast is not null || next.Cast is not null
            ? string.Equals(before.Cast, next.Cast, StringComparison.OrdinalIgnoreCase)
            : before.Asset == next.Asset;

    private static string Unused(string id, HashSet<string> taken)
    {
        var free = id;
        for (var i = 2; !taken.Add(free); i++)
        {
            free = FormattableString.Invariant($"{id}_{i}");
        }

        return free;
    }

    // The second scene's names for subjects become those of both.
    private static Subject Renamed(Subject subject, Dictionary<string, string> names)
    {
        string? Name(string? said) => said is not null && names.TryGetValue(said, out var known) ? known : said;
        return subject with
        {
            Id = names[subject.Id],
            Place = subject.Place is { } place ? place with { To = Name(place.To), And = Name(place.And) } : null,
            Beats = [.. subject.Beats.Select(beat => beat with { Toward = Name(beat.Toward) })],
        };
    }

    // Waits beside the frame, comes in when the shot begins, and then does what is said of it.
    private static Subject Entering(Subject subject, Scene before, string? action)
    {
        var start = before.Seconds;
        if (action is null)
        {
            return subject with { Enters = start, Place = null, Beats = [] };
        }

        var to = subject.Place?.To is { } near && before.Subjects
            .Any(one => one.Id == near) ? near : before.Subjects.Count > 0 ? before.Subjects[0].Id : null;
        var goes = subject.Beats.Count > 0 && _travels.Contains(subject.Beats[0].Action);
        Beat come = new() { Action = action, Toward = to, Course = Course.To, From = start };
        IEnumerable<Beat> after = goes
            ? [subject.Beats[0] with { From = start, Toward = subject.Beats[0].Toward ?? to }, .. subject.Beats.Skip(1)]
            : [come, .. subject.Beats];
        return subject with
        {
            Enters = start,
            Place = null,
            Beats = [new Beat { Action = "idle", From = 0, To = start }, .. after],
        };
    }

    // What it did ends where the shot before ended; what it does next follows. Nothing said: it goes on with what it
    // did.
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
            : subject.Beats.Skip(Math.Max(last, 0)).Select(
                beat => beat.Together ? beat : beat with { From = start, To = null });
        return subject with { Beats = [.. before, .. after] };
    }
}
