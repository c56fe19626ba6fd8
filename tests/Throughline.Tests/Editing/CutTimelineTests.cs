using CsCheck;
using Throughline.Editing;
using Throughline.Films;
using Throughline.Media.Video;

namespace Throughline.Tests.Editing;

public sealed class CutTimelineTests
{
    /// <summary>Films whose transitions always fit.</summary>
    internal static Gen<TestShot[]> Shots { get; } = Gen.Select(
        Gen.Int[20, 90], Gen.Enum<TransitionKind>(), Gen.Int[1, 10], Gen.Bool)
        .Select(
            (frames, kind, length, chained) => new TestShot(
                frames, kind, kind == TransitionKind.Cut ? 0 : length, chained))
        .Array[1, 12];

    [Fact]
    public void The_film_is_as_long_as_its_shots_less_what_they_share() => Shots.Sample(shots =>
    {
        var (_, timeline) = TestFilms.Make(FrameRate.Film, shots);
        var shared = shots.Skip(1).Where(s => s.Kind is TransitionKind.Dissolve or TransitionKind.Wipe).Sum(
            s => s.TransitionFrames);
        return timeline.Frames == shots.Sum(s => s.Frames) - shared;
    });

    [Fact]
    public void Every_frame_belongs_to_a_shot_and_every_joint_has_its_frames() => Shots.Sample(shots =>
    {
        var (_, timeline) = TestFilms.Make(new FrameRate(30000, 1001), shots);
        var frames = Enumerable.Range(0, timeline.Frames).Select(timeline.At).ToList();
        Assert.All(
            frames.Select((f, n) => (f, n)),
            p => Assert.InRange(p.n, timeline.Shots[p.f.Shot].Start, timeline.Shots[p.f.Shot].End - 1));
        for (var i = 0; i < timeline.Shots.Length; i++)
        {
            var joint = timeline.Shots[i].Joint;
            Assert.Equal(
                joint.Incoming + (joint.Kind == TransitionKind.Fade ? joint.Outgoing : 0),
                frames.Count(f => f.Joint == i));
        }
    });

    [Theory]
    [InlineData(TransitionKind.Dissolve)]
    [InlineData(TransitionKind.Wipe)]
    [InlineData(TransitionKind.Match)]
    public void The_first_shot_has_nothing_to_come_from(TransitionKind kind) =>
        Assert.Equal(
            TransitionKind.Cut, TestFilms.Make(FrameRate.Film, new TestShot(30, kind, 9)).Timeline.Shots[0].Joint.Kind);

    [Fact]
    public void Transitions_that_do_not_fit_are_all_named()
    {
        var error = Assert.Throws<CutException>(() => TestFilms.Make(
            FrameRate.Film, new TestShot(10), new TestShot(20, TransitionKind.Dissolve, 12),
            new TestShot(20, TransitionKind.Dissolve, 12)));
        Assert.Equal(CutError.BadOrder, error.Code);
        Assert.Contains("shot-0", error.Message, StringComparison.Ordinal);
        Assert.Contains(
            "shot shot-1 lasts 20 frames, but the transitions into and out of it take 24", error.Message,
            StringComparison.Ordinal);
        Assert.DoesNotContain("shot-2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_film_needs_a_clip() =>
        Assert.Equal(CutError.BadOrder, Assert.Throws<CutException>(() => CutTimeline.Lay([], FrameRate.Film)).Code);
}
