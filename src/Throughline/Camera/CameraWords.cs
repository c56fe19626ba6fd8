using System.Text.RegularExpressions;
using Throughline.Problems;

namespace Throughline.Camera;

/// <summary>
/// Finds camera moves in a prompt: <c>slow push in, then the camera tilts up</c> is <c>push_in 0.3, tilt_up</c>. Only
/// the camera's own language counts; what things in the picture do ("the boat moves left") is not the camera's. For
/// engines and APIs whose clients have no other way to say a move. Any thread may ask.
/// </summary>
public static partial class CameraWords
{
    private const int LongestPrompt = 5000;
    private const double Slow = 0.6, Fast = 1.5;

    // Terms that only the camera has, in any form of the verb.
    private static readonly (CameraMoveKind Kind, Regex Words)[] _terms =
    [
        (CameraMoveKind.DollyZoom, Words(@"dolly[ -]zooms?|vertigo effect|zolly")),
        (CameraMoveKind.WhipLeft, Words(@"whip[ -]?pan(?:s|ning)? (?:to the )?left")),
        (CameraMoveKind.WhipRight, Words(@"whip[ -]?pan(?:s|ning)?(?: (?:to the )?right)?|swish pan")),
        (CameraMoveKind.PushIn, Words(@"push(?:es|ing)?[ -]in|doll(?:y|ies|ying)[ -](?:in|forward|towards?)")),
        (CameraMoveKind.PullBack, Words(@"pull(?:s|ing)?[ -](?:back|out)|doll(?:y|ies|ying)[ -](?:out|back)")),
        (CameraMoveKind.ZoomIn, Words(@"zoom(?:s|ing)?[ -]in(?:to)?|crash zoom|snap zoom")),
        (CameraMoveKind.ZoomOut, Words(@"zoom(?:s|ing)?[ -]out")),
        (CameraMoveKind.PanLeft, Words(@"pan(?:s|ning)? (?:to the )?left(?:wards?)?|left pan")),
        (CameraMoveKind.PanRight, Words(@"pan(?:s|ning)? (?:to the )?right(?:wards?)?|right pan")),
        (CameraMoveKind.TiltUp, Words(@"tilt(?:s|ing)? up(?:wards?)?|pan(?:s|ning)? up")),
        (CameraMoveKind.TiltDown, Words(@"tilt(?:s|ing)? down(?:wards?)?|pan(?:s|ning)? down")),
        (CameraMoveKind.TruckLeft, Words(@"truck(?:s|ing)? left|doll(?:y|ies|ying) left")),
        (CameraMoveKind.TruckRight, Words(@"truck(?:s|ing)? right|doll(?:y|ies|ying) right")),
        (CameraMoveKind.PedestalUp, Words(@"pedestal(?:s|ing)? up")),
        (CameraMoveKind.PedestalDown, Words(@"pedestal(?:s|ing)? down")),
        (CameraMoveKind.CraneUp, Words(@"(?:crane|boom|jib)(?:s|ing)? up|crane shot")),
        (CameraMoveKind.CraneDown, Words(@"(?:crane|boom|jib)(?:s|ing)? down")),
        (CameraMoveKind.OrbitLeft, Words(@"orbit(?:s|ing)? (?:to the )?left|arc(?:s|ing)? left")),
        (CameraMoveKind.OrbitRight,
            Words(@"orbit(?:s|ing)? (?:to the )?right|arc(?:s|ing)? right|(?:orbit|arc|orbiting) shot")),
        (CameraMoveKind.Handheld, Words(@"hand-?held|shaky cam(?:era)?")),
    ];

    // Plain words, which are the camera's only when it does them.
    private static readonly (CameraMoveKind Kind, Regex Words)[] _deeds =
    [
        (CameraMoveKind.PushIn,
            Deed(@"(?:mov|creep|glid|fl|drift|track|com)(?:e|es|s|y|ies|ing|ying) (?:in|forwards?|closer|towards?|into)|approach(?:es|ing)?|push(?:es|ing)? (?:forwards?|towards?)")),
        (CameraMoveKind.PullBack,
            Deed(@"(?:mov|glid|drift|track|back|retreat)(?:e|es|s|ing) (?:back(?:wards?)?|away|out)")),
        (CameraMoveKind.TruckLeft, Deed(@"(?:mov|slid|glid|drift|track|pass)(?:e|es|s|ing) (?:to the )?left")),
        (CameraMoveKind.TruckRight, Deed(@"(?:mov|slid|glid|drift|track|pass)(?:e|es|s|ing) (?:to the )?right")),
        (CameraMoveKind.CraneUp,
            Deed(@"(?:ris|lift|mov|ascend|climb)(?:e|es|s|ing)(?: up(?:wards?)?)?(?= |$)(?! (?:in|forward|left|right|down|back|to|away|closer|toward))")),
        (CameraMoveKind.CraneDown,
            Deed(@"(?:sink|lower|descend|mov|drop)(?:e|es|s|ing)? down(?:wards?)?|(?:sink|descend|lower)(?:s|ing)")),
        (CameraMoveKind.OrbitRight, Deed(@"(?:orbit|circl|revolv|arc)(?:e|es|s|ing)(?: around)?(?! (?:to the )?left)")),
        (CameraMoveKind.RollLeft, Deed(@"rolls? left")),
        (CameraMoveKind.RollRight, Deed(@"rolls? right")),
        (CameraMoveKind.PanRight, Deed(@"pans?(?: (?:across|over))?(?! (?:to the )?(?:left|right|up|down))")),
        (CameraMoveKind.ZoomIn, Deed(@"zooms?(?! (?:in|out))")),
    ];

    /// <summary>
    /// The moves that a prompt names, written as <see cref="CameraText"/> reads them; null when it names none.
    /// </summary>
    public static string? Find(string prompt)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        string text = Spaces().Replace(prompt.Length > LongestPrompt ? prompt[..LongestPrompt] : prompt, " ")
            .ToLowerInvariant();
        if (Still().IsMatch(text))
        {
            return null;
        }

        var found = new List<(CameraMoveKind Kind, int At, int End)>();
        foreach ((CameraMoveKind kind, Regex words) in _terms.Concat(_deeds))
        {
            Match match = words.Match(text);
            if (match.Success
                && !found.Exists(other => match.Index < other.End && match.Index + match.Length > other.At))
            {
                found.Add((kind, match.Index, match.Index + match.Length));
            }
        }

        if (found.Count == 0)
        {
            return null;
        }

        found.Sort((one, other) => one.At.CompareTo(other.At));
        string script = "";
        foreach ((int index, (CameraMoveKind kind, int at, int end)) in found.Index())
        {
            string between = index == 0 ? "" : text[found[index - 1].End..Math.Max(at, found[index - 1].End)];
            script += (index == 0 ? "" : Then().IsMatch(between) ? ", " : " + ") + Written(kind, Pace(text, at, end));
        }

        return script;
    }

    private static string Written(CameraMoveKind kind, double pace)
    {
        CameraMoveInfo info = CameraMoves.Of(kind);
        double amount = info.Unit == CameraUnit.Factor ? 1 + ((info.Usual - 1) * pace) : info.Usual * pace;
        return pace == 1 || info.Unit == CameraUnit.None
            ? info.Name
            : $"{info.Name} {PlainNumber.Write(Math.Round(Math.Clamp(amount, info.Minimum, info.Maximum), 2))}";
    }

    // A word of pace inside the term, in the three words before it or the one after.
    private static double Pace(string text, int at, int end)
    {
        string before = string.Join(' ', text[..at].Split(' ', StringSplitOptions.RemoveEmptyEntries).TakeLast(3));
        string after = text[end..].TrimStart().Split(' ', ',', '.')[0];
        string near = $"{before} {text[at..end]} {after}";
        return SlowWords().IsMatch(near) ? Slow : FastWords().IsMatch(near) ? Fast : 1;
    }

    private static Regex Words(string pattern) =>
        new($@"(?<![\w-])(?:{pattern})(?![\w-])", RegexOptions.CultureInvariant);

    private static Regex Deed(string pattern) => Words($@"camera (?:\w+ly )?(?:starts? to |begins? to )?(?:{pattern})");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"(?<!\w)(?:static|locked[ -]off|fixed|still|stationary|motionless) (?:camera|shot)|(?<!\w)no camera (?:movement|motion|moves?)|camera (?:stays|remains|is|holds) (?:still|static|fixed|motionless)")]
    private static partial Regex Still();

    [GeneratedRegex(@"(?<!\w)(?:then|before|after which|followed by|finally)(?!\w)")]
    private static partial Regex Then();

    [GeneratedRegex(@"(?<!\w)(?:slow|slowly|gentle|gently|subtle|subtly|slight|slightly|soft|softly)(?!\w)")]
    private static partial Regex SlowWords();

    [GeneratedRegex(@"(?<!\w)(?:fast|quick|quickly|rapid|rapidly|swift|swiftly|dramatic|dramatically)(?!\w)")]
    private static partial Regex FastWords();
}
