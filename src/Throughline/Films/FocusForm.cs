using System.Text.Json.Nodes;
using Throughline.Problems;
using Throughline.Yaml;

namespace Throughline.Films;

/// <summary>A point in fractions of the picture: <c>0.4, 0.6</c> or <c>[0.4, 0.6]</c>.</summary>
internal sealed class FocusForm : FilmForm<FocusPoint>
{
    private const string Expected = "two numbers from 0 to 1, such as '0.5, 0.4'";

    public override bool TryRead(YamlNode node, string key, FilmContext context, out FocusPoint value)
    {
        value = FocusPoint.Centre;
        string[] parts;
        if (node is YamlSequence list && list.Items.All(item => item is YamlScalar))
        {
            parts = [.. list.Items.Select(item => ((YamlScalar)item).Text)];
        }
        else if (TryText(node, key, Expected, context, out var text))
        {
            parts = text.Text.Split(',');
        }
        else
        {
            return false;
        }

        if (parts.Length == 2 && TryFraction(parts[0], out var x) && TryFraction(parts[1], out var y))
        {
            value = new FocusPoint(x, y);
            return true;
        }

        context.Problems.Error(node.Place, $"'{key}' is {Expected}, not {Quoted.Of(string.Join(",", parts))}");
        return false;
    }

    public override JsonObject Schema() => new()
    {
        ["anyOf"] = new JsonArray(
            new JsonObject { ["type"] = "string", ["pattern"] = @"^\s*[0-9.]+\s*,\s*[0-9.]+\s*$" },
            new JsonObject
            {
                ["type"] = "array",
                ["items"] = new JsonObject { ["type"] = "number", ["minimum"] = 0, ["maximum"] = 1 },
                ["minItems"] = 2,
                ["maxItems"] = 2,
            }),
    };

    private static bool TryFraction(string text, out double fraction)
    {
        var good = PlainNumber.TryRead(text.Trim(), out var number) && number is >= 0 and <= 1;
        fraction = (double)number;
        return good;
    }
}
