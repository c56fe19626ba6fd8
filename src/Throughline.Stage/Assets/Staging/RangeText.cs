using Throughline.Stage.Assets.Modelling;

namespace Throughline.Stage.Assets.Staging;

/// <summary>A range of hills or mountains at the horizon, in an arc behind the set.</summary>
internal sealed class RangeText
{
    private const int Columns = 120;
    private const int Rows = 8;

    private readonly float _distance;
    private readonly float _height;
    private readonly float _rough;
    private readonly float _base;
    private readonly float _snow;
    private readonly float[] _arc;
    private readonly MaterialText _material;
    private readonly MaterialText _cap;
    private readonly int _number;

    /// <summary>Reads a range.</summary>
    public RangeText(AssetFields fields, MaterialShelf shelf, int number)
    {
        _number = number;
        _distance = fields.Number("distance", 260, 20, 5000);
        _height = fields.Number("height", 40, 0.5f, 1500);
        _rough = fields.Number("rough", 0.5f, 0, 1);
        _base = fields.Number("base", -4, -200, 200);
        _snow = fields.Number("snow", 2, 0, 2);
        _arc = fields.Numbers("arc", 2, 2) ?? [-100, 100];
        _material = fields.Find("material") is { } node ? MaterialText.Read(node, shelf, fields.Problems) : shelf.Find(
            "foliage")!;
        _cap = shelf.Find("snow")!;
        fields.End();
    }

    /// <summary>Builds it.</summary>
    public Model Build(Scenes.Traits traits, IReadOnlySet<string> conditions, long seed)
    {
        var form = new Form();
        var own = seed + (_number * 977L);
        var snow = conditions.Contains("snowy") ? Math.Min(_snow, 0.25f) : _snow;
        for (var c = 0; c <= Columns; c++)
        {
            var angle = float.DegreesToRadians(_arc[0] + ((_arc[1] - _arc[0]) * c / Columns));
            var (sin, cos) = MathF.SinCos(angle);
            var at = angle * _distance / (2.2f * _height);
            var soft = 0.55f + (0.45f * ValueNoise.Hills(at * 0.6f, 3, 3, own));
            var sharp = ValueNoise.Ridges(at, 7, 4, own + 9);

            // An arc that does not close ends in the sea or the plain, not in a wall.
            var end = 7f * Math.Min(c, Columns - c) / Columns;
            var fall = end < 1 && _arc[1] - _arc[0] < 350 ? end * end * (3 - (2 * end)) : 1;
            var crest = _height * Math.Max(0.08f, ((1 - _rough) * soft) + (_rough * sharp));
            for (var r = 0; r <= Rows; r++)
            {
                var t = r / (float)Rows;
                var fold = ValueNoise.Hills((at * 1.9f) + (t * 0.7f), t * 2.2f, 3, own + 21)
                    * _height * 0.5f * t * (1.3f - t);
                var radius = _distance + (t * _height * 1.1f) + fold;
                form.Add(new(radius * sin, _base + ((crest - _base) * fall * MathF.Pow(t, 0.85f)), -radius * cos));
            }
        }

        for (var c = 0; c < Columns; c++)
        {
            for (var r = 0; r < Rows; r++)
            {
                var at = (c * (Rows + 1)) + r;
                form.Quad(at, at + Rows + 1, at + Rows + 2, at + 1);
            }
        }

        var line = _base + (snow * (_height - _base));
        foreach (ref var triangle in form.Crease(_rough > 0.6f ? 40 : 180).Triangles)
        {
            var middle = (form.Vertices[triangle.A].Place.Y + form.Vertices[triangle.B].Place.Y
                + form.Vertices[triangle.C].Place.Y) / 3;
            triangle.Slot = (byte)(middle > line ? 1 : 0);
        }

        var (low, high) = form.Bounds();
        return new Model
        {
            Name = "range",
            Mesh = FormMesh.Of(form, false),
            Materials = [_material.Of(traits, conditions, seed), _cap.Of(traits, conditions, seed)],
            Low = low,
            High = high,
        };
    }
}
