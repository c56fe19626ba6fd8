using System.Text.Json.Nodes;
using Throughline.Problems;
using Throughline.Yaml;

namespace Throughline.Films;

/// <summary>The shot list.</summary>
internal sealed class ShotsForm : FilmForm<IReadOnlyList<ShotDraft>>
{
    public override bool TryRead(YamlNode node, string key, FilmContext context, out IReadOnlyList<ShotDraft> value)
    {
        var shots = new List<ShotDraft>();
        value = shots;
        if (node is not YamlSequence list)
        {
            if (node is not YamlRefused)
            {
                context.Problems.Error(
                    node.Place, $"'{key}' is a list, not {node.Kind}", "Begin each shot with '- id:'.");
            }

            return false;
        }

        if (list.Items.Count is 0 or > FilmKeys.MostShots)
        {
            context.Problems.Error(node.Place, $"a film has 1 to {FilmKeys.MostShots} shots, not {list.Items.Count}");
            return false;
        }

        foreach (var item in list.Items)
        {
            shots.Add(Shot(item, shots.Count + 1, context));
            context.Problems.Subject = null;
        }

        return true;
    }

    public override JsonObject Schema()
    {
        var shot = FilmKeys.Shot.Schema();
        shot["anyOf"] = FilmSchema.OneRequired("image", "from", "prompt");
        shot["not"] = new JsonObject { ["required"] = FilmSchema.Names(["image", "from"]) };
        return new JsonObject
        {
            ["type"] = "array",
            ["items"] = shot,
            ["minItems"] = 1,
            ["maxItems"] = FilmKeys.MostShots,
        };
    }

    private static ShotDraft Shot(YamlNode node, int number, FilmContext context)
    {
        var mapping = node as YamlMapping;
        var subject = mapping?.Find("id") is YamlScalar id && NameForm.IsName(id.Text)
            ? $"shot {Quoted.Of(id.Text)}"
            : $"shot {number}";
        var draft = new ShotDraft { Place = node.Place, Subject = subject };
        context.Problems.Subject = subject;
        if (mapping is not null)
        {
            FilmKeys.Shot.Read(mapping, draft, "the shot", context);
        }
        else if (node is not YamlRefused)
        {
            context.Problems.Error(
                node.Place, $"a shot is a mapping, not {node.Kind}", "Begin it with '- id: opening'.");
        }

        return draft;
    }
}
