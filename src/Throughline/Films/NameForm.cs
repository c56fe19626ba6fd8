using System.Text.Json.Nodes;
using Throughline.Problems;
using Throughline.Yaml;

namespace Throughline.Films;

/// <summary>The name of a shot or a cast member: safe as a file name everywhere.</summary>
internal sealed class NameForm(string exampleOfFix) : FilmForm<string>
{
    private const int Longest = 64;

    public override bool TryRead(YamlNode node, string key, FilmContext context, out string value)
    {
        value = "";
        if (!TryText(node, key, "a name", context, out var text))
        {
            return false;
        }

        value = text.Text;
        if (value.Length > Longest)
        {
            context.Problems.Error(text.Place, $"'{key}' has {value.Length} characters; {Longest} is the most");
            return false;
        }

        if (!IsName(value))
        {
            var words = string.Concat(value.Select(letter => IsAllowed(letter) ? letter : ' ')).Split(
                ' ', StringSplitOptions.RemoveEmptyEntries);
            var kept = string.Join('-', words);
            context.Problems.Error(
                text.Place,
                $"{Quoted.Of(value)} is not a name: letters a to z, digits, '-' and '_' only",
                $"Write {Quoted.Of(kept.Length == 0 ? exampleOfFix : kept)}.");
            return false;
        }

        return true;
    }

    public override JsonObject Schema() =>
        new() { ["type"] = "string", ["pattern"] = $"^[A-Za-z0-9_-]{{1,{Longest}}}$" };

    /// <summary>Whether a text may be a name.</summary>
    public static bool IsName(string text) => text.Length is > 0 and <= Longest && text.All(IsAllowed);

    private static bool IsAllowed(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_';
}
