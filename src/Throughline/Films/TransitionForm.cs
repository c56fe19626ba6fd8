using Throughline.Yaml;
using System.Text.Json.Nodes;
using Throughline.Problems;

namespace Throughline.Films;

/// <summary>A transition: <c>cut</c>, <c>dissolve 0.5</c> or <c>{kind: dissolve, seconds: 0.5}</c>.</summary>
internal sealed class TransitionForm : FilmForm<Transition>
{
    private static readonly KindForm _kind = new();

    private static readonly FilmTable<Draft> _keys = new(
    [
        FilmKey.Of<Draft, Transition>(
            "kind", _kind, (draft, kind) => draft.Kind = kind, "Which transition.", needs: "'kind: dissolve'"),
        FilmKey.Of<Draft, decimal>(
            "seconds", new NumberForm(0, TransitionNames.Longest, "seconds"),
            (draft, seconds) => draft.Seconds = seconds, "How long."),
    ]);

    public override bool TryRead(YamlNode node, string key, FilmContext context, out Transition value)
    {
        value = Transition.Cut;
        if (node is YamlMapping mapping)
        {
            var draft = new Draft();
            return _keys.Read(mapping, draft, "the transition", context)
                && TryMake(draft.Kind, draft.Seconds, draft.Places.GetValueOrDefault("seconds"), context, out value);
        }

        if (!TryText(node, key, "a transition such as 'cut' or 'dissolve 0.5'", context, out var text))
        {
            return false;
        }

        var words = text.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (!_kind.TryRead(text with { Text = words.Length == 0 ? "" : words[0] }, key, context, out var kind))
        {
            return false;
        }

        decimal seconds = 0;
        if (words.Length > 2
            || (words.Length == 2
                && (!PlainNumber.TryRead(words[1], out seconds) || seconds is < 0 or > TransitionNames.Longest)))
        {
            context.Problems.Error(
                text.Place, $"{Quoted.Of(text.Text)} is not a transition and its seconds",
                $"Write '{key}: {words[0]} 0.5'.");
            return false;
        }

        return TryMake(kind, words.Length == 2 ? seconds : null, text.Place, context, out value);
    }

    public override JsonObject Schema() => new()
    {
        ["anyOf"] = new JsonArray(
            new JsonObject
            {
                ["type"] = "string",
                ["pattern"] = $@"^({string.Join('|', TransitionNames.Names)})( +[0-9.]+)?$",
            },
            _keys.Schema()),
        ["examples"] = new JsonArray("cut", "dissolve 0.5", "fade 1", "wipe 0.5", "match 0.5"),
    };

    private static bool TryMake(
        Transition usual, decimal? seconds, TextPlace place, FilmContext context, out Transition value)
    {
        value = seconds is { } given ? usual with { Seconds = given } : usual;
        var name = TransitionNames.Of(usual.Kind);
        if (usual.Kind == TransitionKind.Cut && value.Seconds != 0)
        {
            context.Problems.Error(place, "a cut takes no time", "Write 'cut' alone, or another transition.");
            return false;
        }

        if (usual.Kind != TransitionKind.Cut && value.Seconds == 0)
        {
            context.Problems.Error(place, $"a {name} of 0 s is a cut", "Write 'cut'.");
            return false;
        }

        return true;
    }

    private sealed class KindForm : FilmForm<Transition>
    {
        public override bool TryRead(YamlNode node, string key, FilmContext context, out Transition value)
        {
            value = Transition.Cut;
            if (!TryText(node, key, "a transition", context, out var text))
            {
                return false;
            }

            if (TransitionNames.Find(text.Text) is not { } found)
            {
                context.Problems.Unknown(
                    text.Place, $"{Quoted.Of(text.Text)} is not a transition", text.Text, TransitionNames.Names);
                return false;
            }

            value = found;
            return true;
        }

        public override JsonObject Schema() => FilmSchema.Enumeration(TransitionNames.Names);
    }

    private sealed class Draft : FilmDraft
    {
        public Transition Kind { get; set; }

        public decimal? Seconds { get; set; }
    }
}
