using System.Numerics;
using Throughline.Camera;
using Throughline.Media.Video;

namespace Throughline.Tests.Camera;

public sealed class CameraPathTests
{
    private const int Frames = 121;

    public static TheoryData<CameraMoveKind> Kinds =>
        [.. Enum.GetValues<CameraMoveKind>().Where(k => k != CameraMoveKind.Six)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_move_starts_at_rest_exactly(CameraMoveKind kind)
    {
        var path = Path(new CameraMove { Kind = kind });
        Assert.Equal(CameraPose.AtRest(), path.At(0));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_move_but_static_goes_somewhere_smoothly(CameraMoveKind kind)
    {
        var path = Path(new CameraMove { Kind = kind });
        Assert.Equal(kind == CameraMoveKind.Static, path.IsStatic);

        // No step between frames is more than three times the mean step: nothing jumps. A whip happens in its last 0.6
        // s.
        var steps = Enumerable.Range(1, Frames - 1).Select(i => Distance(path.At(i - 1), path.At(i))).ToList();
        var share = kind is CameraMoveKind.WhipLeft or CameraMoveKind.WhipRight ? 0.6 / 5 : 1;
        Assert.True(steps.Max() <= (3 * steps.Average() / share) + 1e-6, $"{steps.Max()} against {steps.Average()}");
        Assert.Equal(kind != CameraMoveKind.Static, steps.Sum() > 0.01);
    }

    [Fact]
    public void Amounts_are_reached_at_the_last_frame()
    {
        Assert.Equal(
            new Vector3(0, 0, -0.6f), Path(new CameraMove { Kind = CameraMoveKind.PushIn }).At(Frames - 1).Position);
        Assert.Equal(
            0.25f, Path(new CameraMove { Kind = CameraMoveKind.TruckRight, Amount = 0.25 }).At(Frames - 1).Position.X);
        Assert.Equal(
            35 * 1.5, Path(new CameraMove { Kind = CameraMoveKind.ZoomIn, Amount = 1.5 }).At(Frames - 1).FocalLength,
            3);
        var looking = Vector3.Transform(
            -Vector3.UnitZ,
            Path(new CameraMove { Kind = CameraMoveKind.PanRight, Amount = 30 }).At(Frames - 1).Rotation);
        Assert.Equal(Math.Sin(Math.PI / 6), looking.X, 5);
        var up = Vector3.Transform(
            Vector3.UnitY,
            Path(new CameraMove { Kind = CameraMoveKind.RollRight, Amount = 30 }).At(Frames - 1).Rotation);
        Assert.Equal(Math.Sin(Math.PI / 6), up.X, 5);
    }

    [Fact]
    public void Orbits_and_cranes_keep_the_subject_where_it_is_in_frame()
    {
        var subject = new Vector3(0.8f, 0.3f, -5);
        foreach (var kind in new[] { CameraMoveKind.OrbitLeft, CameraMoveKind.OrbitRight })
        {
            var path = CameraPath.Compile(
                [new CameraMove { Kind = kind, Amount = 20 }], Frames, FrameRate.Film,
                new CameraRig { Subject = subject });
            for (var i = 0; i < Frames; i++)
            {
                var seen = Seen(path.At(i), subject);
                Assert.Equal(0.8 / 5, seen.X / -seen.Z, 4);
                Assert.Equal(0.3 / 5, seen.Y / -seen.Z, 4);
            }
        }

        var crane = CameraPath.Compile(
            [new CameraMove { Kind = CameraMoveKind.CraneUp }], Frames, FrameRate.Film,
            new CameraRig { Subject = subject });
        var last = Seen(crane.At(Frames - 1), subject);
        Assert.Equal(0.3 / 5, last.Y / -last.Z, 3);
    }

    // The lens shortens as the camera nears: size = focal length / distance stays.
    [Fact]
    public void A_dolly_zoom_holds_the_subjects_size()
    {
        var path = Path(new CameraMove { Kind = CameraMoveKind.DollyZoom, Amount = 1.2 });
        for (var i = 0; i < Frames; i++)
        {
            var pose = path.At(i);
            Assert.Equal(35 / 4.0, pose.FocalLength / (4 + pose.Position.Z), 3);
        }
    }

    [Fact]
    public void Moves_add_up_and_run_over_their_own_spans()
    {
        var path = Path(
            new CameraMove { Kind = CameraMoveKind.PushIn, Amount = 0.5, To = 2 },
            new CameraMove { Kind = CameraMoveKind.TruckLeft, Amount = 0.3, From = 3 });
        Assert.Equal(new Vector3(0, 0, -0.5f), path.At(48).Position);
        Assert.Equal(new Vector3(0, 0, -0.5f), path.At(72).Position);
        Assert.Equal(new Vector3(-0.3f, 0, -0.5f), path.At(120).Position);
    }

    [Theory]
    [InlineData(Ease.Linear, 1, 1)]
    [InlineData(Ease.In, 0, 2)]
    [InlineData(Ease.Out, 2, 0)]
    [InlineData(Ease.InOut, 0, 0)]
    public void Easing_sets_the_speed_at_both_ends(Ease ease, double start, double end)
    {
        var path = Path(new CameraMove { Kind = CameraMoveKind.TruckRight, Amount = 1, Ease = ease });
        Assert.Equal(start, path.At(0.01).Position.X / (0.01 / 120), 0.02);
        Assert.Equal(end, (1 - path.At(119.99).Position.X) / (0.01 / 120), 0.02);
    }

    [Fact]
    public void A_matching_move_goes_on_at_the_speed_it_arrives_with()
    {
        var first = Path(new CameraMove { Kind = CameraMoveKind.PushIn, Amount = 0.6, Ease = Ease.Linear });
        var rig = new CameraRig { Carried = first.End };
        var second = CameraPath.Compile(
            [new CameraMove { Kind = CameraMoveKind.PushIn, Amount = 0.6 }], Frames, FrameRate.Film, rig);
        var before = first.At(120).Position.Z - first.At(119).Position.Z;
        var after = second.At(1).Position.Z - second.At(0).Position.Z;
        Assert.Equal(before, after, 0.02 * Math.Abs(before));
        Assert.Equal(-0.6f, second.At(120).Position.Z, 4);

        var other = CameraPath.Compile(
            [new CameraMove { Kind = CameraMoveKind.TruckLeft }], Frames, FrameRate.Film, rig);
        Assert.True(Math.Abs(other.At(1).Position.X) < 0.001, "a different move starts from rest");
    }

    [Fact]
    public void Handheld_unrest_goes_on_in_phase()
    {
        var move = new CameraMove { Kind = CameraMoveKind.Handheld };
        var rig = new CameraRig { Seed = 9 };
        var whole = CameraPath.Compile([move], (2 * Frames) - 1, FrameRate.Film, rig);
        var first = CameraPath.Compile([move], Frames, FrameRate.Film, rig);
        var second = CameraPath.Compile([move], Frames, FrameRate.Film, rig with { Carried = first.End });
        for (var i = 0; i < Frames; i++)
        {
            var expected = whole.At(Frames - 1 + i).Position - whole.At(Frames - 1).Position;
            Assert.True(Vector3.Distance(expected, second.At(i).Position) < 1e-5);
        }
    }

    [Fact]
    public void Six_numbers_become_moves()
    {
        var six = new SixNumbers { Horizontal = 5, Vertical = -5, Pan = 2, Tilt = -2, Zoom = 10, Roll = 4 };
        var pose = Path(new CameraMove { Kind = CameraMoveKind.Six, Six = six }).At(Frames - 1);
        Assert.True(pose.Position.X > 0.3 && pose.Position.Y < -0.2 && pose.FocalLength > 70, pose.ToString());
        var looking = Vector3.Transform(-Vector3.UnitZ, pose.Rotation);
        Assert.True(looking.X > 0.05 && looking.Y < -0.05, looking.ToString());
    }

    private static CameraPath Path(params CameraMove[] moves) =>
        CameraPath.Compile(moves, Frames, FrameRate.Film, new CameraRig());

    private static Vector3 Seen(CameraPose pose, Vector3 point) =>
        Vector3.Transform(point - pose.Position, Quaternion.Conjugate(pose.Rotation));

    private static double Distance(CameraPose a, CameraPose b) =>
        Vector3.Distance(a.Position, b.Position)
        + Vector3.Distance(Vector3.Transform(-Vector3.UnitZ, a.Rotation), Vector3.Transform(-Vector3.UnitZ, b.Rotation))
        + Vector3.Distance(Vector3.Transform(Vector3.UnitY, a.Rotation), Vector3.Transform(Vector3.UnitY, b.Rotation))
        + (Math.Abs(a.FocalLength - b.FocalLength) / 35);
}
