using System.Globalization;
using System.Text.RegularExpressions;

namespace Throughline.Stage.Direction;

/// <summary>
/// What is written over a prompt and is no part of its sentences: the labels of a form (<c>Camera:</c>, <c>"subject":</c>),
/// times (<c>[3-6s]</c>), and what the file is to be (<c>4:3</c>, <c>8k</c>, <c>f/1.4</c>). It is blanked out letter by
/// letter, so that places in the text stay true.
/// </summary>
internal sealed partial class Slate
{
    // Frames a second from which on somebody wants to see it slowed down.
    private const int SlowFrames = 90;

    // Stops of a lens from which on what is behind is soft.
    private const decimal Shallow = 2.9m;

    private readonly char[] _text;
    private readonly List<string> _notes = [];
    private readonly List<Cue> _cues = [];

    private Slate(string text) => _text = text.ToCharArray();

    /// <summary>The prompt with all that blanked out, as long as before.</summary>
    public string Text => new(_text);

    /// <summary>What was read there and is not in the sentences.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>The parts of the shot that have times, in the order of the text.</summary>
    public IReadOnlyList<Cue> Cues => _cues;

    /// <summary>Whether a stop of the lens says that little is sharp.</summary>
    public bool IsShallow { get; private set; }

    /// <summary>Whether a rate of frames says that it is slowed down.</summary>
    public bool IsSlow { get; private set; }

    /// <summary>Reads a prompt.</summary>
    public static Slate Of(string prompt)
    {
        var slate = new Slate(prompt);
        slate.Take(Parameters(), found => slate.Note(found, "is a switch of another program: nothing is done for it"));
        slate.Take(Unwanted(), found => slate.Note(found, "is left out, as asked"));
        slate.Take(Heard(), found => slate.Note(found, "is heard, not seen: clips have no sound"));
        slate.Take(Times(), slate.Time, '.');
        slate.Take(Labels(), _ => { });
        slate.Take(Numbers(), _ => { });
        slate.Take(Stops(), slate.Stop);
        slate.Take(Rates(), slate.Rate);
        slate.Take(
            Gear(), found => slate.Note(found, "names a camera, a film stock or a program: --look says how it is drawn"));
        slate.Take(Sizes(), found => slate.Note(found, "is no part of the scene: --ratio says how large the picture is"));
        return slate;
    }

    private void Take(Regex pattern, Action<Match> read, char mark = ' ')
    {
        foreach (Match match in pattern.Matches(Text))
        {
            read(match);
            Array.Fill(_text, ' ', match.Index, match.Length);
            if (!string.IsNullOrWhiteSpace(new string(_text, 0, match.Index)))
            {
                _text[match.Index] = mark;
            }
        }
    }

    private void Note(Match match, string what) => _notes.Add($"'{match.Value.Trim(' ', '\n', '\r', ',', '.')}' {what}.");

    private void Time(Match match)
    {
        var (from, to) = (Seconds(match.Groups["from"].Value), Seconds(match.Groups["to"].Value));
        if (to > from)
        {
            _cues.Add(new Cue(match.Index, from, to));
        }
    }

    private void Stop(Match match)
    {
        var isShallow = decimal.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) <= Shallow;
        IsShallow |= isShallow;
        Note(match, isShallow ? "is read as a shallow depth of field" : "is read as a lens that has all sharp");
    }

    private void Rate(Match match)
    {
        var isSlow = int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) >= SlowFrames;
        IsSlow |= isSlow;
        Note(match, isSlow ? "is read as slow motion" : "is no part of the scene: --fps says how many frames there are");
    }

    // 3, 2.5, 0:03.
    private static decimal Seconds(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? Number(text) : (Number(text[..colon]) * 60) + Number(text[(colon + 1)..]);
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<=^|\s)--[a-z]+(?:\s+[\d.:]+)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Parameters();

    [GeneratedRegex(@"""?\bnegative(?:[ _]prompt)?""?\s*:[^\n]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Unwanted();

    [GeneratedRegex(
        """
        (?<=^|[\n{,.;*-])\s*"?
        (?:audio|sounds?|sound\ design|sfx|music|soundtrack|dialogue|voice-?over|narration)
        "?\s*:[^\n.}]*
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Heard();

    [GeneratedRegex(
        """
        [\[(]?\b(?<from>\d{1,2}:\d{2}|\d{1,2}(?:\.\d{1,2})?)\s*(?:s|sec|secs|seconds)?\s*(?:-|–|—|to)\s*
        (?:(?<to>\d{1,2}:\d{2})\b|(?<to>\d{1,2}(?:\.\d{1,2})?)\s*(?:s|sec|secs|seconds)\b)
        [\])]?\s*:?
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Times();

    [GeneratedRegex(
        """
        (?<=^|[\n{,.;*-])\s*"?(?:(?:main|the)\s)?
        (?:prompt|title|logline|description|subjects?|characters?|actions?|scene|setting|location|environment|background
        |foreground|camera(?:[\ _](?:movement|motion|move|work|angle))?|shot(?:[\ _](?:type|size))?|framing|composition
        |(?:visual[\ _])?style|aesthetic|look|lighting|light|mood|tone|atmosphere|ambiance|time(?:[\ _]of[\ _]day)?|weather
        |colou?rs?(?:[\ _](?:palette|grade))?|palette|props|wardrobe|costume|lens|film[\ _]?stock|pacing|duration|format)
        \*{0,2}"?\s*:\*{0,2}
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Labels();

    [GeneratedRegex(
        @"(?<=^|[\n.])\s*(?:scene|shot|cut|beat|clip|part)\s*#?\d{1,2}\s*[:.)–—-]",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();

    [GeneratedRegex(
        """
        \b(?:(?:shot|filmed|captured|recorded|rendered)\ (?:on|with|in|using)\ (?:an?\ )?)?
        (?:arri(?:flex)?(?:\ alexa)?(?:\ mini|\ lf|\ 35|\ 65)?|red\ (?:komodo|epic|dragon|raptor|monstro)
        |sony\ (?:venice|fx\d|a7\w*)|canon\ (?:eos|c\d+|r\d)\w*|panavision|imax
        |kodak(?:\ (?:portra|vision\ ?3|ektachrome|gold|tri-x))?(?:\ \d{2,4}\w?)?
        |fuji(?:film|color)?(?:\ (?:velvia|pro|superia))?(?:\ \d{2,4}\w?)?|cinestill(?:\ \d+\w?)?|portra(?:\ \d{3})?
        |unreal\ engine(?:\ ?\d)?|octane(?:\ render)?|redshift|v-ray|anamorphic(?:\ lens(?:es)?(?!\ flare)|\ format)?)
        \b(?:,?\ film\ stock|\ stock|\ camera)?
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Gear();

    [GeneratedRegex(@"\bf\s?/\s?(\d{1,2}(?:\.\d)?)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Stops();

    [GeneratedRegex(@"\b(\d{2,4})\s?(?:fps|frames per second)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Rates();

    [GeneratedRegex(
        """
        \b(?:\d{1,2}(?:\.\d{1,2})?:(?:1?\d)(?!\d)(?:\s+aspect\ ratio|\s+ratio|\s+frame)?|aspect\ ratio
        |[2468]k|(?:480|720|1080|1440|2160)p|ultra\ hd|full\ hd|u?hd|hdr)\b
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Sizes();

    /// <summary>From where in the text on it happens when.</summary>
    /// <param name="At">Where in the text its words begin.</param>
    /// <param name="From">Seconds from the start of the shot.</param>
    /// <param name="To">Seconds from the start of the shot.</param>
    public readonly record struct Cue(int At, decimal From, decimal To);
}
