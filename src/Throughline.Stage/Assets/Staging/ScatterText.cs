using System.Numerics;
using Throughline.Chance;

namespace Throughline.Stage.Assets.Staging;

/// <summary>A rule that spreads props over the ground.</summary>
internal sealed class ScatterText
{
    private const int Tries = 24;

    private readonly int _number;
    private readonly int _count;
    private readonly float _near;
    private readonly float _far;
    private readonly float[]? _slope;
    private readonly float _above;
    private readonly float _below;
    private readonly float _gap;
    private readonly float _clear;
    private readonly float _cluster;
    private readonly float[] _size;
    private readonly float[]? _within;
    private readonly float _edge;
    private readonly string? _along;
    private readonly List<string> _when;
    private readonly List<string> _unless;

    /// <summary>Reads a rule.</summary>
    public ScatterText(AssetFields fields, int number)
    {
        _number = number;
        Place = fields.Place;
        Names = fields.Texts("what");
        _count = fields.Count("count", 20, 1, 4000);
        var between = fields.Numbers("between", 2, 2);
        (_near, _far) = between is null ? (0, 40) : (between[0], between[1]);
        _slope = fields.Numbers("slope", 2, 2);
        _above = fields.Number("above", -1000, -1000, 1000);
        _below = fields.Number("below", 1000, -1000, 1000);
        _gap = fields.Number("gap", 0.5f, 0, 200);
        _clear = fields.Number("clear", 1.6f, 0, 100);
        _cluster = fields.Number("cluster", 0, 0, 1);
        _size = fields.Numbers("size", 2, 2) ?? [0.8f, 1.2f];
        _within = fields.Numbers("within", 4, 4);
        _along = fields.Text("along");
        _edge = fields.Number("edge", 3, 0.1f, 100);
        Low = fields.Flag("low");
        Merge = fields.Flag("merge");
        Detail = fields.Number("detail", 1, 0.02f, 20);
        Float = fields.Flag("float");
        Lift = fields.Numbers("lift", 2, 2) ?? [0, 0];
        Colour = fields.Text("colour");
        Variants = fields.Texts("variants");
        Tilt = fields.Number("tilt", 0, 0, 180);
        _when = [.. fields.Texts("when")];
        _unless = [.. fields.Texts("unless")];
        if (Names.Count == 0)
        {
            fields.Error(null, "a scatter rule says what", "Write {what: [oak, birch], count: 30}.");
        }

        fields.End();
    }

    /// <summary>Where it stands in its file.</summary>
    public Problems.TextPlace Place { get; }

    /// <summary>Names of the props, of which each place takes one.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether it is low enough to stand before the camera.</summary>
    public bool Low { get; }

    /// <summary>Whether its things become one mesh for each patch of ground: grass, flowers, pebbles.</summary>
    public bool Merge { get; }

    /// <summary>Multiplies the share of detail that distance leaves: above 1 for what is simple and slight.</summary>
    public float Detail { get; }

    /// <summary>Whether it stands on the water.</summary>
    public bool Float { get; }

    /// <summary>Least and greatest height above the ground.</summary>
    public float[] Lift { get; }

    /// <summary>Degrees it may lean.</summary>
    public float Tilt { get; }

    /// <summary>Colour of its traits, or null.</summary>
    public string? Colour { get; }

    /// <summary>Variants of its traits.</summary>
    public IReadOnlyList<string> Variants { get; }

    /// <summary>Whether it is there at all.</summary>
    public bool Holds(IReadOnlySet<string> conditions) =>
        _when.TrueForAll(conditions.Contains) && !_unless.Exists(conditions.Contains);

    /// <summary>The places: where, how large, which way, and which of the names.</summary>
    /// <param name="ground">The ground.</param>
    /// <param name="ways">The set's ways by name, which stay clear.</param>
    /// <param name="taken">Places that are taken: X, Z, radius; grows.</param>
    /// <param name="stage">Metres from the mark that stay clear of what is not low.</param>
    /// <param name="seed">Decides all.</param>
    public IEnumerable<(Vector3 Place, float Size, float Turn, int Name)> Places(
        Ground ground, IReadOnlyDictionary<string, Vector2[]> ways, List<Vector3> taken, float stage, long seed)
    {
        var dice = Dice.Of(seed, _number + 1000);
        var own = new List<Vector2>();
        var hubs = Enumerable.Range(0, Math.Max(1, _count / 7)).Select(_ => Somewhere(ref dice, ways)).ToList();
        var places = new List<(Vector3, float, float, int)>();
        for (var i = 0; i < _count; i++)
        {
            for (var t = 0; t < Tries; t++)
            {
                var place = Somewhere(ref dice, ways);
                if (dice.Next() < _cluster)
                {
                    var spread = 1.2f + (0.06f * _far);
                    place = hubs[dice.Below(hubs.Count)] + new Vector2(
                        dice.Between(-spread, spread), dice.Between(-spread, spread));
                }

                var size = dice.Between(_size[0], _size[1]);
                if (Fits(place, size, ground, ways, own, taken, stage))
                {
                    own.Add(place);
                    places.Add((ground.On(place), size, dice.Between(0, 360), dice.Below(Names.Count)));
                    break;
                }
            }
        }

        return places;
    }

    private Vector2 Somewhere(ref Dice dice, IReadOnlyDictionary<string, Vector2[]> ways)
    {
        if (_along is not null && ways.TryGetValue(_along, out var way))
        {
            var at = way[dice.Below(way.Length)];
            return at
                + (Vector2.Normalize(new(dice.Between(-1, 1), dice.Between(-1, 1.001f))) * dice.Between(0, _edge));
        }

        if (_within is not null)
        {
            return new(dice.Between(_within[0], _within[2]), dice.Between(_within[1], _within[3]));
        }

        // Seen from +Z: three of four lie behind the mark.
        var angle = dice.Between(-1, 1) * MathF.PI * (dice.Next() < 0.75f ? 0.55f : 1);
        var radius = MathF.Sqrt(dice.Between(_near * _near, _far * _far));
        return new(radius * MathF.Sin(angle), -radius * MathF.Cos(angle));
    }

    private bool Fits(
        Vector2 place, float size, Ground ground, IReadOnlyDictionary<string, Vector2[]> ways, List<Vector2> own,
        List<Vector3> taken, float stage)
    {
        var distance = place.Length();
        if (distance < _near || distance > _far + 10)
        {
            return false;
        }

        if (!Low && (distance < stage || IsBeforeCamera(place)))
        {
            return false;
        }

        foreach (var other in own)
        {
            if (Vector2.DistanceSquared(other, place) < _gap * _gap)
            {
                return false;
            }
        }

        foreach (var other in taken)
        {
            if (Vector2.Distance(new(other.X, other.Y), place) < other.Z + (Low ? 0.1f : 0.4f * size))
            {
                return false;
            }
        }

        foreach (var (name, way) in ways)
        {
            if (name != _along && Lines.Distance(way, place) < _clear)
            {
                return false;
            }
        }

        if (_along is not null && _clear > 0 && ways.TryGetValue(_along, out var along)
            && Lines.Distance(along, place) < _clear)
        {
            return false;
        }

        var height = ground.At(place.X, place.Y);
        if (height < _above || height > _below)
        {
            return false;
        }

        var slope = _slope is null ? 0 : ground.SlopeAt(place.X, place.Y);
        return _slope is null || (slope >= _slope[0] && slope <= _slope[1]);
    }

    // The camera stands on +Z, 3 to 30 metres from the mark, and looks along -Z.
    private static bool IsBeforeCamera(Vector2 place) =>
        place.Y > -4 && MathF.Abs(place.X) < 5.5f + (0.28f * Math.Max(0, place.Y + 4));
}
