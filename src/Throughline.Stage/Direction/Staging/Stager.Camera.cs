using Throughline.Camera;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Direction;

/// <content>The camera's language.</content>
internal sealed partial class Stager
{
    private void MeetCamera(Particle particle)
    {
        var term = particle.Term;
        if (_joint == "then"
            || (particle.At > 0
                && Enumerable.Range(Math.Max(0, particle.At - 3), Math.Min(3, particle.At)).Any(
                    i => _terms[i].Word is "then" or "before" or "finally")))
        {
            _camera.Then();
        }

        Film(term, StrengthNear(particle.At));
        _isFocusing |= term.As(WordKind.Focus) is not null;
        _nounIsLast = false;
        _verb = new Verb { Term = term, Use = VerbUse.Camera, Who = [] };
        _joint = null;
    }

    private void Film(Term term, float strength)
    {
        if (term.As(WordKind.Scale) is { } scale
            && Enum.TryParse<ShotScale>(Name(scale.Value), ignoreCase: true, out var size))
        {
            _camera.Scale(size, term.Text);
            _tally.Add(term, $"shot size {scale.Value}");
        }
        else if (term.As(WordKind.Angle) is { } angle
            && Enum.TryParse<CameraAngle>(Name(angle.Value), ignoreCase: true, out var height))
        {
            _camera.Angle(height, term.Text);
            _tally.Add(term, $"camera angle {angle.Value}");
        }
        else if (term.As(WordKind.Focus) is not null)
        {
            _tally.Add(term, "the focus goes from one to the other");
        }
        else if (term.As(WordKind.Lens) is { } lens)
        {
            _camera.Lens(lens.Number);
            _tally.Add(term, $"lens {lens.Value} mm");
            if (term.Word.StartsWith("fish", StringComparison.Ordinal))
            {
                _notes.Add($"'{term.Text}' is a lens of {lens.Value} mm: straight lines stay straight.");
            }
        }
        else if (term.As(WordKind.Move) is { } move && CameraMoves.Find(move.Value) is { } info)
        {
            _camera.Move(info.Kind, strength, term.Text, CueOf(term));
            _tally.Add(term, $"camera {move.Value}{(strength == 1 ? "" : strength < 1 ? ", slowly" : ", quickly")}");
        }
    }

    // "The camera glides from left to right", "the drone rises", "a drone shot flying over": what the camera does. False
    // when the verb is no way for a camera to go.
    private bool FilmVerb(VerbGroup group, Term head)
    {
        var move = _vocabulary.Find(head.Lemma).FirstOrDefault(meaning => meaning.Kind == WordKind.Move)?.Value
            ?? _vocabulary.Tables.CameraVerb(head.Lemma);
        if (move is null || CameraMoves.Find(Sideways(move) ?? move) is not { } moved)
        {
            return false;
        }

        if (_joint == "then")
        {
            _camera.Then();
        }

        var paces = group.Adverbs.Select(adverb => adverb.As(WordKind.Pace)?.Number);
        var strength = paces.FirstOrDefault(pace => pace is not null) ?? StrengthNear(group.At);
        _camera.Move(moved.Kind, strength, head.Text, CueOf(head));
        _tally.Add(head, $"camera {Sideways(move) ?? move}");
        foreach (var adverb in group.Adverbs)
        {
            _tally.Add(adverb, "the camera");
        }

        _verb = new Verb { Term = head, Use = VerbUse.Camera, Who = [] };
        _joint = null;
        _nounIsLast = false;
        return true;
    }

    // Where the words right after a move say that it goes: "glides from left to right", "moves up".
    private string? Sideways(string move)
    {
        for (var ahead = 1; ahead <= 3 && Next(ahead) is Particle { Tag: Tag.Adverb or Tag.Preposition } particle; ahead++)
        {
            if (_vocabulary.Find(particle.Term.Word).FirstOrDefault(meaning => meaning.Kind == WordKind.Direction) is { } to
                && (move is "push_in" or "truck_left" or "truck_right" ? to.Value switch
                {
                    "left" => "truck_left",
                    "right" => "truck_right",
                    "up" => "crane_up",
                    "down" => "crane_down",
                    "back" or "away" => "pull_back",
                    _ => null,
                } : null) is { } way)
            {
                _tally.Add(particle.Term, "the camera");
                return way;
            }
        }

        return null;
    }

    // Whether the sentence says where the focus goes: "rack focus from the rose to the man".
    private bool _isFocusing;

    // "The focus shifts": what moves is what is sharp.
    private bool IsFocus(VerbGroup group, Term head)
    {
        if (Before() is not NounPhrase { Head: { Lemma: "focus" } focus }
            || head.Lemma is not ("shift" or "rack" or "pull" or "move" or "change" or "switch" or "go" or "drift" or "slide"))
        {
            return false;
        }

        _isFocusing = true;
        _tally.Add(focus, "the focus");
        _tally.Add(head, "the focus goes from one to the other");
        group.Adverbs.ForEach(adverb => _tally.Add(adverb, "the focus"));
        _verb = new Verb { Term = head, Use = VerbUse.Camera, Who = [] };
        _joint = null;
        _nounIsLast = false;
        return true;
    }

    // "From the rose in the foreground to the man on the bench": false for what says where the rose is.
    private bool Focus(string word, NounPhrase noun)
    {
        if (!_isFocusing || word is not ("from" or "to" or "onto" or "on" or "between" or "toward")
            || (!noun.IsPronoun && !CanAct(noun))
            || (word == "on" && _camera.Focus.Count != 0))
        {
            return false;
        }

        var who = Resolve(noun);
        _camera.Focus.AddRange(who.Select(one => one.Id).Except(_camera.Focus));
        (_last, _main, _topic) = (who, who, who);
        _nounIsLast = true;
        _verb = null;
        return true;
    }

    // What the focus leaves stands before what it goes to, with the table that it is on: side by side both would be
    // sharp.
    private void Stagger(List<SubjectDraft> subjects)
    {
        for (var i = 0; i + 1 < _camera.Focus.Count; i++)
        {
            var near = subjects.Find(one => one.Id == _camera.Focus[i]);
            if (near?.Place is { Relation: Relation.On, To: { } below })
            {
                near = subjects.Find(one => "#" + one.Id == below);
            }

            if (near is { Place: null } && subjects.Find(one => one.Id == _camera.Focus[i + 1]) is { } far)
            {
                near.Place = PlaceOf(Relation.InFrontOf, "#" + far.Id, null);
                far.Place = far.Place?.To == "#" + near.Id ? null : far.Place;
            }
        }
    }

    // Words of pace right before or after a move are the move's.
    private float StrengthNear(int at)
    {
        for (var i = at - 1; i >= Math.Max(0, at - 3)
            && _terms[i].Tag is Tag.Adjective or Tag.Adverb or Tag.Determiner or Tag.Camera; i--)
        {
            if (_terms[i].As(WordKind.Pace) is { } pace)
            {
                _tally.Add(_terms[i], $"camera, pace {pace.Value}");
                return pace.Number;
            }
        }

        for (var i = at + 1; i < Math.Min(_terms.Count, at + 3) && _terms[i].Tag is Tag.Adverb or Tag.Preposition; i++)
        {
            if (_terms[i].Tag == Tag.Adverb && _terms[i].As(WordKind.Pace) is { } pace)
            {
                _tally.Add(_terms[i], $"camera, pace {pace.Value}");
                return pace.Number;
            }
        }

        return 1;
    }

    // "a 35mm lens", "50 mm".
    private bool FilmLens(NounPhrase noun)
    {
        foreach (var term in noun.Modifiers.Concat(noun.Numbers).Append(noun.Head!))
        {
            if (term is not null && LensOf(term) is { } millimetres)
            {
                _camera.Lens(millimetres);
                _tally.Add(term, FormattableString.Invariant($"lens {millimetres} mm"));
                return true;
            }
        }

        return false;
    }

    private static float? LensOf(Term term) =>
        term.Word.EndsWith("mm", StringComparison.Ordinal) && float.TryParse(
            term.Word.AsSpan(0, term.Word.Length - 2), System.Globalization.CultureInfo.InvariantCulture,
            out var number)
        && number is >= 8 and <= 1000 ? number : null;

    private static string Name(string value) => value.Replace("_", "", StringComparison.Ordinal);
}
