namespace Throughline.Stage.Direction;

/// <summary>
/// Tells the camera's language from the same words said of somebody: <c>slow push in</c> and <c>the camera pushes
/// in</c> move the camera, <c>a man pushes in the door</c> does not.
/// </summary>
internal sealed class CameraContext
{
    // Of the camera wherever they stand; all other single words need the camera beside them.
    private static readonly HashSet<string> _plain =
    [
        "closeup", "headshot", "ecu", "mcu", "macro", "fisheye", "telephoto", "bokeh", "handheld", "steadicam",
        "panorama", "panoramic", "ots",
        "ultrawide", "zolly", "pullback", "aerial", "pov", "fpv",
    ];

    private readonly IReadOnlyList<Token> _tokens;
    private readonly Vocabulary _vocabulary;

    public CameraContext(IReadOnlyList<Token> tokens, Vocabulary vocabulary)
    {
        _tokens = tokens;
        _vocabulary = vocabulary;
    }

    /// <summary>Whether the camera is meant by a phrase of its language.</summary>
    /// <param name="meaning">What the phrase would ask the camera for.</param>
    /// <param name="first">Its first token.</param>
    /// <param name="count">Its tokens.</param>
    public bool Allows(Meaning meaning, int first, int count)
    {
        var opening = _tokens[first].Word;
        if (opening == "looking" && IsSomebody(first - 1))
        {
            // "A dog looking up at a boy": the dog looks, not the camera.
            return false;
        }

        if (count == 1 ? _plain.Contains(opening) : Enumerable.Range(first, count).Any(IsNoun))
        {
            return true;
        }

        if (IsNounNear(first + count))
        {
            return true;
        }

        if (meaning.Kind == WordKind.Angle && opening == "from" && first + count < _tokens.Count
            && _tokens[first + count].Word is "a" or "an" or "the" or "his" or "her" or "their")
        {
            // "Watches from behind a tree" says where somebody is.
            return false;
        }

        if (meaning.Kind != WordKind.Move)
        {
            return count > 1 || (Opens(first) && Closes(first + count));
        }

        if (IsOfTheCamera(first))
        {
            return true;
        }

        var ordinary = _vocabulary.Lemmas.Of(opening, WordClass.Verb)
            .Any(
                lemma => _vocabulary.Find(lemma.Lemma).Any(
                    known => known.Kind is WordKind.Action or WordKind.Nature or WordKind.Role));
        var isBase = _vocabulary.Find(opening).Count > 0
            || _vocabulary.LongestFrom(opening) > 0 || _vocabulary.WordNet?.Has(opening, WordClass.Verb) == true;
        return count == 1
            ? Opens(first) && Closes(first + count)
            : !ordinary || (Opens(first) && isBase);
    }

    private bool IsNoun(int i) =>
        i < _tokens.Count && _vocabulary.Find(_tokens[i].Word).Any(meaning => meaning.Kind == WordKind.CameraNoun);

    private bool IsSomebody(int i) => i >= 0
        && _vocabulary.Find(_tokens[i].Word).Any(
            meaning => meaning.IsAlive);

    // "wide establishing shot": the noun follows at once or after one word of the same language.
    private bool IsNounNear(int i) => IsCameraThing(i)
        || (IsCameraThing(i + 1) && _tokens[i].Kind == TokenKind.Word && _vocabulary.Find(_tokens[i].Word).Any(meaning =>
            meaning.Kind is WordKind.Scale
                or WordKind.Angle or WordKind.Lens or WordKind.Move or WordKind.Time or WordKind.Mood));

    private bool IsCameraThing(int i) =>
        i < _tokens.Count && _tokens[i].Word is "shot" or "shots" or "angle" or "view" or "lens" or "camera" or "cam"
        or "move" or "movement" or "framing" or "perspective" or "frame" or "photograph" or "footage";

    // Only words of pace and an article stand between here and the beginning of its part of the sentence.
    private bool Opens(int first)
    {
        for (var i = first - 1; i >= 0 && _tokens[i].Kind is TokenKind.Word or TokenKind.Number; i--)
        {
            if (_tokens[i].Word is "and" or "then" or "with")
            {
                return true;
            }

            if (_tokens[i].Word is not ("a" or "an" or "the" or "very" or "in") && !IsLens(_tokens[i].Word) && !_vocabulary.Find(_tokens[i].Word).Any(meaning => meaning.Kind is WordKind.Pace or WordKind.Manner
                or WordKind.Scale or WordKind.Angle or WordKind.Lens or WordKind.Mood or WordKind.Look))
            {
                return false;
            }
        }

        return true;
    }

    // "85mm".
    private static bool IsLens(string word) =>
        word.Length > 2 && char.IsAsciiDigit(word[0]) && word.EndsWith("mm", StringComparison.Ordinal);

    private bool Closes(int next) => next >= _tokens.Count || _tokens[next].Kind is TokenKind.Comma or TokenKind.Stop
        || _tokens[next].Word is "of" or "on" or "and" or "then" or "left"
            or "right" or "at" or "with" or "to" or "into" or "slowly" or "quickly" or "from" or "toward" or "towards";

    // "The camera slowly pushes in and circles the tower": after the camera, until somebody else is named.
    private bool IsOfTheCamera(int first)
    {
        for (var i = first - 1; i >= 0 && first - i < 14 && _tokens[i].Kind != TokenKind.Stop; i--)
        {
            if (_tokens[i].Word is "camera" or "cam" or "drone" or "view")
            {
                return !(i > 1 && _tokens[i - 1].Word is "the" or "a"
                    && _tokens[i - 2].Word is "to" or "toward" or "towards" or "at" or "from" or "into");
            }

            if (IsSomebody(i)
                && !Enumerable.Range(i + 1, first - i - 1).Any(
                    k => _tokens[k].Kind == TokenKind.Comma
                        || _tokens[k].Word is "and" or "then" or "before" or "while"))
            {
                return false;
            }
        }

        return false;
    }
}
