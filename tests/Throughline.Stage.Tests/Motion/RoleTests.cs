using System.Numerics;
using Throughline.Stage.Assets;
using Throughline.Stage.Motion;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Tests.Motion;

public sealed class RoleTests
{
    private static readonly CreatureLibrary _library = new(AssetFolder.BuiltIn);
    private static readonly ActionLibrary _actions = new(AssetFolder.BuiltIn);
    private static readonly Dictionary<string, Creature> _built = [];

    public static TheoryData<string, string, bool, bool> Walks
    {
        get
        {
            var walks = new TheoryData<string, string, bool, bool>();
            foreach (var name in new[] { "person", "robot", "dog", "horse", "elephant", "crow", "beetle" })
            {
                foreach (var action in new[] { "walk", "run" })
                {
                    walks.Add(name, action, false, false);
                    walks.Add(name, action, true, true);
                }
            }

            return walks;
        }
    }

    public static TheoryData<string> Families => ["person", "dog", "gull", "fish", "bee", "snake"];

    [Theory]
    [MemberData(nameof(Walks))]
    public void Feet_that_stand_do_not_slip(string name, string action, bool slope, bool ends)
    {
        var creature = Of(name);
        var ground = slope ? Hills(creature) : Terrain.Flat;
        var speed = _actions.SpeedOf(action, creature)!.Value;
        var role = Role.Compile(
            creature,
            [
                new TimedBeat
                {
                    Action = action,
                    From = 0,
                    To = 3,
                    Way = [new(-1.5f * speed, 0, 0), new(0, 0, 0.3f * speed), new(1.5f * speed, 0, 0)],
                    SetsOff = ends,
                    Arrives = ends,
                }
            ],
            _actions, new RoleGround { Ground = ground, Heading = 80, Start = new(-1.5f * speed, 0, 0) }, 3);
        var pose = role.NewScratch();
        var stood = new Vector3?[creature.Rig.Legs.Length];
        var (slip, lifted, stances) = (0f, 0f, 0);
        for (var time = 0.0; time < 3.3; time += 1 / 96.0)
        {
            role.PoseAt(time, pose, true);
            for (var i = 0; i < stood.Length; i++)
            {
                if (!pose.Feet[i].Stands)
                {
                    stood[i] = null;
                    continue;
                }

                var ball = Ball(creature, pose, i);
                stances += stood[i] is null ? 1 : 0;
                stood[i] ??= ball;
                slip = Math.Max(slip, Vector3.Distance(ball, stood[i]!.Value));
                lifted = Math.Max(
                    lifted, MathF.Abs(ball.Y - creature.Rig.Legs[i].Ball.Y - ground.HeightAt(ball.X, ball.Z)));
            }
        }

        Assert.True(stances > 2 * stood.Length, "it did not step");
        Assert.True(slip < Math.Min(0.02f, 0.05f * creature.Rig.LegLength), $"a foot slipped {slip * 100:F2} cm");
        Assert.True(lifted < 0.02f, $"a foot stood {lifted * 100:F2} cm off the ground");
    }

    [Fact]
    public void What_goes_at_the_same_time_moves_what_the_walk_leaves_free()
    {
        var creature = Of("person");
        Role RoleWith(params string[] with) => Role.Compile(
            creature, [
                new TimedBeat
                {
                    Action = "walk",
                    With = with,
                    From = 0,
                    To = 4,
                    Way = [new(0, 0, 0), new(5, 0, 0)],
                    SetsOff = false,
                    Arrives = false,
                }
            ],
            _actions, new RoleGround { Heading = 90 }, 3);
        var (walking, waving, running) = (RoleWith(), RoleWith("wave", "talk"), RoleWith("run"));
        var (alone, both, last) = (walking.NewScratch(), waving.NewScratch(), running.NewScratch());
        var (hand, other) = (creature.Rig.Skeleton["handR"], creature.Rig.Skeleton["handL"]);
        var open = 0f;
        for (var time = 0.5; time < 4; time += 0.1)
        {
            walking.PoseAt(time, alone, true);
            waving.PoseAt(time, both, true);
            running.PoseAt(time, last, true);
            Assert.Equal(alone.Feet, both.Feet);
            Assert.True(both.Joints[hand].Y > alone.Joints[hand].Y + 0.4f, "the hand is not raised");
            // The other hand only goes along with what is said.
            Assert.True(both.Joints[other].Y < both.Joints[hand].Y - 0.1f, "both hands are raised");
            Assert.Equal(alone.Channels, last.Channels);
            open = Math.Max(open, both.Channels[waving.Map.Find("open")] - alone.Channels[walking.Map.Find("open")]);
        }

        Assert.True(open > 0.2f, "it does not talk");
    }

    [Fact]
    public void A_walk_goes_as_fast_as_its_way_asks()
    {
        var creature = Of("person");
        var role = Role.Compile(
            creature, [
                new TimedBeat
                {
                    Action = "walk",
                    From = 0,
                    To = 4,
                    Way = [new(0, 0, 0), new(5, 0, 0)],
                    SetsOff = false,
                    Arrives = false,
                }
            ],
            _actions, new RoleGround { Heading = 90 }, 3);

        Assert.Equal(0, role.PlaceAt(0).Place.X, 1e-3f);
        Assert.Equal(2.5f, role.PlaceAt(2).Place.X, 1e-2f);
        Assert.Equal(5, role.PlaceAt(4).Place.X, 1e-2f);
        Assert.Equal(90, role.PlaceAt(2).Heading, 0.5f);

        // It goes on beyond its end.
        Assert.Equal(6.25f, role.PlaceAt(5).Place.X, 2e-2f);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Every_action_that_a_family_has_can_be_played(string name)
    {
        var creature = Of(name);
        var mesh = creature.NewMesh();
        var stance = creature.NewStance();
        var played = 0;
        foreach (var action in _actions.Names.Where(action => _actions.Has(action, creature.Family)))
        {
            var speed = _actions.SpeedOf(action, creature) ?? 0;
            var role = Role.Compile(
                creature, [
                    new TimedBeat
                    {
                        Action = action,
                        From = 0,
                        To = 3,
                        Way = speed > 0 ? [Vector3.Zero, new(speed, 0, 2 * speed)] : [],
                        Target = new(3, 1, 2),
                        Manner = "happy",
                    }
                ],
                _actions, new RoleGround { Wind = new(0.3f, 0, 0) }, 5);
            for (var time = 0.0; time < 3.4; time += 0.31)
            {
                role.At(time, stance);
                creature.Pose(stance, mesh);
                Assert.All(
                    mesh.X, x => Assert.InRange(
                        x, -4 * (creature.Height + creature.Length), 4 * (creature.Height + creature.Length)));
                Assert.All(
                    mesh.Y, y => Assert.InRange(
                        y, -2.5f * (creature.Height + creature.Length), 3 * (creature.Height + creature.Length)));
            }

            played++;
        }

        Assert.True(played >= 6, $"{name} can do only {played} things");
    }

    [Fact]
    public void There_are_at_least_24_actions_for_people() =>
        Assert.True(_actions.Names.Count(action => _actions.Has(action, CreatureFamily.Biped)) >= 24);

    [Theory]
    [InlineData("person")]
    [InlineData("dog")]
    public void Beats_run_into_one_another(string name)
    {
        var creature = Of(name);
        var role = Role.Compile(
            creature,
            [
                new TimedBeat { Action = "walk", From = 0, To = 2, Way = [Vector3.Zero, new(1.5f, 0, 0.5f)] },
                new TimedBeat { Action = "sit", From = 2, To = 4, Seat = 0.45f },
                new TimedBeat { Action = "look", From = 4, To = 5, Target = new(2, 1, -3) },
                new TimedBeat { Action = "run", From = 5, To = 7, Way = [new(1.5f, 0, 0.5f), new(-1.5f, 0, -1.5f)] },
                new TimedBeat { Action = "jump", From = 7.2, To = 9 },
            ],
            _actions, new RoleGround(), 9);
        var (now, before) = (role.NewScratch(), role.NewScratch());
        const double Step = 1 / 240.0;
        role.PoseAt(0, before, true);
        var fastest = 0f;
        for (var time = Step; time < 9.5; time += Step)
        {
            role.PoseAt(time, now, true);
            for (var b = 0; b < now.Joints.Length; b++)
            {
                fastest = Math.Max(
                    fastest,
                    Vector3.Distance(World(now, now.Joints[b]), World(before, before.Joints[b])) / (float)Step);
            }

            (now, before) = (before, now);
        }

        // A runner's foot or a knee that straightens goes at 30 m/s at most; a jump of the pose would be hundreds.
        Assert.InRange(fastest, 1, 45);
    }

    [Fact]
    public void A_role_is_a_function_of_time()
    {
        var creature = Of("person");
        var beats =
            new[] { new TimedBeat { Action = "walk", From = 0, To = 3, Way = [Vector3.Zero, new(3, 0, 1)] }, new TimedBeat { Action = "wave", From = 3, To = 5 } };
        var (one, two) = (Role.Compile(creature, beats, _actions, new RoleGround(), 4),
            Role.Compile(creature, beats, _actions, new RoleGround(), 4));
        var (first, second) = (creature.NewStance(), creature.NewStance());
        foreach (var time in new[] { 4.2, 0.1, 3.01, 1.7 })
        {
            one.At(time, first);
            two.At(0.5 * time, second);
            two.At(time, second);
            Assert.Equal(first.Bones, second.Bones);
            Assert.Equal(first.Place, second.Place);
        }
    }

    [Fact]
    public void A_shot_that_goes_on_begins_in_the_last_pose()
    {
        var creature = Of("person");
        var role = Role.Compile(
            creature, [
                new TimedBeat { Action = "walk", From = 0, To = 4, Way = [Vector3.Zero, new(5, 0, 0)], Arrives = false }
            ], _actions, new RoleGround { Heading = 90 }, 4);
        var next = Role.Compile(
            creature, [
                new TimedBeat
                {
                    Action = "walk",
                    From = 4,
                    To = 8,
                    Way = [new(5, 0, 0), new(10, 0, 0)],
                    SetsOff = false,
                    Arrives = false,
                }
            ],
            _actions, new RoleGround { Before = role, BeforeSeconds = 4 }, 4);
        var (end, start) = (creature.NewStance(), creature.NewStance());
        role.At(4, end);
        next.At(4, start);

        Assert.Equal(end.Place.Translation.X, start.Place.Translation.X, 1e-3f);
        for (var i = 0; i < end.Bones.Length; i++)
        {
            Assert.Equal(end.Bones[i], start.Bones[i], 2e-3f);
        }

        // And with the same foot: a second later both are at the same share of the stride.
        var (going, gone) = (creature.NewStance(), creature.NewStance());
        role.At(5, going);
        next.At(5, gone);
        var foot = creature.Rig.Legs[0].Foot;
        Assert.True(Vector3.Distance(going.BoneAt(foot).Translation, gone.BoneAt(foot).Translation) < 0.08f);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Nothing_is_ever_dead_still(string name)
    {
        var creature = Of(name);
        var role = Role.Compile(
            creature, [new TimedBeat { Action = "idle", From = 0, To = 6 }], _actions, new RoleGround(), 4);
        var (one, two) = (creature.NewMesh(), creature.NewMesh());
        var stance = creature.NewStance();
        for (var frame = 0; frame < 72; frame += 6)
        {
            role.At(frame / 24.0, stance);
            creature.Pose(stance, one);
            role.At((frame + 6) / 24.0, stance);
            creature.Pose(stance, two);
            var moved = one.X
                .Zip(two.X, (a, b) => MathF.Abs(a - b)).Max() + one.Y.Zip(two.Y, (a, b) => MathF.Abs(a - b)).Max();
            Assert.True(moved > 2e-4f * creature.Height, $"{name} stood still at frame {frame}");
        }
    }

    [Fact]
    public void Eyes_blink_as_eyes_do()
    {
        var role = Role.Compile(Of("person"), [], _actions, new RoleGround(), 12);
        const double Step = 1 / 120.0;
        var (blinks, shut, was) = (0, 0.0, 0f);
        for (var time = 0.0; time < 600; time += Step)
        {
            var now = role.Blink(time);
            Assert.InRange(now, 0, 1);
            Assert.True(MathF.Abs(now - was) < 0.4f);
            blinks += now >= 0.5f && was < 0.5f ? 1 : 0;
            shut += now > 0.5f ? Step : 0;
            was = now;
        }

        // People blink 12 to 25 times a minute and have their eyes shut about a thirtieth of the time.
        Assert.InRange(blinks / 10.0, 12, 25);
        Assert.InRange(shut / 600, 0.015, 0.06);
    }

    [Fact]
    public void Posing_allocates_nothing()
    {
        var creature = Of("person");
        var role = Role.Compile(
            creature, [new TimedBeat { Action = "walk", From = 0, To = 4, Way = [Vector3.Zero, new(5, 0, 0)] }],
            _actions, new RoleGround(), 4);
        var (stance, mesh) = (creature.NewStance(), creature.NewMesh());
        role.At(0.2, stance);
        creature.Pose(stance, mesh);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 20; i++)
        {
            role.At(0.1 * i, stance);
            creature.Pose(stance, mesh);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Who_points_points_at_it()
    {
        var creature = Of("person");
        var target = new Vector3(3, 2.2f, 3);
        var role = Role.Compile(
            creature, [new TimedBeat { Action = "point", From = 0, To = 3, Target = target }], _actions,
            new RoleGround(), 4);
        var pose = role.NewScratch();
        role.PoseAt(2, pose, true);
        var bones = creature.Rig.Skeleton;
        var shoulder = World(pose, pose.Joints[bones["upperArmL"]]);
        var hand = World(pose, pose.Joints[bones["handL"]]);

        Assert.True(Vector3.Dot(Vector3.Normalize(hand - shoulder), Vector3.Normalize(target - shoulder)) > 0.96f);
    }

    private static Creature Of(string name)
    {
        lock (_built)
        {
            if (!_built.TryGetValue(name, out var creature))
            {
                _built.Add(name, creature = _library.Build(name, Traits.None, 2));
            }

            return creature;
        }
    }

    private static Terrain Hills(Creature creature)
    {
        const int Side = 96;
        var step = Math.Max(0.6f * creature.Rig.LegLength, 0.004f);
        var heights = new float[Side * Side];
        for (var i = 0; i < heights.Length; i++)
        {
            var (x, z) = (i % Side, i / Side);
            heights[i] = step * ((0.16f * x) + (0.25f * MathF.Sin(0.9f * x)) + (0.2f * MathF.Cos(0.7f * z)));
        }

        return new Terrain(heights, Side, step);
    }

    private static Vector3 Ball(Creature creature, PoseScratch pose, int index)
    {
        var leg = creature.Rig.Legs[index];
        var rest = creature.Rig.Skeleton.Bones[leg.Foot].Rest;
        return World(pose, pose.Joints[leg.Foot] + Vector3.Transform(leg.Ball - rest, pose.Turns[leg.Foot]));
    }

    private static Vector3 World(PoseScratch pose, Vector3 local) =>
        Vector3.Transform(
            local, Matrix4x4.CreateRotationY(pose.Heading * MathF.PI / 180) * Matrix4x4.CreateTranslation(pose.Place));
}
