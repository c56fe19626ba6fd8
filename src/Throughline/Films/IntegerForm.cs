using System.Text.Json.Nodes;
using Throughline.Problems;
using Throughline.Yaml;

namespace Throughline.Films;

/// <summary>A whole number.</summary>
internal sealed class IntegerForm(long least, long most) : FilmForm<long>
{
    public override bool TryRead(YamlNode node, string key, FilmContext context, out long value)
    {
        value = 0;
        var expected = $"a whole number from {least} to {most}";
        if (!TryText(node, key, expected, context, out var text))
        {
            return false;
        }

        if (!PlainNumber.TryRead(text.Text, out var number) || number < least || number > most
            || number != decimal.Truncate(number))
        {
            context.Problems.Error(text.Place, $"'{key}' is {expected}, not {Quoted.Of(text.Text)}");
            return false;
        }

        value = (long)number;
        return true;
    }

    public override JsonObject Schema() => new() { ["type"] = "integer", ["minimum"] = least, ["maximum"] = most };
}
