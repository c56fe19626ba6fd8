using System.Text.RegularExpressions;
using Throughline.Films;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Direction;

/// <summary>
/// Words to a scene: reads a prompt by the rules of English and the words of a <see cref="Vocabulary"/>, and says of
/// each word what became of it. The same prompt and vocabulary always give the same scene. Any thread may ask.
/// </summary>
/// <param name="vocabulary">The words.</param>
public sealed partial class Director(Vocabulary vocabulary)
{
    /// <summary>How many characters of a prompt are read; what follows is counted as not staged.</summary>
    public const int LongestPrompt = 5000;

    private const int MostListed = 12;

    // What is said between quotation marks is heard, not seen.
    private static readonly Regex _said = Lines();

    /// <summary>Stages a prompt.</summary>
    /// <param name="request">The prompt and what the shot says besides.</param>
    /// <exception cref="DirectionException">There is nothing in the prompt that can be shown.</exception>
    public Scene Stage(DirectionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (read, unread) = Cut(request.Prompt);
        var lines = _said.Matches(read).Select(line => line.Groups[1].Value).ToList();
        read = _said.Replace(
            read, line => line.Value.Replace(
                line.Groups[1].Value, new string(' ', line.Groups[1].Length), StringComparison.Ordinal));
        var slate = Slate.Of(read);
        read = slate.Text;
        var tokens = Tokens.Of(read);
        Refuse(tokens);
        var members = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var member in request.Cast)
        {
            if (CanName(member.Name))
            {
                members.TryAdd(Tokens.Key(member.Name), member.Name);
            }
        }

        var left = Tokens.Of(unread).Count(IsContent);
        var stager = new Stager(
            vocabulary, Terms.Of(read, tokens, vocabulary, members), left,
            name => Cast(request.Cast.First(member => member.Name == name)));
        stager.Heed(slate, tokens, request.Seconds);
        stager.Read();
        if (!stager.IsAnything)
        {
            throw NothingStageable(stager.Tally.NotStaged());
        }

        var scene = stager.Finish(request);
        scene = scene with
        {
            Notes = [
                .. scene.Notes, .. slate.Notes,
                .. lines.Select(line => $"{line} is spoken without a sound: the mouth moves."),
            ],
        };
        return unread.Length == 0 ? scene : scene with
        {
            Notes = [
                .. scene.Notes, FormattableString.Invariant(
                    $"only the first {read.Length} characters of the prompt were read: {left} words are left out.")
            ],
        };
    }

    /// <summary>
    /// Whether prompts can name a cast member so: by words of Latin letters that are not words of grammar.
    /// </summary>
    public static bool CanName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Tokens.Key(name) is { Length: > 0 } key && GrammarWords.TagsOf(key).Count == 0;
    }

    /// <summary>
    /// What a cast member looks like, the same in every shot: the traits that its description names. What it leaves
    /// open is null, for the member's seed to choose.
    /// </summary>
    /// <param name="member">The member; without a description its name describes it.</param>
    public Subject Cast(CastMember member)
    {
        ArgumentNullException.ThrowIfNull(member);
        return Described(member).Subject;
    }

    /// <summary>
    /// A cast member alone in the studio, as a scene that says what became of each word of its description.
    /// </summary>
    /// <param name="member">The member; without a description its name describes it.</param>
    public Scene Screen(CastMember member)
    {
        ArgumentNullException.ThrowIfNull(member);
        var (subject, stager) = Described(member);
        return new Scene
        {
            Prompt = member.Description ?? member.Name,
            Seed = member.Seed,
            Setting = new Setting { Set = "studio" },
            Subjects = [subject],
            Staged = stager.Tally.Staged,
            NotStaged = stager.Tally.NotStaged(),
            Coverage = Math.Round(stager.Tally.Coverage(), 4),
        };
    }

    private (Subject Subject, Stager Stager) Described(CastMember member)
    {
        var (text, _) = Cut(string.IsNullOrWhiteSpace(member.Description) ? member.Name : member.Description);
        var stager = new Stager(
            vocabulary, Terms.Of(text, Tokens.Of(text), vocabulary, new Dictionary<string, string>()), 0,
            _ => throw new InvalidOperationException());
        stager.Read();
        var draft = stager.Subjects.FirstOrDefault(subject => subject is { IsAlive: true, IsDenied: false })
            ?? stager.Subjects.FirstOrDefault(subject => !subject.IsDenied);
        var subject = draft?.Finish(vocabulary.Tables.SlotOf) ?? new Subject
        {
            Id = "member",
            Asset = (vocabulary.Find(AssetKind.Creature, "person")
                ?? vocabulary.Assets.First(asset => asset.Kind is AssetKind.Creature or AssetKind.Prop)).Name,
        };
        return (subject with { Cast = member.Name, Seed = member.Seed, Count = 1, Place = null, Beats = [] }, stager);
    }

    /// <summary>
    /// The look that a prompt asks for, whatever else it says; null when it names none. Of several the last counts.
    /// </summary>
    public string? LookIn(string prompt)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        var (read, _) = Cut(prompt);
        return Terms.Of(read, Tokens.Of(read), vocabulary, new Dictionary<string, string>())
            .SelectMany(term => term.Readings)
            .SelectMany(reading => reading.Meanings ?? [])
            .LastOrDefault(meaning => meaning.Kind == WordKind.Look)?.Value;
    }

    private static (string Read, string Unread) Cut(string prompt)
    {
        if (prompt.Length <= LongestPrompt)
        {
            return (prompt, "");
        }

        var end = prompt.LastIndexOfAny([' ', '\n', '.', ','], LongestPrompt);
        end = end > LongestPrompt / 2 ? end : LongestPrompt;
        return (prompt[..end], prompt[end..]);
    }

    private static bool IsContent(Token token) =>
        token.Kind is TokenKind.Number or TokenKind.Foreign
            || (token.Kind == TokenKind.Word && GrammarWords.TagsOf(token.Word).Count == 0 && token.Word != "'s");

    private static void Refuse(List<Token> tokens)
    {
        if (!tokens.Exists(token => token.Kind is TokenKind.Word or TokenKind.Number or TokenKind.Foreign))
        {
            throw new DirectionException(
                DirectionError.Empty, "the prompt has no words: say who does what, and where.", []);
        }

        if (!tokens.Exists(token => token.Kind == TokenKind.Word))
        {
            throw new DirectionException(
                DirectionError.NotEnglish, "the prompt has no English words: the director reads English only.", []);
        }
    }

    private DirectionException NothingStageable(IReadOnlyList<string> words)
    {
        var understood =
            words.Count == 0 ? "It holds no word that names a person, a thing, a place, an hour or a weather."
            : $"Not staged: {string.Join(", ", words.Take(MostListed))}{(words.Count > MostListed ? ", ..." : "")}.";
        var help = vocabulary.HasWordNet ? "" : " WordNet is not built in, so only Stage's own words are known.";
        return new DirectionException(
            DirectionError.NothingStageable,
            $"nothing in the prompt can be shown. {understood}{help} 'throughline props', 'sets' and 'actions' list what there is.",
            words);
    }

    [GeneratedRegex("""\b(?:says?|said|saying|whispers?|whispering|shouts?|shouting|asks?|asking|yells?|yelling|replies|mutters?|sings?|singing|screams?|announces?)[,:]?\s+(["\u201C][^"\u201C\u201D]{1,500}["\u201D])""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Lines();
}
