namespace Throughline.Stage.Tests.Measure;

/// <summary>
/// The instruments against pictures whose motion is known, so that what they say of clips can be believed.
/// </summary>
public sealed class InstrumentTests
{
    private const int Width = 320;
    private const int Height = 180;

    private static readonly Spot _middle = new((Width - 1) / 2.0, (Height - 1) / 2.0);

    // Each is where a place of the first frame goes by the last frame; undone by the drawing.
    private static readonly Dictionary<string, Func<Spot, double, Spot>> _back = new()
    {
        ["shift"] = (p, t) => new Spot(p.X - (23.37 * t), p.Y + (11.81 * t)),
        ["turn"] = (p, t) => Turned(p, -20 * t, 1),
        ["growth"] = (p, t) => Turned(p, 0, 1 / (1 + (0.4 * t))),
        ["keystone"] = (p, t) =>
        {
            var w = 1 + (0.0006 * t * (p.X - _middle.X)) - (0.0004 * t * (p.Y - _middle.Y));
            return new Spot(_middle.X + ((p.X - _middle.X) / w) + (4 * t), _middle.Y + ((p.Y - _middle.Y) / w));
        },
    };

    [Fact]
    public void Corners_are_spread_over_the_picture_and_keep_where_they_are_allowed()
    {
        var picture = Grey.Of(new Waves(1).Draw(Width, Height));
        var corners = Corners.In(picture, 20, (x, _) => x < 200);
        Assert.InRange(corners.Count, 50, 81);
        Assert.All(corners, c => Assert.True(c.X < 200 && picture.Holds(c, FeatureTracker.Radius)));
        var cells = corners.Select(c => ((int)(c.X - 10) / 20, (int)(c.Y - 10) / 20)).Distinct();
        Assert.Equal(corners.Count, cells.Count());
        Assert.Empty(Corners.In(Grey.Of(Width, Height, p => p.X), 20));
    }

    [Theory]
    [InlineData("shift")]
    [InlineData("turn")]
    [InlineData("growth")]
    [InlineData("keystone")]
    public void Tracks_and_the_homography_through_them_follow_a_known_warp(string warp)
    {
        var back = _back[warp];
        var waves = new Waves(2);
        var first = Grey.Of(waves.Draw(Width, Height));
        var tracker = new FeatureTracker(first, Corners.In(first, 24));
        for (var frame = 1; frame <= 6; frame++)
        {
            tracker.Advance(Grey.Of(waves.Draw(Width, Height, p => back(p, frame / 6.0))));
        }

        var alive = tracker.Alive;
        Assert.InRange(alive.Count, tracker.Tracks.Count / 3, tracker.Tracks.Count);
        var errors = alive.Select(t => back(t.Now, 1).To(t.Start)).ToList();
        Assert.InRange(errors.Rms(), 0, 0.05);
        Assert.InRange(errors.Max(), 0, 0.1);
        var fit = Homography.Fit([.. alive.Select(t => (t.Start, t.Now))]);
        for (var y = 20; y < Height; y += 35)
        {
            for (var x = 20; x < Width; x += 35)
            {
                Assert.InRange(back(fit.Of(new Spot(x, y)), 1).To(new Spot(x, y)), 0, 0.1);
            }
        }
    }

    [Fact]
    public void A_hidden_corner_is_lost_rather_than_mistaken()
    {
        Waves waves = new(3), cover = new(4);
        var first = Grey.Of(waves.Draw(Width, Height));
        var tracker = new FeatureTracker(first, Corners.In(first, 24));
        for (var frame = 1; frame <= 4; frame++)
        {
            tracker.Advance(Grey.Of(Waves.Draw(Width, Height, p => p.X < 40 * frame ? cover.At(p) : waves.At(p))));
        }

        Assert.All(tracker.Tracks.Where(t => t.Start.X < 150), t => Assert.True(t.IsLost));
        Assert.All(tracker.Tracks.Where(t => t.Start.X > 170), t => Assert.True(!t.IsLost && t.Now.To(t.Start) < 0.05));
    }

    [Fact]
    public void The_homography_is_found_among_four_tenths_of_false_pairs()
    {
        var random = new Random(5);
        var pairs = Enumerable.Range(0, 100).Select(i =>
        {
            var to = new Spot(random.NextDouble() * Width, random.NextDouble() * Height);
            var from = _back["keystone"](to, 1);
            var astray = new Spot((random.NextDouble() * 40) - 20, 5 + (random.NextDouble() * 20));
            return (from, i % 5 < 2 ? to + astray : to);
        }).ToList();
        var fit = Homography.Fit(pairs);
        Assert.InRange(pairs.Where((_, i) => i % 5 >= 2).Max(p => fit.Of(p.from).To(p.Item2)), 0, 0.01);
    }

    [Fact]
    public void A_similarity_says_turn_growth_and_shift()
    {
        var pairs = new[] { new Spot(10, 20), new(200, 40), new(120, 170), new(60, 90), new(300, 150), new(50, 50) }
            .Select(p => (p, Turned(p, 12, 1.3) + new Spot(3, -2))).Append((new Spot(5, 5), new Spot(250, 9))).ToList();
        var fit = Similarity.Fit(pairs, _middle);
        Assert.Equal(1.3, fit.Scale, 3);
        Assert.Equal(12, fit.Degrees, 2);
        Assert.Equal(3, fit.Shift.X, 1);
        Assert.Equal(-2, fit.Shift.Y, 1);
    }

    // Clockwise as seen, about the middle.
    private static Spot Turned(Spot p, double degrees, double growth)
    {
        double a = degrees * Math.PI / 180, x = p.X - _middle.X, y = p.Y - _middle.Y;
        return new Spot(
            _middle.X + (growth * ((x * Math.Cos(a)) - (y * Math.Sin(a)))),
            _middle.Y + (growth * ((x * Math.Sin(a)) + (y * Math.Cos(a)))));
    }
}
