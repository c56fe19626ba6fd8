using Throughline.Problems;

namespace Throughline.Films;

/// <summary>What must hold between the parts of a film: ids, first frames, chains.</summary>
internal sealed class FilmChecks
{
    private readonly IReadOnlyList<ShotDraft> _shots;
    private readonly ProblemList _problems;
    private readonly Dictionary<string, int> _byId = new(StringComparer.Ordinal);

    private FilmChecks(FilmFileDraft film, ProblemList problems)
    {
        _shots = film.Shots;
        _problems = problems;
    }

    /// <summary>Reports everything that does not hold.</summary>
    public static void Run(FilmFileDraft film, ProblemList problems)
    {
        var checks = new FilmChecks(film, problems);
        checks.Ids();
        checks.FirstFrames();
        checks.Chains();
        problems.Subject = null;
    }

    private void Ids()
    {
        var seen = new Dictionary<string, ShotDraft>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < _shots.Count; i++)
        {
            if (_shots[i].Id is not { } id)
            {
                continue;
            }

            _byId.TryAdd(id, i);
            if (!seen.TryAdd(id, _shots[i]))
            {
                var twin = seen[id];
                var how = twin.Id == id ? "" : $", as '{twin.Id}': upper and lower case count as the same";
                Error(
                    _shots[i], "id", $"the id is already on line {twin.PlaceOf("id").Line}{how}",
                    "Give each shot its own.");
            }
        }
    }

    private void FirstFrames()
    {
        foreach (var shot in _shots)
        {
            if (shot.Has("image") && shot.Has("from"))
            {
                var second = shot.PlaceOf("image") > shot.PlaceOf("from") ? "image" : "from";
                Error(shot, second, "both 'image' and 'from' give the first frame", "Keep one of them.");
            }
            else if (!shot.Has("image") && !shot.Has("from") && !shot.Has("prompt") && !shot.Has("scene")
                && shot.Places.Count > 0)
            {
                Error(
                    shot, "", "the shot has no first frame",
                    "Add 'image: picture.jpg', or 'from:' with the shot it continues.");
            }
        }
    }

    private void Chains()
    {
        // 0 not visited, 1 on the way, 2 done.
        var state = new byte[_shots.Count];
        for (var i = 0; i < _shots.Count; i++)
        {
            var way = new List<int>();
            var at = i;
            while (state[at] == 0)
            {
                state[at] = 1;
                way.Add(at);
                if (Before(at) is not { } before)
                {
                    break;
                }

                at = before;
            }

            if (state[at] == 1 && way.IndexOf(at) is >= 0 and var start && Target(at) is not null)
            {
                Circle(way[start..]);
            }

            way.ForEach(visited => state[visited] = 2);
        }
    }

    // The shot that a shot continues from; reports one that is not there.
    private int? Before(int shot)
    {
        if (_shots[shot].From is { } from && Target(shot) is null)
        {
            _problems.Subject = _shots[shot].Subject;
            var ids = _shots.Select(other => other.Id).OfType<string>().Where(id => id != _shots[shot].Id);
            _problems.Unknown(
                _shots[shot].PlaceOf("from"), $"the shot continues from {Quoted.Of(from)}, which is not in the film",
                from, ids);
        }

        return Target(shot);
    }

    private int? Target(int shot) =>
        _shots[shot].From is { } from && _byId.TryGetValue(from, out var target) ? target : null;

    private void Circle(List<int> members)
    {
        var first = _shots[members.Min()];
        if (members.Count == 1)
        {
            Error(
                first, "from", "the shot continues from itself", "Give it an 'image:', or continue from another shot.");
            return;
        }

        const int MostNamed = 6;
        var start = members.IndexOf(members.Min());
        var names = Enumerable.Range(0, members.Count).Take(MostNamed).Select(
            i => $"'{_shots[members[(start + i) % members.Count]].Id}'");
        var more = members.Count > MostNamed ? " and others" : "";
        Error(
            first, "from",
            $"the shot continues from itself in the end: {string.Join(" from ", names)}{more} from '{first.Id}'",
            "Give one of them an 'image:'.");
    }

    private void Error(ShotDraft shot, string key, string message, string fix)
    {
        _problems.Subject = shot.Subject;
        _problems.Error(shot.PlaceOf(key), message, fix);
    }
}
