using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Throughline.Engines;
using Throughline.Films;
using Throughline.Media.Pictures;
using Throughline.Problems;
using Throughline.Routing;

namespace Throughline.Cli;

/// <summary>
/// One shot asked for on the command line: a film of it alone, read by the reader of film.yaml, so that both understand
/// and refuse the same things in the same words.
/// </summary>
internal sealed class OneShot
{
    private const double UsualArea = 1280 * 720;

    private readonly List<(string Option, string Line)> _lines = [];

    /// <summary>The picture, by its path; null for a shot from words.</summary>
    public OneShot(string? picture)
    {
        Add("", "throughline: 1");
        Add("", "title: one shot");
        Picture = picture;
    }

    /// <summary>The picture's path.</summary>
    public string? Picture { get; }

    /// <summary>The film's size: as asked, or the picture's own shape at about the area of 1280x720.</summary>
    /// <exception cref="PictureException">The picture cannot be read.</exception>
    public void AddSize(string? ratio)
    {
        if (Picture is null)
        {
            Add("--ratio", "ratio: " + Quoted(ratio ?? "1280:720"));
            return;
        }

        PixelSize size = PictureFile.ReadInfo(Picture).Size;
        double scale = Math.Sqrt(UsualArea / size.Area);
        Add("--ratio", "ratio: " + Quoted(ratio ?? $"{Even(size.Width * scale)}:{Even(size.Height * scale)}"));
    }

    /// <summary>Adds a value of the film; null adds nothing.</summary>
    public void AddFilm(string option, string key, string? value) => AddValue(option, key, value);

    /// <summary>Begins the shot, after which only <see cref="AddShot"/> may follow.</summary>
    public void BeginShot()
    {
        Add("", "shots:");
        Add("", "  - id: shot");
        AddValue("PICTURE", "    image", Picture is null ? null : Path.GetFullPath(Picture));
    }

    /// <summary>Adds a value of the shot; null adds nothing.</summary>
    public void AddShot(string option, string key, string? value) => AddValue(option, "    " + key, value);

    /// <summary>Adds the masks of the shot, each <c>place=file</c>.</summary>
    /// <exception cref="CommandException">One has no equals sign.</exception>
    public void AddMasks(IReadOnlyList<string> masks)
    {
        if (masks.Count > 0)
        {
            Add("--mask", "    masks:");
        }

        foreach (string mask in masks)
        {
            int equals = mask.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
            {
                throw new CommandException(
                    ExitCode.BadInput, $"--mask: '{mask}' is not a place and a file. Write --mask water=pond.png.");
            }

            AddValue("--mask", "      " + Quoted(mask[..equals]), mask[(equals + 1)..]);
        }
    }

    /// <summary>Reads and plans it.</summary>
    /// <param name="engines">What there is to shoot with.</param>
    /// <exception cref="CommandException">Something is wrong: every problem, each with its option.</exception>
    public Plan Read(IReadOnlyList<EngineCard> engines)
    {
        string text = string.Join('\n', _lines.Select(line => line.Line)) + "\n";
        string file = Path.GetFullPath(FilmReader.FileName);
        CheckedFilm film = CheckedFilm.Of(
            FilmReader.Parse(Encoding.UTF8.GetBytes(text), file, allowOutside: true), engines);
        return film.Plan ?? throw new CommandException(
            ExitCode.BadInput, string.Join('\n', film.Problems.Where(problem => !problem.IsNote).Select(Say)));
    }

    private static int Even(double side) => Math.Clamp((int)Math.Round(side / 2) * 2, 64, 4096);

    // JSON's strings are YAML's too.
    private static string Quoted(string value) => '"' + JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value) + '"';

    private static bool IsNumber(string value) =>
        decimal.TryParse(
            value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);

    private string Say(Problem problem)
    {
        string option = problem.Line >= 1 && problem.Line <= _lines.Count ? _lines[problem.Line - 1].Option : "";
        string message = problem.Message.Replace("shot 'shot': ", "", StringComparison.Ordinal);
        return (option.Length > 0 ? $"{option}: " : "")
            + message + "." + (problem.Fix is null ? "" : " " + problem.Fix);
    }

    private void Add(string option, string line) => _lines.Add((option, line));

    private void AddValue(string option, string key, string? value)
    {
        if (value is not null)
        {
            Add(option, $"{key}: {(IsNumber(value) ? value : Quoted(value))}");
        }
    }
}
