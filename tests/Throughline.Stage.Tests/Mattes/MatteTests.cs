using System.Numerics;
using Throughline.Engines;
using Throughline.Media.Faces;
using Throughline.Media.Pictures;
using Throughline.Stage.Stills;

namespace Throughline.Stage.Tests.Mattes;

/// <summary>
/// Mattes and what is made of them, against figures put into a picture with known shares of each pixel.
/// </summary>
public class MatteTests(ITestOutputHelper output)
{
    private const int Width = 640;
    private const int Height = 360;

    [Fact]
    public void A_rough_matte_is_brought_to_the_true_edge()
    {
        var (picture, truth) = Figure(hairs: false);
        var rough = Rough(truth, shift: 4);

        var matte = MatteRefine.To(picture, rough, 2, TestContext.Current.CancellationToken);

        double before = Error(MatteRefine.Resized(rough.Coverage, rough.Width, rough.Height, Width, Height), truth),
            after = Error(matte.Coverage, truth);
        output.WriteLine($"mean absolute error {before:F4} rough, {after:F4} refined");
        Assert.True(after < 0.006, $"{after}");
        Assert.True(after < before / 2.5, $"{after} against {before}");
    }

    [Fact]
    public void Hairs_thinner_than_the_rough_matte_can_show_come_back()
    {
        var (picture, truth) = Figure(hairs: true);
        var rough = Rough(Figure(hairs: false).Truth, shift: 0);

        var matte = MatteRefine.To(picture, rough, 2, TestContext.Current.CancellationToken);

        // Along a row through the hairs, a few pixels above the head: hair and gap alternate.
        var row = (int)(Height * 0.2f) - 4;
        double hair = 0, gap = 0, hairs = 0, gaps = 0;
        for (var x = (Width / 2) - 40; x < (Width / 2) + 40; x++)
        {
            var (here, is_) = (matte.Coverage[(row * Width) + x], truth[(row * Width) + x]);
            (hair, hairs) = is_ > 0.7f ? (hair + here, hairs + 1) : (hair, hairs);
            (gap, gaps) = is_ < 0.3f ? (gap + here, gaps + 1) : (gap, gaps);
        }

        output.WriteLine($"alpha of hairs {hair / hairs:F2}, of gaps {gap / gaps:F2}");
        Assert.True(hairs >= 8 && gaps >= 8, $"{hairs} pixels of hair, {gaps} between");
        Assert.True(hair / hairs > (gap / gaps) + 0.35, $"{hair / hairs} against {gap / gaps}");
    }

    [Fact]
    public void Threads_do_not_change_a_matte()
    {
        var (picture, truth) = Figure(hairs: true);
        var rough = Rough(truth, shift: 3);

        Assert.Equal(
            MatteRefine.To(picture, rough, 1, TestContext.Current.CancellationToken).Coverage,
            MatteRefine.To(picture, rough, 4, TestContext.Current.CancellationToken).Coverage);
    }

    [Fact]
    public void The_guided_filter_gives_back_what_its_picture_explains()
    {
        // A plane that is a linear function of the colours, anywhere, is not changed.
        var random = new Random(3);
        float[][] colours = [
            .. Enumerable.Range(0, 3).Select(
                _ => Enumerable.Range(0, 60 * 40).Select(_ => random.NextSingle()).ToArray())
        ];
        float[] plane = [
            .. Enumerable.Range(0, 60 * 40).Select(
                i => 0.1f + (0.5f * colours[0][i]) - (0.3f * colours[1][i]) + (0.2f * colours[2][i]))
        ];

        var filtered = new GuidedFilter(colours, 60, 40, 4, 1e-7f, 2).Apply(plane);

        Assert.All(Enumerable.Range(0, plane.Length), i => Assert.Equal(plane[i], filtered[i], 1e-3f));
    }

    [Fact]
    public void The_step_in_depth_goes_to_the_mattes_edge()
    {
        var (_, truth) = Figure(hairs: false);

        // A depth whose figure is eight pixels too far to the right.
        var nearness = new float[Width * Height];
        for (var i = 0; i < nearness.Length; i++)
        {
            nearness[i] = i % Width >= 8 && truth[i - 8] >= 0.5f ? 0.8f : 0.2f;
        }

        var edge = SoftEdge.Of(nearness, truth, Width, Height, 2);

        Assert.NotNull(edge);
        // Before, 8 pixels of every row lay on the wrong side: about 1.5 % of the picture.
        Assert.InRange(
            nearness.Where((near, i) => (truth[i] >= 0.5f) != (near >= 0.5f)).Count(), 0, nearness.Length / 2000);
        Assert.True(nearness.Select((near, i) => Math.Abs(near - (truth[i] >= 0.5f ? 0.8f : 0.2f))).Average() < 0.005);
        Assert.Null(SoftEdge.Of(nearness, new float[nearness.Length], Width, Height, 2));
    }

    [Fact]
    public void A_figure_moved_against_its_ground_has_no_halo()
    {
        var (picture, truth) = Figure(hairs: true);
        var nearness = Array.ConvertAll(truth, share => share >= 0.5f ? 0.8f : 0.1f);
        var view = new Surroundings(picture, new DepthPicture(Width, Height, nearness), 0, 0)
        {
            Matte = new MattePicture(Width, Height, truth),
        };
        var space = new StillSpace(Width, Height, 35);
        var canvas = Canvas.Around(
            view, picture.Size, Framing.Of(
                Throughline.Camera.CameraPath.Compile([], 2, new(24, 1), new() { FocalLength = 35 }), space, 0.5f,
                0.02f),
            1, 2, TestContext.Current.CancellationToken);
        var whole = new Peeling(canvas.Picture, canvas.Nearness) { Edge = canvas.Edge };
        var peeled = whole.Remove(
            float.NegativeInfinity, 0.45f, (_, _) => 400, 1, 2, TestContext.Current.CancellationToken);
        var sheet = Sheet.Cut(whole, 0.45f, float.PositiveInfinity, peeled.Picture.Pixels, 2);

        // The sheet over what is behind it is the picture; over black its soft pixels have the figure's colour, not the
        // ground's.
        double greenish = 0, soft = 0;
        using var layer = sheet.ToLayer(0, 0, 0, 2);
        for (var i = 0; i < truth.Length; i++)
        {
            for (var c = 0; c < 3; c++)
            {
                Assert.InRange(Math.Abs(sheet.Over[(4 * i) + c] - picture.Pixels[(4 * i) + c]), 0, 24);
            }

            if (truth[i] is > 0.3f and < 0.7f)
            {
                int x = (i % Width) - layer.X, y = (i / Width) - layer.Y;
                soft++;
                greenish += layer.Texture.AlphaAt(x, y) / 255.0;
            }
        }

        Assert.True(soft > 100);
        Assert.Equal(0.5, greenish / soft, 0.12);
    }

    [Fact]
    public void A_face_is_rounder_than_a_cut_out_and_ends_where_the_head_does()
    {
        // A flat head, and a mesh that is a half ball.
        var nearness = new float[Width * Height];
        Vector2 middle = new(320, 180);
        for (var i = 0; i < nearness.Length; i++)
        {
            nearness[i] = Vector2.Distance(new(i % Width, i / Width), middle) < 110 ? 0.6f : 0.1f;
        }

        var points = new Vector3[FaceMesh.Count];
        for (var i = 0; i < points.Length; i++)
        {
            float radius = 80 * MathF.Sqrt((i % 40) / 40f), angle = i * 2.39996f;
            points[i] = Ball(middle + (radius * new Vector2(MathF.Cos(angle), MathF.Sin(angle))));
        }

        for (var i = 0; i < FaceParts.Oval.Count; i++)
        {
            var angle = i * MathF.Tau / FaceParts.Oval.Count;
            points[FaceParts.Oval[i]] = Ball(middle + (80 * new Vector2(MathF.Sin(angle), -MathF.Cos(angle))));
        }

        points[FaceParts.RightEyeOuterCorner] = Ball(middle - new Vector2(45, 20));
        points[FaceParts.LeftEyeOuterCorner] = Ball(middle + new Vector2(45, -20));
        var depth = new DepthPicture(Width, Height, nearness);

        FaceDepth.Model(depth, new FaceMesh { Points = points, Presence = 1 }, 0, 0);

        float nose = At(320, 180), cheek = At(375, 180), edge = At(320 + 105, 180);
        output.WriteLine($"nose {nose:F3}, cheek {cheek:F3}, edge of the head {edge:F3}");
        Assert.True(
            nose > cheek + 0.003f && cheek > edge, "the nose is nearer than the cheek, the cheek than the edge");
        Assert.Equal(0.6f, edge, 0.02f);
        Assert.Equal(0.1f, At(320 + 115, 180));
        Assert.True(nose < 0.8f);

        float At(int x, int y) => nearness[(y * Width) + x];

        Vector3 Ball(Vector2 at) => new(at, -MathF.Sqrt(MathF.Max(0, (80 * 80) - Vector2.DistanceSquared(at, middle))));
    }

    /// <summary>
    /// A red figure with a head, with or without hairs, before a green ground; and how much of each pixel it is.
    /// </summary>
    private static (Picture Picture, float[] Truth) Figure(bool hairs)
    {
        const int Finer = 4;
        var picture = new Picture(Width, Height);
        var truth = new float[Width * Height];
        for (var i = 0; i < truth.Length; i++)
        {
            var inside = 0;
            for (var s = 0; s < Finer * Finer; s++)
            {
                inside += IsFigure(
                    (i % Width) + ((s % Finer) / (float)Finer), (i / Width) + (s / Finer / (float)Finer), hairs)
                    ? 1
                    : 0;
            }

            truth[i] = inside / (float)(Finer * Finer);
            int x = i % Width, y = i / Width;
            Vector3 figure = new(200, 60 + (x % 40), 50),
                ground = new(40 + (y / 8), 150 + (10 * MathF.Sin(x / 17f)), 70);
            var colour = Vector3.Lerp(ground, figure, truth[i]);
            (picture.Pixels[4 * i], picture.Pixels[(4 * i) + 1], picture.Pixels[(4 * i) + 2],
                picture.Pixels[(4 * i) + 3]) =
                ((byte)(colour.X + 0.5f), (byte)(colour.Y + 0.5f), (byte)(colour.Z + 0.5f), 255);
        }

        return (picture, truth);
    }

    private static bool IsFigure(float x, float y, bool hairs)
    {
        float u = x - (Width / 2f), top = Height * 0.2f;
        var head = (u * u) + ((y - top - 50) * (y - top - 50)) < 50 * 50;
        var body = y > top + 80 && MathF.Abs(u) < 30 + ((y - top - 80) * 0.4f);
        var hair = hairs && y > top - 8 && y < top + 20 && MathF.Abs(u) < 40 && MathF.Abs(u % 8) < 1.5f;
        return head || body || hair;
    }

    // What a small network would give: reduced, blurred, and shifted.
    private static MattePicture Rough(float[] truth, int shift)
    {
        var shifted = new float[truth.Length];
        for (var i = 0; i < truth.Length; i++)
        {
            shifted[i] = truth[(i / Width * Width) + Math.Clamp((i % Width) - shift, 0, Width - 1)];
        }

        return new MattePicture(
            128, 128, MatteRefine.Resized(Planes.Gauss(shifted, Width, Height, 3), Width, Height, 128, 128));
    }

    private static double Error(float[] matte, float[] truth) => matte.Zip(truth, (a, b) => Math.Abs(a - b)).Average();
}
