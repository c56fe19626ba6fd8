using System.Numerics;
using Throughline.Stage.Assets;
using Throughline.Stage.Motion;
using Throughline.Stage.Rendering;
using Throughline.Stage.Scenes;
using Throughline.Stage.Worlds;

namespace Throughline.Stage.Tests.Motion;

public sealed class HoldingTests
{
    private static readonly Stock _stock = Stock.BuiltIn;

    [Theory]
    [InlineData("drive", "jeep")]
    [InlineData("drive", "car")]
    [InlineData("drive", "tractor")]
    [InlineData("ride", "bicycle")]
    public void Who_drives_has_both_hands_on_it(string action, string vehicle)
    {
        var person = Person(7);
        var model = Prop(vehicle);
        var role = Alone(person, action);
        var move = person.Rig.Seat.Place - model.Anchors["seat"];
        var grasp = new Grasp(model.Anchors["hand_right"] + move, model.Anchors["hand_left"] + move, null, null);
        var stance = person.NewStance();
        for (var time = 0.0; time < 2; time += 0.3)
        {
            role.At(time, stance, grasp);
            Assert.True(
                Vector3.Distance(stance.RightGrip.Translation, grasp.RightHand!.Value) < 0.03f,
                $"the right hand is off at {time:F1} s");
            Assert.True(
                Vector3.Distance(stance.LeftGrip.Translation, grasp.LeftHand!.Value) < 0.03f,
                $"the left hand is off at {time:F1} s");
        }
    }

    [Fact]
    public void Feet_go_round_with_the_pedals()
    {
        var person = Person(7);
        var model = Prop("bicycle");
        var crank = model.Turning.Single(part => part.Anchors.Count > 0);
        var role = Alone(person, "ride");
        var move = person.Rig.Seat.Place - model.Anchors["seat"];
        var stance = person.NewStance();
        var pose = role.NewScratch();
        stance.Scratch = pose;
        var (low, high) = (float.MaxValue, float.MinValue);
        for (var metres = 0f; metres < 6; metres += 0.5f)
        {
            var pedal = Vector3.Transform(crank.Anchors["foot_left"], crank.At(0, metres)) + move;
            role.At(0.5, stance, new Grasp(null, null, null, pedal));
            var leg = person.Rig.Legs[0];
            var ball = Vector3.Transform(leg.Ball, stance.BoneAt(leg.Foot));
            Assert.True(
                Vector3.Distance(ball, pedal) < 0.06f,
                $"the foot is {Vector3.Distance(ball, pedal) * 100:F0} cm off its pedal");
            (low, high) = (Math.Min(low, ball.Y), Math.Max(high, ball.Y));
        }

        Assert.True(high - low > 0.25f, "the pedal did not go round");
    }

    [Fact]
    public void A_hand_that_waves_leaves_the_wheel()
    {
        var person = Person(7);
        var wheel = new Vector3(0, person.Rig.Seat.Place.Y + 0.3f, 0.3f);
        TimedBeat[] beats = [new() { Action = "drive", From = 0, To = 4, With = ["wave"] }];
        var role = Role.Compile(person, beats, _stock.Actions, new RoleGround(), 3);
        var stance = person.NewStance();
        role.At(2, stance, new Grasp(wheel, wheel + new Vector3(0.3f, 0, 0), null, null));

        // To drive needs the arms, so both hands stay: a wave is not seen.
        Assert.True(Vector3.Distance(stance.RightGrip.Translation, wheel) < 0.03f);
        TimedBeat[] riding = [new() { Action = "ride", From = 0, To = 4, With = ["wave"] }];
        Role.Compile(person, riding, _stock.Actions, new RoleGround(), 3).At(
            2, stance, new Grasp(wheel, wheel + new Vector3(0.3f, 0, 0), null, null));
        Assert.True(Vector3.Distance(stance.RightGrip.Translation, wheel) > 0.3f, "the hand did not wave");
        Assert.True(
            Vector3.Distance(stance.LeftGrip.Translation, wheel + new Vector3(0.3f, 0, 0)) < 0.03f,
            "the other hand let go");
    }

    [Fact]
    public void Tea_runs_only_while_the_pot_is_tilted_above_the_cup()
    {
        Model[] held = [Prop("teapot"), Prop("cup")];
        var (spout, bowl) = Pouring.Of(held)!.Value;
        var tilted = Matrix4x4.CreateRotationZ(-0.8f) * Matrix4x4.CreateTranslation(0, 1.3f, 0);
        var mouth = Vector3.Transform(spout, tilted);
        Assert.NotEmpty(Poured(tilted, mouth - new Vector3(0, 0.2f, 0)));
        Assert.Empty(Poured(tilted, mouth + new Vector3(0, 0.2f, 0)));
        Assert.Empty(Poured(Matrix4x4.CreateTranslation(0, 1.3f, 0), mouth - new Vector3(0, 0.2f, 0)));
        Assert.Null(Pouring.Of([held[0]]));

        // The stream begins at the spout and ends in the bowl.
        var stream = Poured(tilted, mouth - new Vector3(0.05f, 0.2f, 0));
        Assert.True(Vector3.Distance(stream[0].Place.Translation, mouth) < 1e-4f);
        Assert.True(
            Vector3.Distance(
                Vector3.Transform(Vector3.UnitY, stream[^1].Place), mouth - new Vector3(0.05f, 0.2f, 0)) < 1e-4f);

        List<Instance> Poured(Matrix4x4 pot, Vector3 into)
        {
            var frame = new SceneFrame();
            Pouring.Add(frame, held, pot, Matrix4x4.CreateTranslation(into - bowl), 1);
            return frame.Instances;
        }
    }

    [Fact]
    public void An_umbrella_is_held_above_its_owner_while_the_arm_would_swing()
    {
        var person = _stock.Creatures.Build("person", new Traits { Holds = ["umbrella"] }, 5);
        var role = Role.Compile(
            person, [new TimedBeat { Action = "walk", From = 0, To = 3, Way = [Vector3.Zero, new(0, 0, 4)] }],
            _stock.Actions, new RoleGround(), 3);
        var stance = person.NewStance();
        for (var time = 0.5; time < 2.5; time += 0.2)
        {
            role.At(time, stance);
            var top = Vector3.Transform(
                new Vector3(0, person.Held[0].High.Y, 0) - person.Held[0].Grip, stance.RightGrip * stance.Place);
            Assert.True(
                top.Y > person.Height + 0.1f,
                $"the umbrella's top is at {top.Y:F2} m over somebody {person.Height:F2} m tall");
        }
    }

    [Fact]
    public void Not_everybody_stands_in_the_same_way()
    {
        var wrists = new List<Vector3>();
        for (var seed = 0; seed < 12; seed++)
        {
            var person = Person(7);
            var role = Role.Compile(
                person, [new TimedBeat { Action = "idle", From = 0, To = 4 }], _stock.Actions, new RoleGround(), seed);
            var stance = person.NewStance();
            role.At(1, stance);
            wrists.Add(stance.RightGrip.Translation);
        }

        var kinds = wrists.Select(
            place => ((int)MathF.Round(place.X * 8), (int)MathF.Round(place.Y * 8), (int)MathF.Round(place.Z * 8)))
            .Distinct().Count();
        Assert.True(kinds >= 3, $"twelve people hold their right hand in {kinds} ways");
    }

    [Fact]
    public void A_crowd_that_dances_when_the_shot_opens_is_not_in_step()
    {
        var person = Person(7);
        var heights = new List<float>();
        for (var seed = 0; seed < 8; seed++)
        {
            var role = Role.Compile(
                person, [new TimedBeat { Action = "dance", From = 0, To = 4, SetsOff = false }], _stock.Actions,
                new RoleGround(), seed);
            var stance = person.NewStance();
            role.At(1, stance);
            heights.Add(stance.RightGrip.Translation.Y);
        }

        Assert.True(
            heights.Max() - heights.Min() > 0.2f,
            $"all right hands are within {heights.Max() - heights.Min():F2} m of one height");
    }

    [Fact]
    public void A_dragon_folds_its_wings_on_the_ground_and_spreads_them_in_the_air()
    {
        var dragon = _stock.Creatures.Build("dragon", Traits.None, 2);
        Assert.True(Width("fly") > 2 * Width("walk"));

        float Width(string action)
        {
            var way = new Vector3[] { new(0, 6, 0), new(0, 6, 20) };
            var role = Role.Compile(
                dragon, [new TimedBeat { Action = action, From = 0, To = 4, Way = way }], _stock.Actions,
                new RoleGround { Start = way[0] }, 3);
            var stance = dragon.NewStance();
            var most = 0f;
            for (var time = 0.5; time < 3.5; time += 0.1)
            {
                role.At(time, stance);
                var tip = dragon.Rig.Skeleton.Bones[dragon.Rig.Skeleton["wing3L"]].Rest;
                most = Math.Max(
                    most, MathF.Abs(Vector3.Transform(tip, stance.BoneAt(dragon.Rig.Skeleton["wing3L"])).X));
            }

            return most;
        }
    }

    private static Model Prop(string name) => _stock.Props.Build(name, Traits.None, new Setting { Set = "meadow" }, 1);

    private static Creature Person(long seed) => _stock.Creatures.Build("person", new Traits { Age = 30 }, seed);

    private static Role Alone(Creature creature, string action) =>
        Role.Compile(
            creature, [new TimedBeat { Action = action, From = 0, To = 4 }], _stock.Actions, new RoleGround(), 3);
}
