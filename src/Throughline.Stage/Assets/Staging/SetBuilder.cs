using System.Numerics;
using Throughline.Stage.Assets.Modelling;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Assets.Staging;

/// <summary>
/// Builds a set from its file: ground, room, pieces, what is spread over it, and the places where things happen.
/// </summary>
internal sealed class SetBuilder
{
    private const int Variants = 3;
    private const float Cell = 9;

    // What grows in patches is judged by the patch, not by the plant: as so many times its height.
    private const float MergedSize = 20;

    // The smallest plant that counts as a tree, metres.
    private const float TreeHeight = 2.5f;

    // Where the camera usually stands: levels of detail follow the distance from there.
    private static readonly Vector3 _eye = new(0, 1.7f, 10);

    private readonly SetText _set;
    private readonly PropLibrary _props;
    private readonly Setting _setting;
    private readonly long _seed;
    private readonly HashSet<string> _conditions;
    private readonly Dictionary<(string, int, float, string?, string), Model> _models = [];
    private readonly List<PlacedModel> _pieces = [];
    private readonly List<Vector3> _obstacles = [];
    private readonly List<Vector3> _taken = [];
    private readonly Ground _ground;

    /// <summary>A builder of one set.</summary>
    public SetBuilder(SetText set, PropLibrary props, Setting setting, long seed)
    {
        _set = set;
        _props = props;
        _setting = setting;
        _seed = seed;
        _ground = new Ground(set.Layers, seed);
        _conditions = new(Conditions.Of(Traits.None, setting), StringComparer.OrdinalIgnoreCase);
        if (set.AlwaysSnow || (set.WinterSnow && setting.Season == Season.Winter))
        {
            _conditions.Add("snowy");
        }
    }

    /// <summary>The set.</summary>
    public SetModel Build()
    {
        if (_set.Paints.Count > 0)
        {
            Paint();
        }

        if (_set.Room is { } room)
        {
            Add(room.Build(Traits.None, _conditions, _seed), Matrix4x4.Identity);
        }

        foreach (var range in _set.Ranges)
        {
            Add(range.Build(Traits.None, _conditions, _seed), Matrix4x4.Identity);
        }

        foreach (var piece in _set.Pieces.Where(piece => piece.Holds(_conditions)))
        {
            Place(piece);
        }

        foreach (var rule in _set.Scatter.Where(rule => rule.Holds(_conditions)))
        {
            Spread(rule);
        }

        return Finish();
    }

    private SetModel Finish()
    {
        var anchors = new Dictionary<string, Vector3>(StringComparer.Ordinal)
        {
            ["horizon"] = new(0, 1.7f, -Math.Min(_set.Reach, 200)),
        };
        foreach (var (name, at) in _set.Anchors)
        {
            anchors[name] = Point(at, false);
        }

        var ways = _set.Ways.ToDictionary(
            way => way.Key, way => (IReadOnlyList<Vector3>)[.. way.Value.Select(Walkable)], StringComparer.Ordinal);
        var model = new SetModel
        {
            Name = _set.Name,
            Pieces = _pieces,
            Ground = _set.Layers.Count > 0 ? _ground.ToTerrain() : Terrain.Flat,
            Water = _set.Water,
            Anchors = anchors,
            Ways = ways,
            Obstacles = _obstacles,
            Stage = _set.Stage,
            Indoors = _set.Room is { HasCeiling: true },
            Relight = _set.Relight,
        };
        if (_set.Room is { } room)
        {
            var half = (room.Size.X / 2) - 0.35f;
            var top = room.HasCeiling ? room.Size.Y - 0.25f : 20;
            return model with
            {
                CameraLow = new(-half, 0.2f, 0.35f - room.Back),
                CameraHigh = new(half, top, room.Size.Z - room.Back - 0.2f),
            };
        }

        return _set.Camera is { } camera ? model with { CameraLow = camera.Low, CameraHigh = camera.High } : model;
    }

    private Vector3 Walkable(Vector2 place) => _ground.On(place);

    private void Paint()
    {
        var paints = _set.Paints.Where(paint => paint.Holds(_conditions))
            .Select(
                (paint, i) => (paint, paint.Material.Of(Traits.None, _conditions, _seed + i), paint.Along is null
                    ? null
                    : _set.Ways[paint.Along]))
            .ToList();
        foreach (var block in _ground.Build(_set.Reach, paints))
        {
            _pieces.Add(new PlacedModel(block, Matrix4x4.Identity));
        }
    }

    private void Place(PieceText piece)
    {
        var at = Point(piece.At, piece.Floats);
        var prop = Grown(piece.Prop);
        var traits = piece.Traits with { Variants = [.. piece.Traits.Variants, .. Snow()] };
        var model = _props.Build(
            prop, traits, _setting, _seed + piece.Place.Line,
            Detail(at, 1, piece.Scale * _props.SizeOf(prop).Metres));
        Add(
            model, Matrix4x4.CreateScale(piece.Scale) * Matrix4x4.CreateRotationY(float.DegreesToRadians(piece.Turn))
                * Matrix4x4.CreateTranslation(at), traits with { Size = piece.Scale });
        if (!piece.Through)
        {
            Block(model, at, piece.Scale, piece.Turn);
        }
    }

    private void Spread(ScatterText rule)
    {
        var places = rule.Places(_ground, _set.Ways, _taken, _set.Stage, _seed).ToList();
        if (rule.Merge)
        {
            Merge(rule, places);
            return;
        }

        foreach (var (ground, size, turn, name) in places)
        {
            var at = rule.Float && _set.Water is { } water ? ground with { Y = water.Level } : ground;
            at.Y += rule.Lift[0] + (Chance(at) * (rule.Lift[1] - rule.Lift[0]));
            var prop = Grown(rule.Names[name]);
            var model = Model(
                rule, prop, (int)(turn * 7) % Variants, Detail(at, rule.Detail, size * _props.SizeOf(prop).Metres));
            // A little into the ground, so that nothing stands on air where it slopes.
            var sink = rule.Float || rule.Lift[1] > 0 ? 0 : 0.02f * size * (model.High.Y - model.Low.Y);
            var lean = Matrix4x4.CreateRotationZ(
                float.DegreesToRadians(rule.Tilt * ((2 * Chance(at + Vector3.One)) - 1)));
            Add(model, Matrix4x4.CreateScale(size) * lean * Matrix4x4.CreateRotationY(float.DegreesToRadians(turn)) * Matrix4x4.CreateTranslation(at - new Vector3(0, sink, 0)),
                new Traits { Colour = rule.Colour, Variants = rule.Variants, Size = size });
            if (!rule.Low)
            {
                Block(model, at, size, turn);
            }
        }
    }

    private void Merge(ScatterText rule, List<(Vector3 Place, float Size, float Turn, int Name)> places)
    {
        foreach (var patch in places.GroupBy(item => (MathF.Floor(item.Place.X / Cell), MathF.Floor(item.Place.Z / Cell))))
        {
            foreach (var kind in patch.GroupBy(item => item.Name))
            {
                var copies = kind.Select(item =>
                {
                    var prop = rule.Names[item.Name];
                    var model = Model(
                        rule, prop, (int)(item.Turn * 7) % Variants,
                        Detail(item.Place, rule.Detail, MergedSize * _props.SizeOf(prop).Metres));
                    var place = Matrix4x4.CreateScale(item.Size)
                        * Matrix4x4.CreateRotationY(float.DegreesToRadians(item.Turn))
                        * Matrix4x4.CreateTranslation(item.Place);
                    return (model, place, 0.82f + (0.18f * Chance(item.Place)));
                }).ToList();
                Add(Merged.Of(copies), Matrix4x4.Identity);
            }
        }
    }

    // Trees are of the kind that the setting asks for.
    private string Grown(string prop) =>
        _setting.Trees is { } kind && _props.Has(kind)
            && _props.KindOf(prop) == PropKind.Plant && _props.SizeOf(prop).Metres >= TreeHeight ? kind : prop;

    private Model Model(ScatterText rule, string prop, int variant, float detail)
    {
        var key = (prop, variant, detail, rule.Colour, string.Join(',', rule.Variants));
        if (!_models.TryGetValue(key, out var model))
        {
            var traits = new Traits { Colour = rule.Colour, Variants = [.. rule.Variants, .. Snow()] };
            model = _props.Build(prop, traits, _setting, _seed + (variant * 1009), detail);
            _models.Add(key, model);
        }

        return model;
    }

    private string[] Snow() => _conditions.Contains("snowy") ? ["snowy"] : [];

    // Near 1, then lower by how large the thing is seen, in steps, so that models are shared.
    private static float Detail(Vector3 at, float full, float size)
    {
        var seen = Math.Max(0.3f, size) / Math.Max(4, Vector3.Distance(at, _eye));
        return Math.Min(1, full * (seen > 0.85f ? 1 : seen > 0.45f ? 0.5f : seen > 0.2f ? 0.22f : 0.09f));
    }

    private static float Chance(Vector3 at) => 0.5f + (0.5f * ValueNoise.At(at * 7.13f, 99));

    private void Block(Model model, Vector3 at, float scale, float turn)
    {
        if (model.High.Y - model.Low.Y < 0.3f)
        {
            return;
        }

        var plant = _props.KindOf(model.Name) == PropKind.Plant;
        var (sin, cos) = MathF.SinCos(float.DegreesToRadians(turn));
        var middle = (model.Low + model.High) * (scale / 2);
        var half = (model.High - model.Low) * (scale / 2);
        var centre = new Vector2(
            at.X + (middle.X * cos) + (middle.Z * sin), at.Z - (middle.X * sin) + (middle.Z * cos));
        if (plant)
        {
            var trunk = model.High.Y * scale > 2.5f ? 0.07f * model.High.Y * scale : Math.Max(half.X, half.Z);
            _obstacles.Add(new(at.X, at.Z, trunk));
            _taken.Add(new(at.X, at.Z, trunk));
            return;
        }

        // Long things are a row of circles, so that one can walk along a wall or a fence.
        var (longer, shorter) = (Math.Max(half.X, half.Z), Math.Max(0.1f, Math.Min(half.X, half.Z)));
        var way = half.X >= half.Z ? new Vector2(cos, -sin) : new Vector2(sin, cos);
        var steps = Math.Clamp((int)MathF.Ceiling(longer / shorter), 1, 12);
        for (var i = 0; i < steps; i++)
        {
            var off = steps == 1 ? 0 : (longer - shorter) * ((2f * i / (steps - 1)) - 1);
            var place = centre + (way * off);
            _obstacles.Add(new(place.X, place.Y, steps == 1 ? longer : shorter * 1.1f));
        }

        _taken.Add(new(centre.X, centre.Y, new Vector2(half.X, half.Z).Length()));
    }

    private void Add(Model model, Matrix4x4 place, Traits? dress = null) =>
        _pieces.Add(new PlacedModel(model, place, dress));

    private Vector3 Point(float[] at, bool floats)
    {
        var (x, z) = (at[0], at[^1]);
        var ground = floats && _set.Water is { } water ? water.Level : _set.Layers.Count > 0 ? _ground.At(x, z) : 0;
        return new(x, ground + (at.Length == 3 ? at[1] : 0), z);
    }
}
