using Throughline.Media.Pictures;
using Throughline.Stage.Stills;

namespace Throughline.Stage.Tests.Depth;

/// <summary>Drawn scenes whose depth is known exactly.</summary>
public class DepthOfSketchesTests
{
    private const int Width = 640;
    private const int Height = 400;
    private const int Horizon = 160;
    private static readonly (int Left, int Top, int Right, int Foot) _post = (290, 90, 350, 300);

    [Fact]
    public void A_meadow_has_its_horizon_where_sky_and_grass_meet()
    {
        var report = Study(Sketch.Meadow(Width, Height, Horizon, _post)).Report;

        Assert.Equal(SceneKind.Landscape, report.Kind);
        Assert.NotNull(report.HorizonRow);
        Assert.InRange(report.HorizonRow.Value, Horizon - (0.03 * Height), Horizon + (0.03 * Height));
        Assert.InRange(report.SkyShare, 0.33, 0.42);
        Assert.InRange(report.GroundShare, 0.4, 0.62);
        Assert.InRange(report.Confidence, 0.4, 1);
    }

    [Fact]
    public void The_sky_is_at_infinity_and_the_ground_is_linear_in_its_row()
    {
        var depth = Study(Sketch.Meadow(Width, Height, Horizon, _post)).Depth;

        Assert.Equal(0, depth.Nearness[(40 * Width) + 40]);
        var rows = Enumerable.Range(Horizon + 20, Height - Horizon - 21).ToArray();
        foreach (var x in new[] { 60, 200, 500, 600 })
        {
            double slope = (At(depth, x, Height - 1) - At(depth, x, rows[0])) / (Height - 1 - rows[0]);
            Assert.InRange(slope * (Height - Horizon), 0.8, 1.15);
            Assert.All(rows, y => Assert.InRange(
                At(depth, x, y) - (At(depth, x, rows[0]) + (slope * (y - rows[0]))), -0.01, 0.01));
        }
    }

    [Fact]
    public void A_post_is_as_near_as_the_ground_at_its_foot_and_nearer_than_what_is_behind_it()
    {
        var depth = Study(Sketch.Meadow(Width, Height, Horizon, _post)).Depth;

        var middle = (_post.Left + _post.Right) / 2;
        Assert.InRange(At(depth, middle, _post.Foot - 5) - At(depth, 100, _post.Foot), -0.1, 0.1);
        for (var y = _post.Top + 4; y < Horizon + 60; y++)
        {
            Assert.True(At(depth, middle, y) > At(depth, 100, y) + 0.01, $"row {y}");
        }
    }

    [Fact]
    public void A_sharp_disc_comes_out_of_a_blurred_background_in_one_piece()
    {
        const double Radius = 120;
        var study = Study(Sketch.Portrait(Width, Height, Radius));

        Assert.Equal(SceneKind.Subject, study.Report.Kind);
        var disc = Values(study.Depth, (x, y) => Distance(x, y, Width, Height) < Radius - 4);
        var rest = Values(study.Depth, (x, y) => Distance(x, y, Width, Height) > Radius + 4);
        Array.Sort(disc);
        Assert.InRange(disc[^1] - disc[disc.Length / 50], 0, 0.03);
        Assert.True(
            disc[disc.Length / 50] > rest.Average() + 0.3, $"disc {disc.Min():F2}, behind it {rest.Average():F2}");
    }

    [Theory]
    [InlineData(1280, 720)]
    [InlineData(500, 500)]
    public void Steps_of_depth_lie_on_the_edges_of_the_picture(int width, int height)
    {
        var radius = height * 0.3;
        var depth = Study(Sketch.Portrait(width, height, radius)).Depth;

        var distances = new List<double>();
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x + 1 < width; x++)
            {
                if (MathF.Abs(At(depth, x, y) - At(depth, x + 1, y)) > 0.15f)
                {
                    distances.Add(Math.Abs(Distance(x + 0.5, y, width, height) - radius));
                }
            }
        }

        Assert.True(distances.Count > radius, $"{distances.Count} steps along a contour of {2 * radius:F0} rows");
        distances.Sort();
        Assert.InRange(distances[distances.Count / 2], 0, 1);
        Assert.InRange(distances.Average(), 0, 2);
    }

    [Fact]
    public void A_texture_is_flat_and_says_so()
    {
        var picture = Sketch.Draw(Width, Height, (x, y) =>
        {
            var grain = 60 * Sketch.Soft(x, y, 7);
            return (120 + grain, 110 + grain, 100 + grain);
        });

        var study = Study(picture);

        Assert.Equal(SceneKind.Flat, study.Report.Kind);
        Assert.Null(study.Report.HorizonRow);
        Assert.InRange(study.Report.Confidence, 0, 0.3);
        Assert.InRange(study.Depth.Nearness.Max() - study.Depth.Nearness.Min(), 0, 0.1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(128)]
    [InlineData(255)]
    public void One_colour_has_no_steps(int grey)
    {
        var depth = Study(Sketch.Draw(200, 120, (_, _) => (grey, grey, grey))).Depth;

        for (var i = 1; i < depth.Nearness.Length; i++)
        {
            Assert.InRange(MathF.Abs(depth.Nearness[i] - depth.Nearness[i - 1]), 0, 0.12f);
        }
    }

    private static DepthStudy Study(Picture picture) =>
        DepthEstimate.Study(picture, new DepthOptions { Threads = 2 }, TestContext.Current.CancellationToken);

    private static float At(DepthPicture depth, int x, int y) => depth.Nearness[(y * depth.Width) + x];

    private static double Distance(double x, double y, int width, int height) =>
        Math.Sqrt(Math.Pow(x + 0.5 - (width / 2.0), 2) + Math.Pow(y + 0.5 - (height / 2.0), 2));

    private static float[] Values(DepthPicture depth, Func<int, int, bool> inside) =>
        [.. depth.Nearness.Where((_, i) => inside(i % depth.Width, i / depth.Width))];
}
