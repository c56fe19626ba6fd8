using System.Numerics;
using CsCheck;
using Throughline.Media.Pictures;
using Throughline.Stage.Rendering;

namespace Throughline.Stage.Tests.Rendering;

/// <summary>What pixels are covered by, against counting and against areas.</summary>
public sealed class CoverageTests
{
    private static readonly PixelSize _size = new(96, 80);

    [Fact]
    public unsafe void Samples_in_a_triangle_are_those_that_counting_finds()
    {
        Gen.Select(Place(), Place(), Place()).Sample(
            (a, b, c) =>
            {
                using var seen = Draw([a, b, c]);
                var area = Cross(b - a, c - a);
                if (Math.Abs(area) < 1)
                {
                    return;
                }

                for (var y = 0; y < _size.Height; y++)
                {
                    for (var x = 0; x < _size.Width; x++)
                    {
                        var counted = 0;
                        var close = false;
                        for (var s = 0; s < 4; s++)
                        {
                            var p = new Vector2(x + 0.5f + Visibility.SampleX[s], y + 0.5f + Visibility.SampleY[s]);
                            var inside = new[] { Side(a, b, p), Side(b, c, p), Side(c, a, p) };
                            close |= inside.Any(side => Math.Abs(side) < 0.01);
                            counted += inside.All(side => side * Math.Sign(area) >= 0) ? 1 : 0;
                        }

                        if (!close)
                        {
                            Assert.Equal(counted, Covered(seen, x, y));
                        }
                    }
                }
            },
            iter: 150);

        static double Side(Vector2 from, Vector2 to, Vector2 p) => Cross(to - from, p - from) / (to - from).Length();
    }

    [Fact]
    public void No_sample_is_lost_between_the_triangles_of_a_fan()
    {
        Gen.Select(Place(), Gen.Int[3, 24], Gen.Float[0, 6]).Sample(
            (middle, sides, turn) =>
            {
                // A fan that reaches beyond the frame, about a place in it.
                var corners = new List<Vector2>();
                for (var i = 0; i < sides; i++)
                {
                    foreach (var k in (ReadOnlySpan<int>)[i, i + 1])
                    {
                        var (sin, cos) = MathF.SinCos(turn + (k % sides * 2 * MathF.PI / sides));
                        corners.Add(middle + (new Vector2(cos, sin) * 900));
                    }

                    corners.Add(middle);
                }

                using var seen = Draw([.. corners]);
                for (var y = 0; y < _size.Height; y++)
                {
                    for (var x = 0; x < _size.Width; x++)
                    {
                        Assert.Equal(4, Covered(seen, x, y));
                    }
                }
            },
            iter: 60);
    }

    [Fact]
    public void A_wire_thinner_than_a_pixel_covers_its_area_and_nowhere_breaks()
    {
        // 0.5 pixels wide, slanted: a quarter to three quarters of every column's pixel is met.
        using var seen = Draw([new(5, 20), new(90, 41), new(90, 41.5f), new(5, 20), new(90, 41.5f), new(5, 20.5f)]);
        var whole = 0.0;
        for (var x = 6; x < 89; x++)
        {
            var column = 0;
            for (var y = 0; y < _size.Height; y++)
            {
                column += Covered(seen, x, y);
            }

            Assert.InRange(column, 1, 3);
            whole += column / 4.0;
        }

        Assert.InRange(whole / 83, 0.45, 0.55);
    }

    [Fact]
    public void An_edge_is_blended_by_the_area_it_covers()
    {
        // A bright square before black, its edges at chosen parts of pixels.
        var size = new PixelSize(64, 64);
        var square = Staged.Square(1);
        var material = new Material { Colour = Vector3.One, Glow = 0.5f };
        foreach (var part in (ReadOnlySpan<float>)[0.0f, 0.25f, 0.5f, 0.75f])
        {
            // At 64 pixels of focal length and 4 metres a metre is 16 pixels.
            var frame = Staged.Frame(
                new(part / 16, 0, 4), Staged.SunOnly(-Vector3.UnitZ) with { Sun = Vector3.Zero },
                Staged.At(square, material, Vector3.Zero));
            var picture = Staged.Draw(frame, size);
            var light = 0.0;
            for (var x = 10; x < 20; x++)
            {
                light += picture.Row(32)[4 * x] / Staged.Developed(0.5);
            }

            // The left edge is at 16 - part: blending is in light, so only whole and empty pixels are exact.
            Assert.InRange(light, 4 + part - 0.35, 4 + part + 0.35);
        }
    }

    private static Gen<Vector2> Place() => Gen.Select(
        Gen.Int[-40 * 256, 140 * 256], Gen.Int[-40 * 256, 120 * 256], (x, y) => new Vector2(x / 256f, y / 256f));

    private static double Cross(Vector2 a, Vector2 b) => ((double)a.X * b.Y) - ((double)a.Y * b.X);

    // Triangles given in pixels, as things one metre before a camera whose focal length is one pixel a metre.
    private static Visibility Draw(ReadOnlySpan<Vector2> corners)
    {
        var mesh = new Mesh(corners.Length, corners.Length / 3) { Radius = 10000 };
        for (var i = 0; i < corners.Length; i++)
        {
            (mesh.X[i], mesh.Y[i], mesh.Z[i], mesh.NormalZ[i], mesh.Indices[i]) = (corners[i].X, corners[i].Y, 0, 1, i);
        }

        using var surfaces = new Surfaces(Staged.Bare);
        using var geometry = new Geometry(flat: false) { Width = _size.Width, Height = _size.Height };
        var instance = Staged.At(mesh, Staged.Grey() with { TwoSided = true }, Vector3.Zero);
        var screen = new Affine(Vector3.UnitX, 0, Vector3.UnitY, 0, Vector3.Zero, 1);
        var seen = new Visibility(_size);
        unsafe
        {
            var row = surfaces.Add(instance, moving: false);
            geometry.Add(instance, screen, default, row, surfaces.Rows, clear: false, moving: false);
        }

        seen.Draw(geometry);
        return seen;
    }

    private static unsafe int Covered(Visibility seen, int x, int y)
    {
        var main = seen.Ids[(y * seen.Stride) + x];
        var others = 0;
        var covered = 0;
        for (var f = seen.RowStarts[y]; f < seen.RowStarts[y + 1]; f++)
        {
            if (seen.Fragments[f].X == x)
            {
                others += seen.Fragments[f].Samples;
                covered += seen.Fragments[f].Id >= 0 ? seen.Fragments[f].Samples : 0;
            }
        }

        return covered + (main >= 0 ? 4 - others : 0);
    }
}
