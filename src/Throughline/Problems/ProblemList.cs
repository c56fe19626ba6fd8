using System.Globalization;

namespace Throughline.Problems;

/// <summary>
/// Gathers the problems of one text. Past <see cref="Most"/> it only counts, so that hostile input stays cheap.
/// </summary>
internal sealed class ProblemList(string file)
{
    /// <summary>How many problems are kept.</summary>
    public const int Most = 100;

    private const string TheShot = "the shot ";

    private readonly List<Problem> _problems = [];
    private int _left;

    /// <summary>
    /// What the messages are about, put before each: <c>shot 'b'</c>; null for none. A message that begins with "the
    /// shot" gets it in that place.
    /// </summary>
    public string? Subject { get; set; }

    /// <summary>Whether anything but notes was found.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Whether a further problem would be kept; costly fixes are worth working out only then.</summary>
    public bool HasRoom => _problems.Count < Most;

    /// <summary>Adds an error.</summary>
    public void Error(TextPlace place, string message, string? fix = null)
    {
        HasErrors = true;
        if (HasRoom)
        {
            var whole = Subject is null ? message
                : message.StartsWith(TheShot, StringComparison.Ordinal) ? $"{Subject} {message[TheShot.Length..]}"
                : $"{Subject}: {message}";
            _problems.Add(new Problem { File = file, Place = place, Message = whole, Fix = fix });
        }
        else
        {
            _left++;
        }
    }

    /// <summary>Adds a name that is not known, with the nearest that is.</summary>
    public void Unknown(TextPlace place, string message, string name, IEnumerable<string> known) =>
        Error(place, message, HasRoom ? NearestName.Fix(name, known) : null);

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _problems.Clear();
        _left = 0;
        HasErrors = false;
    }

    /// <summary>The problems from top to bottom.</summary>
    public IReadOnlyList<Problem> ToList()
    {
        var sorted = _problems.OrderBy(problem => problem.Place).ToList();
        if (_left > 0)
        {
            var more = string.Create(CultureInfo.InvariantCulture, $"{_left} more problems are not shown");
            sorted.Add(new Problem { File = file, Place = TextPlace.WholeFile, Message = more, IsNote = true });
        }

        return sorted;
    }
}
