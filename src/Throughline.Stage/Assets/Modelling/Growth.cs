using System.Numerics;
using Throughline.Chance;

namespace Throughline.Stage.Assets.Modelling;

/// <summary>Forms of plants and rocks, each grown from dice.</summary>
internal static class Growth
{
    /// <summary>
    /// A trunk that branches; <paramref name="tips"/> takes where its twigs end and which way they point.
    /// </summary>
    /// <param name="height">Length of the trunk in metres.</param>
    /// <param name="radius">Radius at its foot.</param>
    /// <param name="options">How it branches.</param>
    /// <param name="sides">Vertices about the trunk.</param>
    /// <param name="dice">Chance.</param>
    /// <param name="tips">Where twigs end.</param>
    public static Form Branches(
        float height, float radius, BranchOptions options, int sides, ref Dice dice, List<Spot> tips)
    {
        var form = new Form();
        Branch(form, Vector3.Zero, Vector3.UnitY, height, radius, 0, options, sides, ref dice, tips);
        return form;
    }

    /// <summary>A tuft of blades bent outwards, each with two sides and lit from above on both.</summary>
    public static Form Blades(int count, float height, float width, float spread, float lean, int steps, ref Dice dice)
    {
        var form = new Form();
        for (var i = 0; i < count; i++)
        {
            var heading = (i + dice.Next()) * 2.399963f;
            var (sin, cos) = MathF.SinCos(heading);
            var reach = spread * MathF.Sqrt((i + 0.5f) / count);
            var root = new Vector3(sin * reach, 0, cos * reach);
            var tall = height * dice.Between(0.6f, 1);
            var bow = tall * lean * dice.Between(0.3f, 1);
            var across = new Vector3(cos, 0, -sin) * (width / 2);
            var outwards = new Vector3(sin, 0, cos);
            var soft = Vector3.Normalize(new Vector3(sin * 0.35f, 1, (cos * 0.35f) + 0.35f));
            var (left, right) = (form.Add(root - across, soft), form.Add(root + across, soft));
            Weigh(form, 2, 0, new Vector3(0.8f));
            for (var s = 1; s <= steps; s++)
            {
                var t = s / (float)steps;
                var place = root + (outwards * (bow * t * t)) + new Vector3(0, tall * t * (1 - (0.25f * lean * t)), 0);
                if (s == steps)
                {
                    var tip = form.Add(place, soft);
                    Weigh(form, 1, t, Vector3.One);
                    form.Triangle(left, right, tip);
                    form.Triangle(right, left, tip);
                }
                else
                {
                    var wide = across * (1 - (t * t * 0.6f));
                    var (nextLeft, nextRight) = (form.Add(place - wide, soft), form.Add(place + wide, soft));
                    Weigh(form, 2, t, new Vector3(0.8f + (0.2f * t)));
                    form.Quad(left, right, nextRight, nextLeft);
                    form.Quad(right, left, nextLeft, nextRight);
                    (left, right) = (nextLeft, nextRight);
                }
            }
        }

        return form;
    }

    /// <summary>A leaf along +Z in the plane of X and Z, folded along its rib and drooping.</summary>
    public static Form Leaf(float length, float width, float fold, float droop, int steps)
    {
        var form = new Form();
        var foot = form.Add(Vector3.Zero);
        int left = foot, middle = foot, right = foot;
        for (var s = 1; s <= steps; s++)
        {
            var t = s / (float)steps;
            var place = new Vector3(0, -droop * length * t * t, length * t);
            if (s == steps)
            {
                var tip = form.Add(place);
                form.Triangle(left, middle, tip);
                form.Triangle(middle, right, tip);
                break;
            }

            var wide = width * 0.5f * MathF.Sin(MathF.PI * MathF.Pow(t, 0.75f));
            var side = new Vector3(wide, fold * wide, 0);
            var (nextLeft, nextMiddle, nextRight) = (form.Add(place + (side * new Vector3(-1, 1, 1))), form.Add(place),
                form.Add(place + side));
            form.Quad(left, middle, nextMiddle, nextLeft);
            form.Quad(middle, right, nextRight, nextMiddle);
            (left, middle, right) = (nextLeft, nextMiddle, nextRight);
        }

        return form.Crease(60);
    }

    /// <summary>A frond along +Z: a rib with leaflets on both sides.</summary>
    public static Form Frond(float length, float width, int leaflets, float droop, ref Dice dice)
    {
        var form = new Form();
        for (var i = 0; i < leaflets; i++)
        {
            var t = 0.12f + (0.88f * (i + 0.5f) / leaflets);
            var long1 = width * MathF.Sin(MathF.PI * MathF.Pow(t, 0.7f)) * dice.Between(0.85f, 1.05f);
            var gap = length * 0.95f / leaflets;
            for (var side = -1; side <= 1; side += 2)
            {
                var (a, b) = (Rib(t - (gap / length * 0.55f)), Rib(t + (gap / length * 0.55f)));
                var tip = Rib(t) + new Vector3(side * long1, -0.45f * long1, long1 * 0.55f);
                var (first, second, third) = (form.Add(a), form.Add(b), form.Add(tip));
                if (side > 0)
                {
                    form.Triangle(first, third, second);
                }
                else
                {
                    form.Triangle(first, second, third);
                }
            }
        }

        return form;

        Vector3 Rib(float t) =>
            new(0, (length * 0.35f * t) - (droop * length * t * t), length * t * (1 - (0.2f * droop * t)));
    }

    /// <summary>Petals about the origin, opening upwards.</summary>
    /// <param name="count">How many.</param>
    /// <param name="length">Length of each, metres.</param>
    /// <param name="width">Width of each, metres.</param>
    /// <param name="rise">How steeply they rise.</param>
    /// <param name="curl">How far the tips bend down.</param>
    /// <param name="folded">Whether each has a fold along its middle, which shows near only.</param>
    public static Form Petals(int count, float length, float width, float rise, float curl, bool folded = true)
    {
        var form = new Form();
        for (var i = 0; i < count; i++)
        {
            var petal = new Form();
            Span<int> row = [petal.Add(Vector3.Zero), 0, 0];
            var (middle, tip) = (new Vector3(0, rise * 0.6f, 0.55f) * length, new Vector3(0, rise - curl, 1) * length);
            var (left, right) = (petal.Add(middle + new Vector3(-width / 2, length * 0.06f, 0)),
                petal.Add(middle + new Vector3(width / 2, length * 0.06f, 0)));
            if (folded)
            {
                var (heart, end) = (petal.Add(middle), petal.Add(tip));
                petal.Triangle(row[0], heart, left);
                petal.Triangle(row[0], right, heart);
                petal.Triangle(left, heart, end);
                petal.Triangle(heart, right, end);
            }
            else
            {
                var end = petal.Add(tip);
                petal.Triangle(row[0], right, left);
                petal.Triangle(left, right, end);
            }

            petal.Vertices[row[0]].Tint = new(0.75f);
            form.Add(petal, Matrix4x4.CreateRotationY(2 * MathF.PI * i / count));
        }

        return form.Crease(60);
    }

    /// <summary>A rock about the origin: a ball cut and pushed in by noise.</summary>
    /// <param name="radius">Half its size along each axis.</param>
    /// <param name="rough">How irregular, 0 to 1.</param>
    /// <param name="levels">Subdivisions of the icosahedron, 0 to 4.</param>
    /// <param name="seed">Decides its shape.</param>
    public static Form Rock(Vector3 radius, float rough, int levels, long seed)
    {
        var form = Icosphere(levels);
        var dice = new Dice(seed);
        Span<Vector4> cuts = stackalloc Vector4[7];
        for (var i = 0; i < cuts.Length; i++)
        {
            var heading = dice.Between(0, MathF.Tau);
            var up = dice.Between(-0.3f, 0.9f);
            var flat = MathF.Sqrt(1 - (up * up));
            cuts[i] = new(
                flat * MathF.Sin(heading), up, flat * MathF.Cos(heading), dice.Between(1 - (0.55f * rough), 0.95f));
        }

        foreach (ref var vertex in form.Vertices)
        {
            var place = vertex.Place;
            foreach (var cut in cuts)
            {
                var over = Vector3.Dot(place, new(cut.X, cut.Y, cut.Z)) - cut.W;
                place -= new Vector3(cut.X, cut.Y, cut.Z) * Math.Max(0, over) * 0.92f;
            }

            place *= 1 + (rough
                * ((0.22f * ValueNoise.At(place * 1.7f, seed)) + (0.08f * ValueNoise.At(place * 4.1f, seed + 1))));
            vertex.Place = place * radius;
        }

        return form.Crease(levels > 2 ? 50 : 28);
    }

    /// <summary>A ball of equal triangles, radius 1.</summary>
    public static Form Icosphere(int levels)
    {
        var form = new Form();
        var golden = (1 + MathF.Sqrt(5)) / 2;
        foreach (var (x, y, z) in new[]
        {
            (-1f, golden, 0f), (1, golden, 0), (-1, -golden, 0), (1, -golden, 0), (0, -1, golden), (0, 1, golden),
            (0, -1, -golden), (0, 1, -golden), (golden, 0, -1), (golden, 0, 1), (-golden, 0, -1), (-golden, 0, 1),
        })
        {
            form.Add(Vector3.Normalize(new(x, y, z)));
        }

        List<(int A, int B, int C)> faces =
        [
            (0, 11, 5), (0, 5, 1), (0, 1, 7), (0, 7, 10), (0, 10, 11), (1, 5, 9), (5, 11, 4), (11, 10, 2), (10, 7, 6),
            (7, 1, 8),
            (3, 9, 4), (3, 4, 2), (3, 2, 6), (3, 6, 8), (3, 8, 9), (4, 9, 5), (2, 4, 11), (6, 2, 10), (8, 6, 7),
            (9, 8, 1),
        ];
        for (var level = 0; level < levels; level++)
        {
            var halves = new Dictionary<(int, int), int>();
            var finer = new List<(int A, int B, int C)>(4 * faces.Count);
            foreach (var (a, b, c) in faces)
            {
                var (ab, bc, ca) = (Half(a, b), Half(b, c), Half(c, a));
                finer.AddRange([(a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca)]);
            }

            faces = finer;

            int Half(int a, int b)
            {
                var key = a < b ? (a, b) : (b, a);
                if (!halves.TryGetValue(key, out var half))
                {
                    half = form.Add(Vector3.Normalize(form.Vertices[a].Place + form.Vertices[b].Place));
                    halves.Add(key, half);
                }

                return half;
            }
        }

        foreach (var (a, b, c) in faces)
        {
            form.Triangle(a, b, c);
        }

        return form.Crease(180);
    }

    private static void Branch(
        Form form, Vector3 from, Vector3 heading, float length, float radius, int level, BranchOptions options,
        int sides, ref Dice dice, List<Spot> tips)
    {
        const int Steps = 4;
        var line = new Vector4[Steps + 1];
        var place = from;
        var way = heading;
        var end = level == 0 ? options.Taper : 0.35f;
        for (var s = 0; s <= Steps; s++)
        {
            var t = s / (float)Steps;
            var flare = level == 0 && s == 0 ? 1.35f : 1;
            line[s] = new(place, Math.Max(0.001f, radius * flare * (1 + ((end - 1) * t))));
            var stray = new Vector3(dice.Between(-1, 1), dice.Between(-0.5f, 0.5f), dice.Between(-1, 1))
                * options.Wobble;
            way = Vector3.Normalize(way + stray + (Vector3.UnitY * (level > 0 ? options.Rise : 0.1f) * 0.3f));
            place += way * (length / Steps);
        }

        form.Add(Sweeps.Tube(line, Math.Max(3, sides - (2 * level)), false), Matrix4x4.Identity);
        if (level + 1 > options.Levels)
        {
            tips.Add(new Spot(new(line[^1].X, line[^1].Y, line[^1].Z), way));
            return;
        }

        var count = level == 0 ? options.Count : Math.Max(2, options.Count / 2);
        var turn = dice.Between(0, MathF.Tau);
        for (var b = 0; b < count; b++)
        {
            var t = level == 0 ? options.From + ((1 - options.From) * (b + 0.5f)
                / count) : 0.45f + (0.55f * (b + 0.5f) / count);
            var at = t * Steps;
            var (i, share) = (Math.Min((int)at, Steps - 1), at - Math.Min((int)at, Steps - 1));
            var start = Vector4.Lerp(line[i], line[i + 1], share);
            var (sin, cos) = MathF.SinCos(turn + (b * 2.399963f));
            var side = level == 0 ? new Vector3(sin, 0, cos) : Vector3.Normalize(heading + new Vector3(sin, 0.2f, cos));
            var out1 = Vector3.Normalize(
                (side * options.Spread) + (heading * (1 - options.Spread)) + (Vector3.UnitY * 0.25f * options.Rise));
            var long1 = length * options.Ratio * dice.Between(0.8f, 1.15f) * (level == 0 ? 1.15f - (0.45f * t) : 1);
            Branch(
                form, new(start.X, start.Y, start.Z), out1, long1, start.W * 0.62f, level + 1, options, sides, ref dice,
                tips);
        }

        if (level == 0)
        {
            tips.Add(new Spot(new(line[^1].X, line[^1].Y, line[^1].Z), way));
        }
    }

    private static void Weigh(Form form, int last, float sway, Vector3 tint)
    {
        foreach (ref var vertex in form.Vertices[^last..])
        {
            vertex.Sway = sway * sway;
            vertex.Tint = tint;
        }
    }
}
