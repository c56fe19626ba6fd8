namespace Throughline.Problems;

/// <summary>Finds what somebody meant when a name is not known.</summary>
public static class NearestName
{
    private const int LongestName = 64;
    private const int MostNames = 1000;
    private const int MostListed = 24;

    /// <summary>
    /// The known name that is the fewest typing slips away (a letter added, left out, changed or two swapped; case and
    /// '-' for '_' are free), or null when none is near.
    /// </summary>
    public static string? Of(string name, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(known);
        if (name.Length is 0 or > LongestName)
        {
            return null;
        }

        string? nearest = null;
        var fewest = int.MaxValue;
        foreach (var candidate in known.Take(MostNames))
        {
            var slips = Slips(Plain(name), Plain(candidate));
            if (slips < fewest && slips <= Math.Max(1, Math.Max(name.Length, candidate.Length) / 3))
            {
                (nearest, fewest) = (candidate, slips);
            }
        }

        return nearest;
    }

    /// <summary>The sentence that helps: <c>Did you mean 'x'?</c>, or what there is when nothing is near.</summary>
    public static string? Fix(string name, IEnumerable<string> known)
    {
        var names = known.Take(MostNames).ToList();
        return Of(name, names) is { } nearest ? $"Did you mean '{nearest}'?"
            : names.Count is 0 or > MostListed ? null
            : names.Count == 1 ? $"There is only '{names[0]}'."
            : $"Known: {string.Join(", ", names)}.";
    }

    private static string Plain(string name) => name.ToLowerInvariant().Replace('-', '_').Replace(' ', '_');

    /// <summary>
    /// How many typing slips lead from one name to another: a letter added, left out, changed or two swapped.
    /// </summary>
    /// <remarks>Optimal string alignment distance over three rows.</remarks>
    public static int Slips(string a, string b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (b.Length > LongestName)
        {
            return int.MaxValue;
        }

        Span<int> before = stackalloc int[b.Length + 1];
        Span<int> last = stackalloc int[b.Length + 1];
        Span<int> row = stackalloc int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = a[i - 1] == b[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + same);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }

            var spare = before;
            before = last;
            last = row;
            row = spare;
        }

        return last[b.Length];
    }
}
