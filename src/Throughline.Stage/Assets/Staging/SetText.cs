using System.Numerics;
using Throughline.Problems;
using Throughline.Stage.Rendering;
using Throughline.Yaml;

namespace Throughline.Stage.Assets.Staging;

/// <summary>A set as its file states it.</summary>
internal sealed class SetText
{
    private readonly MaterialShelf _shelf;

    private SetText(AssetFile file, MaterialShelf shelf)
    {
        Name = file.Name;
        Shown = file.Shown;
        _shelf = shelf;
    }

    /// <summary>Its name: the file's.</summary>
    public string Name { get; }

    /// <summary>How messages name its file.</summary>
    public string Shown { get; }

    /// <summary>Words it answers to, its name apart.</summary>
    public IReadOnlyList<string> Words { get; private set; } = [];

    /// <summary>Metres about the mark within which actors move and that stay clear.</summary>
    public float Stage { get; private set; }

    /// <summary>Metres from the mark to the ground's edge.</summary>
    public float Reach { get; private set; }

    /// <summary>Whether snow lies there in winter.</summary>
    public bool WinterSnow { get; private set; }

    /// <summary>Whether snow lies there always.</summary>
    public bool AlwaysSnow { get; private set; }

    /// <summary>Layers of its ground, one on another; none for no ground.</summary>
    public List<GroundLayer> Layers { get; } = [];

    /// <summary>Paints of its ground, later ones over earlier ones.</summary>
    public List<GroundPaint> Paints { get; } = [];

    /// <summary>Ways to walk, as the file's points joined smoothly.</summary>
    public Dictionary<string, Vector2[]> Ways { get; } = new(StringComparer.Ordinal);

    /// <summary>Anchors: X and Z on the ground, or X, Y and Z with Y above the ground.</summary>
    public Dictionary<string, float[]> Anchors { get; } = new(StringComparer.Ordinal);

    /// <summary>Fixed pieces.</summary>
    public List<PieceText> Pieces { get; } = [];

    /// <summary>Rules that spread props.</summary>
    public List<ScatterText> Scatter { get; } = [];

    /// <summary>Ranges of hills at the horizon.</summary>
    public List<RangeText> Ranges { get; } = [];

    /// <summary>Its room, or null outdoors.</summary>
    public RoomText? Room { get; private set; }

    /// <summary>Its water, or null.</summary>
    public WaterSurface? Water { get; private set; }

    /// <summary>Its changes of light, or null.</summary>
    public Func<Lighting, Lighting>? Relight { get; private set; }

    /// <summary>Room for the camera, or null for the usual.</summary>
    public (Vector3 Low, Vector3 High)? Camera { get; private set; }

    /// <summary>Reads a file; null when it is no mapping at all.</summary>
    public static SetText? Read(AssetFile file, MaterialShelf shelf, ProblemList problems)
    {
        if (file.Fields("a set", problems) is not { } fields)
        {
            return null;
        }

        var set = new SetText(file, shelf);
        set.Fill(fields);
        fields.End();
        return set;
    }

    private static Vector2[] Smooth(float[][] points)
    {
        var line = points.Select(point => new Vector4(point[0], point[1], 0, 0)).ToArray();
        return [.. Modelling.Outline.Smooth(line, 6).Select(point => new Vector2(point.X, point.Y))];
    }

    private void Fill(AssetFields fields)
    {
        fields.Text("about");
        Words = fields.Texts("words");
        Stage = fields.Number("stage", 8, 1, 60);
        Reach = fields.Number("reach", 220, 10, 1500);
        var snow = fields.Text("snow");
        (WinterSnow, AlwaysSnow) = (snow is "winter", snow is "always");
        if (snow is not (null or "winter" or "always" or "never"))
        {
            fields.Error("snow", $"'snow' is {Quoted.Of(snow)}", "It is winter, always or never.");
        }

        foreach (var entry in fields.Fields("ways")?.Entries ?? [])
        {
            var way = AssetFields.Of(new YamlMapping(entry.Value.Place, [entry]), "a way", fields.Problems)!.Points(
                entry.Key.Text, 2, 2, 40);
            if (way.Length > 1)
            {
                Ways[entry.Key.Text] = Smooth(way);
            }
        }

        foreach (var entry in fields.Fields("anchors")?.Entries ?? [])
        {
            if (AssetFields.Of(new YamlMapping(entry.Value.Place, [entry]), "an anchor", fields.Problems)!
                .Numbers(entry.Key.Text, 2, 3) is { } place)
            {
                Anchors[entry.Key.Text] = place;
            }
        }

        if (fields.Fields("ground") is { } ground)
        {
            ReadGround(ground);
        }

        Each(fields, "pieces", "a piece", (item, _) => Pieces.Add(new PieceText(item)));
        Each(fields, "scatter", "a scatter rule", (item, i) => Scatter.Add(new ScatterText(item, i)));
        Each(fields, "ranges", "a range", (item, i) => Ranges.Add(new RangeText(item, _shelf, i)));
        Room = fields.Fields("room") is { } room ? new RoomText(room, _shelf) : null;
        Water = fields.Fields("water") is { } water ? ReadWater(water) : null;
        Relight = fields.Fields("light") is { } light ? ReadLight(light) : null;
        var (low, high) = (fields.Numbers("camera low", 3, 3), fields.Numbers("camera high", 3, 3));
        Camera = low is null || high is null ? null : (new(low[0], low[1], low[2]), new(high[0], high[1], high[2]));
    }

    private static void Each(AssetFields fields, string key, string what, Action<AssetFields, int> read)
    {
        var items = fields.Items(key, 200);
        for (var i = 0; i < items.Count; i++)
        {
            if (AssetFields.Of(items[i], what, fields.Problems) is { } item)
            {
                read(item, i);
            }
        }
    }

    private void ReadGround(AssetFields ground)
    {
        Each(ground, "layers", "a layer", (item, i) =>
        {
            if (GroundLayer.Read(item, i) is { } layer)
            {
                Layers.Add(layer);
            }
        });
        Each(ground, "paint", "a paint", (item, _) =>
        {
            var paint = new GroundPaint(item, _shelf);
            Paints.Add(paint);
            if (paint.Along is { } way && !Ways.ContainsKey(way))
            {
                item.Problems.Unknown(item.Place, $"there is no way {Quoted.Of(way)}", way, Ways.Keys);
            }
        });
        if (Paints.Count == 0)
        {
            ground.Error(null, "ground has paint", "Write paint: [{material: grass}].");
        }

        ground.End();
    }

    private WaterSurface ReadWater(AssetFields water)
    {
        var usual = new WaterSurface();
        var from = water.Numbers("from", 2, 2);
        var to = water.Numbers("to", 2, 2);
        var surface = new WaterSurface
        {
            Level = water.Number("level", 0, -200, 200),
            From = from is null ? usual.From : new(from[0], from[1]),
            To = to is null ? usual.To : new(to[0], to[1]),
            WaveHeight = water.Number("waves", usual.WaveHeight, 0, 10),
            WaveLength = water.Number("length", usual.WaveLength, 0.1f, 200),
            Heading = water.Number("heading", 0, -360, 360),
            Flow = water.Number("flow", 0, 0, 10),
            Deep = _shelf.Colours.Find(water.Text("deep")) ?? usual.Deep,
            Shallow = _shelf.Colours.Find(water.Text("shallow")) ?? usual.Shallow,
            Foam = water.Number("foam", usual.Foam, 0, 1),
        };
        water.End();
        return surface;
    }

    private Func<Lighting, Lighting> ReadLight(AssetFields light)
    {
        var sky = light.Number("sky", 1, 0, 2);
        var sun = light.Number("sun", 1, 0, 4);
        var fog = light.Number("fog", 1, 0, 20);
        var exposure = light.Number("exposure", 1, 0.05f, 8);
        var stars = light.Number("stars", -1, 0, 1);
        var space = light.Flag("space");
        var backdrop = _shelf.Colours.Find(light.Text("backdrop"));
        var ground = _shelf.Colours.Find(light.Text("ground"));
        light.End();
        return basis => basis with
        {
            SkyLight = basis.SkyLight * sky,
            Sun = space ? new Vector3(2.6f, 2.5f, 2.3f) : basis.Sun * sun,
            SunDirection = space ? Vector3.Normalize(new(0.55f, 0.45f, 0.6f)) : basis.SunDirection,
            FogDensity = basis.FogDensity * fog,
            Exposure = (space ? 1 : basis.Exposure) * exposure,
            Stars = stars >= 0 ? stars : basis.Stars,
            Clouds = space ? 0 : basis.Clouds,
            Zenith = space ? new Vector3(0.006f, 0.008f, 0.022f) : basis.Zenith,
            Horizon = space ? new Vector3(0.016f, 0.014f, 0.04f) : basis.Horizon,
            SunHorizon = space ? new Vector3(0.035f, 0.02f, 0.05f) : basis.SunHorizon,
            Fog = space ? Vector3.Zero : basis.Fog,
            Ground = ground ?? (space ? new Vector3(0.02f, 0.02f, 0.04f) : basis.Ground),
            Backdrop = backdrop ?? basis.Backdrop,
        };
    }
}
