using System.Numerics;
using Throughline.Problems;
using Throughline.Stage.Rendering;
using Throughline.Stage.Scenes;
using Throughline.Yaml;

namespace Throughline.Stage.Assets.Modelling;

/// <summary>A prop, plant or vehicle as its file states it.</summary>
internal sealed class PropText
{
    private readonly Dictionary<string, MaterialText> _materials = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PropText> _others = new(StringComparer.Ordinal);
    private readonly List<(string Name, Vector3 Place)> _anchors = [];
    private readonly List<LampText> _lamps = [];
    private readonly List<SourceText> _sources = [];
    private readonly List<TurningText> _turning = [];
    private readonly MaterialText _plain;
    private List<PartText> _parts = [];
    private int _sizeAxis = 1;
    private float _size = 1;
    private bool _sized;

    private PropText(AssetFile file, PropKind kind, MaterialText plain)
    {
        Name = file.Name;
        Shown = file.Shown;
        Kind = kind;
        _plain = plain;
    }

    private readonly record struct LampText(Vector3 At, Vector3 Light, float Reach, string? When);

    private readonly record struct SourceText(string Kind, Vector3 At, float Size, string? When, Tint? Colour);

    // A colour that may be the scene's: a colour's name, or 'trait' and 'second' for the colours that are asked for.
    private delegate Vector3? Tint(Traits traits);

    private readonly record struct TurningText(
        Vector3 At, Vector3 Axis, float Speed, float Wheel, float PerMetre, List<PartText> Parts,
        List<(string Name, Vector3 Place)> Anchors);

    /// <summary>Its name: the file's.</summary>
    public string Name { get; }

    /// <summary>How messages name its file.</summary>
    public string Shown { get; }

    /// <summary>Its kind: the folder's.</summary>
    public PropKind Kind { get; }

    /// <summary>Words it answers to, its name apart.</summary>
    public IReadOnlyList<string> Words { get; private set; } = [];

    /// <summary>Words by which one means it where a set has one of its own; direction reads them.</summary>
    public IReadOnlyList<string> Also { get; private set; } = [];

    /// <summary>The prop on which one sits at it; direction reads it. Null for none.</summary>
    public string? Seating { get; private set; }

    /// <summary>The action of who plays it; direction reads it. Null for none.</summary>
    public string? Played { get; private set; }

    /// <summary>Whether it is only a part of others and no noun.</summary>
    public bool IsPart { get; private set; }

    /// <summary>The size it states in metres: its height, length or width.</summary>
    public float Size => _size;

    /// <summary>Axis of that size: 0 width (X), 1 height (Y), 2 length (Z).</summary>
    public int SizeAxis => _sizeAxis;

    /// <summary>Where it is at home.</summary>
    public Element Element { get; private set; }

    /// <summary>Height of the water on it in its own units, when it floats.</summary>
    public float Waterline { get; private set; }

    /// <summary>Whether who holds it holds it up before the chest: an umbrella, a lantern.</summary>
    public bool IsHeldUp { get; private set; }

    /// <summary>Whether it goes to pieces when it falls: china, an egg.</summary>
    public bool Breaks { get; private set; }

    /// <summary>Metres its tips move in a wind of 1.</summary>
    public float Sway { get; private set; }

    /// <summary>Every prop it uses as a part, with the place of that part.</summary>
    public IEnumerable<PartText> Uses => _parts.Concat(_turning.SelectMany(turning => turning.Parts))
        .SelectMany(part => part.All()).Where(part => part.Prop is not null);

    /// <summary>Reads a file; null when it is no mapping at all. Problems are reported.</summary>
    public static PropText? Read(AssetFile file, PropKind kind, MaterialShelf shelf, ProblemList problems)
    {
        if (file.Fields("a prop", problems) is not { } fields)
        {
            return null;
        }

        var plain = MaterialText.Read(new YamlScalar(fields.Place, "matte"), shelf, problems);
        var prop = new PropText(file, kind, plain)
        {
            Words = fields.Texts("words"),
            Also = fields.Texts("also"),
            Seating = fields.Text("seating"),
            Played = fields.Text("played"),
            IsPart = fields.Flag("part"),
            Element = fields.Choice("element", Element.Ground),
            Waterline = fields.Number("waterline", 0),
            Sway = fields.Number("sway", 0, 0, 10),
            IsHeldUp = fields.Flag("held up"),
            Breaks = fields.Flag("breaks"),
        };
        fields.Text("about");

        // Direction's, see AssetScan.
        fields.Text("in hand");
        if (fields.Text("name") is { } name && name != file.Name)
        {
            fields.Error(
                "name", $"the name is {Quoted.Of(name)}, and the file is called {Quoted.Of(file.Name)}",
                "Leave the name out, or rename the file.");
        }

        prop.ReadSize(fields);
        foreach (var entry in fields.Fields("materials")?.Entries ?? [])
        {
            prop._materials[entry.Key.Text] = MaterialText.Read(entry.Value, shelf, problems);
        }

        prop._parts = PartText.ReadAll(fields.Items("parts"), problems);
        if (!fields.Has("parts"))
        {
            fields.Error(null, "a prop has 'parts'", "Write parts: [{box: [1, 1, 1]}].");
        }

        prop._anchors.AddRange(ReadAnchors(fields));
        prop.ReadLights(fields, shelf);
        fields.End();
        prop.CheckMaterials(problems);
        return prop;
    }

    /// <summary>Binds the props it uses; done once all files are read.</summary>
    public void Bind(string name, PropText other) => _others[name] = other;

    /// <summary>A prop it uses.</summary>
    public PropText Other(string name) => _others[name];

    /// <summary>A material of its file, or of the shelf's plain one.</summary>
    public MaterialText MaterialOf(string name) => _materials.GetValueOrDefault(name) ?? _plain;

    /// <summary>Models it in metres at its usual size, standing on the origin.</summary>
    public Form Model(ModelContext context)
    {
        var form = Raw(context, _parts);
        foreach (var part in _turning)
        {
            form.Add(Raw(context, part.Parts), Matrix4x4.CreateTranslation(part.At));
        }

        var (scale, move) = Fit(form, []);
        foreach (ref var vertex in form.Vertices)
        {
            vertex.Place = (vertex.Place * scale) + move;
        }

        return form;
    }

    /// <summary>Builds the model.</summary>
    public Model Build(ModelContext context)
    {
        var form = Raw(context, _parts);
        var parts = _turning.ConvertAll(part => Raw(context, part.Parts));
        var (scale, move) = Fit(form, parts);
        scale *= context.Traits.Size;
        move *= context.Traits.Size;
        foreach (ref var vertex in form.Vertices)
        {
            vertex.Place = (vertex.Place * scale) + move;
        }

        var (low, high) = form.Bounds();
        var sways = Sway > 0;
        var mesh = FormMesh.Of(form, sways);
        var turning = _turning.Zip(parts, (text, part) => Moved(text, part, context, scale, move)).ToList();
        foreach (var part in turning)
        {
            var reach = Reach(part);
            low = Vector3.Min(low, part.Place - reach);
            high = Vector3.Max(high, part.Place + reach);
        }

        return new Model
        {
            Name = Name,
            Mesh = mesh,
            Materials = context.Materials,
            Low = low,
            High = high,
            Anchors = Anchors(scale, move, high),
            Lamps = [
                .. _lamps.Where(lamp => Holds(lamp.When, context)).Select(
                    lamp => new Lamp((lamp.At * scale) + move, lamp.Light, lamp.Reach * context.Traits.Size))
            ],
            Sources = [
                .. _sources.Where(source => Holds(source.When, context)).Select(
                    source => new Source(
                        source.Kind, (source.At * scale) + move, source.Size * scale, source.Colour?.Invoke(context.Traits)))
            ],
            Turning = turning,
            Sway = Sway * context.Traits.Size,
            Element = Element,
            IsHeldUp = IsHeldUp,
            Breaks = Breaks,
        };
    }

    private static bool Holds(string? condition, ModelContext context) =>
        condition is null || (condition.StartsWith("not ", StringComparison.Ordinal)
            ? !context.Conditions.Contains(condition[4..])
            : context.Conditions.Contains(condition));

    private static TurningPart Moved(TurningText text, Form form, ModelContext context, float scale, Vector3 move)
    {
        foreach (ref var vertex in form.Vertices)
        {
            vertex.Place *= scale;
        }

        var perMetre = text.Wheel > 0 ? 57.29578f / (text.Wheel * scale) : text.PerMetre;
        return new(
            FormMesh.Of(form, false), context.Materials, (text.At * scale) + move, text.Axis, text.Speed, perMetre)
        {
            Anchors = text.Anchors.ToDictionary(
                anchor => anchor.Name, anchor => anchor.Place * scale, StringComparer.Ordinal),
        };
    }

    // Half the box that a part fills when it has turned once about its axis.
    private static Vector3 Reach(TurningPart part)
    {
        var (across, along) = (0f, 0f);
        for (var v = 0; v < part.Mesh.Vertices; v++)
        {
            var place = new Vector3(part.Mesh.X[v], part.Mesh.Y[v], part.Mesh.Z[v]);
            var on = Vector3.Dot(place, part.Axis);
            (across, along) = (Math.Max(across, (place - (on * part.Axis)).Length()), Math.Max(along, MathF.Abs(on)));
        }

        return (across * Vector3.SquareRoot(Vector3.Max(Vector3.Zero, Vector3.One - (part.Axis * part.Axis))))
            + (along * Vector3.Abs(part.Axis));
    }

    private Form Raw(ModelContext context, List<PartText> parts)
    {
        var form = new Form();
        var spots = new Dictionary<string, (Form, List<Spot>)>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            part.Build(this, context, "", form, spots);
        }

        return form;
    }

    // The stated size is met exactly, whatever the units of the parts; the lowest point (or the waterline) comes to 0.
    private (float Scale, Vector3 Move) Fit(Form form, List<Form> turning)
    {
        var (low, high) = form.Bounds();
        foreach (var (text, part) in _turning.Zip(turning).Where(pair => pair.First.Wheel > 0))
        {
            // A wheel stands on the ground at any turn.
            var (_, reach) = part.Bounds();
            low = Vector3.Min(low, text.At - new Vector3(0, text.Wheel, text.Wheel));
            high = Vector3.Max(high, text.At + new Vector3(reach.X, text.Wheel, text.Wheel));
        }

        var extent = _sizeAxis switch { 0 => high.X - low.X, 1 => high.Y - low.Y, _ => high.Z - low.Z };
        var scale = _sized && extent > 1e-5f ? _size / extent : 1;
        var ground = Element is Element.Water or Element.Deep ? Waterline : low.Y;
        return (scale, new Vector3(0, -ground * scale, 0));
    }

    private Dictionary<string, Vector3> Anchors(float scale, Vector3 move, Vector3 high)
    {
        var anchors = new Dictionary<string, Vector3>(StringComparer.Ordinal);
        foreach (var (name, place) in _anchors)
        {
            anchors[name] = (place * scale) + move;
        }

        anchors.TryAdd("top", new Vector3(0, high.Y, 0));
        return anchors;
    }

    private static IEnumerable<(string Name, Vector3 Place)> ReadAnchors(AssetFields fields)
    {
        foreach (var entry in fields.Fields("anchors")?.Entries ?? [])
        {
            if (entry.Value is YamlSequence { Items.Count: 3 } list
                && list.Items.Select(AssetFields.NumberOf).ToList() is var n && n.TrueForAll(v => v is not null))
            {
                yield return (entry.Key.Text, new(n[0]!.Value, n[1]!.Value, n[2]!.Value));
            }
            else
            {
                fields.Problems.Error(entry.Value.Place, "an anchor is a list of 3 numbers");
            }
        }
    }

    private void ReadSize(AssetFields fields)
    {
        foreach (var (key, axis) in new[] { ("width", 0), ("height", 1), ("length", 2) })
        {
            if (!fields.Has(key))
            {
                continue;
            }

            if (_sized)
            {
                fields.Error(
                    key, "a prop has one size: its height, its length (Z) or its width (X)", "Keep one of them.");
            }

            (_sized, _sizeAxis, _size) = (true, axis, fields.Number(key, 1, 0.005f, 3000));
        }

        if (!_sized)
        {
            fields.Error(null, "a prop has a size", "Write its usual height in metres, such as 'height: 1.2'.");
        }
    }

    private static Tint? TintOf(AssetFields fields, Colours colours)
    {
        var name = fields.Text("colour");
        if (name is not (null or "trait" or "second") && colours.Find(name) is null)
        {
            fields.Error("colour", "this is not a colour", "Write a colour's name, '#rrggbb' in quotes, 'trait' or 'second'.");
        }

        return name switch
        {
            null => null,
            "trait" => traits => colours.Find(traits.Colour),
            "second" => traits => colours.Find(traits.SecondColour) ?? colours.Find(traits.Colour),
            _ => _ => colours.Find(name),
        };
    }

    private void ReadLights(AssetFields fields, MaterialShelf shelf)
    {
        foreach (var lamp in Each("lamps", "a lamp"))
        {
            var colour = lamp.Find("colour") is { } node ? shelf.Colours.Find((node as YamlScalar)?.Text) : new Vector3(
                1, 0.72f, 0.42f);
            if (colour is null)
            {
                lamp.Error("colour", "this is not a colour", "Write a colour's name or '#rrggbb' in quotes.");
            }

            var strength = lamp.Number("strength", 2, 0, 200);
            _lamps.Add(
                new(
                    lamp.Vector("at", Vector3.Zero), (colour ?? Vector3.One) * strength,
                    lamp.Number("reach", 8, 0.1f, 200), lamp.Text("when")));
            lamp.End();
        }

        foreach (var source in Each("sources", "a source"))
        {
            _sources.Add(
                new(
                    source.Text("kind") ?? "smoke", source.Vector("at", Vector3.Zero),
                    source.Number("size", 0.3f, 0.001f, 50), source.Text("when"), TintOf(source, shelf.Colours)));
            source.End();
        }

        foreach (var part in Each("turning", "a turning part"))
        {
            var axis = part.Vector("axis", Vector3.UnitX);
            if (axis.LengthSquared() < 1e-6f)
            {
                part.Error("axis", "an axis has a length");
                axis = Vector3.UnitX;
            }

            _turning.Add(new(
                part.Vector("at", Vector3.Zero), Vector3.Normalize(axis), part.Number("speed", 0, -5000, 5000),
                part.Number("wheel", 0, 0, 100), part.Number("per metre", 0, -5000, 5000),
                PartText.ReadAll(part.Items("parts"), fields.Problems), [.. ReadAnchors(part)]));
            part.End();
        }

        IEnumerable<AssetFields> Each(string key, string what) =>
            fields.Items(key, 60).Select(item => AssetFields.Of(item, what, fields.Problems)).OfType<AssetFields>();
    }

    private void CheckMaterials(ProblemList problems)
    {
        foreach (var part in _parts.Concat(_turning.SelectMany(turning => turning.Parts))
            .SelectMany(part => part.All()))
        {
            if (part.Material is { } name && !_materials.ContainsKey(name))
            {
                problems.Unknown(part.Place, $"this file has no material {Quoted.Of(name)}", name, _materials.Keys);
            }
        }
    }
}
