using System.Numerics;
using Throughline.Problems;
using Throughline.Stage.Assets;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Air;

/// <summary>The kinds of things in the air, from <c>assets/air</c>.</summary>
public sealed class AirLibrary
{
    private readonly Dictionary<string, AirKind> _kinds = new(StringComparer.Ordinal);

    /// <summary>Reads every kind of a folder.</summary>
    /// <exception cref="AssetException">A file is not right.</exception>
    public AirLibrary(AssetFolder folder, Colours colours)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(colours);
        foreach (var file in folder.In("air"))
        {
            var problems = new ProblemList(file.Shown);
            if (file.Fields("a kind of air", problems) is { } fields)
            {
                _kinds[file.Name] = Read(file.Name, fields, colours);
                fields.End();
            }

            if (problems.HasErrors)
            {
                throw new AssetException(problems.ToList());
            }
        }
    }

    /// <summary>All kinds, by name.</summary>
    public IEnumerable<AirKind> All => _kinds.Values.OrderBy(kind => kind.Name, StringComparer.Ordinal);

    /// <summary>The kind of that name, or null.</summary>
    public AirKind? Find(string name) => _kinds.GetValueOrDefault(name);

    private static AirKind Read(string name, AssetFields fields, Colours colours)
    {
        var usual = new AirKind { Name = name };
        var from = Colour(fields, "colour", colours, Vector3.One);
        return usual with
        {
            When = fields.Fields("when") is { } when ? Condition(when) : null,
            Box = fields.Vector("box", usual.Box),
            Count = fields.Count("count", usual.Count, 1, 6000),
            OnGround = fields.Flag("on_ground"),
            Rate = fields.Number("rate", usual.Rate, 0.1f, 2000),
            Burst = (int)fields.Number("burst", usual.Burst, 1, 2000),
            Life = Pair(fields, "life", usual.Life),
            Rise = fields.Number("rise", 0, -60, 60),
            Spread = fields.Number("spread", 0, 0, 30),
            Gravity = fields.Number("gravity", 0, -20, 20),
            Wind = fields.Number("wind", 1, 0, 2),
            Swirl = fields.Number("swirl", 0, 0, 10),
            SwirlRate = fields.Number("swirl_rate", usual.SwirlRate, 0, 10),
            Size = Pair(fields, "size", usual.Size),
            From = from,
            To = Colour(fields, "to_colour", colours, from),
            Cover = Pair(fields, "cover", usual.Cover),
            Softness = fields.Number("softness", usual.Softness, 0, 1),
            Glows = fields.Flag("glows"),
            Blink = fields.Number("blink", 0, 0, 10),
        };
    }

    private static AirCondition Condition(AssetFields fields)
    {
        var condition = new AirCondition
        {
            Weathers = [
                .. fields.Texts("weather").Select(
                    text => Enum.TryParse<Weather>(text, true, out var one) ? one : Refuse(
                        fields, "weather", text, Weather.Fair))
            ],
            Seasons = [
                .. fields.Texts("season").Select(
                    text => Enum.TryParse<Season>(text, true, out var one) ? one : Refuse(
                        fields, "season", text, Season.Summer))
            ],
            Sets = fields.Texts("sets"),
            Since = fields.Number("since", 0, 0, 24),
            Until = fields.Number("until", 24, 0, 24),
            Wind = fields.Number("wind", 0, 0, 1),
            Indoors = fields.Has("indoors") ? fields.Flag("indoors") : null,
        };
        fields.End();
        return condition;
    }

    private static T Refuse<T>(AssetFields fields, string key, string text, T otherwise)
        where T : struct, Enum
    {
        fields.Error(
            key, $"there is no {key} {Quoted.Of(text)}",
            NearestName.Fix(text, Enum.GetNames<T>().Select(name => name.ToLowerInvariant())));
        return otherwise;
    }

    private static Vector2 Pair(AssetFields fields, string key, Vector2 otherwise) =>
        AssetFields.NumberOf(fields.Find(key)) is { } both ? new Vector2(both)
        : fields.Numbers(key, 2, 2) is { } two ? new Vector2(two[0], two[1]) : otherwise;

    // A colour, brighter than white when 'times' follows: "orange x 6".
    private static Vector3 Colour(AssetFields fields, string key, Colours colours, Vector3 otherwise)
    {
        if (fields.Text(key) is not { } text)
        {
            return otherwise;
        }

        var parts = text.Split(" x ", 2);
        var times = parts.Length == 2 && PlainNumber.TryRead(parts[1], out var number) ? (float)number : 1;
        if (colours.Find(parts[0]) is { } colour)
        {
            return colour * times;
        }

        fields.Error(key, $"there is no colour {Quoted.Of(parts[0])}", NearestName.Fix(parts[0], colours.Names));
        return otherwise;
    }
}
