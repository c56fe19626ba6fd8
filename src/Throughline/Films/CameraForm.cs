using Throughline.Yaml;
using System.Text.Json.Nodes;
using Throughline.Camera;
using Throughline.Problems;

namespace Throughline.Films;

/// <summary>
/// The camera of a shot: a text, a mapping with one move or Gen-3's six numbers, a list of those at once, or
/// <c>{sequence: [...]}</c> of those one after another.
/// </summary>
internal sealed class CameraForm : FilmForm<CameraScript>
{
    private const string Expected = "a camera move, a list of moves, or {sequence: [...]}";

    private static readonly CameraForm _self = new();

    private static readonly FilmTable<Draft> _keys = new(
    [
        FilmKey.Of<Draft, CameraMoveInfo>("move", new MoveForm(), (draft, move) => draft.Move = move, "The move."),
        FilmKey.Of<Draft, decimal>(
            "amount", new NumberForm(-1000, 1000), (draft, amount) => draft.Amount = amount,
            "How far, in the move's unit; each move has a usual amount."),
        FilmKey.Of<Draft, Ease>(
            "ease", new EaseForm(), (draft, ease) => draft.Ease = ease, "How speed is gained and lost."),
        FilmKey.Of<Draft, decimal>(
            "from", new NumberForm(0, 600, "seconds"), (draft, from) => draft.From = from,
            "When it starts, in seconds from the shot's start."),
        FilmKey.Of<Draft, decimal>(
            "to", new NumberForm(0, 600, "seconds"), (draft, to) => draft.To = to,
            "When it ends, in seconds from the shot's start."),
        FilmKey.Of<Draft, CameraScript>(
            "sequence", new PartsForm(parts => new CameraScript.InTurn(parts)),
            (draft, sequence) => draft.Sequence = sequence, "Moves one after another, sharing the time equally."),
        .. SixText.All.Select(number => FilmKey.Of<Draft, decimal>(
            number.Name,
            new NumberForm(-SixText.Most, SixText.Most),
            (draft, value) => draft.Six = number.With(draft.Six ?? new SixNumbers(), (double)value),
            $"Gen-3's camera control. {number.Description}")),
    ]);

    private static readonly PartsForm _list = new(parts => new CameraScript.AtOnce(parts));

    public override bool TryRead(YamlNode node, string key, FilmContext context, out CameraScript value)
    {
        value = new CameraScript.AtOnce([]);
        switch (node)
        {
            case YamlMapping mapping:
                return TryMapping(mapping, context, out value);
            case YamlSequence:
                return _list.TryRead(node, key, context, out value);
            default:
                if (!TryText(node, key, Expected, context, out var text)
                    || CameraText.Parse(text.Text, text.TextPlace, context.Problems) is not { } script)
                {
                    return false;
                }

                value = script;
                return true;
        }
    }

    public override JsonObject Schema() => new() { ["$ref"] = "#/$defs/camera" };

    /// <summary>What <see cref="Schema"/> refers to.</summary>
    public static JsonObject Definition()
    {
        var mapping = _keys.Schema();
        mapping["anyOf"] = FilmSchema.OneRequired(["move", "sequence", .. SixText.Names]);
        mapping["allOf"] = new JsonArray([.. CameraMoves.All.Select(Limits)]);
        return new JsonObject
        {
            ["anyOf"] = new JsonArray(
                new JsonObject
                {
                    ["type"] = "string",
                    ["description"] = "Moves in one line: '+' joins moves at once, ',' moves one after another. "
                        + string.Join(" ", CameraMoves.All.Select(move => $"{move.Name}: {move.Description}")),
                    ["examples"] = new JsonArray(
                        [
                            .. CameraMoves.All.Select(move => JsonValue.Create(move.Name)),
                            "push_in 0.6 linear + pan_left 10, tilt_up 5", "zoom=3 pan=-2"
                        ]),
                },
                mapping,
                _list.Schema()),
        };
    }

    private static bool TryMapping(YamlMapping mapping, FilmContext context, out CameraScript value)
    {
        var draft = new Draft();
        value = new CameraScript.AtOnce([]);
        if (!_keys.Read(mapping, draft, "the move", context))
        {
            return false;
        }

        var kinds = (draft.Move is null ? 0 : 1) + (draft.Six is null ? 0 : 1) + (draft.Sequence is null ? 0 : 1);
        if (kinds != 1)
        {
            context.Problems.Error(
                mapping.Place,
                kinds == 0
                    ? "this camera mapping has no move"
                    : "this camera mapping has more than one of 'move', 'sequence' and the six numbers",
                kinds == 0 ? "Add 'move: push_in'." : "Write a list with one mapping each.");
            return false;
        }

        var stray = draft.Sequence is not null ? "amount ease from to" : draft.Six is not null ? "amount" : "";
        foreach (var key in stray.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(draft.Places.ContainsKey))
        {
            context.Problems.Error(
                draft.Places[key],
                $"'{key}' does not go with {(draft.Sequence is null ? "the six numbers" : "'sequence'")}",
                draft.Sequence is null
                    ? "The numbers are the amounts: remove it."
                    : "Write it in the moves of the sequence.");
            return false;
        }

        value = draft.Sequence ?? draft.ToScript(mapping.Place);
        return true;
    }

    // For editors: the amount's limits once the move is known.
    private static JsonObject Limits(CameraMoveInfo move) => new()
    {
        ["if"] = new JsonObject
        {
            ["properties"] = new JsonObject { ["move"] = new JsonObject { ["const"] = move.Name } },
            ["required"] = new JsonArray("move"),
        },
        ["then"] = new JsonObject
        {
            ["properties"] = new JsonObject
            {
                ["amount"] = new JsonObject { ["minimum"] = move.Minimum, ["maximum"] = move.Maximum },
            },
        },
    };

    private sealed class Draft : FilmDraft
    {
        public CameraMoveInfo? Move { get; set; }

        public decimal? Amount { get; set; }

        public Ease? Ease { get; set; }

        public decimal? From { get; set; }

        public decimal? To { get; set; }

        public SixNumbers? Six { get; set; }

        public CameraScript? Sequence { get; set; }

        public CameraScript.Single ToScript(TextPlace place) =>
            new(new CameraMove
            {
                Kind = Move?.Kind ?? CameraMoveKind.Six,
                Amount = (double?)Amount,
                Ease = Ease,
                From = From,
                To = To,
                Six = Six,
            })
            {
                AmountPlace = Places.GetValueOrDefault("amount", place),
                FromPlace = Places.GetValueOrDefault("from", place),
                ToPlace = Places.GetValueOrDefault("to", place),
            };
    }

    private sealed class MoveForm : FilmForm<CameraMoveInfo>
    {
        public override bool TryRead(YamlNode node, string key, FilmContext context, out CameraMoveInfo value)
        {
            value = CameraMoves.Of(CameraMoveKind.Static);
            if (!TryText(node, key, "the name of a move", context, out var text))
            {
                return false;
            }

            if (CameraMoves.Find(text.Text) is not { Kind: not CameraMoveKind.Six } info)
            {
                CameraText.UnknownMove(text.Text, text.Place, context.Problems);
                return false;
            }

            value = info;
            return true;
        }

        public override JsonObject Schema() => FilmSchema.Enumeration(CameraMoves.All.Select(move => move.Name));
    }

    private sealed class EaseForm : FilmForm<Ease>
    {
        public override bool TryRead(YamlNode node, string key, FilmContext context, out Ease value)
        {
            value = default;
            if (!TryText(node, key, "an easing", context, out var text))
            {
                return false;
            }

            if (EaseNames.Find(text.Text) is not { } ease)
            {
                context.Problems.Unknown(
                    text.Place, $"{Quoted.Of(text.Text)} is not an easing", text.Text, EaseNames.All);
                return false;
            }

            value = ease;
            return true;
        }

        public override JsonObject Schema() => FilmSchema.Enumeration(EaseNames.All);
    }

    private sealed class PartsForm(Func<IReadOnlyList<CameraScript>, CameraScript> join) : FilmForm<CameraScript>
    {
        public override bool TryRead(YamlNode node, string key, FilmContext context, out CameraScript value)
        {
            value = join([]);
            if (node is not YamlSequence list)
            {
                if (node is not YamlRefused)
                {
                    context.Problems.Error(node.Place, $"'{key}' is a list of moves, not {node.Kind}");
                }

                return false;
            }

            if (list.Items.Count is 0 or > CameraScript.MostMoves)
            {
                context.Problems.Error(
                    node.Place, $"'{key}' is a list of 1 to {CameraScript.MostMoves} moves, not {list.Items.Count}");
                return false;
            }

            var parts = new List<CameraScript>();
            var good = true;
            foreach (var item in list.Items)
            {
                good &= _self.TryRead(item, key, context, out var part);
                parts.Add(part);
            }

            value = join(parts);
            return good;
        }

        public override JsonObject Schema() => new()
        {
            ["type"] = "array",
            ["items"] = new JsonObject { ["$ref"] = "#/$defs/camera" },
            ["minItems"] = 1,
            ["maxItems"] = CameraScript.MostMoves,
        };
    }
}
