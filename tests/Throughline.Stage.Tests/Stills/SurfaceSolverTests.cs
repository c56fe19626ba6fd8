using System.Numerics;
using Throughline.Camera;
using Throughline.Engines;
using Throughline.Media.Pictures;
using Throughline.Stage.Stills;

namespace Throughline.Stage.Tests.Stills;

/// <summary>Rays against surfaces whose meeting has a closed form.</summary>
public sealed class SurfaceSolverTests
{
    private const int Width = 320;
    private const int Height = 180;

    // A plane facing the camera, 5 m away: a push of 1 m magnifies by 5/4 about the centre, a truck shifts by f X / Z.
    [Fact]
    public void A_facing_plane_is_magnified_by_a_push()
    {
        var nodes = Solve((_, _) => 1 / 5f, new CameraPose(new Vector3(0, 0, -1), Quaternion.Identity, 35));
        EachNode(nodes, (x, y) => (159.5f + ((x - 159.5f) * 0.8f), 89.5f + ((y - 89.5f) * 0.8f)), 0.01f);
    }

    [Fact]
    public void A_facing_plane_is_shifted_by_a_truck()
    {
        var shift = 35f / 36 * Width * 0.5f / 5;
        var nodes = Solve((_, _) => 1 / 5f, new CameraPose(new Vector3(0.5f, 0, 0), Quaternion.Identity, 35));
        EachNode(nodes, (x, y) => (x + shift, y), 0.01f);
    }

    // A floor 1.6 m below the lens: q = y / (1.6 f) for rows below the horizon. Raising the camera to 2 m makes
    // row y show what was at row y · 1.6 / 2.
    [Fact]
    public void A_floor_is_seen_steeper_from_higher_up()
    {
        var focal = 35f / 36 * Width;
        var nodes = Solve(
            (_, y) => MathF.Max(0.001f, (y - 89.5f) / (1.6f * focal)),
            new CameraPose(new Vector3(0, 0.4f, 0), Quaternion.Identity, 35));
        for (var row = 0; row < nodes.Rows; row++)
        {
            var y = row * nodes.Step;
            if (y is > 110 and < Height)
            {
                var shown = 89.5f + ((y - 89.5f) * 1.6f / 2);
                Assert.InRange(nodes.Y(row)[20], shown - 0.12f, shown + 0.12f);
            }
        }
    }

    [Fact]
    public void Turning_moves_all_depths_alike()
    {
        var pose = new CameraPose(Vector3.Zero, Quaternion.CreateFromAxisAngle(Vector3.UnitY, -0.1f), 35);
        var near = Solve((_, _) => 0.5f, pose);
        var far = Solve((_, _) => 0.025f, pose);
        for (var row = 0; row < near.Rows; row++)
        {
            Assert.True(near.X(row).SequenceEqual(far.X(row)));
        }
    }

    // The camera's own projection is the inverse of what the solver finds, on any surface and from anywhere.
    [Fact]
    public void What_a_frame_pixel_shows_projects_to_that_pixel()
    {
        var rotation = Quaternion.CreateFromYawPitchRoll(0.05f, -0.03f, 0.1f);
        var pose = new CameraPose(new Vector3(0.2f, -0.1f, -0.4f), rotation, 42);
        static float Surface(float x, float y) => 0.2f + (0.1f * MathF.Sin(x / 60) * MathF.Cos(y / 45));
        var nodes = Solve(Surface, pose);
        var space = new StillSpace(Width, Height, 35);
        for (var row = 3; row < nodes.Rows - 4; row++)
        {
            for (var column = 4; column < nodes.Columns - 5; column++)
            {
                float u = nodes.X(row)[column], v = nodes.Y(row)[column];
                var point = space.Point(u, v, Surface(u, v));
                var seen = Vector3.Transform(point - pose.Position, Quaternion.Conjugate(rotation));
                var focal = 42f / 36 * Width;
                Assert.InRange(
                    159.5f + (focal * seen.X / -seen.Z), (column * nodes.Step) - 0.25f, (column * nodes.Step) + 0.25f);
                Assert.InRange(
                    89.5f - (focal * seen.Y / -seen.Z), (row * nodes.Step) - 0.25f, (row * nodes.Step) + 0.25f);
            }
        }
    }

    private static NodeGrid Solve(Func<float, float, float> inverseDepth, CameraPose pose)
    {
        var picture = new Picture(Width, Height);
        picture.Pixels.AsSpan().Fill(255);
        var nearness = new float[Width * Height];
        for (var i = 0; i < nearness.Length; i++)
        {
            nearness[i] = StillSpace.Nearness(inverseDepth(i % Width, i / Width));
        }

        var space = new StillSpace(Width, Height, 35);
        using var scene = StillScene.Build(
            picture, new Surroundings(picture, new DepthPicture(Width, Height, nearness), 0, 0), space,
            new Framing(0, 0, 0, 0, Reach.None, 0), null, 1, 1, TestContext.Current.CancellationToken);
        var nodes = new NodeGrid(Width, Height);
        SurfaceSolver.Solve(space.Through(pose), scene, scene.Layers[0], nodes);
        return nodes;
    }

    private static void EachNode(NodeGrid nodes, Func<int, int, (float X, float Y)> expected, float within)
    {
        for (var row = 0; row < nodes.Rows; row++)
        {
            for (var column = 0; column < nodes.Columns; column++)
            {
                var (x, y) = expected(column * nodes.Step, row * nodes.Step);
                Assert.InRange(nodes.X(row)[column], x - within, x + within);
                Assert.InRange(nodes.Y(row)[column], y - within, y + within);
            }
        }
    }
}
