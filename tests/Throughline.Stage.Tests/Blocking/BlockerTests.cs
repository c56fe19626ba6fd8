using System.Numerics;
using Throughline.Stage.Assets;
using Throughline.Stage.Blocking;
using Throughline.Stage.Rendering;
using Throughline.Stage.Scenes;
using static Throughline.Stage.Tests.Blocking.Stages;

namespace Throughline.Stage.Tests.Blocking;

public sealed class BlockerTests
{
    [Fact]
    public void The_main_subject_stands_on_the_mark()
    {
        var actor = Assert.Single(Block(Scene(Someone())));
        Assert.Equal(Vector3.Zero, actor.Start);
    }

    [Theory]
    [InlineData(Relation.Behind, -1)]
    [InlineData(Relation.InFrontOf, 1)]
    public void Behind_is_farther_from_the_audience_and_in_front_is_nearer(Relation relation, int side)
    {
        var actors = Block(
            Scene(
                Someone("house", "house"),
                Someone("keeper", place: new Placing { Relation = relation, To = "house" })));
        var apart = actors[1].Start.Z - actors[0].Start.Z;
        Assert.Equal(side, Math.Sign(apart));
        Assert.True(MathF.Abs(apart) >= House.Radius);
    }

    [Fact]
    public void On_is_on_top_of_it() =>
        Assert.Equal(
            0.8f, Block(
                Scene(
                    Someone("table", "table"),
                    Someone("cup", place: new Placing { Relation = Relation.On, To = "table" })))[1].Start.Y, 3);

    [Fact]
    public void Traffic_keeps_its_lanes_and_misses_one_another_and_who_crosses()
    {
        var car = new Body { Height = 1.4f, Radius = 2, Depth = 2, EyeHeight = 1 };
        var bus = new Body { Height = 2.8f, Radius = 4, Depth = 4, EyeHeight = 1.6f };
        var set = Flat() with
        {
            Ways = new Dictionary<string, IReadOnlyList<Vector3>>
            {
                ["street"] = [new(0, 0, 30), new(0, 0, -60)],
                ["crossing"] = [new(-6, 0, -3), new(6, 0, -3)],
            },
        };
        var scene = Scene(
            Someone("woman", beats: new Beat { Action = "walk", Toward = "crossing", Course = Course.Along }),
            Someone("car", "car", beats: new Beat { Action = "drive" }) with { Count = 3 },
            Someone("bus", "bus", beats: new Beat { Action = "drive" }) with { Count = 3 });
        var actors = Stage.Blocking.Blocker.Block(
            scene, set, subject => subject.Asset switch { "car" => car, "bus" => bus, _ => Person },
            (_, beat) => beat.Action == "drive" ? 6 : 1.4f);

        var traffic = actors.Skip(1).ToList();
        Assert.All(traffic, one => Assert.All(
            one.Beats[0].Way, place => Assert.InRange(MathF.Abs(place.X), 1.1f, 1.5f)));
        Assert.Contains(traffic, one => one.Start.X < 0);
        Assert.Contains(traffic, one => one.Start.X > 0);
        for (var share = 0f; share <= 1; share += 0.05f)
        {
            foreach (var (one, i) in traffic.Select((one, i) => (one, i)))
            {
                var here = At(one, share);
                Assert.All(traffic.Skip(i + 1).Where(other => At(other, share).X * here.X > 0), other => Assert.True(
                    MathF.Abs(At(other, share).Z - here.Z) > one.Body.Depth + other.Body.Depth + 1));
                var woman = At(actors[0], share * 1.4f * 6 / (0.5f * (actors[0].Beats[0].Way.Count - 1)));
                Assert.False(
                    MathF.Abs(woman.X - here.X) < 1.4f && MathF.Abs(woman.Z - here.Z) < one.Body.Depth + 0.3f);
            }
        }

        static Vector3 At(Actor actor, float share)
        {
            var way = actor.Beats[0].Way;
            return way[Math.Min((int)MathF.Round(share * (way.Count - 1)), way.Count - 1)];
        }
    }

    [Fact]
    public void Who_jumps_over_something_low_runs_up_to_it_and_on_beyond_it()
    {
        var actors = Block(Scene(
            Someone("runner", beats: new Beat { Action = "jump", Toward = "table", Course = Course.Through }),
            Someone("table", "table")));

        var (runner, table) = (actors[0], actors[1].Start);
        Assert.Equal(["run", "jump", "run"], runner.Beats.Select(beat => beat.Beat.Action));
        var jump = runner.Beats[1];
        var ahead = jump.Way[1] - jump.Way[0];
        Assert.True(Vector3.Distance((jump.Way[0] + jump.Way[1]) / 2, table) < 0.1f);
        Assert.True(ahead.Length() > 2 * (Table.Depth + Person.Radius));
        Assert.Equal(0, Vector3.Distance(runner.Beats[0].Way[^1], jump.Way[0]), 3);
        Assert.True(Vector3.Dot(runner.Beats[2].Way[^1] - jump.Way[1], ahead) > 0);
        Assert.Equal((runner.Beats[0].To, runner.Beats[1].To, 6d), (jump.From, runner.Beats[2].From, runner.Beats[2].To));
    }

    [Fact]
    public void Two_at_a_table_have_a_chair_each_and_sit_face_to_face()
    {
        var actors = Block(Scene(
            Someone("friend", place: new Placing { Relation = Relation.On, To = "chair" }) with { Count = 2 },
            Someone("table", "table"),
            Someone("chair", "armchair", new Placing { Relation = Relation.Around, To = "table" }) with { Count = 2 }));

        var (friends, chairs) = (actors.Where(actor => actor.Subject.Id == "friend").ToList(),
            actors.Where(actor => actor.Subject.Id == "chair").ToList());
        var table = actors.Single(actor => actor.Subject.Id == "table");
        Assert.All(
            friends.Zip(chairs), pair => Assert.True(
                Vector3.Distance(pair.First.Start, pair.Second.Start + Armchair.Anchors["seat"]) < 0.2f));
        Assert.Equal(-1, Vector3.Dot(Ahead(friends[0]), Ahead(friends[1])), 3);
        Assert.All(friends, friend => Assert.True(Vector3.Dot(Ahead(friend), table.Start - friend.Start) > 0.5f));
    }

    [Theory]
    [InlineData(Course.Past)]
    [InlineData(Course.To)]
    public void Who_drives_past_a_house_or_to_it_is_not_on_it(Course course)
    {
        var actors = Block(
            Scene(
                Someone("driver", beats: new Beat { Action = "drive", Toward = "house", Course = course }),
                Someone("house", "house")));
        Assert.All(actors, actor => Assert.Null(actor.Carriage));
        Assert.True(Vector3.Distance(actors[0].Start, actors[1].Start) > House.Radius * 0.5f);
    }

    [Fact]
    public void What_sails_past_a_house_on_land_stays_on_the_water()
    {
        // Land from z = 10 on, water before it.
        var ground = new Terrain(
            [.. Enumerable.Range(0, 101 * 101).Select(i => (i / 101) - 50 > 10 ? 1f : -3f)], 101, 1);
        var water = new WaterSurface { Level = 0, From = new(-50, -50), To = new(50, 50) };
        var boat = new Body { Height = 3, Radius = 2, EyeHeight = 2, Element = Element.Water };
        var actors = Stage.Blocking.Blocker.Block(
            Scene(
                Someone("boat", "boat", beats: new Beat { Action = "sail", Toward = "house", Course = Course.Past }),
                Someone("house", "house", new Placing { At = new(0, 20) })),
            Flat(water: water, ground: ground),
            subject => subject.Asset == "boat" ? boat : Of(subject), (_, _) => 2);
        var way = actors[0].Beats[0].Way;
        Assert.NotEmpty(way);
        Assert.All(way, place => Assert.True(ground.HeightAt(place.X, place.Z) < 0, $"{place}"));
    }

    [Fact]
    public void Who_stands_in_a_field_of_flowers_has_none_before_the_face()
    {
        var actors = Block(
            Scene(
                Someone(place: new Placing { Relation = Relation.Inside, To = "flower" }),
                Someone("flower", "cup") with { Count = 30 }));
        var who = actors.Single(actor => actor.Subject.Id == "keeper");

        Assert.All(
            actors.Where(actor => actor.Subject.Id == "flower"), flower => Assert.True(flower.Start.Z < who.Start.Z));
    }

    [Theory]
    [InlineData("hug", 0.6f)]
    [InlineData("shake_hands", 1.2f)]
    [InlineData("fight", 1.2f)]
    public void A_couple_does_what_two_do_with_each_other_face_to_face(string action, float apart)
    {
        var actors = Block(Scene(Someone("couple", beats: new Beat { Action = action }) with { Count = 2 }));
        Assert.InRange(Vector3.Distance(actors[0].Start, actors[1].Start), 0.2f, apart);
        Assert.All(
            actors.Zip(actors.Reverse()), pair => Assert.True(
                Vector3.Dot(Ahead(pair.First), Vector3.Normalize(pair.Second.Start - pair.First.Start)) > 0.95f));
        Assert.Equal([1, 0], actors.Select(actor => actor.Beats[0].TargetActor));
    }

    [Theory]
    [InlineData("fight")]
    [InlineData("shake_hands")]
    public void Whom_one_fights_or_greets_by_hand_does_the_same(string action)
    {
        var actors = Block(
            Scene(
                Someone("one", beats: new Beat { Action = action, Toward = "other", Course = Course.At }),
                Someone("other")));
        Assert.Equal(action, actors[1].Beats[0].Beat.Action);
        Assert.True(Vector3.Dot(Ahead(actors[0]), Ahead(actors[1])) < -0.8f);
    }

    [Fact]
    public void Who_is_carried_rides_on_the_shoulders()
    {
        var child = Person with { Height = 1.1f };
        var actors = Stage.Blocking.Blocker.Block(
            Scene(
                Someone("father", beats: new Beat { Action = "walk" }),
                Someone("child", "child", new Placing { Relation = Relation.HeldBy, To = "father" })),
            Flat(), subject => subject.Asset == "child" ? child : Of(subject), SpeedOf);
        var carriage = actors[1].Carriage!.Value;
        Assert.Equal((0, false), (carriage.Actor, carriage.InHand));
        Assert.InRange(carriage.Place.Y, 1.3f, 1.6f);
        Assert.True(carriage.Place.Z < 0);
        Assert.Equal("ride", actors[1].Beats[0].Beat.Action);
    }

    [Fact]
    public void Who_chases_goes_the_way_of_the_chased_behind_it()
    {
        var actors = Block(
            Scene(
                Someone("dog", beats: new Beat { Action = "chase", Toward = "cat", Course = Course.To }),
                Someone("cat", beats: new Beat { Action = "run", Toward = "right", Course = Course.To })));
        var (after, before) = (actors[0].Beats[0].Way, actors[1].Beats[0].Way);
        Assert.NotEmpty(after);
        Assert.All(
            after, place => Assert.True(before.Append(actors[0].Start).Min(
                other => Vector3.Distance(place, other)) < 2.5f));
        Assert.InRange(before[0].X - after[0].X, 0.6f, 3);
        Assert.InRange(before[^1].X - after[^1].X, 0.6f, 3);
    }

    [Fact]
    public void Who_knocks_at_a_house_stands_before_its_door()
    {
        var cottage = House with { Anchors = new Dictionary<string, Vector3> { ["door"] = new(0, 0, 4.5f) } };
        var actors = Stage.Blocking.Blocker.Block(
            Scene(
                Someone("postman", beats: new Beat { Action = "knock", Toward = "house", Course = Course.At }),
                Someone("house", "house")),
            Flat(), subject => subject.Asset == "house" ? cottage : Of(subject), SpeedOf);
        var door = actors[1].Start + Vector3.Transform(
            cottage.Anchors["door"], Matrix4x4.CreateRotationY(actors[1].Heading * MathF.PI / 180));
        Assert.InRange(Vector3.Distance(actors[0].Start, door), 0.1f, 1);
        Assert.True(Vector3.Dot(Ahead(actors[0]), Vector3.Normalize(actors[1].Start - actors[0].Start)) > 0.9f);
        Assert.True(MathF.Abs(Ahead(actors[0]).Z) < 0.5f, "seen from the side");
    }

    [Fact]
    public void A_flock_that_is_fed_is_about_the_feet()
    {
        var pigeon = new Body { Height = 0.3f, Radius = 0.15f, EyeHeight = 0.25f, Alive = true, Element = Element.Air };
        var actors = Stage.Blocking.Blocker.Block(
            Scene(
                Someone("man", beats: new Beat { Action = "feed", Toward = "pigeon", Course = Course.At }),
                Someone("pigeon", "pigeon") with { Count = 7 }),
            Flat(), subject => subject.Asset == "pigeon" ? pigeon : Of(subject), SpeedOf);
        Assert.All(actors.Skip(1), one => Assert.Equal(0, one.Start.Y));
        Assert.All(actors.Skip(1), one => Assert.InRange(Vector3.Distance(one.Start, actors[0].Start), 0.4f, 4.5f));
        Assert.True(actors.Skip(1).Average(one => one.Start.Z) > 0);
    }

    [Fact]
    public void Two_moons_hang_in_the_sky()
    {
        var moon = new Body { Height = 6, Radius = 3, EyeHeight = 3, Element = Element.Air };
        var actors = Stage.Blocking.Blocker.Block(
            Scene(Someone(), Someone("moon", "moon") with { Count = 2 }), Flat(),
            subject => subject.Asset == "moon" ? moon : Of(subject), SpeedOf);
        Assert.All(actors.Skip(1), one => Assert.True(one.Start is { Y: > 10, Z: < -30 }, $"{one.Start}"));
    }

    private static Vector3 Ahead(Actor actor) =>
        new(MathF.Sin(actor.Heading * MathF.PI / 180), 0, MathF.Cos(actor.Heading * MathF.PI / 180));

    [Fact]
    public void Things_on_one_table_stand_beside_one_another()
    {
        var on = new Placing { Relation = Relation.On, To = "table" };
        var actors = Block(
            Scene(
                Someone("table", "table"), Someone("tea", "cup", on), Someone("milk", "cup", on),
                Someone("coffee", "cup", on)));
        var cups = actors.Where(actor => actor.Subject.Asset == "cup").Select(actor => actor.Start).ToList();

        Assert.All(cups, cup => Assert.Equal(0.8f, cup.Y, 3));
        Assert.All(
            cups, cup => Assert.All(
                cups.Where(other => other != cup),
                other => Assert.True(Vector3.Distance(cup, other) >= Cup.Radius * 2)));
        Assert.All(cups, cup => Assert.True(Vector3.Distance(cup, actors[0].Start with { Y = 0.8f }) < Table.Radius));
    }

    [Fact]
    public void Between_is_in_the_middle()
    {
        var actors = Block(Scene(
            Someone("left", place: new Placing { At = new Vector2(-3, 0) }),
            Someone("right", place: new Placing { At = new Vector2(3, -2) }),
            Someone("middle", place: new Placing { Relation = Relation.Between, To = "left", And = "right" })));
        Assert.Equal(new Vector3(0, 0, -1), actors[2].Start);
    }

    [Fact]
    public void A_relation_to_somebody_named_later_holds_too()
    {
        var actors = Block(
            Scene(
                Someone("cup", place: new Placing { Relation = Relation.On, To = "table" }),
                Someone("table", "table")));
        var cup = actors.Single(actor => actor.Subject.Id == "cup");
        Assert.Equal(0.8f, cup.Start.Y, 3);
    }

    [Fact]
    public void Two_that_stand_to_each_other_do_not_wait_for_ever() =>
        Assert.Equal(2, Block(Scene(
            Someone("a", place: new Placing { Relation = Relation.Beside, To = "b" }),
            Someone("b", place: new Placing { Relation = Relation.Beside, To = "a" }))).Count);

    [Theory]
    [InlineData("right", Course.To)]
    [InlineData(null, Course.To)]
    public void Who_goes_beside_somebody_goes_the_same_way_at_the_same_speed(string? toward, Course course)
    {
        Beat Go(string action) => new() { Action = action, Toward = toward, Course = course };
        var actors = Block(Scene(
            Someone("girl", beats: Go("walk")),
            Someone("dog", place: new Placing { Relation = Relation.Beside, To = "girl" }, beats: Go("run"))));
        var travels = actors.Select(actor => new Stage.Worlds.Travel(actor)).ToArray();
        var apart = travels[1].At(0).Feet - travels[0].At(0).Feet;
        Assert.InRange(apart.Length(), 0.5f, 2);
        for (var time = 0.5; time < 5; time += 0.5)
        {
            var (girl, dog) = (travels[0].At(time).Feet, travels[1].At(time).Feet);
            Assert.True(
                Vector3.Distance(girl, dog) < 2.2f, $"at {time} s they are {Vector3.Distance(girl, dog)} m apart");
        }

        Assert.Equal(1.4f / 3.5f, actors[1].Beats[0].Beat.Pace, 3);
    }

    [Theory]
    [InlineData(Relation.On)]
    [InlineData(Relation.Inside)]
    public void Who_reads_in_an_armchair_sits_in_it_as_it_stands(Relation relation)
    {
        var actors = Block(Scene(
            Someone("armchair", "armchair", new Placing { At = new Vector2(2, -1), Facing = -50 }),
            Someone(
                "reader", place: new Placing { Relation = relation, To = "armchair" },
                beats: new Beat { Action = "read" }),
            Someone("cat", place: new Placing { Relation = relation, To = "armchair" })));
        Assert.Equal(["sit", "read"], actors[1].Beats.Select(beat => beat.Beat.Action));
        Assert.True(actors[1].Beats[1].Beat.Together);
        Assert.Equal(actors[0].Heading, actors[1].Heading);
        Assert.Equal(0.56f, actors[1].Start.Y, 2);
        Assert.Equal(["sit"], actors[2].Beats.Select(beat => beat.Beat.Action));
        Assert.True(Vector3.Distance(actors[1].Start, actors[2].Start) > 0.3f, "one sits on the other");
    }

    [Fact]
    public void Who_rides_keeps_the_seat_whatever_else_is_said()
    {
        var actors = Block(Scene(
            Someone(
                "knight", beats: [
                    new Beat { Action = "ride", Toward = "horse" }, new Beat { Action = "walk" },
                    new Beat { Action = "fall" }, new Beat { Action = "wave" }
                ]),
            Someone("horse", "horse")));
        Assert.Equal(["ride", "wave"], actors[0].Beats.Select(beat => beat.Beat.Action));
        Assert.True(actors[0].Beats[1].Beat.Together);
        Assert.NotNull(actors[0].Carriage);
    }

    [Fact]
    public void Several_go_together()
    {
        var actors = Block(Scene(Someone(beats: new Beat { Action = "walk" }) with { Count = 4 }));
        var ways = actors.Select(actor => Vector3.Normalize(actor.Beats[0].Way[^1] - actor.Beats[0].Way[0])).ToArray();
        Assert.All(ways, way => Assert.True(Vector3.Dot(way, ways[0]) > 0.95f));
    }

    [Fact]
    public void A_crowd_stands_apart_and_clear_of_obstacles()
    {
        Vector3[] obstacles = [new(0.5f, 0, 1), new(-2, -1, 0.8f)];
        var actors = Block(Scene(Someone() with { Count = 30 }), Flat(obstacles));
        Assert.Equal(30, actors.Count);
        for (var i = 0; i < actors.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                Assert.True(Vector3.Distance(actors[i].Start, actors[j].Start) >= (2 * Person.Radius) - 1e-3f);
            }

            foreach (var one in obstacles)
            {
                Assert.True(
                    Vector2.Distance(
                        new Vector2(actors[i].Start.X, actors[i].Start.Z), new Vector2(one.X, one.Y)) >= one.Z);
            }
        }
    }

    [Fact]
    public void A_walk_is_as_long_as_its_time_and_keeps_clear_of_obstacles()
    {
        Vector3[] obstacles = [new(0.1f, -1.1f, 0.6f)];
        var actor = Block(
            Scene(Someone(beats: new Beat { Action = "walk", Toward = "path", Course = Course.Along })),
            Flat(obstacles))[0];
        var way = Assert.Single(actor.Beats).Way;
        var length = Enumerable.Range(1, way.Count - 1).Sum(i => Vector3.Distance(way[i - 1], way[i]));
        Assert.InRange(length, 1.4f * 6 * 0.85f, 1.4f * 6 * 1.25f);
        Assert.All(
            way,
            point => Assert.True(Vector2.Distance(new Vector2(point.X, point.Z), new Vector2(0.1f, -1.1f)) > 0.6f));
        Assert.InRange((way[0].X + way[^1].X) / 2, -1, 1); // its middle is near the mark
    }

    [Fact]
    public void Beats_follow_one_another_and_share_the_time()
    {
        var beats = Block(
            Scene(
                Someone(
                    beats: [
                        new Beat { Action = "walk", Toward = "door" }, new Beat { Action = "wave" },
                        new Beat { Action = "idle", From = 5 }
                    ])))[0].Beats;
        Assert.Equal(0, beats[0].From);
        Assert.Equal(beats[0].To, beats[1].From);
        Assert.Equal(5, beats[1].To, 6);
        Assert.Equal(6, beats[2].To, 6);
        Assert.True(beats[0].To - beats[0].From > beats[1].To - beats[1].From);
        Assert.True(Vector3.Distance(beats[0].Way[^1], new Vector3(3, 0, -4)) < 1.5f);
    }

    [Fact]
    public void What_comes_later_does_not_change_what_was()
    {
        var before = Scene(Someone(beats: new Beat { Action = "walk", Toward = "right" }));
        var joined = Continuation.Join(before, Scene(Someone(beats: new Beat { Action = "wave" })));
        var (first, both) = (Block(before)[0], Block(joined)[0]);
        Assert.Equal(first.Start, both.Start);
        Assert.Equal(first.Beats[0].Way, both.Beats[0].Way);
        Assert.Equal(6, both.Beats[1].From, 6);
        Assert.Equal(12, both.Beats[1].To, 6);
    }

    [Fact]
    public void What_hands_work_on_is_within_reach_and_both_face_each_other()
    {
        var actors = Block(Scene(
            Someone(beats: new Beat { Action = "work", Toward = "house", Course = Course.At }),
            Someone("house", "house")));
        var to = actors[1].Start - actors[0].Start;
        var bearing = MathF.Atan2(to.X, to.Z) * 180 / MathF.PI;

        Assert.InRange(to.Length(), 0.3f, actors[1].Body.Depth + 1.2f);
        Assert.InRange(MathF.Abs(MathF.IEEERemainder(actors[0].Heading - bearing, 360)), 0, 1);
        Assert.True(MathF.Abs(to.X) > MathF.Abs(to.Z), "one hides the other");
    }

    [Fact]
    public void What_is_told_later_moves_nobody_who_was_seen()
    {
        var before = Scene(Someone(), Someone("house", "house"));
        var joined = Continuation.Join(
            before, Scene(
                Someone(beats: new Beat { Action = "work", Toward = "house", Course = Course.At }),
                Someone("house", "house")));

        Assert.Equal(
            Block(before).Select(actor => (actor.Start, actor.Heading)),
            Block(joined).Select(actor => (actor.Start, actor.Heading)));
    }

    [Fact]
    public void Nothing_said_means_it_goes_on()
    {
        var before = Scene(Someone(beats: new Beat { Action = "walk", Toward = "right" }));
        var both = Block(Continuation.Join(before, Scene()))[0];
        Assert.Equal(both.Beats[0].Way[^1], both.Beats[1].Way[0]);
        Assert.True(both.Beats[1].Way[^1].X > both.Beats[0].Way[^1].X + 4);
    }

    [Fact]
    public void Who_lives_on_land_stays_out_of_the_water_and_boats_stay_in_it()
    {
        // Sea for Z below -5.
        var ground = new Stage.Assets.Terrain(
            [.. Enumerable.Range(0, 41 * 41).Select(i => ((i / 41) - 20) * 2f < -5 ? -2f : 1f)], 41, 2);
        var set = Flat(water: new WaterSurface(), ground: ground);
        var boat = Stages.House with { Height = 1, Radius = 1.5f, Element = Stage.Assets.Element.Water };
        var actors = Stage.Blocking.Blocker.Block(
            Scene(Someone(place: new Placing { Relation = Relation.Near, To = "door" }), Someone("boat", "boat")),
            set,
            subject => subject.Asset == "boat" ? boat : Person,
            SpeedOf);
        Assert.True(actors[0].Start.Y > 0.5f);
        Assert.True(actors[1].Start.Z < -4);
        Assert.Equal(0, actors[1].Start.Y, 3);
    }

    [Fact]
    public void What_is_by_the_sea_stands_on_the_shore()
    {
        var ground = new Stage.Assets.Terrain(
            [.. Enumerable.Range(0, 41 * 41).Select(i => ((i / 41) - 20) * 2f < -5 ? -2f : 1f)], 41, 2);
        var set = Flat(water: new WaterSurface(), ground: ground) with
        {
            Anchors = new Dictionary<string, Vector3> { ["sea"] = new(6, 0, -20) },
        };

        var rock = Block(Scene(
            Someone("cup", "cup", new Placing { Relation = Relation.On, To = "table" }),
            Someone("table", "table", new Placing { Relation = Relation.Beside, To = "sea" })), set)[1];

        Assert.True(rock.Start.Y > 0.5f, $"it stands at {rock.Start}");
    }

    [Fact]
    public void Nobody_is_pushed_into_a_wall()
    {
        var set = Flat([new(0, -2.6f, 0.5f)]) with
        {
            Indoors = true,
            CameraLow = new(-4, 0.2f, -3),
            CameraHigh = new(4, 2.5f, 4),
        };

        var who = Block(Scene(Someone(place: new Placing { At = new(0, -2.9f) })), set)[0];
        var free = Block(
            Scene(Someone("table", "table", new Placing { At = new(1.2f, -2.9f) }),
                Someone("keeper", place: new Placing { Relation = Relation.Beside, To = "table" })), set)[1];

        Assert.Equal(-2.9f, who.Start.Z, 3);
        Assert.True(free.Start.Z > -3, $"{free.Start} is in the wall");
    }
}
