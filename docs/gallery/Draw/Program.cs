using System.Numerics;
using Throughline.Media.Pictures;

// Draws the gallery's own pictures: docs/gallery/Draw FOLDER
string folder = args[0];
Directory.CreateDirectory(folder);
Save("ink", 0xF4EFE2, Drawings.Ink);
Save("street", 0x0B1030, Drawings.Street);
Save("village", 0x1B2747, Drawings.Village);
Save("room", 0x1A120E, Drawings.Room);

void Save(string name, int paper, Action<Sketch> draw)
{
    using var sketch = new Sketch(1280, 720, new SketchColour(paper));
    draw(sketch);
    PictureFile.WritePng(sketch.ToPicture(), Path.Combine(folder, name + ".png"));
}

/// <summary>Four pictures, made of lines, flats and dabs.</summary>
internal static class Drawings
{
    /// <summary>A windmill on a hill, a lake and clouds, in pen and ink.</summary>
    public static void Ink(Sketch sketch)
    {
        var pen = new SketchColour(0x22201C);
        var random = new Random(7);
        void Stroke(float thick, params Vector2[] points) =>
            sketch.Line(
                [.. points.Select(p => p + new Vector2(random.NextSingle() - 0.5f, random.NextSingle() - 0.5f))], thick,
                pen);

        // Clouds of little arcs.
        foreach (var (x, y, size) in (ReadOnlySpan<(float, float, float)>)[(240, 130, 60), (560, 90, 44), (980, 150, 70)])
        {
            for (var i = 0; i < 7; i++)
            {
                var middle = new Vector2(x + (size * 0.6f * (i - 3)), y - (MathF.Sin(i / 6f * MathF.PI) * size * 0.5f));
                Stroke(
                    2.2f, [
                        .. Enumerable.Range(0, 9).Select(
                            k => middle + (size * 0.5f
                                * new Vector2(
                                    MathF.Cos(MathF.PI + (k * MathF.PI / 8)),
                                    MathF.Sin(MathF.PI + (k * MathF.PI / 8)))))
                    ]);
            }
        }

        // Hill, hatched on its shadow side; lake of level strokes.
        float Hill(float x) =>
            470 - (170 * MathF.Exp(-MathF.Pow((x - 430) / 260, 2))) - (40 * MathF.Exp(-MathF.Pow((x - 1050) / 220, 2)));
        Stroke(3, [.. Enumerable.Range(0, 129).Select(i => new Vector2(i * 10, Hill(i * 10)))]);
        for (var x = 430; x < 800; x += 9)
        {
            Stroke(1.3f, new(x, Hill(x) + 8), new(x + 26, Hill(x) + 8 + ((800 - x) * 0.22f)));
        }

        for (var i = 0; i < 420; i++)
        {
            float y = 500 + (210 * MathF.Pow(random.NextSingle(), 0.8f)), x = random.NextSingle() * 1240,
                length = (y - 470) * 0.35f * (0.4f + random.NextSingle());
            Stroke(1 + ((y - 480) / 160), new(x, y), new(x + length, y + 1));
        }

        // The mill and its sails.
        sketch.Polygon([new(396, 305), new(464, 305), new(448, 190), new(412, 190)], new SketchColour(0xF4EFE2));
        Stroke(3, new(396, 305), new(412, 190), new(430, 168), new(448, 190), new(464, 305));
        for (var i = 0; i < 9; i++)
        {
            Stroke(1.2f, new(436 + (2 * i), 200 + (i * 4)), new(440 + (2 * i), 300));
        }

        for (var i = 0; i < 4; i++)
        {
            var (sin, cos) = MathF.SinCos(0.5f + (i * MathF.PI / 2));
            Vector2 hub = new(430, 196), along = new(cos, sin), across = new(-sin, cos);
            Stroke(2.4f, hub, hub + (120 * along));
            for (var k = 3; k < 12; k++)
            {
                Stroke(1.3f, hub + (10 * k * along), hub + (10 * k * along) + (20 * across));
            }
        }

        for (var i = 0; i < 260; i++)
        {
            float x = random.NextSingle() * 1280, y = Hill(x) + (random.NextSingle() * 30);
            Stroke(1.4f, new(x, y), new(x + 4, y - 12 - (8 * random.NextSingle())));
        }
    }

    /// <summary>A wet street at night, lamps, lit windows; flat colours.</summary>
    public static void Street(Sketch sketch)
    {
        var random = new Random(3);
        for (var i = 0; i < 24; i++)
        {
            sketch.Rectangle(
                0, i * 18, 1280, 18, new SketchColour(0x0B1030).Towards(new SketchColour(0x2B2A5E), i / 24.0));
        }

        for (var i = 0; i < 130; i++)
        {
            sketch.Disc(
                new(random.NextSingle() * 1280, random.NextSingle() * 240), 0.8f + random.NextSingle(),
                new SketchColour(0xE8ECFF, 0.9));
        }

        // Houses, the farther the paler, towards the vanishing point.
        for (var side = -1; side <= 1; side += 2)
        {
            for (var i = 6; i >= 0; i--)
            {
                float near = MathF.Pow(0.68f, i), left = 640 + (side * 640 * near),
                    right = 640 + (side * 640 * near * 0.68f);
                float top = 430 - ((320 + (60 * (i % 3))) * near), foot = 430 + (250 * near),
                    farTop = 430 - ((320 + (60 * (i % 3))) * near * 0.68f), farFoot = 430 + (250 * near * 0.68f);
                var wall = new SketchColour(0x191B38).Towards(new SketchColour(0x34376B), i / 7.0);
                sketch.Polygon([new(left, top), new(right, farTop), new(right, farFoot), new(left, foot)], wall);
                for (var row = 0; row < 4; row++)
                {
                    for (var column = 0; column < 3; column++)
                    {
                        float a = (0.15f + (0.28f * column)), b = a + 0.16f, c = 0.1f + (0.2f * row), d = c + 0.11f;
                        Vector2 At(float u, float v) => Vector2.Lerp(
                            Vector2.Lerp(new(left, top), new(left, foot), v),
                            Vector2.Lerp(new(right, farTop), new(right, farFoot), v), u);
                        var isLit = random.Next(5) < 2;
                        sketch.Polygon(
                            [At(a, c), At(b, c), At(b, d), At(a, d)],
                            isLit ? new SketchColour(0xF2B65A) : new SketchColour(0x10122A));
                    }
                }
            }
        }

        // The street and the lamps, with their light on it.
        sketch.Polygon([new(0, 720), new(1280, 720), new(690, 432), new(590, 432)], new SketchColour(0x20233F));
        for (var i = 4; i >= 0; i--)
        {
            var near = MathF.Pow(0.6f, i);
            for (var side = -1; side <= 1; side += 2)
            {
                float x = 640 + (side * 430 * near), y = 430 - (190 * near), foot = 430 + (210 * near);
                for (var k = 6; k > 0; k--)
                {
                    sketch.Disc(new(x, y), near * 15 * k, new SketchColour(0xFFC766, 0.05));
                    sketch.Polygon(
                        [
                            new(x - (near * 9 * k), foot), new(x + (near * 9 * k), foot),
                            new(x + (near * 5 * k), foot + (near * 120)), new(x - (near * 5 * k), foot + (near * 120))
                        ], new SketchColour(0xFFC766, 0.035));
                }

                sketch.Line([new(x, foot), new(x, y)], MathF.Max(1.5f, near * 9), new SketchColour(0x0A0B18));
                sketch.Disc(new(x, y), near * 15, new SketchColour(0xFFF3CF));
            }
        }
    }

    /// <summary>A village in the snow at dusk, in dabs of paint.</summary>
    public static void Village(Sketch sketch)
    {
        var random = new Random(11);
        (double, int)[] sky = [(0, 0x1B2747), (0.5, 0x5A4A78), (0.8, 0xC77F7A), (1, 0xF0BE94)];
        SketchColour Sky(double t)
        {
            var i = Array.FindIndex(sky, s => s.Item1 >= t);
            var (a, b) = (sky[Math.Max(0, i - 1)], sky[Math.Max(0, i)]);
            return new SketchColour(a.Item2).Towards(
                new SketchColour(b.Item2), b.Item1 > a.Item1 ? (t - a.Item1) / (b.Item1 - a.Item1) : 0);
        }

        void Dab(float x, float y, float size, SketchColour colour)
        {
            var (sin, cos) = MathF.SinCos((random.NextSingle() - 0.5f) * 0.7f);
            Vector2 along = size * new Vector2(cos, sin), across = size * 0.34f * new Vector2(-sin, cos),
                at = new(x, y);
            sketch.Polygon(
                [at - along - across, at + along - across, at + along + across, at - along + across], colour);
        }

        float Ground(float x) => 430 + (40 * MathF.Sin(x / 300)) + (18 * MathF.Sin(x / 97));
        for (var i = 0; i < 5200; i++)
        {
            float x = random.NextSingle() * 1280, y = random.NextSingle() * 480;
            Dab(x, y, 22, Sky(Math.Clamp((y / 460) + (0.08 * (random.NextDouble() - 0.5)), 0, 1)));
        }

        for (var i = 0; i < 900; i++)
        {
            float x = random.NextSingle() * 1280, ridge = 330 - (90 * MathF.Abs(MathF.Sin(x / 170)));
            Dab(
                x, ridge + (random.NextSingle() * (430 - ridge)), 15,
                new SketchColour(0x4C5682).Towards(new SketchColour(0x8C8FB4), random.NextDouble() * 0.6));
        }

        for (var i = 0; i < 6500; i++)
        {
            float x = random.NextSingle() * 1280,
                y = Ground(x) + (MathF.Pow(random.NextSingle(), 0.8f) * (720 - Ground(x)));
            Dab(
                x, y, 8 + ((y - 400) / 12),
                new SketchColour(0x8FA0CC).Towards(new SketchColour(0xEFE9F2), 0.25 + (0.6 * random.NextDouble())));
        }

        for (var i = 0; i < 7; i++)
        {
            float x = 140 + (i * 160) + (random.NextSingle() * 50), size = 46 + (random.NextSingle() * 34),
                foot = Ground(x) + 20 + (random.NextSingle() * 70);
            sketch.Rectangle(x - size, foot - size, size * 2, size, new SketchColour(0x3A2C3A));
            sketch.Polygon(
                [
                    new(x - (size * 1.2f), foot - size), new(x + (size * 1.2f), foot - size),
                    new(x, foot - (size * 1.9f))
                ], new SketchColour(0xDDDDEE));
            sketch.Rectangle(
                x - (size * 0.55f), foot - (size * 0.7f), size * 0.36f, size * 0.4f, new SketchColour(0xFFD27A));
            sketch.Rectangle(
                x + (size * 0.2f), foot - (size * 0.7f), size * 0.36f, size * 0.4f, new SketchColour(0xFFC05A));
            for (var k = 0; k < 60; k++)
            {
                Dab(
                    x + ((random.NextSingle() - 0.5f) * size * 2.2f),
                    foot - (size * (1 + (0.8f * random.NextSingle() * random.NextSingle()))), 7,
                    new SketchColour(0xF4F0FA, 0.6));
            }
        }

        for (var i = 0; i < 16; i++)
        {
            float x = i % 2 == 0 ? random.NextSingle() * 200 : 1080 + (random.NextSingle() * 200),
                foot = 560 + (random.NextSingle() * 130), tall = 150 + (random.NextSingle() * 130);
            for (var k = 0; k < 110; k++)
            {
                var up = random.NextSingle();
                Dab(
                    x + ((random.NextSingle() - 0.5f) * tall * 0.55f * (1 - up)), foot - (up * tall), 9,
                    new SketchColour(0x24384A).Towards(new SketchColour(0xDCE4F2), random.Next(4) == 0 ? 0.8 : 0.15));
            }
        }
    }

    /// <summary>A room by candlelight: table, candle, cup, window with the moon.</summary>
    public static void Room(Sketch sketch)
    {
        for (var i = 26; i > 0; i--)
        {
            sketch.Disc(new(520, 330), i * 30, new SketchColour(0xFFB457, 0.028));
        }

        sketch.Rectangle(850, 90, 260, 300, new SketchColour(0x4A2F1E));
        sketch.Rectangle(868, 108, 224, 264, new SketchColour(0x16254A));
        sketch.Disc(new(1010, 190), 34, new SketchColour(0xE9EEF8));
        sketch.Rectangle(974, 108, 12, 264, new SketchColour(0x4A2F1E));
        sketch.Rectangle(868, 232, 224, 12, new SketchColour(0x4A2F1E));
        sketch.Polygon([new(0, 720), new(1280, 720), new(1130, 500), new(120, 500)], new SketchColour(0x5A3620));
        for (var i = 0; i < 14; i++)
        {
            sketch.Line([new(120 + (i * 77), 500), new(i * 98, 720)], 2, new SketchColour(0x3E2413));
        }

        for (var i = 12; i > 0; i--)
        {
            sketch.Disc(new(520, 560), i * 22, new SketchColour(0xFFC46A, 0.03));
        }

        sketch.Rectangle(496, 370, 48, 180, new SketchColour(0xF1E4C6), 6);
        sketch.Rectangle(470, 545, 100, 18, new SketchColour(0x8A6A35), 8);
        sketch.Line([new(520, 372), new(520, 352)], 3, new SketchColour(0x2A1C12));
        sketch.Disc(new(520, 332), 24, new SketchColour(0xFFC04A));
        sketch.Polygon([new(498, 326), new(542, 326), new(520, 272)], new SketchColour(0xFFC04A));
        sketch.Disc(new(520, 334), 14, new SketchColour(0xFFF6D8));
        sketch.Rectangle(700, 480, 110, 100, new SketchColour(0xB7573C), 14);
        sketch.Disc(new(814, 525), 26, new SketchColour(0xB7573C));
        sketch.Disc(new(814, 525), 14, new SketchColour(0x5A3620));
        sketch.Rectangle(712, 480, 86, 12, new SketchColour(0x2E160D), 6);
        sketch.Polygon([new(220, 560), new(420, 540), new(430, 580), new(225, 604)], new SketchColour(0xC9B58A));
        sketch.Polygon([new(215, 552), new(415, 532), new(420, 542), new(220, 562)], new SketchColour(0x7A2F2A));
    }
}
