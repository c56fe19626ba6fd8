using System.Numerics;
using Throughline.Stage.Assets.Modelling;

namespace Throughline.Stage.Assets.Staging;

/// <summary>A material of the ground and where it lies: by height, slope, distance from a way, or in patches.</summary>
internal sealed class GroundPaint
{
    private readonly List<string> _when;
    private readonly List<string> _unless;
    private readonly float _above;
    private readonly float _below;
    private readonly float _steeper;
    private readonly float _flatter;
    private readonly float _soft;
    private readonly float _width;
    private readonly float _patches;
    private readonly float _patchSize;
    private readonly float[]? _within;

    /// <summary>Reads a paint.</summary>
    public GroundPaint(AssetFields fields, MaterialShelf shelf)
    {
        Material = fields.Find("material") is { } node
            ? MaterialText.Read(node, shelf, fields.Problems)
            : Missing(fields, shelf);
        _when = [.. fields.Texts("when")];
        _unless = [.. fields.Texts("unless")];
        _above = fields.Number("above", float.NaN);
        _below = fields.Number("below", float.NaN);
        _steeper = fields.Number("steeper", float.NaN, 0, 90);
        _flatter = fields.Number("flatter", float.NaN, 0, 90);
        _soft = fields.Number("soft", 0.6f, 0.01f, 100);
        Along = fields.Text("along");
        _width = fields.Number("width", 1.6f, 0.1f, 500);
        _patches = fields.Number("patches", 0, 0, 1);
        _patchSize = fields.Number("patch size", 8, 0.2f, 500);
        _within = fields.Numbers("within", 4, 4);
        fields.End();
    }

    /// <summary>Its material.</summary>
    public MaterialText Material { get; }

    /// <summary>Name of the way it lies along, or null.</summary>
    public string? Along { get; }

    /// <summary>Whether it is there at all.</summary>
    public bool Holds(IReadOnlySet<string> conditions) =>
        _when.TrueForAll(conditions.Contains) && !_unless.Exists(conditions.Contains);

    /// <summary>How much of it lies at a place, 0 to 1.</summary>
    /// <param name="place">World, metres.</param>
    /// <param name="slope">Degrees.</param>
    /// <param name="way">The way it lies along, or null.</param>
    /// <param name="seed">Decides its patches.</param>
    public float At(Vector3 place, float slope, Vector2[]? way, long seed)
    {
        var stray = ValueNoise.Hills(place.X / 3.1f, place.Z / 3.1f, 2, seed);
        var share = 1f;
        Limit((place.Y - _above + (stray * _soft)) / _soft);
        Limit((_below - place.Y + (stray * _soft)) / _soft);
        Limit((slope - _steeper + (4 * stray)) / 6);
        Limit((_flatter - slope + (4 * stray)) / 6);
        if (way is not null)
        {
            Limit(1 + (((_width / 2) - Lines.Distance(way, new(place.X, place.Z)) + (0.3f * stray)) / _soft));
        }

        if (_patches > 0)
        {
            Limit(
                0.5f + (3
                    * (ValueNoise.Hills(place.X / _patchSize, place.Z / _patchSize, 3, seed + 31) - 1
                        + (2 * _patches))));
        }

        if (_within is not null)
        {
            Limit(
                1 + ((Math.Min(Math.Min(place.X - _within[0], _within[2] - place.X), Math.Min(place.Z - _within[1], _within[3] - place.Z)) + (0.2f * stray))
                    / _soft));
        }

        return share;

        void Limit(float by)
        {
            if (!float.IsNaN(by))
            {
                share *= Math.Clamp(by, 0, 1);
            }
        }
    }

    private static MaterialText Missing(AssetFields fields, MaterialShelf shelf)
    {
        fields.Error(null, "a paint has a material", "Write {material: rock, steeper: 35}.");
        return shelf.Find("stone")!;
    }
}
