using System.Text.Json.Nodes;
using Throughline.Problems;
using Throughline.Yaml;

namespace Throughline.Films;

/// <summary>Places of a picture with the files of their masks: <c>{water: pond.png, sky: sky.png}</c>.</summary>
internal sealed class MasksForm : FilmForm<IReadOnlyDictionary<LifePlace, string>>
{
    private static readonly FileForm _file = new();

    // What is found by its light alone has no mask.
    private static readonly SortedDictionary<string, LifePlace> _places = new(
        Enum.GetValues<LifePlace>()
            .Where(place => place is not (LifePlace.Sun or LifePlace.Stars or LifePlace.Face))
            .ToDictionary(place => place.ToString().ToLowerInvariant()),
        StringComparer.Ordinal);

    public override bool TryRead(
        YamlNode node, string key, FilmContext context, out IReadOnlyDictionary<LifePlace, string> value)
    {
        var masks = new Dictionary<LifePlace, string>();
        value = masks;
        if (node is not YamlMapping mapping)
        {
            if (node is not YamlRefused)
            {
                context.Problems.Error(
                    node.Place, $"'{key}' is a mapping of places to pictures, not {node.Kind}",
                    $"Write '{key}: {{water: mask.png}}'.");
            }

            return false;
        }

        var good = true;
        foreach (var (name, file) in mapping.Entries)
        {
            if (!_places.TryGetValue(name.Text, out var place))
            {
                context.Problems.Unknown(
                    name.Place,
                    $"{Quoted.Of(name.Text)} is no place for a mask; there are {string.Join(", ", _places.Keys)}",
                    name.Text, _places.Keys);
                good = false;
            }
            else if (_file.TryRead(file, name.Text, context, out var path))
            {
                masks[place] = path;
            }
            else
            {
                good = false;
            }
        }

        return good;
    }

    public override JsonObject Schema() => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(
            _places.Keys.Select(name => KeyValuePair.Create<string, JsonNode?>(name, _file.Schema()))),
        ["additionalProperties"] = false,
    };
}
