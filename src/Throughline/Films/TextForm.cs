using System.Text.Json.Nodes;
using Throughline.Yaml;

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
