using System.Numerics;
using Throughline.Camera;
using Throughline.Media.Video;
using Throughline.Stage.Assets;
using Throughline.Stage.Blocking;
using Throughline.Stage.Rendering;
using Throughline.Stage.Scenes;
using static Throughline.Stage.Tests.Blocking.Stages;

namespace Throughline.Stage.Tests.Blocking;

public sealed class CameraWorkTests
{
    private const float Aspect = 16 / 9f;
    private static readonly FrameRate _rate = new(24, 1);

    [Theory]
    [InlineData(ShotScale.Medium, 0.54f)]
    [InlineData(ShotScale.CloseUp, 0.76f)]
    public void A_thing_fills_its_share_of_the_frame_and_is_seen_whole(ShotScale scale, float fill) =>
        Assert.Equal(Cup.Height / fill, ShotSize.Of(scale).HeightFor(Cup, scale, Aspect), 4);

    [Theory]
    [InlineData(ShotScale.Wide)]
    [InlineData(ShotScale.Full)]
    [InlineData(ShotScale.MediumWide)]
    [InlineData(ShotScale.Medium)]
    [InlineData(ShotScale.CloseUp)]
    public void The_subject_is_as_tall_as_its_shot_size_says(ShotScale scale)
    {
        var view = Shoot(Scene(Someone()), new CameraDirection { Scale = scale }).At(0);
        var (feet, top) = (Seen(view, Vector3.Zero), Seen(view, new Vector3(0, Person.Height, 0)));
        var expected = 1 / ShotSize.Of(scale).View;
        Assert.InRange(top.Y - feet.Y, expected * 0.9f, expected * 1.1f);
        Assert.InRange(top.Y, 0.3f, scale == ShotScale.ExtremeCloseUp ? 1.2f : 0.97f); // headroom
        Assert.InRange(top.X, 0.3f, 0.7f);
    }

    [Theory]
    [InlineData(ShotScale.MediumClose, 2.4f)]
    [InlineData(ShotScale.CloseUp, 1.56f)]
    [InlineData(ShotScale.ExtremeCloseUp, 0.78f)]
    public void A_near_view_of_an_animal_is_so_many_heads_high(ShotScale scale, float heads)
    {
        var fox = new Body { Height = 0.6f, Radius = 0.5f, EyeHeight = 0.45f, Alive = true, Head = 0.2f };

        Assert.Equal(heads * 0.2f, ShotSize.Of(scale).HeightFor(fox, scale, Aspect), 2);
    }

    [Theory]
    [InlineData(ShotScale.MediumClose)]
    [InlineData(ShotScale.CloseUp)]
    public void A_near_view_of_something_long_holds_its_head(ShotScale scale)
    {
        // A horse: its eyes are a metre before its middle, and it looks to the side.
        var horse = new Body { Height = 1.9f, Radius = 1.2f, EyeHeight = 1.7f, Alive = true };
        var actors = Block(Scene(Someone(place: new Placing { At = Vector2.Zero, Facing = 60 })))
            .Select(actor => actor with { Body = horse }).ToList();
        var eyes = new Vector3(1.04f * MathF.Sin(MathF.PI / 3), 1.7f, 1.04f * MathF.Cos(MathF.PI / 3));
        var direction = new CameraDirection { Scale = scale };
        var view = CameraWork.Of(
            new Composition(Flat(), actors, direction, Aspect), direction, new Tracks(actors, eyes),
            new Clock(0, 1 / 24.0, 24, Tempo.Usual), _rate, 1, null).At(12);
        var seen = Seen(view, eyes);
        Assert.InRange(seen.X, 0.3f, 0.7f);
        Assert.InRange(seen.Y, 0.5f, 0.85f);
    }

    [Theory]
    [InlineData(CameraAngle.EyeLevel)]
    [InlineData(CameraAngle.Aerial)]
    public void Who_wheels_in_the_air_stays_in_the_frame(CameraAngle angle)
    {
        var scene = Scene(Someone("gull", "gull", beats: new Beat { Action = "fly" }));
        var actors = Block(scene);
        var tracks = new Tracks(actors);
        var work = Shoot(scene, new CameraDirection { Angle = angle }, actors: actors, frames: 140);
        foreach (var frame in Enumerable.Range(0, 140))
        {
            var seen = Seen(work.At(frame), tracks.EyesAt(0, frame / 24.0));
            Assert.True(seen is { X: > 0.1f and < 0.9f, Y: > 0.1f and < 0.9f, Z: > 0 }, $"frame {frame}: {seen}");
        }
    }

    [Theory]
    [InlineData(ShotScale.Medium)]
    [InlineData(ShotScale.CloseUp)]
    public void Who_looks_away_from_the_audience_is_not_seen_from_behind(ShotScale scale)
    {
        var view = Shoot(
            Scene(Someone(place: new Placing { At = Vector2.Zero, Facing = 180 })),
            new CameraDirection { Scale = scale }).At(0);
        var place = view.Pose.Position;
        Assert.True(place.Z < 0.25f * new Vector2(place.X, place.Z).Length(), $"it is seen from {place}");
    }

    [Fact]
    public void Who_goes_right_has_room_to_the_right()
    {
        var view = Shoot(
            Scene(Someone(beats: new Beat { Action = "walk", Toward = "right" })),
            new CameraDirection { Scale = ShotScale.Full }).At(70);
        var feet = Seen(view, new Vector3(0, 0.8f, 0));
        Assert.InRange(feet.X, 0.2f, 0.5f);
    }

    [Theory]
    [InlineData("run", "right")]
    [InlineData("walk", "camera")]
    [InlineData("run", "away")]
    public void The_camera_keeps_who_moves(string action, string toward)
    {
        var scene = Scene(Someone(beats: new Beat { Action = action, Toward = toward })) with { Seconds = 8 };
        var actors = Block(scene);
        var tracks = new Tracks(actors);
        var work = Shoot(scene, new CameraDirection { Scale = ShotScale.Full }, actors: actors, frames: 192);
        for (var i = 0; i < 192; i += 8)
        {
            var seen = Seen(work.At(i), tracks.FeetAt(0, i / 24.0) + new Vector3(0, 0.9f, 0));
            Assert.InRange(seen.X, 0.05f, 0.95f);
            Assert.InRange(seen.Y, 0.05f, 0.95f);
            Assert.True(seen.Z > 0.5f);
        }
    }

    [Fact]
    public void Nothing_stands_between_the_camera_and_the_subject_and_the_camera_stands_free()
    {
        Vector3[] obstacles = [new(0, 3, 0.8f), new(1.4f, 2.5f, 0.4f)];
        var view = Shoot(Scene(Someone()), new CameraDirection { Scale = ShotScale.Full }, Flat(obstacles)).At(0);
        var place = new Vector2(view.Pose.Position.X, view.Pose.Position.Z);
        foreach (var one in obstacles)
        {
            var middle = new Vector2(one.X, one.Y);
            var share = Math.Clamp(Vector2.Dot(middle, place) / place.LengthSquared(), 0, 1);
            Assert.True(Vector2.Distance(place * share, middle) > one.Z, "something stands in the way");
            Assert.True(Vector2.Distance(place, middle) > one.Z + 0.3f);
        }
    }

    [Theory]
    [InlineData(CameraAngle.Low)]
    [InlineData(CameraAngle.Ground)]
    [InlineData(CameraAngle.EyeLevel)]
    public void The_camera_stays_above_the_ground_whatever_it_is_told(CameraAngle angle)
    {
        var hilly = new Terrain(
            [.. Enumerable.Range(0, 61 * 61).Select(i => 2 * MathF.Sin(i % 61 * 0.4f) * MathF.Cos(i / 61 * 0.3f))], 61,
            2);
        var set = Flat(ground: hilly);
        var work = Shoot(
            Scene(Someone()), new CameraDirection
            {
                Angle = angle,
                Moves = [new CameraMove { Kind = CameraMoveKind.PedestalDown, Amount = 6 }],
            }, set);
        for (var i = 0; i < 96; i += 5)
        {
            var place = work.At(i).Pose.Position;
            Assert.True(place.Y > hilly.HeightAt(place.X, place.Z) + 0.2f);
        }
    }

    [Fact]
    public void A_push_comes_nearer_and_a_static_camera_rests()
    {
        var push = Shoot(
            Scene(Someone()), new CameraDirection { Moves = [new CameraMove { Kind = CameraMoveKind.PushIn }] });
        Assert.True(Distance(push.At(95)) < Distance(push.At(0)) * 0.8f);
        var rest = Shoot(
            Scene(Someone(beats: new Beat { Action = "walk" })),
            new CameraDirection { Moves = [new CameraMove { Kind = CameraMoveKind.Static }] });
        Assert.Equal(rest.At(0).Pose, rest.At(95).Pose);

        static float Distance(ViewCamera view) => (view.Pose.Position - new Vector3(0, 1, 0)).Length();
    }

    [Fact]
    public void A_shot_that_continues_begins_where_the_camera_was()
    {
        var scene = Scene(Someone(beats: new Beat { Action = "walk", Toward = "right" }));
        var first = Shoot(scene, new CameraDirection { Scale = ShotScale.Full });
        var second = Shoot(
            scene with { Seconds = 12 }, new CameraDirection { Scale = ShotScale.CloseUp },
            before: (first.At(95), first.End), begin: 95 / 24.0);
        var (end, start) = (first.At(95).Pose, second.At(0).Pose);
        Assert.True(Vector3.Distance(end.Position, start.Position) < 1e-4f);
        Assert.True(MathF.Abs(Quaternion.Dot(end.Rotation, start.Rotation)) > 0.999999f);
        Assert.Equal(end.FocalLength, start.FocalLength, 3);
    }

    [Fact]
    public void Over_the_shoulder_the_other_is_seen_beside_a_near_back()
    {
        var direction = new CameraDirection { Angle = CameraAngle.OverShoulder };
        var scene = Scene(
            Someone("near", beats: new Beat { Action = "talk", Toward = "far", Course = Course.At }), Someone("far")) with
        {
            Camera = direction,
        };
        var actors = Block(scene);
        var view = Shoot(scene, direction, actors: actors).At(12);
        var (back, face) = (Seen(view, new Tracks(actors).EyesAt(0, 0.5)), Seen(view, new Tracks(actors).EyesAt(1, 0.5)));
        Assert.True(Seen(view, new Tracks(actors).FeetAt(0, 0.5)).Y < -0.1f, "no whole figure");
        Assert.InRange(face.Z - back.Z, 0.3f, 3);
        Assert.InRange(MathF.Abs(face.X - back.X), 0.08f, 0.6f);
        Assert.InRange(face.X, 0.2f, 0.8f);
        Assert.InRange(face.Y, 0.4f, 0.95f);
    }

    [Fact]
    public void The_focus_goes_from_the_first_to_the_second_and_both_are_in_different_depths()
    {
        var direction = new CameraDirection { Focus = ["near", "far"] };
        var scene = Scene(
            Someone("near"), Someone("far", place: new Placing { Relation = Relation.Behind, To = "near" })) with
        {
            Camera = direction,
        };
        var actors = Block(scene);
        var work = Shoot(scene, direction, actors: actors);
        float Depth(int actor, int frame)
        {
            var view = work.At(frame);
            var eyes = new Tracks(actors).EyesAt(actor, frame / 24.0);
            return Vector3.Dot(
                eyes - view.Pose.Position, Vector3.Transform(-Vector3.UnitZ, view.Pose.Rotation));
        }

        Assert.Equal(Depth(0, 0), work.At(0).FocusDistance, 2);
        Assert.Equal(Depth(1, 95), work.At(95).FocusDistance, 2);
        Assert.True(Depth(1, 95) > Depth(0, 95) + 1.5f, $"{Depth(0, 95)} and {Depth(1, 95)} m");
        Assert.InRange(work.At(48).FocusDistance, Depth(0, 48) + 0.2f, Depth(1, 48) - 0.2f);
        Assert.InRange(work.At(0).Aperture, 0.1f, 1);
    }

    private static CameraWork Shoot(
        Scene scene,
        CameraDirection direction,
        SetModel? set = null,
        IReadOnlyList<Actor>? actors = null,
        int frames = 96,
        (ViewCamera, CarriedMotion)? before = null,
        double begin = 0)
    {
        set ??= Flat();
        actors ??= Block(scene, set);
        return CameraWork.Of(
            new Composition(set, actors, direction, Aspect), direction, new Tracks(actors),
            new Clock(begin, (double)_rate.Denominator / _rate.Numerator, frames, Tempo.Usual), _rate, 1, before);
    }

    // X and Y as shares of the frame from its lower left, Z the distance in front.
    private static Vector3 Seen(ViewCamera view, Vector3 point)
    {
        var local = Vector3.Transform(point - view.Pose.Position, Quaternion.Conjugate(view.Pose.Rotation));
        var scale = view.Pose.FocalLength / 36 / -local.Z;
        return new Vector3(0.5f + (local.X * scale), 0.5f + (local.Y * scale * Aspect), -local.Z);
    }

    private sealed class Tracks(IReadOnlyList<Actor> actors, Vector3? eyes = null) : ITracks
    {
        private readonly Stage.Worlds.Travel[] _travels = [.. actors.Select(actor => new Stage.Worlds.Travel(actor))];

        public int Count => _travels.Length;

        public Vector3 FeetAt(int actor, double time) => _travels[actor].At(time).Feet;

        public Vector3 EyesAt(int actor, double time) =>
            eyes ?? FeetAt(actor, time) + new Vector3(0, actors[actor].Body.EyeHeight, 0);

        public float HeadingAt(int actor, double time) => _travels[actor].At(time).Heading;
    }
}
