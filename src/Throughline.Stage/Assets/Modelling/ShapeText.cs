using System.Numerics;

namespace Throughline.Stage.Assets.Modelling;

/// <summary>
/// The modelling shapes a file may use, by name. Reading one checks its numbers and gives a function that models it, at
/// the level of detail and with the dice of a <see cref="ModelContext"/>.
/// </summary>
internal static class ShapeText
{
    /// <summary>Models a shape; <paramref name="tips"/> takes the places on which other parts may grow.</summary>
    internal delegate Form Modeller(ModelContext context, List<Spot> tips);

    private static readonly Dictionary<string, Func<AssetFields, Modeller?>> _shapes = new(StringComparer.Ordinal)
    {
        ["box"] = Box,
        ["ball"] = Ball,
        ["cylinder"] = Cylinder,
        ["cone"] = Cone,
        ["lathe"] = Lathe,
        ["torus"] = Torus,
        ["tube"] = Tube,
        ["loft"] = Loft,
        ["hull"] = Hull,
        ["extrude"] = Extrude,
        ["roof"] = Roof,
        ["arch"] = Arch,
        ["stairs"] = Stairs,
        ["sheet"] = Sheet,
        ["blob"] = BlobOf,
        ["rock"] = Rock,
        ["branches"] = Branches,
        ["blades"] = Blades,
        ["leaf"] = Leaf,
        ["frond"] = Frond,
        ["petals"] = Petals,
    };

    /// <summary>Names of the shapes.</summary>
    public static IReadOnlyCollection<string> Names => _shapes.Keys;

    /// <summary>Reads the shape of a part; null when it has none or it is wrong, which is reported.</summary>
    public static Modeller? Read(AssetFields fields)
    {
        Modeller? found = null;
        var first = "";
        foreach (var (name, read) in _shapes)
        {
            if (!fields.Has(name))
            {
                continue;
            }

            if (first.Length > 0)
            {
                fields.Error(name, $"a part has one shape, and this has '{first}' and '{name}'", "Write two parts.");
            }

            first = name;
            found = read(fields);
        }

        return found;
    }

    private static Modeller? Box(AssetFields fields)
    {
        var size = fields.Vector("box", Vector3.One);
        var bevel = fields.Number("bevel", 0, 0, 10);
        return Positive(fields, "box", size) ? (context,
            _) => Solids.Box(size, context.Detail < 0.35f ? 0 : bevel) : null;
    }

    private static Modeller? Ball(AssetFields fields)
    {
        var radius = fields.Vector("ball", Vector3.One);
        var segments = fields.Count("segments", 16, 4, 64);
        return Positive(fields, "ball", radius) ? (context,
            _) => Solids.Ball(radius, context.Steps(segments, context.Detail < 0.4f ? 4 : 6)) : null;
    }

    private static Modeller? Cylinder(AssetFields fields)
    {
        var numbers = fields.Numbers("cylinder", 2, 3);
        var segments = fields.Count("segments", 16, 3, 64);
        var bevel = fields.Number("bevel", 0, 0, 10);
        if (numbers is null)
        {
            return null;
        }

        var (low, high, height) = (numbers[0], numbers.Length > 2 ? numbers[1] : numbers[0], numbers[^1]);
        bevel = Math.Min(bevel, 0.45f * Math.Min(height, 2 * Math.Max(low, high)));
        Vector2[] profile = bevel > 0 && low > bevel && high > bevel
            ? [new(low - bevel, 0), new(low, bevel), new(high, height - bevel), new(high - bevel, height)]
            : [new(low, 0), new(high, height)];
        return (context, _) => Deform.Outwards(
            Solids.Lathe(profile, context.Steps(segments, 5)).Crease(bevel > 0 ? 50 : 40));
    }

    private static Modeller? Cone(AssetFields fields)
    {
        var numbers = fields.Numbers("cone", 2, 2);
        var segments = fields.Count("segments", 16, 3, 64);
        return numbers is null ? null
            : (context, _) => Deform.Outwards(
                Solids.Lathe([new(numbers[0], 0), new(0, numbers[1])], context.Steps(segments, 5)));
    }

    private static Modeller? Lathe(AssetFields fields)
    {
        var points = fields.Points("lathe", 2, 2, 60);
        var segments = fields.Count("segments", 20, 3, 64);
        var smooth = fields.Count("smooth", 0, 0, 12);
        if (points.Length == 0 || points.Any(point => point[0] < 0))
        {
            fields.Error(
                "lathe", "a lathe's profile is points of radius and height, no radius below 0",
                "Write [[0.5, 0], [0.3, 1]].");
            return null;
        }

        return (context, _) =>
        {
            var line = points.Select(point => new Vector4(point[0], point[1], 0, 0)).ToArray();
            var profile = Outline.Smooth(line, context.Steps(smooth, 2))
                .Select(point => new Vector2(Math.Max(0, point.X), point.Y)).ToArray();
            return Deform.Outwards(Solids.Lathe(profile, context.Steps(segments, 6)));
        };
    }

    private static Modeller? Torus(AssetFields fields)
    {
        var numbers = fields.Numbers("torus", 2, 2);
        var segments = fields.Count("segments", 20, 4, 64);
        var sides = fields.Count("sides", 8, 3, 32);
        return numbers is null ? null
            : (context, _) => Deform.Outwards(
                Solids.Torus(numbers[0], numbers[1], context.Steps(segments, 6), context.Steps(sides, 4)));
    }

    private static Modeller? Tube(AssetFields fields)
    {
        var points = fields.Points("tube", 3, 2, 40, 4);
        var radius = fields.Number("radius", 0.05f, 0.0005f, 100);
        var sides = fields.Count("sides", 8, 3, 32);
        var smooth = fields.Count("smooth", 0, 0, 12);
        var round = fields.Flag("round");
        var flat = fields.Number("flat", 1, 0.02f, 50);
        if (points.Length == 0)
        {
            return null;
        }

        var line = points.Select(
            point => new Vector4(point[0], point[1], point[2], point.Length > 3 ? Math.Max(0, point[3]) : radius))
            .ToArray();
        return (context, _) =>
        {
            var places = Outline.Smooth(line, context.Steps(smooth, 2));
            for (var i = 0; i < places.Length; i++)
            {
                places[i].W = Math.Max(0, places[i].W);
            }

            return Sweeps.Tube(places, context.Steps(sides, 3), round && context.Detail > 0.3f, flat);
        };
    }

    private static Modeller? Loft(AssetFields fields)
    {
        var points = fields.Points("loft", 4, 2, 40, 5);
        var sides = fields.Count("sides", 16, 4, 48);
        var smooth = fields.Count("smooth", 0, 0, 8);
        return points.Length == 0 ? null
            : (context, _) => Deform.Outwards(
                Sweeps.Loft(Between(points, context.Steps(smooth, 1), 2), context.Steps(sides, 6)));
    }

    private static Modeller? Hull(AssetFields fields)
    {
        var points = fields.Points("hull", 4, 2, 40, 5);
        var sides = fields.Count("sides", 12, 4, 48);
        var smooth = fields.Count("smooth", 0, 0, 8);
        var thick = fields.Number("thick", 0.05f, 0.001f, 10);
        return points.Length == 0 ? null
            : (context, _) => Deform.Outwards(
                Sweeps.Hull(Between(points, context.Steps(smooth, 1), 2), thick, context.Steps(sides, 6)));
    }

    private static Modeller? Extrude(AssetFields fields)
    {
        var points = fields.Points("extrude", 2, 3, 80, 3);
        var depth = fields.Number("depth", 0.1f, 0.0005f, 1000);
        var bevel = fields.Number("bevel", 0, 0, 10);
        return points.Length == 0 ? null
            : (context, _) => Solids.Extrude(
                Outline.Of(points, context.Steps(10, 4)), depth,
                context.Detail < 0.35f ? 0 : Math.Min(bevel, depth * 0.45f));
    }

    private static Modeller? Roof(AssetFields fields)
    {
        var size = fields.Vector("roof", Vector3.One);
        var hip = fields.Number("hip", 0, 0, 1);
        var thick = fields.Number("thick", 0.12f, 0.001f, 10);
        var sag = fields.Number("sag", 0, -10, 10);
        var flare = fields.Number("flare", 0, -0.5f, 0.6f);
        return Positive(fields, "roof", size) ? (_, _) => Solids.Roof(size, hip, thick, sag, flare) : null;
    }

    // An arch: width, height of its crown and depth, standing, with a thickness.
    private static Modeller? Arch(AssetFields fields)
    {
        var size = fields.Vector("arch", Vector3.One);
        var thick = fields.Number("thick", 0.2f, 0.005f, 50);
        if (!Positive(fields, "arch", size))
        {
            return null;
        }

        var (half, inner) = (size.X / 2, Math.Max(0.01f, (size.X / 2) - thick));
        var spring = Math.Max(0, size.Y - half);
        float[][] points =
        [
            [half, 0], [half, spring, 1], [-half, spring], [-half, 0], [-inner, 0], [-inner, spring, -1],
            [inner, spring], [inner, 0],
        ];
        return (context, _) => Solids.Extrude(Outline.Of(points, context.Steps(12, 5)), size.Z, 0);
    }

    // Steps that rise along -Z: width, whole height, whole depth.
    private static Modeller? Stairs(AssetFields fields)
    {
        var size = fields.Vector("stairs", Vector3.One);
        var steps = fields.Count("steps", 5, 1, 60);
        if (!Positive(fields, "stairs", size))
        {
            return null;
        }

        return (_, _) =>
        {
            var form = new Form();
            for (var i = 0; i < steps; i++)
            {
                var deep = size.Z * (steps - i) / steps;
                var step = Solids.Box(new(size.X, size.Y / steps, deep), 0);
                form.Add(step, Matrix4x4.CreateTranslation(0, size.Y * i / steps, (-size.Z / 2) + (deep / 2)));
            }

            return form;
        };
    }

    // A sheet upright in X and Y, hanging from its top edge, waving along X, with both sides.
    private static Modeller? Sheet(AssetFields fields)
    {
        var numbers = fields.Numbers("sheet", 2, 2);
        var wave = fields.Number("wave", 0, 0, 10);
        var waves = fields.Number("waves", 2, 0, 30);
        var bulge = fields.Number("bulge", 0, -10, 10);
        var sag = fields.Number("sag", 0, -10, 10);
        var narrow = fields.Number("narrow", 1, 0, 4);
        if (numbers is null)
        {
            return null;
        }

        return (context, _) =>
        {
            var form = new Form();
            var (columns,
                rows) = (context.Steps(wave > 0 ? Math.Clamp((int)(waves * 6), 6, 40) : 8, 3), context.Steps(6, 3));
            for (var j = 0; j <= rows; j++)
            {
                for (var i = 0; i <= columns; i++)
                {
                    var (u, v) = (i / (float)columns, j / (float)rows);
                    var width = numbers[0] * (1 + ((narrow - 1) * v));
                    var deep = (wave * MathF.Sin(u * waves * MathF.Tau) * (0.3f + (0.7f * (1 - v))))
                        + (bulge * MathF.Sin(u * MathF.PI) * MathF.Sin(v * MathF.PI));
                    form.Add(new((u - 0.5f) * width, (v * numbers[1]) - (sag * MathF.Sin(u * MathF.PI) * v), deep));
                }
            }

            for (var j = 0; j < rows; j++)
            {
                for (var i = 0; i < columns; i++)
                {
                    var at = (j * (columns + 1)) + i;
                    form.Quad(at, at + 1, at + columns + 2, at + columns + 1);
                }
            }

            return form.Crease(180);
        };
    }

    private static Modeller? BlobOf(AssetFields fields)
    {
        var balls = fields.Points("blob", 4, 1, 60, 8);
        var blend = fields.Number("blend", 0.2f, 0.001f, 100);
        var lump = fields.Number("lump", 0, -10, 10);
        var lumpSize = fields.Number("lump size", 0.5f, 0.01f, 100);
        var cells = fields.Count("cells", 12, 4, 40);
        if (balls.Any(ball => ball.Length is not (4 or 8) || ball[3] <= 0 || (ball.Length == 8 && ball[7] <= 0)))
        {
            fields.Error(
                "blob", "a ball is [x, y, z, radius], a capsule [x, y, z, radius, x, y, z, radius], radius above 0");
            return null;
        }

        return balls.Length == 0 ? null
            : (context, _) => new Blob(balls, blend, lump, lumpSize, context.Seed).Skin(context.Steps(cells, 5));
    }

    private static Modeller? Rock(AssetFields fields)
    {
        var radius = fields.Vector("rock", Vector3.One);
        var rough = fields.Number("rough", 0.6f, 0, 1);
        var fine = fields.Count("fine", 2, 0, 4);
        return Positive(fields, "rock", radius)
            ? (context, _) => Growth.Rock(
                radius, rough, context.Detail < 0.4f ? Math.Min(fine, 1) : fine,
                context.Seed + context.Dice.Below(1 << 20)) : null;
    }

    private static Modeller? Branches(AssetFields fields)
    {
        var numbers = fields.Numbers("branches", 2, 2);
        var basis = new BranchOptions();
        var options = new BranchOptions
        {
            Count = fields.Count("count", basis.Count, 1, 16),
            Levels = fields.Count("levels", basis.Levels, 1, 3),
            From = fields.Number("from", basis.From, 0, 0.95f),
            Spread = fields.Number("spread", basis.Spread, 0, 1),
            Rise = fields.Number("rise", basis.Rise, -3, 3),
            Ratio = fields.Number("ratio", basis.Ratio, 0.05f, 1.5f),
            Wobble = fields.Number("wobble", basis.Wobble, 0, 1),
            Taper = fields.Number("thin", basis.Taper, 0.02f, 1),
        };
        var sides = fields.Count("sides", 8, 3, 16);
        return numbers is null ? null
            : (context, tips) => Growth.Branches(
                numbers[0], numbers[1],
                options with { Levels = context.Detail < 0.4f ? Math.Min(options.Levels, 1) : options.Levels },
                context.Steps(sides, 4), ref context.Dice, tips);
    }

    private static Modeller? Blades(AssetFields fields)
    {
        var count = fields.Count("blades", 12, 1, 400);
        var height = fields.Number("height", 0.3f, 0.005f, 50);
        var width = fields.Number("width", 0.02f, 0.0005f, 10);
        var spread = fields.Number("spread", 0.15f, 0, 50);
        var lean = fields.Number("lean", 0.5f, 0, 1.5f);
        var steps = fields.Count("steps", 2, 1, 6);
        return (context, _) =>
        {
            var some = context.Some(count);
            return Growth.Blades(
                some, height, width * MathF.Sqrt(count / (float)some), spread, lean, context.Steps(steps, 1),
                ref context.Dice);
        };
    }

    private static Modeller? Leaf(AssetFields fields)
    {
        var numbers = fields.Numbers("leaf", 2, 2);
        var fold = fields.Number("fold", 0.3f, -2, 2);
        var droop = fields.Number("droop", 0.2f, -2, 2);
        var steps = fields.Count("steps", 2, 2, 10);
        return numbers is null ? null : (context, _) => Growth.Leaf(
            numbers[0], numbers[1], fold, droop, context.Steps(steps, 2));
    }

    private static Modeller? Frond(AssetFields fields)
    {
        var numbers = fields.Numbers("frond", 2, 2);
        var leaflets = fields.Count("leaflets", 10, 2, 40);
        var droop = fields.Number("droop", 0.5f, -2, 2);
        return numbers is null ? null : (context, _) => Growth.Frond(
            numbers[0], numbers[1], context.Steps(leaflets, 5), droop, ref context.Dice);
    }

    private static Modeller? Petals(AssetFields fields)
    {
        var count = fields.Count("petals", 6, 2, 40);
        var length = fields.Number("length", 0.05f, 0.001f, 10);
        var width = fields.Number("width", 0.03f, 0.001f, 10);
        var rise = fields.Number("rise", 0.2f, -2, 3);
        var curl = fields.Number("curl", 0.1f, -2, 2);
        return (context, _) =>
        {
            // Far off, fewer and wider ones; some way off, all of them without their fold.
            var some = context.Detail < 0.2f ? Math.Max(Math.Min(count, 4), count / 2) : count;
            return Growth.Petals(some, length, width * count / some, rise, curl, folded: context.Detail >= 0.4f);
        };
    }

    private static bool Positive(AssetFields fields, string key, Vector3 size)
    {
        var good = size.X > 0 && size.Y > 0 && size.Z > 0;
        if (!good)
        {
            fields.Error(key, $"every number of '{key}' is above 0");
        }

        return good;
    }

    private static float[][] Between(float[][] sections, int steps, float otherwise)
    {
        if (steps < 2 || sections.Length < 3)
        {
            return sections;
        }

        var places = Outline.Smooth([.. sections.Select(s => new Vector4(s[0], s[1], s[2], s[3]))], steps);
        var last = Outline.Smooth(
            [.. sections.Select(s => new Vector4(s.Length > 4 ? s[4] : otherwise, 0, 0, 0))], steps);
        return [.. places.Zip(last, (p, l) => (float[])[p.X, p.Y, p.Z, p.W, Math.Max(0.5f, l.X)])];
    }
}
