using System.Numerics;
using Throughline.Engines;
using Throughline.Films;
using Throughline.Media.Pictures;
using Throughline.Media.Video;
using Throughline.Stage.Rendering;
using Throughline.Stage.Worlds;

namespace Throughline.Stage.Tests.Worlds;

public sealed class CreatureFlowTests
{
    private static readonly PixelSize _size = new(320, 180);

    [Fact]
    public void Flow_on_a_waving_arm_is_where_its_points_were_one_frame_before()
    {
        var order = new ShotOrder
        {
            Shot = new Shot
            {
                Id = "shot",
                Prompt = "A man waves happily in the meadow, medium shot",
                Seconds = 2,
                Seed = 3,
                Camera = [],
            },
            Size = _size,
            Rate = new FrameRate(12, 1),
            Frames = 24,
        };
        var world = World.Build(
            StagedShot.SceneOf(order, null, Stock.BuiltIn), Stock.BuiltIn, _size, order.Rate, order.Frames);
        var (frame, costumes) = (new SceneFrame(), world.NewCostumes(moves: true));
        world.Fill(13, frame, costumes);
        var passes = new PassBuffers(_size);
        using var renderer = new SceneRenderer(_size, world.Look, RenderQuality.Usual);
        renderer.Render(frame, new Picture(_size.Width, _size.Height), passes);

        var man = frame.Instances.Single(one => one.Mesh.Before is not null);
        var before = man.Mesh.Before!;
        var (right, seen, most) = (0, 0, 0f);
        for (var i = 0; i < man.Mesh.Vertices; i++)
        {
            var (now, depth) = Project(new(man.Mesh.X[i], man.Mesh.Y[i], man.Mesh.Z[i]), man.Place, frame.Camera.Pose);
            var (x, y) = ((int)MathF.Floor(now.X), (int)MathF.Floor(now.Y));
            if (x < 0 || y < 0 || x >= _size.Width || y >= _size.Height
                || MathF.Abs(passes.Depth[(y * _size.Width) + x] - depth) > 0.01f)
            {
                continue;
            }

            var (then, _) = Project(
                new(before.X[i], before.Y[i], before.Z[i]), man.PlaceBefore, frame.Camera.PoseBefore);
            var flow = new Vector2(
                passes.Flow[2 * ((y * _size.Width) + x)], passes.Flow[(2 * ((y * _size.Width) + x)) + 1]);
            seen++;
            right += Vector2.Distance(flow, then - now) < 0.5f ? 1 : 0;
            most = Math.Max(most, (then - now).Length());
        }

        Assert.True(seen > 300, $"{seen} points are seen");
        Assert.True(most > 3, $"nothing moves by more than {most:0.0} pixels");
        Assert.True(right > 0.95 * seen, $"the flow of {right} of {seen} points is right");
    }

    private static (Vector2 Pixel, float Depth) Project(Vector3 point, Matrix4x4 place, Camera.CameraPose pose)
    {
        var view = Vector3.Transform(
            Vector3.Transform(point, place) - pose.Position, Quaternion.Conjugate(pose.Rotation));
        var zoom = pose.FocalLength / 36 * _size.Width;
        return (new((_size.Width / 2f) + (zoom * view.X / -view.Z), (_size.Height / 2f) - (zoom * view.Y / -view.Z)),
            -view.Z);
    }
}
