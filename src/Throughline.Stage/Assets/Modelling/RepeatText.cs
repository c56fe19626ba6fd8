using System.Numerics;

namespace Throughline.Stage.Assets.Modelling;

/// <summary>
/// How a part is repeated: <c>line: [x, y, z]</c> steps, <c>circle: radius</c>, <c>grid: [columns, rows, step x, step
/// z]</c>, or
/// <c>on: id</c> of a part above, on whose surface or twigs it grows; <c>count</c> of them, varied by <c>vary</c>.
/// </summary>
internal sealed class RepeatText
{
    private const int Most = 2000;

    private int _count;
    private Vector3? _line;
    private float? _circle;
    private float[]? _arc;
    private float[]? _grid;
    private float _upright;
    private float[]? _within;
    private float _shift;
    private float _turn;
    private float _tilt;
    private float _size;
    private float _shade;

    /// <summary>Id of the part it grows on, or null.</summary>
    public string? On { get; private set; }

    /// <summary>Whether each is modelled anew, with chances of its own.</summary>
    public bool Fresh { get; private set; }

    /// <summary>Reads the keys of a part; null when it is not repeated.</summary>
    public static RepeatText? Read(AssetFields fields)
    {
        if (fields.Fields("repeat") is not { } repeat)
        {
            return null;
        }

        var text = new RepeatText
        {
            _count = repeat.Count("count", 1, 1, Most),
            _line = repeat.Has("line") ? repeat.Vector("line", Vector3.Zero) : null,
            _circle = repeat.Has("circle") ? repeat.Number("circle", 1, 0, 1000) : null,
            _arc = repeat.Numbers("arc", 2, 2),
            _grid = repeat.Numbers("grid", 4, 4),
            On = repeat.Text("on"),
            _upright = repeat.Number("upright", 0, 0, 1),
            _within = repeat.Numbers("within", 2, 2),
            Fresh = repeat.Flag("fresh"),
        };
        if (repeat.Fields("vary") is { } vary)
        {
            text._shift = vary.Number("at", 0, 0, 100);
            text._turn = vary.Number("turn", 0, 0, 360);
            text._tilt = vary.Number("tilt", 0, 0, 180);
            text._size = vary.Number("size", 0, 0, 0.9f);
            text._shade = vary.Number("shade", 0, 0, 0.9f);
            vary.End();
        }

        if (text._grid is not null && text._grid[0] * text._grid[1] > Most)
        {
            repeat.Error("grid", $"a grid has at most {Most} places");
            text._grid = null;
        }

        repeat.End();
        return text;
    }

    /// <summary>The places: how a copy is varied about its own origin, where it then goes, and its tint.</summary>
    public IEnumerable<(Matrix4x4 Own, Matrix4x4 Place, Vector3 Tint)> Places(
        ModelContext context, Dictionary<string, (Form Form, List<Spot> Tips)> spots)
    {
        var places = new List<(Matrix4x4, Matrix4x4, Vector3)>();
        if (On is not null)
        {
            if (spots.TryGetValue(On, out var ground))
            {
                Grow(context, ground.Form, ground.Tips, places);
            }
        }
        else if (_circle is { } radius)
        {
            var (from, to) = _arc is null ? (0f, 360f * (_count - 1) / _count) : (_arc[0], _arc[1]);
            for (var i = 0; i < _count; i++)
            {
                var angle = from + (_count > 1 ? (to - from) * i / (_count - 1) : 0);
                places.Add(
                    Varied(context, Matrix4x4.CreateTranslation(0, 0, radius) * PartText.Turned(new(0, angle, 0))));
            }
        }
        else if (_grid is { } grid)
        {
            for (var i = 0; i < (int)grid[0] * (int)grid[1]; i++)
            {
                var (column, row) = (i % (int)grid[0], i / (int)grid[0]);
                var x = (column - ((grid[0] - 1) / 2)) * grid[2];
                var z = (row - ((grid[1] - 1) / 2)) * grid[3];
                places.Add(Varied(context, Matrix4x4.CreateTranslation(x, 0, z)));
            }
        }
        else
        {
            for (var i = 0; i < _count; i++)
            {
                places.Add(Varied(context, Matrix4x4.CreateTranslation((_line ?? Vector3.Zero) * i)));
            }
        }

        return places;
    }

    private void Grow(
        ModelContext context, Form form, List<Spot> tips, List<(Matrix4x4 Own, Matrix4x4 Place, Vector3 Tint)> places)
    {
        if (tips.Count > 0)
        {
            for (var i = 0; i < Math.Min(_count, tips.Count); i++)
            {
                var tip = tips[_count >= tips.Count ? i : (int)((long)i * tips.Count / _count)];
                places.Add(Varied(context, Standing(tip)));
            }

            return;
        }

        var areas = new float[form.Triangles.Length];
        var (low, high) = form.Bounds();
        var total = 0f;
        for (var t = 0; t < areas.Length; t++)
        {
            var (a, b, c) = Corners(form, t);
            var height = (((a.Y + b.Y + c.Y) / 3) - low.Y) / Math.Max(1e-5f, high.Y - low.Y);
            total += _within is null || (height >= _within[0] && height <= _within[1]) ? Vector3.Cross(b - a, c - a)
                .Length() : 0;
            areas[t] = total;
        }

        var some = context.Some(_count);
        var swell = MathF.Sqrt(_count / (float)some);
        for (var i = 0; i < some && total > 0; i++)
        {
            // Evenly by area, so that few leaves cover a crown without holes.
            var t = Array.BinarySearch(areas, (i + context.Dice.Next()) / some * total);
            var (a, b, c) = Corners(form, Math.Min(areas.Length - 1, t < 0 ? ~t : t));
            var (u, v) = (context.Dice.Next(), context.Dice.Next());
            (u, v) = u + v > 1 ? (1 - u, 1 - v) : (u, v);
            var up = Vector3.Normalize(Vector3.Cross(b - a, c - a));
            var (own, place, tint) = Varied(context, Standing(new Spot(a + ((b - a) * u) + ((c - a) * v), up)));
            places.Add((Matrix4x4.CreateScale(swell) * own, place, tint));
        }
    }

    private Matrix4x4 Standing(Spot spot)
    {
        var up = Vector3.Lerp(spot.Up, Vector3.UnitY, _upright);
        up = up.LengthSquared() < 1e-6f ? Vector3.UnitY : Vector3.Normalize(up);
        var side = Vector3.Normalize(Vector3.Cross(up, MathF.Abs(up.Z) < 0.9f ? Vector3.UnitZ : Vector3.UnitX));
        var front = Vector3.Cross(side, up);
        return new Matrix4x4(
            side.X, side.Y, side.Z, 0, up.X, up.Y, up.Z, 0, front.X, front.Y, front.Z, 0, spot.Place.X, spot.Place.Y,
            spot.Place.Z, 1);
    }

    private static (Vector3 A, Vector3 B, Vector3 C) Corners(Form form, int triangle)
    {
        var t = form.Triangles[triangle];
        return (form.Vertices[t.A].Place, form.Vertices[t.B].Place, form.Vertices[t.C].Place);
    }

    private (Matrix4x4 Own, Matrix4x4 Place, Vector3 Tint) Varied(ModelContext context, Matrix4x4 place)
    {
        ref var dice = ref context.Dice;
        var shift = new Vector3(dice.Between(-_shift, _shift), 0, dice.Between(-_shift, _shift));
        var turn = PartText.Turned(
            new(dice.Between(-_tilt, _tilt), dice.Between(-_turn, _turn), dice.Between(-_tilt, _tilt)));
        var size = 1 + dice.Between(-_size, _size);
        var tint = new Vector3(1 - (dice.Next() * _shade));
        return (Matrix4x4.CreateScale(size) * turn, Matrix4x4.CreateTranslation(shift) * place, tint);
    }
}
