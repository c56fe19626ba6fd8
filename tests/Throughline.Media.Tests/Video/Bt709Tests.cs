using System.Diagnostics;
using Throughline.Media.Pictures;
using Throughline.Media.Tests.Pictures;
using Throughline.Media.Video;

namespace Throughline.Media.Tests.Video;

public class Bt709Tests
{
    [Theory]
    [InlineData(2, 2)]
    [InlineData(14, 4)]
    [InlineData(16, 2)]
    [InlineData(46, 6)]
    [InlineData(320, 180)]
    public void Vector_and_scalar_agree_bit_for_bit(int width, int height)
    {
        var picture = Draw.Noise(width, height, width, opaque: false);
        var (vector, scalar) = (new byte[Bt709.FrameBytes(width, height)], new byte[Bt709.FrameBytes(width, height)]);
        Bt709.ToYuv420(picture.Pixels, width, height, vector);
        Bt709.ToYuv420Scalar(picture.Pixels, width, height, scalar);
        Assert.Equal(scalar, vector);
    }

    [Fact]
    public void Values_are_the_formula_rounded()
    {
        // Rec. ITU-R BT.709-6, items 3.3 to 3.5, on 20000 blocks of chance; a step of rounding at most, and rarely.
        var picture = Draw.Noise(400, 200, 11);
        var yuv = new byte[Bt709.FrameBytes(400, 200)];
        Bt709.ToYuv420(picture.Pixels, 400, 200, yuv);
        var off = 0;
        void Check(double expected, byte actual)
        {
            Assert.InRange(actual - expected, -0.52, 0.52);
            off += Math.Abs(actual - expected) > 0.5 ? 1 : 0;
        }

        for (var y = 0; y < 200; y += 2)
        {
            for (var x = 0; x < 400; x += 2)
            {
                var (r, g, b) = (0.0, 0.0, 0.0);
                foreach (var (dx, dy) in new[] { (0, 0), (1, 0), (0, 1), (1, 1) })
                {
                    var pixel = Draw.At(picture, x + dx, y + dy);
                    (r, g, b) = (r + (pixel.R / 1020.0), g + (pixel.G / 1020.0), b + (pixel.B / 1020.0));
                    Check(16 + (219 * ((0.2126 * pixel.R) + (0.7152 * pixel.G) + (0.0722 * pixel.B)) / 255), yuv[((y + dy) * 400) + x + dx]);
                }

                var luma = (0.2126 * r) + (0.7152 * g) + (0.0722 * b);
                var chroma = (y / 2 * 200) + (x / 2);
                Check(128 + (224 * (b - luma) / 1.8556), yuv[80_000 + chroma]);
                Check(128 + (224 * (r - luma) / 1.5748), yuv[100_000 + chroma]);
            }
        }

        Assert.InRange(off, 0, 1200);
    }

    [Fact]
    public void Greys_have_no_colour_and_white_is_235()
    {
        var yuv = new byte[6];
        for (var grey = 0; grey < 256; grey++)
        {
            Bt709.ToYuv420(Draw.From(2, 2, (_, _) => (grey, grey, grey)).Pixels, 2, 2, yuv);
            var expected = (byte)Math.Round(16 + (219 * grey / 255.0));
            Assert.Equal([expected, expected, expected, expected, 128, 128], yuv);
        }
    }

    [Fact]
    public async Task Agrees_with_ffmpeg_within_a_step()
    {
        var picture = Draw.Photograph(320, 180, 3);
        var yuv = new byte[Bt709.FrameBytes(320, 180)];
        Bt709.ToYuv420(picture.Pixels, 320, 180, yuv);
        var start = new ProcessStartInfo(Ffmpeg.Find().Path)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var argument in ("-v error -f rawvideo -pix_fmt rgba -s 320x180 -i pipe:0 -vf scale=out_color_matrix=bt709:out_range=tv"
            + ":flags=area+accurate_rnd+full_chroma_inp,format=yuv420p -f rawvideo pipe:1").Split(' '))
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var write = FeedAsync(process.StandardInput, picture.Pixels);
        using var output = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(output, TestContext.Current.CancellationToken);
        await write;
        var theirs = output.ToArray();
        Assert.Equal(yuv.Length, theirs.Length);
        Assert.InRange(yuv.Zip(theirs, (a, b) => Math.Abs(a - b)).Max(), 0, 2);
        Assert.InRange(yuv.Zip(theirs, (a, b) => a - b).Average(), -0.15, 0.15);
    }

    private static async Task FeedAsync(StreamWriter input, byte[] bytes)
    {
        await input.BaseStream.WriteAsync(bytes, TestContext.Current.CancellationToken);
        input.Close();
    }

    [Fact]
    public void Odd_sides_are_a_mistake() =>
        Assert.Throws<ArgumentException>(() => Bt709.ToYuv420(new byte[3 * 2 * 4], 3, 2, new byte[9]));

    [Fact]
    public void Allocates_nothing()
    {
        var picture = new Picture(320, 180);
        var yuv = new byte[Bt709.FrameBytes(320, 180)];
        Bt709.ToYuv420(picture.Pixels, 320, 180, yuv);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Bt709.ToYuv420(picture.Pixels, 320, 180, yuv);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
