using Throughline.Yaml;
using System.Text.Json.Nodes;
using Throughline.Problems;

namespace Throughline.Films;

/// <summary>The keys that one mapping of film.yaml may have. The reader and the schema are both made from it.</summary>
internal sealed class FilmTable<TDraft>(IReadOnlyList<FilmKey<TDraft>> keys)
    where TDraft : FilmDraft
{
    /// <summary>The keys, in the order of the guide.</summary>
    public IReadOnlyList<FilmKey<TDraft>> Keys => keys;

    /// <summary>
    /// Reads every key of a mapping into a draft, reporting everything that is wrong; false when something was.
    /// </summary>
    /// <param name="mapping">The mapping.</param>
    /// <param name="draft">Takes the values.</param>
    /// <param name="what">What the mapping is, for messages: "the shot".</param>
    /// <param name="context">Where the film is, and where problems go.</param>
    public bool Read(YamlMapping mapping, TDraft draft, string what, FilmContext context)
    {
        var good = true;
        foreach (var (name, node) in mapping.Entries)
        {
            if (Find(name.Text) is not { } key)
            {
                Unknown(name, draft, context);
                good = false;
                continue;
            }

            draft.Places[key.Name] = node.Place;
            if (node is YamlScalar { IsEmpty: true })
            {
                context.Problems.Error(
                    name.Place, $"'{key.Name}' has no value",
                    key.Needs is null ? "Give it one, or remove the key." : $"Write {key.Needs}.");
                good = false;
            }
            else
            {
                good &= key.Read(node, draft, context);
            }
        }

        foreach (var key in keys)
        {
            if (key.Needs is not null && !draft.Places.ContainsKey(key.Name))
            {
                context.Problems.Error(mapping.Place, $"{what} has no '{key.Name}'", $"Add {key.Needs}.");
                good = false;
            }
        }

        return good;
    }

    // A misspelt key stands for the one that was meant, so that this one is not reported as missing besides.
    private void Unknown(YamlScalar name, TDraft draft, FilmContext context)
    {
        var names = keys.Select(key => key.Name);
        context.Problems.Unknown(name.Place, $"unknown key {Quoted.Of(name.Text)}", name.Text, names);
        if (context.Problems.HasRoom && NearestName.Of(name.Text, names) is { } meant)
        {
            draft.Places.TryAdd(meant, name.Place);
        }
    }

    /// <summary>The JSON schema of the mapping.</summary>
    public JsonObject Schema()
    {
        var properties = new JsonObject();
        foreach (var key in keys)
        {
            var property = new JsonObject { ["description"] = key.Description };
            foreach (var (name, value) in key.Schema())
            {
                property[name] = value?.DeepClone();
            }

            properties[key.Name] = property;
        }

        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (keys.Any(key => key.Needs is not null))
        {
            schema["required"] = FilmSchema.Names(keys.Where(key => key.Needs is not null).Select(key => key.Name));
        }

        schema["additionalProperties"] = false;
        return schema;
    }

    private FilmKey<TDraft>? Find(string name)
    {
        foreach (var key in keys)
        {
            if (key.Name == name)
            {
                return key;
            }
        }

        return null;
    }
}
