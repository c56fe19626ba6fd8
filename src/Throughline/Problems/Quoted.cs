using System.Text;

namespace Throughline.Problems;

/// <summary>Other people's text inside a message: quoted, on one line, not too long.</summary>
internal static class Quoted
{
    private const int Longest = 40;

    /// <summary>
    /// The text in single quotes; past 40 characters it is cut, and what cannot be shown becomes '?'.
    /// </summary>
    public static string Of(string text)
    {
        var shown = new StringBuilder("'");
        foreach (var rune in text.EnumerateRunes())
        {
            if (shown.Length > Longest)
            {
                shown.Append("...");
                break;
            }

            shown.Append(Rune.IsControl(rune) || Rune.IsWhiteSpace(rune) && rune.Value != ' ' ? "?" : rune.ToString());
        }

        return shown.Append('\'').ToString();
    }
}
