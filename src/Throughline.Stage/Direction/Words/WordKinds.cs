namespace Throughline.Stage.Direction;

/// <summary>What parts of a sentence words of each kind can play.</summary>
internal static class WordKinds
{
    private static readonly Tag[] _noun = [Tag.Noun];
    private static readonly Tag[] _verb = [Tag.Verb];
    private static readonly Tag[] _adjective = [Tag.Adjective];
    private static readonly Tag[] _adverb = [Tag.Adverb];
    private static readonly Tag[] _quality = [Tag.Adjective, Tag.Noun];
    private static readonly Tag[] _tempo = [Tag.Adverb, Tag.Adjective, Tag.Noun];
    private static readonly Tag[] _manner = [Tag.Adverb, Tag.Adjective];
    private static readonly Tag[] _number = [Tag.Number];
    private static readonly Tag[] _group = [Tag.Noun];
    private static readonly Tag[] _camera = [Tag.Camera];
    private static readonly Tag[] _preposition = [Tag.Preposition];

    /// <summary>The parts; verbs stand for all their forms.</summary>
    /// <param name="kind">The kind of meaning.</param>
    /// <param name="word">The word or phrase.</param>
    public static Tag[] Tags(WordKind kind, string word) => kind switch
    {
        WordKind.Creature
            or WordKind.Prop or WordKind.Set or WordKind.Anchor or WordKind.Scenery or WordKind.Person or WordKind.Breed
            or WordKind.Garment or WordKind.CameraNoun or WordKind.Body => _noun,
        WordKind.Role when word is "hand in hand" or "arm in arm" or "side by side" => _adverb,
        WordKind.Action or WordKind.Nature or WordKind.Role => _verb,
        WordKind.Colour or WordKind.Material or WordKind.Pattern => _quality,
        WordKind.Size or WordKind.Age or WordKind.Build or WordKind.Variant or WordKind.Shade
            or WordKind.Sea => _adjective,
        WordKind.Hair => word.Contains("hair", StringComparison.Ordinal)
            || word is "bun" or "braid" or "braids" or "ponytail" or "beard" or "moustache" or "mustache"
            or "whisker"
                or "goatee" or "stubble" or "curls" or "pigtail" or "pigtails" or "plait" or "plaits" or "mohawk"
                ? _quality
                : _adjective,
        WordKind.Time or WordKind.Season or WordKind.Era or WordKind.Weather or WordKind.Wind or WordKind.Look =>
            _quality,
        WordKind.Mood when word.EndsWith("light", StringComparison.Ordinal) || word.EndsWith("ray", StringComparison.Ordinal)
            || word.EndsWith("lighting", StringComparison.Ordinal) || word.EndsWith("beam", StringComparison.Ordinal)
            || word.EndsWith("shaft", StringComparison.Ordinal) || word.EndsWith("film", StringComparison.Ordinal)
            || word.EndsWith("grain", StringComparison.Ordinal) || word.EndsWith("palette", StringComparison.Ordinal)
            || word.EndsWith("footage", StringComparison.Ordinal) || word is "vhs" or "super 8" => _quality,
        WordKind.Mood => _manner,
        WordKind.Tempo => _tempo,
        WordKind.Feeling or WordKind.Pace => _manner,
        WordKind.Manner or WordKind.Direction => _adverb,
        WordKind.Number => IsGroup(word) ? _group : _number,
        WordKind.Scale or WordKind.Angle or WordKind.Lens or WordKind.Move or WordKind.Focus => _camera,
        _ => _preposition,
    };

    // "A flock": a noun that counts; "three": a number.
    private static bool IsGroup(string word) =>
        word is "pair" or "couple" or "trio" or "duo" or "twin" or "quartet" or "quintet" or "handful" or "dozen"
        or "group" or "party" or "pack"
            or "team" or "band" or "gang" or "pod" or "family" or "litter" or "bunch" or "row" or "line" or "string"
        or "pile" or "stack" or "heap" or "cluster"
            or "clutch" or "bouquet" or "fleet" or "convoy" or "procession" or "parade" or "flock" or "herd"
        or "drove" or "troop"
            or "gaggle" or "murmuration" or "caravan" or "school" or "shoal" or "score" or "crowd" or "throng" or "mob"
        or "audience" or "army" or "colony" or "horde" or "legion" or "swarm" or "field";
}
