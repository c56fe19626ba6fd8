using Throughline.Engines;
using Throughline.Routing;
using Throughline.Tests.Films;

namespace Throughline.Tests.Routing;

public sealed class PlannerTests(FilmFolder folder) : IClassFixture<FilmFolder>
{
    private static readonly EngineCard _stage = FilmFolder.Stage with { ShootingTimePerSecond = 0.5 };

    private static readonly EngineCard _words = new()
    {
        Name = "words",
        Version = "1",
        Description = "",
        TextToVideo = true,
        ImageToVideo = true,
        LastFrame = true,
        MovesToLastFrame = true,
        MinSeconds = 4,
        MaxSeconds = 8,
        PricePerSecond = 0.05m,
    };

    [Fact]
    public void The_only_engine_shoots_what_it_can_and_says_why()
    {
        var planned = Assert.Single(Plan("  - {id: a, image: dawn.jpg, seconds: 2.5}", _stage).Shots);
        Assert.Equal(
            ("stage", 60, 2.5m, 0m, TimeSpan.FromSeconds(1.25)),
            (planned.Engine, planned.Frames, planned.Seconds, planned.CostUsd, planned.ShootingTime!.Value));
        Assert.Equal(["the only engine", "can start from a picture", "free"], planned.Reasons);
        Assert.Equal("stage: the only engine, can start from a picture, free.", planned.Why);
    }

    [Fact]
    public void The_cheapest_engine_that_can_is_chosen()
    {
        var plan = Plan(
            "  - {id: a, image: dawn.jpg, seconds: 5}\n  - {id: b, prompt: A fox., seconds: 5}\n  - {id: c, from: a, last: dusk.jpg, seconds: 6}",
            _words, _stage);
        Assert.Empty(plan.Problems);
        Assert.Equal(["stage", "words", "words"], plan.Shots.Select(shot => shot.Engine));
        Assert.Equal(["the cheapest of 2 engines that can", "can start from a picture", "free"], plan.Shots[0].Reasons);
        Assert.Equal(
            ["the only one of 2 engines that can", "can start from words", "0.05 USD a second"], plan.Shots[1].Reasons);
        Assert.Equal(
            [
                "the only one of 2 engines that can", "can go on from a last frame", "can end on a picture",
                "0.05 USD a second"
            ], plan.Shots[2].Reasons);
        Assert.Equal(0.55m, plan.CostUsd);
        Assert.Null(plan.ShootingTime);
    }

    [Fact]
    public void The_engine_that_a_shot_asks_for_is_taken_whatever_it_costs()
    {
        var planned = Assert.Single(
            Plan("  - {id: a, image: dawn.jpg, seconds: 5, engine: words}", _stage, _words).Shots);
        Assert.Equal(("words", 0.25m, "the shot asks for it"), (planned.Engine, planned.CostUsd, planned.Reasons[0]));
    }

    [Fact]
    public void The_engine_that_a_shot_asks_for_is_refused_what_it_cannot_do() =>
        Assert.Equal(
            ["film.yaml:3:48: shot 'a': stage cannot end on a given picture yet. Remove 'last'."],
            Problems("  - {id: a, image: dawn.jpg, seconds: 5, last: dusk.jpg, engine: stage}", _words, _stage));

    [Fact]
    public void A_camera_move_beside_a_last_picture_is_refused_where_it_stands()
    {
        const string Shots = "  - {id: a, image: dawn.jpg, seconds: 5, last: dusk.jpg, camera: ";
        EngineCard between = _stage with { LastFrame = true };
        Assert.Equal(
            [
                "film.yaml:3:66: shot 'a': orbit_left cannot hold together with 'last': with stage the way from the first picture to the last is the camera's move. Remove 'camera' or 'last', or make two shots of it.",
            ],
            Problems(Shots + "static + orbit_left 20}", between));
        Assert.Empty(Problems(Shots + "static}", between));
        Assert.Equal("words", Assert.Single(Plan(Shots + "push_in}", between, _words).Shots).Engine);
    }

    [Fact]
    public void An_unknown_engine_is_told_the_nearest() =>
        Assert.Equal(
            ["film.yaml:3:50: shot 'a': there is no engine 'wards'. Did you mean 'words'?"],
            Problems("  - {id: a, image: dawn.jpg, seconds: 5, engine: wards}", _stage, _words));

    [Fact]
    public void Every_refusal_of_the_engine_that_came_nearest_is_told_where_it_stands() =>
        Assert.Equal(
            [
                "film.yaml:3:21: shot 'a': stage cannot start from words alone. Give it an 'image:' or 'from:', or another 'engine'.",
                "film.yaml:3:34: shot 'a': stage cannot end on a given picture yet. Remove 'last'.",
                "film.yaml:4:37: shot 'b': brief shoots 1 to 3 s, not 9. Split it into shots that continue each other with 'from:'.",
            ],
            Problems(
                "  - {id: a, prompt: A fox, last: dusk.jpg, seconds: 2}\n  - {id: b, engine: brief, seconds: 9, image: dawn.jpg}",
                _stage,
                _stage with { Name = "brief", MaxSeconds = 3 }));

    [Fact]
    public void A_look_that_the_engine_does_not_know_is_told_the_nearest()
    {
        EngineCard drawing = _stage with { Looks = ["storybook", "ink"] };
        Assert.Empty(Problems("  - {id: a, image: dawn.jpg, seconds: 5}\nlook: Ink", drawing));
        Assert.Empty(Problems("  - {id: a, image: dawn.jpg, seconds: 5}\nlook: anything", _stage)); // It lists none.
        Assert.Equal(
            ["film.yaml:4:7: stage has no look 'inc'. Did you mean 'ink'?"],
            Problems("  - {id: a, image: dawn.jpg, seconds: 5}\nlook: inc", drawing));
    }

    [Fact]
    public void Without_any_engine_nothing_can_be_shot() =>
        Assert.Equal(
            ["film.yaml:3:5: shot 'a': there is no engine to shoot it."],
            Problems("  - {id: a, image: dawn.jpg, seconds: 5}"));

    [Fact]
    public void The_length_of_the_film_leaves_out_what_dissolves_and_wipes_overlap()
    {
        var plan = Plan(
            "  - {id: a, image: dawn.jpg, seconds: 3, transition: fade 1}\n"
            + "  - {id: b, image: dusk.jpg, seconds: 3, transition: dissolve 1}\n"
            + "  - {id: c, image: dusk.jpg, seconds: 3, transition: wipe 0.5}\n"
            + "  - {id: d, image: dusk.jpg, seconds: 3, transition: match}\n"
            + "  - {id: e, image: dusk.jpg, seconds: 3, transition: fade}",
            _stage);
        Assert.Equal((5 * 72) - 24 - 12, plan.Frames);
        Assert.Equal(13.5, plan.Seconds);
        Assert.Equal(TimeSpan.FromSeconds(7.5), plan.ShootingTime);
    }

    private Plan Plan(string shots, params EngineCard[] engines) =>
        Planner.Plan(folder.Good("throughline: 1\nshots:\n" + shots), engines);

    private IEnumerable<string> Problems(string shots, params EngineCard[] engines) =>
        Plan(shots, engines).Problems.Select(folder.Line);
}
