using Throughline.Camera;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Direction;

/// <summary>
/// Reads the phrases of a prompt from left to right and builds the scene: who there is, what they look like, do and
/// stand to, and what place, hour, weather and camera are asked for.
/// </summary>
internal sealed partial class Stager
{
    private const int MostSubjects = 24;

    // The lens behind which little is sharp.
    private const float ShallowLens = 85;

    private const float LowSun = 7.4f;

    private static readonly Tempo _slowMotion = new(0.35f, false);

    // Who is said to be there sits on it.
    private static readonly HashSet<string> _floor =
        new(StringComparer.Ordinal) { "floor", "ground", "rug", "carpet", "cross-legged", "grass", "sand", "snow" };

    private readonly Vocabulary _vocabulary;
    private readonly Func<string, Subject> _castOf;
    private readonly IReadOnlyList<Term> _terms;
    private readonly IReadOnlyList<Phrase> _phrases;
    private readonly Tally _tally;
    private readonly Acting _acting;
    private readonly Appearance _looks;
    private readonly List<string> _notes = [];
    private readonly SettingDraft _setting;
    private readonly CameraDraft _camera;
    private readonly SetChoice _set;
    private readonly AssetWords? _setWords;
    private readonly List<SubjectDraft> _subjects = [];
    private readonly Dictionary<NounPhrase, List<SubjectDraft>> _named = [];
    private readonly List<(Particle Preposition, NounPhrase Noun)> _fronted = [];

    // From which token on something happens when.
    private readonly List<Slate.Cue> _cues = [];

    // Who the sentence is about, and who a clause within it is about.
    private List<SubjectDraft> _main = [];
    private List<SubjectDraft> _topic = [];
    private List<SubjectDraft> _last = [];
    private Verb? _verb;
    private (NounPhrase Part, List<SubjectDraft> Owners)? _body;
    private Term? _sea;
    private float _pace = 1;
    private Tempo _tempo = Tempo.Usual;
    private bool _isFilming;
    private string? _joint;
    private Term? _turned;
    private bool _nounIsLast;
    private bool _isOnPart;
    private int _at;

    // After "while", "as" or a first part such as "waving to the camera,": the next verb of a subject that does
    // something already goes with it.
    private bool _isAtOnce;
    private bool _saysAtOnce;

    /// <summary>A stager for one prompt.</summary>
    /// <param name="vocabulary">The words.</param>
    /// <param name="terms">The prompt, tagged.</param>
    /// <param name="unread">Words of the prompt beyond what was read.</param>
    /// <param name="castOf">The subject of a cast member by its name.</param>
    public Stager(Vocabulary vocabulary, IReadOnlyList<Term> terms, int unread, Func<string, Subject> castOf)
    {
        _vocabulary = vocabulary;
        _castOf = castOf;
        _terms = terms;
        _phrases = Phrases.Of(terms);
        _tally = new Tally(terms, unread);
        _acting = new Acting(vocabulary);
        _looks = new Appearance(vocabulary, _tally, terms);
        _setting = new SettingDraft(_notes);
        _camera = new CameraDraft(_notes);
        _set = SetChoice.Of(terms, vocabulary);
        _setWords = _set.Set is { } name ? vocabulary.Find(AssetKind.Set, name) : null;
    }

    /// <summary>What the words became.</summary>
    public Tally Tally => _tally;

    /// <summary>The subjects, the main one first.</summary>
    public IReadOnlyList<SubjectDraft> Subjects => _subjects;

    /// <summary>Whether anything that can be seen was asked for.</summary>
    public bool IsAnything =>
        _subjects.Count > 0 || _set.IsNamed || _setting.IsSaid || _camera.IsSaid || _setting.Look is not null
        || _tally.Staged.Any(staged => staged.As.StartsWith("part of the set", StringComparison.Ordinal));

    /// <summary>Takes what is written over the sentences into account.</summary>
    /// <param name="slate">What is written there.</param>
    /// <param name="tokens">The prompt's.</param>
    /// <param name="seconds">How long the shot is: times beyond it are drawn together.</param>
    public void Heed(Slate slate, IReadOnlyList<Token> tokens, decimal seconds)
    {
        var end = slate.Cues.Count == 0 ? 0 : slate.Cues.Max(cue => cue.To);
        var scale = end > seconds ? seconds / end : 1;
        if (scale < 1)
        {
            _notes.Add(FormattableString.Invariant(
                $"the times of the prompt go to {end} s: they are drawn together into the shot's {seconds} s."));
        }

        foreach (var cue in slate.Cues)
        {
            var first = tokens.Count(token => token.Start < cue.At);
            _cues.Add(new Slate.Cue(first, Math.Round(cue.From * scale, 3), Math.Round(cue.To * scale, 3)));
        }

        if (slate.IsSlow)
        {
            _tempo = _slowMotion;
        }

        if (slate.IsShallow)
        {
            _camera.Lens(ShallowLens);
        }

        foreach (var term in _terms.Where(term => term.Misspelt is not null))
        {
            _notes.Add($"'{term.Misspelt}' is read as '{term.Word}'.");
        }
    }

    /// <summary>Reads everything.</summary>
    public void Read()
    {
        for (_at = 0; _at < _phrases.Count; _at++)
        {
            switch (_phrases[_at])
            {
                case NounPhrase noun:
                    Meet(noun);
                    break;
                case VerbGroup verb:
                    Meet(verb);
                    break;
                case Particle particle:
                    Meet(particle);
                    break;
            }
        }

        PlaceFronted();
    }

    /// <summary>The scene of what was read.</summary>
    /// <param name="request">What the shot says besides the prompt.</param>
    /// <exception cref="DirectionException">There is no set to play in.</exception>
    public Scene Finish(DirectionRequest request)
    {
        var set = _set.Set ?? throw new DirectionException(
            DirectionError.NothingStageable, "there are no sets: the folder assets/sets is empty", []);
        if (!_set.IsNamed && !request.Continues)
        {
            _notes.Add($"no place is named: it plays in the set {set}.");
        }

        if (_set is { IsNamed: true, Replaced: { } replaced })
        {
            _notes.Add($"'{replaced}' and '{_set.Words}' are two places: the later, '{_set.Words}', counts.");
        }

        if (_turned is { } turned && !_camera.HasMove)
        {
            // A thing on show that turns is seen from all about: the camera goes round it.
            _camera.Move(CameraMoveKind.OrbitRight, 1, turned.Text);
            _notes.Add($"'{turned.Text}': the camera goes round what turns.");
        }

        var subjects = _subjects.Where(subject => !subject.IsDenied).ToList();
        Shelter(subjects);
        Mount(subjects);
        new Furnishing(
            _vocabulary, _setWords, subjects, _terms.Any(term => _floor.Contains(term.Lemma)), _isDeserted, Add, _notes.Add)
            .Furnish();
        Stagger(subjects);
        Order(subjects);
        foreach (var subject in subjects.Where(one => one.IsAlive))
        {
            TurnTo(subject.Beats);
        }

        foreach (var subject in subjects.Where(one => one.Aside is not null))
        {
            DoBeside(subject, subject.Aside!);
        }

        foreach (var subject in subjects.Where(_ => _pace != 1))
        {
            for (var i = 0; i < subject.Beats.Count; i++)
            {
                subject.Beats[i] = subject.Beats[i] with { Pace = Math.Clamp(subject.Beats[i].Pace * _pace, 0.2f, 3) };
            }
        }

        var finished = subjects.Select(subject => subject.Finish(_vocabulary.Tables.SlotOf)).ToList();
        var ids = finished.Select(subject => subject.Id).ToHashSet(StringComparer.Ordinal);
        return new Scene
        {
            Prompt = request.Prompt,
            Look = request.Look ?? _setting.Look ?? "storybook",
            Seed = request.Seed,
            Seconds = request.Seconds,
            Tempo = _tempo,
            Setting = _setting.Finish(set),
            Subjects = [.. finished.Select(subject => Linked(subject, ids))],
            Camera = _camera.Finish(request, ids),
            Staged = _tally.Staged,
            NotStaged = _tally.NotStaged(),
            Coverage = Math.Round(_tally.Coverage(), 4),
            Notes = [.. _notes.Distinct()],
        };
    }

    private void DoBeside(SubjectDraft subject, string action)
    {
        if (subject.Beats.Count == 0)
        {
            subject.Beats.Add(new Beat { Action = action });
        }
        else if (subject.Beats.TrueForAll(beat => !beat.Together && beat.Action != action)
            && _acting.GoTogether(subject, action))
        {
            subject.Beats.Add(new Beat { Action = action, Together = true });
        }
    }

    // "Turns and smiles at the camera": whoever turns to do something turns to whom it is done, and smiles and waves
    // are for the audience.
    private static void TurnTo(List<Beat> beats)
    {
        for (var i = 0; i + 1 < beats.Count; i++)
        {
            var next = beats[i + 1];
            if (beats[i] is { Action: "turn", Toward: null }
                && (next.Toward
                    ?? (next.Action is "laugh" or "smile" or "wave" or "nod" or "bow"
                        or "talk" ? "camera" : null)) is { } toward && !Acting.IsMoving(next.Action))
            {
                beats[i] = beats[i] with { Toward = toward, Course = Course.At };
            }
        }
    }

    // Something that nobody named.
    private SubjectDraft Add(AssetWords asset, int count)
    {
        var name = asset.Name == "person" ? "driver" : asset.Name.Replace('_', ' ');
        var added = new SubjectDraft
        {
            Id = Unused(name),
            Asset = asset,
            Noun = asset.Name,
            Count = count,
            IsPlural = count > 1,
            IsAdded = true,
        };
        _subjects.Add(added);
        return added;
    }

    // The main subject first: the one that acts and was named first, living before things; the camera's own choice
    // before all.
    private void Order(List<SubjectDraft> subjects)
    {
        int Rank(SubjectDraft subject) =>
            subject.Id == _camera.Subject ? 0
            : subject.IsAdded || subject is { IsAlive: false, Place.Relation: Relation.HeldBy } ? 6
            : subject.Cast is not null ? 1
            : subject.IsAlive && subject.Beats.Count > 0 ? 2
            : subject.IsAlive ? 3
            : subject.Beats.Count > 0 ? 4 : 5;
        var ordered = subjects.Select((subject, i) => (subject, i)).OrderBy(
            pair => Math.Min(Rank(pair.subject), pair.i == 0 && Rank(pair.subject) < 6 && !IsBackdrop(pair.subject) ? 2 : 9))
            .ThenBy(pair => pair.i).Select(pair => pair.subject).ToList();
        subjects.Clear();
        subjects.AddRange(ordered);
    }

    // A rainbow, an aurora, smoke: it is seen behind somebody.
    private static bool IsBackdrop(SubjectDraft subject) =>
        subject is { IsAlive: false, Beats.Count: 0, Asset.IsBackdrop: true };

    // Relations to somebody who turned out not to be there are dropped.
    private static Subject Linked(Subject subject, HashSet<string> ids)
    {
        bool Gone(string? name) => name is not null && name.StartsWith('#') && !ids.Contains(name[1..]);
        static string? Plain(string? name) => name?.TrimStart('#');
        return subject with
        {
            Place = subject.Place is not { } place || Gone(place.To)
                ? null
                : place with { To = Plain(place.To), And = Gone(place.And) ? null : Plain(place.And) },
            Beats = [
                .. subject.Beats.Select(beat => beat with { Toward = Gone(beat.Toward) ? null : Plain(beat.Toward) })
            ],
        };
    }

    // When what a term says happens; null where no time is written over it.
    private Slate.Cue? CueOf(Term term)
    {
        var last = _cues.FindLastIndex(cue => cue.At <= term.First);
        return last < 0 ? null : _cues[last];
    }

    private Phrase? Next(int ahead = 1) => _at + ahead < _phrases.Count ? _phrases[_at + ahead] : null;

    private Phrase? Before(int back = 1) => _at - back >= 0 ? _phrases[_at - back] : null;

    private void Meet(Particle particle)
    {
        var term = particle.Term;
        switch (particle.Tag)
        {
            case Tag.Break:
                EndPart(term.Lemma == "." ? "." : ",");
                break;
            case Tag.Conjunction:
                EndPart(term.Word);
                break;
            case Tag.Subordinator:
                EndPart(term.Word);
                break;
            case Tag.Relative:
                _topic = _last;
                _verb = null;
                _joint = null;
                _nounIsLast = false;
                break;
            case Tag.Camera:
                MeetCamera(particle);
                break;
            case Tag.Preposition or Tag.To:
                MeetPreposition(particle);
                break;
            case Tag.Adverb:
                MeetAdverb(term);
                break;
            case Tag.Adjective or Tag.Participle or Tag.Gerund:
                MeetAdjective(term);
                break;
            case Tag.Negation:
                MeetNegation();
                break;
        }
    }

    private void EndPart(string joint)
    {
        if (joint is "while" or "as" or "whilst")
        {
            (_isAtOnce, _saysAtOnce) = (true, true);
        }

        _isAtOnce &= joint is not ("." or "then");
        if (joint is ".")
        {
            _isFocusing = false;
            PlaceFronted();
            _topic = [];
        }

        _joint = joint;
        _nounIsLast = false;
        if (joint is not ("and" or "or" or "," or "&"))
        {
            _verb = null;
        }

        if (joint is "." or "while" or "as" or "when" or "," or "then" or "before" or "until")
        {
            // After somebody else's aside the sentence goes on with whom it was about.
            _topic = _main;
        }
    }

    // "without clouds", "not a cloud": what follows is denied.
    private void MeetNegation()
    {
        if (Next() is NounPhrase noun)
        {
            noun.IsDenied = true;
        }
    }

    // "No rain or wind", "neither cars nor people": the second is denied with the first.
    private void DenyNext(NounPhrase noun)
    {
        if (noun.IsDenied && Next() is Particle { Term.Word: "or" or "nor" } && Next(2) is NounPhrase other)
        {
            other.IsDenied = true;
        }
    }
}
