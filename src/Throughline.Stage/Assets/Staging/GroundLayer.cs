using System.Numerics;
using Throughline.Stage.Assets.Modelling;

namespace Throughline.Stage.Assets.Staging;

/// <summary>One layer of a set's ground: hills, ridges, a slope, a mound, a cliff, a bed or a level place.</summary>
internal sealed class GroundLayer
{
    private readonly Kind _kind;
    private readonly float _height;
    private readonly float _size;
    private readonly int _octaves;
    private readonly float _soft;
    private readonly Vector2 _slope;
    private readonly Vector2[] _line;
    private readonly float _wander;
    private readonly float _from;
    private readonly float _to;
    private readonly int _number;

    private GroundLayer(AssetFields fields, int number, Kind kind)
    {
        _kind = kind;
        _number = number;
        var key = kind.ToString().ToLowerInvariant();
        if (kind == Kind.Slope)
        {
            var slope = fields.Numbers(key, 2, 2);
            _slope = slope is null ? default : new(slope[0], slope[1]);
        }
        else
        {
            _height = fields.Number(key, 0, -300, 600);
        }

        _size = fields.Number("size", 20, 0.2f, 2000);
        _octaves = fields.Count("octaves", 3, 1, 6);
        _soft = fields.Number("soft", 3, 0.05f, 500);
        _wander = fields.Number("wander", 1, 0, 10);
        _line = [.. fields.Points("line", 2, 1, 60).Select(point => new Vector2(point[0], point[1]))];
        if (fields.Numbers("at", 2, 2) is { } at)
        {
            _line = [new(at[0], at[1])];
        }

        _from = fields.Number("from", 0, 0, 2000);
        _to = fields.Number("to", _from, 0, 2000);
        if (_line.Length == 0 && kind is Kind.Cliff or Kind.Bed or Kind.Mound or Kind.Level)
        {
            fields.Error(key, $"'{key}' needs a line or a place", "Write line: [[-50, 8], [50, 8]] or at: [0, 0].");
            _line = [default];
        }

        if (kind == Kind.Cliff && _line.Length < 2)
        {
            fields.Error(key, "a cliff runs along a line of at least 2 points");
            _line = [default, Vector2.UnitX];
        }

        fields.End();
    }

    private enum Kind
    {
        Hills,
        Ridges,
        Slope,
        Mound,
        Cliff,
        Bed,
        Level,
    }

    /// <summary>Reads a layer; null, reported, when it is none.</summary>
    public static GroundLayer? Read(AssetFields fields, int number)
    {
        foreach (var kind in Enum.GetValues<Kind>())
        {
            if (fields.Has(kind.ToString().ToLowerInvariant()))
            {
                return new GroundLayer(fields, number, kind);
            }
        }

        fields.Error(
            null, "this is no layer of ground", "It is one of: hills, ridges, slope, mound, cliff, bed, level.");
        return null;
    }

    /// <summary>The height of the layers below, changed by this one.</summary>
    public float Apply(float below, float x, float z, long seed)
    {
        var place = new Vector2(x, z);
        switch (_kind)
        {
            case Kind.Hills:
                return below + (_height * Share(place)
                    * ValueNoise.Hills(x / _size, z / _size, _octaves, seed + (_number * 101)));
            case Kind.Ridges:
                return below + (_height * Share(place)
                    * ValueNoise.Ridges(x / _size, z / _size, _octaves, seed + (_number * 101)));
            case Kind.Slope:
                return below + (Vector2.Dot(place, _slope) * Share(place));
            case Kind.Mound:
                return below + (_height * Bell(Lines.Distance(_line, place) / _size));
            case Kind.Cliff:
                var wander = ValueNoise.Hills(x / 9, z / 9, 3, seed + (_number * 101)) * _soft * 0.9f * _wander;
                return below + (_height * Smooth((Lines.Side(_line, place) + wander) / _soft));
            case Kind.Bed:
                var winding = ValueNoise.At(x / 5, z / 5, seed + (_number * 101)) * 0.2f * _size;
                return below + (_height * Smooth(1 - ((Lines.Distance(_line, place) + winding - (_size / 2)) / _soft)));
            default:
                var share = Smooth(1 - ((Lines.Distance(_line, place) - _size) / _soft));
                return below + ((_height - below) * share);
        }
    }

    private static float Smooth(float t)
    {
        t = Math.Clamp(t, 0, 1);
        return t * t * (3 - (2 * t));
    }

    private static float Bell(float t) => t >= 1 ? 0 : (1 - (t * t)) * (1 - (t * t));

    private float Share(Vector2 place) => _to <= _from ? 1 : Smooth((place.Length() - _from) / (_to - _from));
}
