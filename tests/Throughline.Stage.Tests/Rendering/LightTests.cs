using System.Numerics;
using System.Runtime.Intrinsics;
using Throughline.Media.Pictures;
using Throughline.Stage.Rendering;

namespace Throughline.Stage.Tests.Rendering;

/// <summary>Light on simple things against formulas.</summary>
public sealed class LightTests
{
    private static readonly PixelSize _size = new(320, 240);

    [Fact]
    public void A_ball_in_the_sun_is_as_bright_as_the_cosine()
    {
        // Wrap of the kind is known; nothing else lights.
        var sun = Vector3.Normalize(new(0.5f, 0.6f, 0.8f));
        var material = new Material { Kind = MaterialKind.Stone, Colour = new(0.6f) };
        var frame = Staged.Frame(
            new(0, 0, 6), Staged.SunOnly(sun),
            Staged.At(Staged.Ball(1, 96), material, Vector3.Zero) with { Shadowless = true });
        var picture = Staged.Draw(frame, _size);
        const double Wrap = 0.05;
        var tested = 0;
        for (var y = 0; y < _size.Height; y += 3)
        {
            for (var x = 0; x < _size.Width; x += 3)
            {
                if (Hit(x, y, new(0, 0, 6), 1) is not { } normal || normal.Z < 0.55)
                {
                    continue;
                }

                var facing = Math.Max((Vector3.Dot(normal, sun) + Wrap) / (1 + Wrap), 0);
                Assert.True(
                    Math.Abs(picture.Row(y)[4 * x] - Staged.Developed(0.6 * facing)) <= 3,
                    $"{x}, {y}: {picture.Row(y)[4 * x]}, not {Staged.Developed(0.6 * facing)}, at {normal}");
                tested++;
            }
        }

        Assert.True(tested > 80);
    }

    [Fact]
    public void A_shadow_lies_where_the_sun_throws_it()
    {
        // A square two metres up over a floor, the sun at 45 degrees from the left: its shadow lies two metres to the
        // right.
        var square = Staged.Floor(1);
        var frame = Staged.Frame(
            new(0, 3, 11),
            Staged.SunOnly(new(-1, 1, 0)),
            Staged.At(Staged.Floor(20), Staged.Grey(), Vector3.Zero),
            Staged.At(square, Staged.Grey() with { TwoSided = true }, new(0, 2, 0)));
        var picture = Staged.Draw(frame, _size);
        var view = new ViewBasis(frame.Camera.Pose, _size);
        Assert.Equal(0, Bright(2f, 0f));
        Assert.Equal(0, Bright(1.5f, 0.5f));
        Assert.Equal(0, Bright(2.5f, -0.4f));
        foreach (var (x, z) in (ReadOnlySpan<(float, float)>)[(0.6f, 0.2f), (3.4f, 0), (2, 1.5f), (2, -1.6f), (0.3f, 1.2f), (-2, 0)])
        {
            Assert.InRange(Bright(x, z), 60, 255);
        }

        int Bright(float x, float z)
        {
            var at = view.Project(new(x, 0, z));
            return picture.Row((int)at.Y)[4 * (int)at.X];
        }
    }

    [Fact]
    public void A_shadow_stands_still_when_the_camera_moves()
    {
        // The lit share of the floor about a shadow's edge, seen from two places a hand apart, is the same to a hair.
        Assert.InRange(LitShare(0) - LitShare(0.083f), -0.01, 0.01);

        static double LitShare(float move)
        {
            var frame = Staged.Frame(
                new(move, 3, 9),
                Staged.SunOnly(new(-1, 1, 0.2f)),
                Staged.At(Staged.Floor(20), Staged.Grey(), Vector3.Zero),
                Staged.At(Staged.Floor(0.5f), Staged.Grey() with { TwoSided = true }, new(0, 2, 0)));
            var picture = Staged.Draw(frame, _size);
            var view = new ViewBasis(frame.Camera.Pose, _size);
            double lit = 0, all = 0;
            for (var x = 1.0f; x < 3.0f; x += 0.02f)
            {
                var at = view.Project(new(x, 0, -0.4f));
                lit += picture.Row((int)at.Y)[4 * (int)at.X] / Staged.Developed(0.25);
                all++;
            }

            return lit / all;
        }
    }

    [Fact]
    public void A_lamp_lights_by_the_inverse_square_and_ends_at_its_reach()
    {
        var frame = Staged.Frame(
            new(0, 0, 8), Staged.SunOnly(-Vector3.UnitZ) with { Sun = Vector3.Zero },
            Staged.At(Staged.Square(6), Staged.Grey(), Vector3.Zero));
        frame.Lamps.Add(new Lamp(new(0, 0, 1), Vector3.One, 3));
        var picture = Staged.Draw(frame, _size);
        var view = new ViewBasis(frame.Camera.Pose, _size);
        for (var x = 0f; x < 4; x += 0.4f)
        {
            var at = view.Project(new(x, 0, 0));
            var apart = (x * x) + 1.0;
            var window = Math.Max(1 - (apart / 9), 0);
            var wrap = 0.9 + 0.15;
            var lit = window * window / (apart + 0.25) * Math.Clamp(((1 / Math.Sqrt(apart)) + wrap) / (1 + wrap), 0, 1);
            Assert.InRange(picture.Row(_size.Height / 2)[4 * (int)at.X] - Staged.Developed(0.5 * lit), -4, 4);
        }
    }

    [Fact]
    public void Air_takes_the_share_of_light_that_integration_gives()
    {
        var frame = Staged.Frame(
            new(0, 2.5f, 0), Staged.SunOnly(Vector3.UnitY) with { FogDensity = 0.04f, FogHeight = 6 });
        var rig = new LightRig(frame, Staged.Bare);
        foreach (var (distance, rise) in (ReadOnlySpan<(float, float)>)[(10, 0), (30, 12), (30, -2), (80, 0.05f), (5, -2.4f), (200, 40)])
        {
            // The way in ten thousand steps.
            var thick = 0.0;
            for (var i = 0; i < 10000; i++)
            {
                var height = 2.5 + (rise * (i + 0.5) / 10000);
                thick += 0.04 * Math.Exp(-height * 1.0986 / 6) * distance / 10000;
            }

            var clear = FogKernel.Clear(Wide.Of(distance), Wide.Of(rise), rig).ToScalar();
            Assert.InRange(clear - Math.Exp(-thick), -1e-3, 1e-3);
        }
    }

    // The normal of a ball at the origin where the ray through a pixel's middle meets it.
    private static Vector3? Hit(int x, int y, Vector3 eye, float radius)
    {
        var ray = Vector3.Normalize(
            new Vector3(
                (x + 0.5f - (_size.Width / 2f)) / _size.Width, -(y + 0.5f - (_size.Height / 2f)) / _size.Width, -1));
        var along = -Vector3.Dot(eye, ray);
        var apart = eye.LengthSquared() - (along * along);
        return apart >= radius * radius ? null : Vector3.Normalize(
            eye + (ray * (along - MathF.Sqrt((radius * radius) - apart))));
    }
}
