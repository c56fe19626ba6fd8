using System.Text.Json.Nodes;
using Throughline.Problems;
using Throughline.Yaml;

namespace Throughline.Films;

/// <summary>A number, exactly as written.</summary>
internal sealed class NumberForm(decimal least, decimal most, string unit = "") : FilmForm<decimal>
{
    public override bool TryRead(YamlNode node, string key, FilmContext context, out decimal value)
    {
        value = 0;
        var expected =
            $"a number{(unit.Length == 0 ? "" : " of " + unit)} from {PlainNumber.Write(least)} to {PlainNumber.Write(most)}";
        if (!TryText(node, key, expected, context, out var text))
        {
            return false;
        }

        if (!PlainNumber.TryRead(text.Text, out value) || value < least || value > most)
        {
            context.Problems.Error(
                text.Place, $"'{key}' is {expected}, not {Quoted.Of(text.Text)}", FixOf(text.Text, key));
            return false;
        }

        return true;
    }

    public override JsonObject Schema() => new() { ["type"] = "number", ["minimum"] = least, ["maximum"] = most };

    private string? FixOf(string text, string key)
    {
        var digits = text.TrimEnd(' ', 's', 'e', 'c').Replace(',', '.');
        return digits != text && PlainNumber.TryRead(digits, out var meant) && meant >= least && meant <= most
            ? $"Write '{key}: {PlainNumber.Write(meant)}'."
            : null;
    }
}
