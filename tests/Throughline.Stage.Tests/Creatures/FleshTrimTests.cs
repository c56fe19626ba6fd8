using System.Numerics;
using Throughline.Stage.Assets;

namespace Throughline.Stage.Tests.Creatures;

public sealed class FleshTrimTests
{
    private static readonly FleshBody _ball = FleshBody.Ball(0, Vector3.Zero, 1, 0.01f);

    [Fact]
    public void A_trimmed_ball_ends_on_the_line_and_not_on_its_cells()
    {
        // A cylinder of radius 0.6 along Z cuts a round hole: all of the border lies 0.6 from the axis and 1 from the
        // middle.
        var (draft, rim) = Trimmed(trim => trim.Cut(FleshBody.Tube(0, new(0, 0, -3), new(0, 0, 3), 0.6f, 0.6f, 0)));
        Assert.True(rim.Count > 30);
        Assert.All(rim, vertex =>
        {
            var place = draft.Places[vertex];
            Assert.Equal(0.6f, new Vector2(place.X, place.Y).Length(), 0.004f);
            Assert.Equal(1, place.Length(), 0.004f);
        });
        Assert.All(
            draft.Places,
            place => Assert.True(new Vector2(place.X, place.Y).Length() > 0.595f || place.Length() < 0.96f));
    }

    [Fact]
    public void A_skin_ends_before_it_meets_what_lies_under_it()
    {
        // A ball set off sideways dips into the first: it ends where it is a twentieth above it.
        var under = new Flesh();
        under.Add(FleshBody.Ball(0, new(0.3f, 0, 0), 0.95f, 0.01f));
        var (draft, rim) = Trimmed(trim => trim.EndOn(under, 0.05f));
        Assert.True(rim.Count > 30);
        Assert.All(rim, vertex => Assert.Equal(1, Vector3.Distance(draft.Places[vertex], new(0.3f, 0, 0)), 0.004f));
    }

    [Fact]
    public void A_rim_goes_in_from_the_whole_border()
    {
        var (draft, rim) = Trimmed(trim => trim.Cut(FleshBody.Box(0, new(0, -1.3f, 0), new(2, 1, 2), 0.001f, 0)));

        // The only open sides are those where the rim ends: inside the ball.
        var sides = new Dictionary<(Vector3, Vector3), int>();
        for (var i = 0; i < draft.Indices.Count; i++)
        {
            var (a, b) = (draft.Places[draft.Indices[i]], draft.Places[draft.Indices[i % 3 == 2 ? i - 2 : i + 1]]);
            sides[(a, b)] = 1;
        }

        Assert.All(
            sides.Keys.Where(side => !sides.ContainsKey((side.Item2, side.Item1))),
            side => Assert.Equal(0.9f, side.Item1.Length(), 0.01f));
        Assert.All(rim, vertex => Assert.Equal(-0.3f, draft.Places[vertex].Y, 0.004f));
    }

    // The surface of a ball with a trim, and the vertices on its border.
    private static (SkinDraft Draft, List<int> Border) Trimmed(Action<FleshTrim> cut)
    {
        var flesh = new Flesh();
        flesh.Add(_ball);
        var trim = new FleshTrim { Depth = 0.1f };
        cut(trim);
        var draft = new SkinDraft();
        FleshMesher.Add(flesh, 0.13f, 0, draft, trim: trim);

        // The rim's vertices come in pairs at the end: on the border, and the one below.
        var first = draft.Places.Count;
        while (first >= 2
            && MathF.Abs(Vector3.Distance(draft.Places[first - 2], draft.Places[first - 1]) - 0.1f) < 1e-4f)
        {
            first -= 2;
        }

        return (draft, [.. Enumerable.Range(0, (draft.Places.Count - first) / 2).Select(i => first + (2 * i))]);
    }
}
