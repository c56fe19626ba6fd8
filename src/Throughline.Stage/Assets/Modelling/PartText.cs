using System.Numerics;
using Throughline.Problems;
using Throughline.Yaml;

namespace Throughline.Stage.Assets.Modelling;

/// <summary>
/// One part of a prop's file: a shape, another prop or a group of parts, changed, placed and repeated.
/// </summary>
internal sealed class PartText
{
    private const float Degrees = MathF.PI / 180;

    private readonly List<PartText> _parts = [];
    private readonly List<string> _when;
    private readonly List<string> _unless;
    private ShapeText.Modeller? _shape;
    private Vector3 _at;
    private Vector3 _turn;
    private Vector3 _scale;
    private string _mirror = "";
    private float[]? _taper;
    private float _twist;
    private float _bend;
    private float[]? _jitter;
    private float[]? _shade;
    private float _crease;
    private float _sway;
    private bool _plump;
    private float _least;
    private float _most;
    private RepeatText? _repeat;

    private PartText(AssetFields fields)
    {
        Place = fields.Place;
        _when = [.. fields.Texts("when")];
        _unless = [.. fields.Texts("unless")];
    }

    /// <summary>Where it stands in its file.</summary>
    public TextPlace Place { get; }

    /// <summary>Name by which other parts grow on it, or null.</summary>
    public string? Id { get; private set; }

    /// <summary>Name of its material in its prop's file; null takes the group's.</summary>
    public string? Material { get; private set; }

    /// <summary>Name of the prop it is, or null.</summary>
    public string? Prop { get; private set; }

    /// <summary>The parts of a group.</summary>
    public IReadOnlyList<PartText> Parts => _parts;

    /// <summary>Reads the parts of a list.</summary>
    public static List<PartText> ReadAll(IEnumerable<YamlNode> nodes, ProblemList problems)
    {
        var parts = new List<PartText>();
        foreach (var node in nodes)
        {
            if (AssetFields.Of(node, "a part", problems) is { } fields)
            {
                parts.Add(Read(fields));
            }
        }

        foreach (var part in parts.Where(part => part._repeat?.On is not null))
        {
            if (parts.TakeWhile(other => other != part).All(other => other.Id != part._repeat!.On))
            {
                problems.Unknown(
                    part.Place, $"there is no part {Quoted.Of(part._repeat!.On!)} above this one", part._repeat.On!,
                    parts.Select(other => other.Id).OfType<string>());
            }
        }

        return parts;
    }

    /// <summary>Every part below this one, itself first.</summary>
    public IEnumerable<PartText> All() => _parts.SelectMany(part => part.All()).Prepend(this);

    /// <summary>Models the part.</summary>
    /// <param name="owner">The prop it belongs to.</param>
    /// <param name="context">What it is modelled with.</param>
    /// <param name="material">The material of the group it is in.</param>
    /// <param name="into">What it is added to.</param>
    /// <param name="spots">Where the parts of the same list grow on each other, by id.</param>
    public void Build(
        PropText owner, ModelContext context, string material, Form into,
        Dictionary<string, (Form Form, List<Spot> Tips)> spots)
    {
        if (_when.Exists(condition => !context.Conditions.Contains(condition)) || _unless.Exists(context.Conditions.Contains)
            || context.Detail < _least || context.Detail > _most)
        {
            return;
        }

        var tips = new List<Spot>();
        var form = Model(owner, context, Material ?? material, tips);
        var whole = new Form();
        var turned = Matrix4x4.CreateScale(_scale) * Turned(_turn);
        foreach (var (own, move, tint) in _repeat?.Places(context, spots)
            ?? [(Matrix4x4.Identity, Matrix4x4.Identity, Vector3.One)])
        {
            if (_repeat is { Fresh: true })
            {
                form = Model(owner, context, Material ?? material, tips);
            }

            Tint(form, tint);
            whole.Add(form, turned * own * Matrix4x4.CreateTranslation(_at) * move);
            Tint(form, new Vector3(1 / tint.X, 1 / tint.Y, 1 / tint.Z));
            Bound(owner, whole.Triangles.Length + into.Triangles.Length);
        }

        Mirror(whole);
        if (Id is not null)
        {
            var place = turned * Matrix4x4.CreateTranslation(_at);
            spots[Id] = (whole,
                [
                    .. tips.Select(
                        tip => new Spot(Vector3.Transform(tip.Place, place), Vector3.TransformNormal(tip.Up, place)))
                ]);
        }

        into.Add(whole, Matrix4x4.Identity);
        Bound(owner, into.Triangles.Length);
    }

    /// <summary>A turn about X, then Y, then Z in degrees.</summary>
    public static Matrix4x4 Turned(Vector3 degrees) =>
        Matrix4x4.CreateRotationX(degrees.X * Degrees)
            * Matrix4x4.CreateRotationY(degrees.Y * Degrees) * Matrix4x4.CreateRotationZ(degrees.Z * Degrees);

    private static PartText Read(AssetFields fields)
    {
        var part = new PartText(fields)
        {
            Id = fields.Text("id"),
            Material = fields.Text("material"),
            Prop = fields.Text("prop"),
            _shape = ShapeText.Read(fields),
            _at = fields.Vector("at", Vector3.Zero),
            _turn = fields.Vector("turn", Vector3.Zero),
            _scale = fields.Vector("scale", Vector3.One),
            _mirror = fields.Text("mirror") ?? "",
            _taper = fields.Numbers("taper", 2, 2),
            _twist = fields.Number("twist", 0, -3600, 3600),
            _bend = fields.Number("bend", 0, -360, 360),
            _jitter = fields.Numbers("jitter", 2, 2),
            _shade = fields.Numbers("shade", 2, 2),
            _crease = fields.Number("crease", -1, 0, 180),
            _sway = fields.Number("sway", -1, 0, 1),
            _plump = fields.Flag("plump"),
            _least = fields.Number("least", 0, 0, 1),
            _most = fields.Number("most", 1, 0, 1),
            _repeat = RepeatText.Read(fields),
        };
        part._parts.AddRange(ReadAll(fields.Items("parts", 200), fields.Problems));
        if (part._mirror is not ("" or "x" or "z" or "xz"))
        {
            fields.Error("mirror", $"'mirror' is {Quoted.Of(part._mirror)}", "It is x, z or xz.");
        }

        if (part._scale.X == 0 || part._scale.Y == 0 || part._scale.Z == 0)
        {
            fields.Error("scale", "a scale of 0 leaves nothing");
        }

        var has = part._shape is not null || ShapeText.Names.Any(fields.Has);
        if (!has && part.Prop is null && part._parts.Count == 0)
        {
            fields.Error(
                null, "this part has no shape",
                $"Give it 'prop', 'parts' or one of: {string.Join(", ", ShapeText.Names)}.");
        }
        else if ((has ? 1 : 0) + (part.Prop is null ? 0 : 1) + (part._parts.Count == 0 ? 0 : 1) > 1)
        {
            fields.Error(null, "a part is a shape, a 'prop' or a group of 'parts', not several of these");
        }

        fields.End();
        return part;
    }

    private static void Tint(Form form, Vector3 tint)
    {
        if (tint == Vector3.One)
        {
            return;
        }

        foreach (ref var vertex in form.Vertices)
        {
            vertex.Tint *= tint;
        }
    }

    private Form Model(PropText owner, ModelContext context, string material, List<Spot> tips)
    {
        Form form;
        if (Prop is not null)
        {
            form = owner.Other(Prop).Model(context);
        }
        else if (_shape is not null)
        {
            form = _shape(context, tips);
            var slot = context.Slot(owner.Name, material, owner.MaterialOf(material));
            foreach (ref var triangle in form.Triangles)
            {
                triangle.Slot = slot;
            }
        }
        else
        {
            form = new Form();
            var spots = new Dictionary<string, (Form, List<Spot>)>(StringComparer.Ordinal);
            foreach (var part in _parts)
            {
                part.Build(owner, context, material, form, spots);
            }
        }

        Change(form, context);
        return form;
    }

    private void Change(Form form, ModelContext context)
    {
        if (_taper is not null)
        {
            Deform.Taper(form, _taper[0], _taper[1]);
        }

        if (_twist != 0)
        {
            Deform.Twist(form, _twist);
        }

        if (_bend != 0)
        {
            Deform.Bend(form, _bend);
        }

        if (_jitter is not null)
        {
            Deform.Jitter(form, _jitter[0], Math.Max(0.01f, _jitter[1]), context.Seed + Place.Line);
        }

        if (_shade is not null)
        {
            Deform.Shade(form, _shade[0], _shade[1]);
        }

        if (_crease >= 0)
        {
            form.Crease(_crease);
        }

        if (_plump)
        {
            Deform.Plump(form);
        }

        if (_sway >= 0)
        {
            foreach (ref var vertex in form.Vertices)
            {
                vertex.Sway = _sway;
            }
        }
    }

    private void Mirror(Form whole)
    {
        if (_mirror.Contains('x', StringComparison.Ordinal))
        {
            Twice(new(-1, 1, 1));
        }

        if (_mirror.Contains('z', StringComparison.Ordinal))
        {
            Twice(new(1, 1, -1));
        }

        void Twice(Vector3 scale)
        {
            var copy = new Form();
            copy.Add(whole, Matrix4x4.Identity);
            whole.Add(copy, Matrix4x4.CreateScale(scale));
        }
    }

    private void Bound(PropText owner, int triangles)
    {
        if (triangles > ModelContext.MostTriangles)
        {
            throw new AssetException([new Problem
            {
                File = owner.Shown,
                Place = Place,
                Message = $"the model has more than {ModelContext.MostTriangles} triangles here",
                Fix = "Repeat less, or use fewer segments.",
            }]);
        }
    }
}
