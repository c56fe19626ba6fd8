using System.Text.Json.Nodes;
using Throughline.Problems;
using Throughline.Yaml;

namespace Throughline.Films;

/// <summary>Names to members of the cast; a name is checked like a shot's.</summary>
internal sealed class CastForm : FilmForm<IReadOnlyList<CastDraft>>
{
    private static readonly NameForm _name = new("anna");

    public override bool TryRead(YamlNode node, string key, FilmContext context, out IReadOnlyList<CastDraft> value)
    {
        var members = new List<CastDraft>();
        value = members;
        if (node is not YamlMapping mapping)
        {
            if (node is not YamlRefused)
            {
                context.Problems.Error(
                    node.Place, $"'{key}' is a mapping of names, not {node.Kind}",
                    "Write 'cast:' and below it 'anna:' with her reference or description.");
            }

            return false;
        }

        if (mapping.Entries.Count > FilmKeys.MostCast)
        {
            context.Problems.Error(
                node.Place, $"the cast has {mapping.Entries.Count} members; {FilmKeys.MostCast} is the most");
            return false;
        }

        foreach (var (name, member) in mapping.Entries)
        {
            context.Problems.Subject = NameForm.IsName(name.Text) ? $"cast member {Quoted.Of(name.Text)}" : "cast";
            if (Member(name, member, members, context) is { } draft)
            {
                members.Add(draft);
            }

            context.Problems.Subject = null;
        }

        return true;
    }

    public override JsonObject Schema()
    {
        var member = FilmKeys.Cast.Schema();
        member["anyOf"] = FilmSchema.OneRequired("reference", "description");
        return new JsonObject
        {
            ["type"] = "object",
            ["propertyNames"] = _name.Schema(),
            ["additionalProperties"] = member,
            ["maxProperties"] = FilmKeys.MostCast,
        };
    }

    private static CastDraft? Member(YamlScalar name, YamlNode node, List<CastDraft> before, FilmContext context)
    {
        if (!_name.TryRead(name, "cast", context, out var text))
        {
            return null;
        }

        if (before.Find(other => other.Name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } twin)
        {
            context.Problems.Error(
                name.Place, $"the name is already '{twin.Name}'; upper and lower case count as the same");
            return null;
        }

        var draft = new CastDraft { Name = text };
        if (node is YamlMapping mapping)
        {
            FilmKeys.Cast.Read(mapping, draft, "it", context);
            if (!draft.Places.ContainsKey("reference") && !draft.Places.ContainsKey("description"))
            {
                context.Problems.Error(
                    name.Place, "neither a reference nor a description",
                    "Add 'reference: anna.jpg' or 'description: a woman in a red coat'.");
            }
        }
        else if (node is not YamlRefused)
        {
            context.Problems.Error(
                node.Place, $"a mapping belongs here, not {node.Kind}",
                "Write 'reference: anna.jpg' or 'description: ...' below the name.");
        }

        return draft;
    }
}
