using System.Diagnostics;
using CsCheck;
using Throughline.Camera;
using Throughline.Films;
using Throughline.Stage.Direction;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Tests.Direction;

public sealed class DirectorTests
{
    private static readonly CastMember _mara =
        new() { Name = "Mara", Description = "an old lighthouse keeper in a yellow raincoat, white beard", Seed = 4 };

    [Theory]
    [InlineData("Medium shot of Anna, an old woman, in a kitchen.", 1)]
    [InlineData("A tracking shot of Anna, a woman, walking through a market at dusk.", 1)]
    [InlineData("A dog follows Anna, a woman.", 2)]
    [InlineData("Anna, a man, and a dog sit on a bench.", 3)]
    [InlineData("Anna, a dog, a cat.", 3)]
    public void A_member_of_the_cast_who_is_named_again_is_nobody_else(string prompt, int subjects)
    {
        CastMember anna = new() { Name = "Anna", Description = "a woman in a green coat" };
        Scene scene = new Director(Words.All).Stage(new DirectionRequest { Prompt = prompt, Cast = [anna] });
        Assert.Equal(subjects, scene.Subjects.Count(subject => subject.Asset is "person" or "dog" or "cat"));
        Assert.Single(scene.Subjects, subject => subject.Cast == "Anna");
    }

    [Fact]
    public void A_prompt_becomes_a_set_an_hour_subjects_beats_and_a_camera()
    {
        var scene = Stage(
            "An old lighthouse keeper in a yellow raincoat walks along the cliff path at dusk, gulls circling, slow push in");

        Assert.Equal("coast", scene.Setting.Set);
        Assert.InRange(scene.Setting.Hour, 18, 19);
        var keeper = scene.Subjects[0];
        Assert.Equal("person", keeper.Asset);
        Assert.Equal(75, keeper.Traits.Age);
        Assert.Contains(new Worn("raincoat", "yellow"), keeper.Traits.Wears);
        Assert.Equal(new Beat { Action = "walk", Toward = "path", Course = Course.Along }, Assert.Single(keeper.Beats));
        Assert.Equal(("gull", "fly"), (scene.Subjects[1].Asset, scene.Subjects[1].Beats[0].Action));
        Assert.True(scene.Subjects[1].Count > 1);
        var move = Assert.Single(scene.Camera.Moves);
        Assert.Equal(CameraMoveKind.PushIn, move.Kind);
        Assert.True(move.Amount < 0.6);
        Assert.Equal(1, scene.Coverage);
        Assert.Empty(scene.NotStaged);
    }

    [Fact]
    public void A_cast_member_named_in_the_prompt_has_its_traits()
    {
        var scene = new Director(Words.All).Stage(
            new DirectionRequest { Prompt = "Mara picks up her lantern and walks into the fog", Cast = [_mara] });

        var mara = Assert.Single(scene.Subjects);
        Assert.Equal(("Mara", 4L), (mara.Cast, mara.Seed));
        Assert.Contains(new Worn("raincoat", "yellow"), mara.Traits.Wears);
        Assert.Equal("beard", mara.Traits.Beard);
        Assert.Equal(["pick_up", "walk"], mara.Beats.Select(beat => beat.Action));
        Assert.Equal(Weather.Fog, scene.Setting.Weather);
    }

    [Fact]
    public void The_shots_own_moves_replace_those_of_the_prompt_and_a_note_says_so()
    {
        CameraMove own = new() { Kind = CameraMoveKind.PanLeft };
        var scene = new Director(Words.All).Stage(
            new DirectionRequest { Prompt = "a fox in the forest, slow push in", Moves = [own] });

        Assert.Equal([own], scene.Camera.Moves);
        Assert.Contains(scene.Notes, note => note.Contains("push in", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_a_contradiction_the_later_wins_and_a_note_says_so()
    {
        var scene = Stage("a fox in the forest at night, at noon");

        Assert.Equal(12, scene.Setting.Hour);
        Assert.Contains(
            scene.Notes, note => note.Contains("night", StringComparison.Ordinal)
                && note.Contains("noon", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", DirectionError.Empty)]
    [InlineData(" \t\n ... !?", DirectionError.Empty)]
    [InlineData("\u0000\u0007\u001b[31m", DirectionError.NothingStageable)]
    [InlineData("старый смотритель маяка", DirectionError.NotEnglish)]
    [InlineData("老人在海边散步", DirectionError.NotEnglish)]
    [InlineData("🐕 🌊", DirectionError.NotEnglish)]
    [InlineData("the essence of epistemology", DirectionError.NothingStageable)]
    [InlineData("of the and", DirectionError.NothingStageable)]
    public void What_cannot_be_staged_is_refused_with_the_reason(string prompt, DirectionError error)
    {
        var refused = Assert.Throws<DirectionException>(() => Stage(prompt));

        Assert.Equal(error, refused.Error);
    }

    [Fact]
    public void A_refusal_lists_what_was_understood()
    {
        var refused = Assert.Throws<DirectionException>(() => Stage("the essence of epistemology"));

        Assert.Equal(["essence", "epistemology"], refused.NotStaged);
        Assert.Contains("epistemology", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hundred_kilobytes_are_read_in_part_and_said_to_be()
    {
        var prompt = string.Concat(
            Enumerable.Repeat("An old man walks along the beach and the dog runs after a gull. ", 1600));
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var scene = Stage(prompt);

        Assert.True(prompt.Length > 100_000);
        Assert.True(scene.Subjects.Count is > 0 and <= 24);
        Assert.True(scene.Coverage < 0.1);
        Assert.Contains(scene.Notes, note => note.Contains("characters", StringComparison.Ordinal));
        Assert.True(
            Process.GetCurrentProcess().TotalProcessorTime - before < TimeSpan.FromSeconds(10),
            "that is a loop, not a slow machine");
    }

    [Fact]
    public void Any_text_is_staged_or_refused_the_same_way_twice()
    {
        var words =
            "a an the old red two flock of gulls man woman walks runs on under door beach forest and then while , . ; is by with without no her his 's dusk rain camera push in slowly close-up who that it they wearing hat to not of from 35mm 3 000 dog's \u0301 Éclair ' \" -"
                .Split(' ');
        Gen.OneOf(Gen.String, Gen.Int[0, words.Length - 1].Select(i => words[i]).Array[0, 40].Select(some => string.Join(' ', some))).Sample(prompt =>
        {
            var (first, second) = (Try(prompt), Try(prompt));
            Assert.Equal(first.Error, second.Error);
            if (first.Scene is not { } scene)
            {
                return;
            }

            Assert.InRange(scene.Coverage, 0, 1);
            Assert.Equal(scene.Coverage == 1, scene.NotStaged.Count == 0);
            Assert.Equal(scene.Subjects.Count, scene.Subjects.Select(subject => subject.Id).Distinct().Count());
            Assert.All(scene.Subjects, subject => Assert.InRange(subject.Count, 1, 200));
            Assert.Equal(scene.Staged, second.Scene!.Staged);
            Assert.Equal(
                scene.Subjects.Select(subject => subject.Id), second.Scene.Subjects.Select(subject => subject.Id));
        }, iter: 400, threads: 1);
    }

    private static Scene Stage(string prompt) =>
        new Director(Words.All).Stage(new DirectionRequest { Prompt = prompt, Seconds = 8 });

    private static (Scene? Scene, DirectionError? Error) Try(string prompt)
    {
        try
        {
            return (Stage(prompt), null);
        }
        catch (DirectionException refused)
        {
            return (null, refused.Error);
        }
    }
}
