using System.Text.Json.Nodes;
using Throughline.Problems;
using Throughline.Yaml;

namespace Throughline.Films;

/// <summary>The version of the file format.</summary>
internal sealed class VersionForm : FilmForm<long>
{
    public override bool TryRead(YamlNode node, string key, FilmContext context, out long value)
    {
        value = FilmKeys.Version;
        if (!TryText(node, key, "1", context, out var text))
        {
            return false;
        }

        var good = PlainNumber.TryRead(text.Text, out var version) && version == FilmKeys.Version;
        if (!good)
        {
            context.Problems.Error(
                text.Place, $"'{key}' is 1, the version of this format, not {Quoted.Of(text.Text)}",
                "Write 'throughline: 1'.");
        }

        return good;
    }

    public override JsonObject Schema() => new() { ["const"] = FilmKeys.Version };
}
