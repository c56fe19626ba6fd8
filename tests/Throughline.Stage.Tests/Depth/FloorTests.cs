using Throughline.Media.Pictures;
using Throughline.Stage.Stills;

namespace Throughline.Stage.Tests.Depth;

/// <summary>What fills the frame down to its lower border is a floor; shoulders that reach it are none.</summary>
public sealed class FloorTests
{
    private const int Width = 240;
    private const int Height = 160;

    [Fact]
    public void A_table_from_side_to_side_is_no_subject() => Assert.DoesNotContain(true, Left((_, y) => y > 80));

    [Fact]
    public void A_thing_on_the_table_goes_with_it_and_one_before_the_wall_stays()
    {
        static bool Thing(int x, int y) =>
            (x is > 40 and < 70 && y > 60) || (x is > 150 and < 190 && y is > 20 and < 60);
        var left = Left((x, y) => y > 90 || Thing(x, y), out var graph);
        Patch[] patches = [.. graph.Patches.Where((_, k) => left[k])];

        Assert.InRange(patches.Sum(patch => patch.Area), 1100, 1900);
        Assert.All(patches, patch => Assert.True(patch is { X: > 140 and < 200, Y: > 10 and < 70 }));
    }

    [Fact]
    public void Shoulders_that_reach_both_sides_are_a_subject_for_the_room_beside_the_head()
    {
        static bool Portrait(int x, int y) => y > 100
            ? Math.Abs(x - 120) < 45 + (1.3 * (y - 100))
            : y > 20 && Math.Abs(x - 120) < 36;
        Assert.Contains(true, Left(Portrait));
    }

    [Fact]
    public void A_low_strip_that_does_not_reach_both_sides_stays() =>
        Assert.Contains(true, Left((x, y) => y > 110 && x > 60));

    private static bool[] Left(Func<int, int, bool> front) => Left(front, out _);

    private static bool[] Left(Func<int, int, bool> front, out PatchGraph graph)
    {
        var picture = new Picture(Width, Height);
        for (var i = 0; i < Width * Height; i++)
        {
            picture.Pixels.AsSpan(4 * i, 4).Fill(front(i % Width, i / Width) ? (byte)200 : (byte)60);
        }

        var none = TestContext.Current.CancellationToken;
        graph = PatchGraph.Of(WorkImage.From(picture, Width, 1, none), 400, 1, none);
        bool[] left = [.. graph.Patches.Select(patch => patch.L > 50)];
        SubjectCue.Floor(graph, left);
        return left;
    }
}
