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
                    Check(
                        16 + (219 * ((0.2126 * pixel.R) + (0.7152 * pixel.G) + (0.0722 * pixel.B)) / 255),
                        yuv[((y + dy) * 400) + x + dx]);
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

    [Theory]
    [InlineData(2, 2)]
    [InlineData(14, 4)]
    [InlineData(16, 2)]
    [InlineData(46, 6)]
    [InlineData(320, 180)]
    public void The_way_back_by_vector_and_scalar_agrees_bit_for_bit(int width, int height)
    {
        // Noise, so that values beyond the limited range and colours beyond RGB occur too.
        var yuv = Draw.Noise(width, height, 5).Pixels[..Bt709.FrameBytes(width, height)];
        var (vector, scalar) = (new byte[width * height * 4], new byte[width * height * 4]);
        Bt709.ToRgba(yuv, width, height, vector);
        Bt709.ToRgbaScalar(yuv, width, height, scalar);
        Assert.Equal(scalar, vector);
    }

    [Fact]
    public void The_way_back_is_the_formula_with_chroma_between_samples()
    {
        const int Width = 64, Height = 32;
        var yuv = Draw.Noise(Width, Height, 9).Pixels[..Bt709.FrameBytes(Width, Height)];
        var rgba = new byte[Width * Height * 4];
        Bt709.ToRgba(yuv, Width, Height, rgba);
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var luma = (yuv[(y * Width) + x] - 16) / 219.0;
                var cb = (Chroma(Width * Height, x, y) - 128) / 224;
                var cr = (Chroma(Width * Height * 5 / 4, x, y) - 128) / 224;
                var at = ((y * Width) + x) * 4;
                Check(luma + (1.5748 * cr), rgba[at]);
                Check(luma - (0.2126 * 1.5748 / 0.7152 * cr) - (0.0722 * 1.8556 / 0.7152 * cb), rgba[at + 1]);
                Check(luma + (1.8556 * cb), rgba[at + 2]);
                Assert.Equal(255, rgba[at + 3]);
            }
        }

        // Bilinear at the pixel's centre, samples at the centres of their four pixels, held at the borders.
        double Chroma(int plane, int x, int y)
        {
            double u = Math.Clamp((x - 0.5) / 2, 0, (Width / 2) - 1),
                v = Math.Clamp((y - 0.5) / 2, 0, (Height / 2) - 1);
            int left = Math.Min((int)u, (Width / 2) - 2), top = Math.Min((int)v, (Height / 2) - 2);
            double fx = u - left, fy = v - top;
            double At(int i, int j) => yuv[plane + (j * Width / 2) + i];
            return ((At(left, top) * (1 - fx)) + (At(left + 1, top) * fx)) * (1 - fy)
                + (((At(left, top + 1) * (1 - fx)) + (At(left + 1, top + 1) * fx)) * fy);
        }

        static void Check(double expected, byte actual) =>
            Assert.InRange(actual - Math.Clamp(expected * 255, 0, 255), -0.56, 0.56);
    }

    [Fact]
    public void Greys_come_back_as_they_went()
    {
        var (yuv, rgba) = (new byte[6], new byte[16]);
        for (var grey = 0; grey < 256; grey++)
        {
            var picture = Draw.From(2, 2, (_, _) => (grey, grey, grey));
            Bt709.ToYuv420(picture.Pixels, 2, 2, yuv);
            Bt709.ToRgba(yuv, 2, 2, rgba);
            Assert.InRange(rgba.Zip(picture.Pixels, (a, b) => Math.Abs(a - b)).Max(), 0, 1);
        }
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
