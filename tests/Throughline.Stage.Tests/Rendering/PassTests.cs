using System.Numerics;
using Throughline.Camera;
using Throughline.Media.Pictures;
using Throughline.Stage.Rendering;

namespace Throughline.Stage.Tests.Rendering;

/// <summary>Depth, normals, subjects and flow against closed forms.</summary>
public sealed class PassTests
{
    private static readonly PixelSize _size = new(160, 96);

    [Fact]
    public void Depth_of_a_floor_and_a_wall_is_exact()
    {
        var frame = Staged.Frame(new(0.3f, 1.7f, 5), Staged.SunOnly(Vector3.UnitY),
            Staged.At(Staged.Floor(60), Staged.Grey(), Vector3.Zero),
            Staged.At(Staged.Square(2), Staged.Grey(), new(0, 1, -3), subject: 4));
        var passes = new PassBuffers(_size);
        Staged.Draw(frame, _size, passes);
        var view = new ViewBasis(frame.Camera.Pose, _size);
        var seen = (Floor: 0, Wall: 0, Sky: 0);
        for (var y = 0; y < _size.Height; y++)
        {
            for (var x = 0; x < _size.Width; x++)
            {
                var at = (y * _size.Width) + x;
                var ray = view.Ray(x + 0.5f, y + 0.5f);
                var wall = view.Eye + (ray * 8);
                if (MathF.Abs(MathF.Abs(wall.X) - 2) < 0.1 || MathF.Abs(MathF.Abs(wall.Y - 1) - 2) < 0.1
                    || MathF.Abs(wall.Y) < 0.1 || MathF.Abs(ray.Y + 0.03f) < 0.03)
                {
                    continue; // edges share pixels
                }

                if (MathF.Abs(wall.X) < 2 && wall.Y is < 3 and > 0)
                {
                    Assert.InRange(passes.Depth[at], 8 - 1e-4f, 8 + 1e-4f);
                    Assert.Equal(4, passes.Subject[at]);
                    Assert.InRange(passes.Normal[(3 * at) + 2], 0.9999f, 1.0001f);
                    seen.Wall++;
                }
                else if (ray.Y < 0)
                {
                    var depth = -1.7f / ray.Y;
                    Assert.True(
                        MathF.Abs((passes.Depth[at] / depth) - 1) < 5e-5f,
                        $"{x}, {y}: {passes.Depth[at]}, not {depth}");
                    Assert.Equal(0, passes.Subject[at]);
                    Assert.InRange(passes.Normal[(3 * at) + 1], 0.9999f, 1.0001f);
                    seen.Floor++;
                }
                else
                {
                    Assert.Equal(float.PositiveInfinity, passes.Depth[at]);
                    seen.Sky++;
                }
            }
        }

        Assert.True(seen is { Floor: > 1000, Wall: > 1000, Sky: > 1000 });
    }

    [Fact]
    public void Flow_of_a_moving_and_turning_camera_is_exact()
    {
        var now = new CameraPose(new(0.2f, 1.5f, 4), Quaternion.CreateFromYawPitchRoll(0.03f, -0.05f, 0.01f), 30);
        var before = new CameraPose(new(0.1f, 1.45f, 4.2f), Quaternion.CreateFromYawPitchRoll(0.01f, -0.06f, 0), 31);
        var frame = Staged.Frame(
            Vector3.Zero, Staged.SunOnly(Vector3.UnitY), Staged.At(Staged.Floor(60), Staged.Grey(), Vector3.Zero));
        frame.Camera = new ViewCamera { Pose = now, PoseBefore = before };
        var passes = new PassBuffers(_size);
        Staged.Draw(frame, _size, passes);
        var (view, was) = (new ViewBasis(now, _size), new ViewBasis(before, _size));
        for (var y = 0; y < _size.Height; y++)
        {
            for (var x = 0; x < _size.Width; x++)
            {
                var at = (y * _size.Width) + x;
                var ray = view.Ray(x + 0.5f, y + 0.5f);
                if (MathF.Abs(ray.Y) < 0.04)
                {
                    continue;
                }

                // The sky turns: a place without end in its direction.
                var place = ray.Y < 0 ? view.Eye + (ray * (-view.Eye.Y / ray.Y)) : view.Eye + (ray * 1e6f);
                var then = was.Project(place);
                Assert.InRange(passes.Flow[2 * at] - (then.X - x - 0.5f), -0.02f, 0.02f);
                Assert.InRange(passes.Flow[(2 * at) + 1] - (then.Y - y - 0.5f), -0.02f, 0.02f);
            }
        }
    }

    [Fact]
    public void Flow_of_a_thing_that_moves_turns_and_bends_is_exact()
    {
        // A square that came from elsewhere, and whose corners were elsewhere in it: each place moves linearly with
        // them.
        var mesh = Staged.Square(1);
        mesh.Before = new RestPlaces([.. mesh.X.Select(x => x * 0.9f)], [.. mesh.Y.Select(y => y - 0.1f)], [.. mesh.Z]);
        var turn = Matrix4x4.CreateRotationY(0.4f);
        var instance = Staged.At(mesh, Staged.Grey(), new(0.2f, 0, 0), subject: 1) with
        {
            Place = turn * Matrix4x4.CreateTranslation(0.2f, 0, 0),
            PlaceBefore = Matrix4x4.CreateTranslation(0, 0.1f, 0.3f),
        };
        var frame = Staged.Frame(new(0, 0, 4), Staged.SunOnly(Vector3.UnitY), instance);
        var passes = new PassBuffers(_size);
        Staged.Draw(frame, _size, passes);
        var view = new ViewBasis(frame.Camera.Pose, _size);
        var tested = 0;
        for (var u = -0.9f; u <= 0.9f; u += 0.15f)
        {
            for (var v = -0.9f; v <= 0.9f; v += 0.15f)
            {
                var at = view.Project(Vector3.Transform(new(u, v, 0), instance.Place));
                var (x, y) = ((int)at.X, (int)at.Y);

                // Back from the pixel's middle to the square.
                var ray = view.Ray(x + 0.5f, y + 0.5f);
                var normal = Vector3.TransformNormal(Vector3.UnitZ, instance.Place);
                var depth = Vector3.Dot(instance.Place.Translation - view.Eye, normal) / Vector3.Dot(ray, normal);
                Matrix4x4.Invert(instance.Place, out var back);
                var own = Vector3.Transform(view.Eye + (ray * depth), back);
                if (MathF.Max(MathF.Abs(own.X), MathF.Abs(own.Y)) > 0.97f)
                {
                    continue;
                }

                var then = view.Project(Vector3.Transform(new(own.X * 0.9f, own.Y - 0.1f, 0), instance.PlaceBefore));
                var pixel = (y * _size.Width) + x;
                Assert.InRange(passes.Flow[2 * pixel] - (then.X - x - 0.5f), -0.01f, 0.01f);
                Assert.InRange(passes.Flow[(2 * pixel) + 1] - (then.Y - y - 0.5f), -0.01f, 0.01f);
                tested++;
            }
        }

        Assert.True(tested > 100);
    }

    [Fact]
    public void A_thing_is_as_large_as_the_lens_says()
    {
        // One metre at five metres through 36 mm on 36 mm: a fifth of the frame's width.
        var frame = Staged.Frame(
            new(0, 0, 5), Staged.SunOnly(Vector3.UnitZ),
            Staged.At(Staged.Square(0.5f), Staged.Grey(), Vector3.Zero, subject: 1));
        var passes = new PassBuffers(_size);
        Staged.Draw(frame, _size, passes);
        Assert.Equal(
            _size.Width / 5,
            passes.Subject.Skip(_size.Width * _size.Height / 2).Take(_size.Width).Count(subject => subject == 1));
    }

    [Fact]
    public void Water_begins_below_the_horizon_and_lies_flat()
    {
        var frame = Staged.Frame(
            new(0, 2, 0), Staged.SunOnly(Vector3.UnitY), Staged.At(Staged.Floor(500), Staged.Grey(), new(0, -3, 0)));
        frame.Water = new WaterSurface { Level = 0.5f };
        var passes = new PassBuffers(_size);
        Staged.Draw(frame, _size, passes);
        var view = new ViewBasis(frame.Camera.Pose, _size);
        for (var y = 0; y < _size.Height; y++)
        {
            var at = (y * _size.Width) + (_size.Width / 2);
            var ray = view.Ray((_size.Width / 2) + 0.5f, y + 0.5f);
            var depth = -1.5f / ray.Y;
            var (wet, expected) = (passes.Normal[(3 * at) + 1] == 1 && float.IsFinite(passes.Depth[at]), ray.Y < 0
                && depth < 400);
            Assert.Equal(expected, wet);
            if (wet)
            {
                Assert.InRange(passes.Depth[at] / depth, 1 - 1e-4f, 1 + 1e-4f);
            }
        }
    }

    [Fact]
    public void What_lies_behind_and_before_the_camera_is_cut_where_it_is_nearest()
    {
        // A floor that runs under the camera: every pixel below the horizon shows it, to the bottom row.
        var frame = Staged.Frame(
            new(0, 0.3f, 0), Staged.SunOnly(Vector3.UnitY), Staged.At(Staged.Floor(80), Staged.Grey(), Vector3.Zero));
        var passes = new PassBuffers(_size);
        Staged.Draw(frame, _size, passes);
        for (var y = (_size.Height / 2) + 2; y < _size.Height; y++)
        {
            for (var x = 0; x < _size.Width; x++)
            {
                // Exact to a fiftieth of a pixel, though the triangles reach far out of the frame.
                var below = y + 0.5f - (_size.Height / 2f);
                Assert.InRange(0.3f * _size.Width / passes.Depth[(y * _size.Width) + x], below - 0.02f, below + 0.02f);
            }
        }
    }
}
