using Throughline.Yaml;
using System.Text.Json.Nodes;
using Throughline.Problems;

namespace Throughline.Films;

/// <summary>Any text up to a length.</summary>
internal sealed class TextForm(int longest, bool oneLine = false) : FilmForm<string>
{
    public override bool TryRead(YamlNode node, string key, FilmContext context, out string value)
    {
        value = "";
        if (!TryText(node, key, "a text", context, out var text))
        {
            return false;
        }

        value = text.Text.Trim();
        var wrong = value.Length == 0 ? "is empty"
            : value.Length > longest ? $"has {value.Length} characters; {longest} is the most"
            : oneLine && value.Any(char.IsControl) ? "runs over several lines; it is one line"
            : null;
        if (wrong is not null)
        {
            context.Problems.Error(text.Place, $"'{key}' {wrong}");
        }

        return wrong is null;
    }

    public override JsonObject Schema() => new() { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = longest };
}

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
            var words = string.Concat(value.Select(letter => IsAllowed(letter) ? letter : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var kept = string.Join('-', words);
            context.Problems.Error(
                text.Place,
                $"{Quoted.Of(value)} is not a name: letters a to z, digits, '-' and '_' only",
                $"Write {Quoted.Of(kept.Length == 0 ? exampleOfFix : kept)}.");
            return false;
        }

        return true;
    }

    public override JsonObject Schema() => new() { ["type"] = "string", ["pattern"] = $"^[A-Za-z0-9_-]{{1,{Longest}}}$" };

    /// <summary>Whether a text may be a name.</summary>
    public static bool IsName(string text) => text.Length is > 0 and <= Longest && text.All(IsAllowed);

    private static bool IsAllowed(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_';
}

/// <summary>A number, exactly as written.</summary>
internal sealed class NumberForm(decimal least, decimal most, string unit = "") : FilmForm<decimal>
{
    public override bool TryRead(YamlNode node, string key, FilmContext context, out decimal value)
    {
        value = 0;
        var expected = $"a number{(unit.Length == 0 ? "" : " of " + unit)} from {PlainNumber.Write(least)} to {PlainNumber.Write(most)}";
        if (!TryText(node, key, expected, context, out var text))
        {
            return false;
        }

        if (!PlainNumber.TryRead(text.Text, out value) || value < least || value > most)
        {
            context.Problems.Error(text.Place, $"'{key}' is {expected}, not {Quoted.Of(text.Text)}", FixOf(text.Text, key));
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

        if (!PlainNumber.TryRead(text.Text, out var number) || number < least || number > most || number != decimal.Truncate(number))
        {
            context.Problems.Error(text.Place, $"'{key}' is {expected}, not {Quoted.Of(text.Text)}");
            return false;
        }

        value = (long)number;
        return true;
    }

    public override JsonObject Schema() => new() { ["type"] = "integer", ["minimum"] = least, ["maximum"] = most };
}

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
