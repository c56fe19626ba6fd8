using System.Diagnostics;
using Throughline.Media.Pictures;
using Throughline.Media.Video;

namespace Throughline.Media.Tests.Pictures;

public sealed class ExrFileTests
{
    [Fact]
    public void Ffmpeg_reads_every_value_back()
    {
        using var scratch = new Scratch();
        var size = new PixelSize(37, 41); // an odd number of columns, a last block of 9 rows
        var both = Enumerable.Range(0, size.Width * size.Height * 2).Select(i => (MathF.Sin(i) * 1000) + i).ToArray();
        var one = Enumerable.Range(0, size.Width * size.Height)
            .Select(i => i % 7 == 0 ? float.PositiveInfinity : i * 0.37f).ToArray();
        var path = scratch.Path("picture.exr");
        ExrFile.Write(
            path, size, new ExrChannel("B", both, 1, 2), new ExrChannel("G", one), new ExrChannel("R", both, 0, 2));

        var planes = Decode(path);

        var pixels = size.Width * size.Height;
        Assert.Equal(one, planes[..pixels]); // gbrpf32: G, B, R
        Assert.Equal(both.Where((_, i) => i % 2 == 1), planes[pixels..(2 * pixels)]);
        Assert.Equal(both.Where((_, i) => i % 2 == 0), planes[(2 * pixels)..]);
    }

    [Fact]
    public void Channels_out_of_order_or_too_short_are_refused()
    {
        using var scratch = new Scratch();
        var values = new float[4];
        Assert.Throws<ArgumentException>(
            () => ExrFile.Write(
                scratch.Path("a.exr"), new PixelSize(2, 2), new ExrChannel("v", values), new ExrChannel("u", values)));
        Assert.Throws<ArgumentException>(
            () => ExrFile.Write(scratch.Path("a.exr"), new PixelSize(2, 3), new ExrChannel("Z", values)));
        Assert.False(File.Exists(scratch.Path("a.exr")));
    }

    private static float[] Decode(string path)
    {
        var start = new ProcessStartInfo(Ffmpeg.Find().Path) { RedirectStandardOutput = true };
        foreach (var argument in new[] { "-v", "error", "-i", path, "-f", "rawvideo", "-pix_fmt", "gbrpf32le", "-" })
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        using var bytes = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(bytes);
        process.WaitForExit();
        var values = new float[bytes.Length / 4];
        Buffer.BlockCopy(bytes.ToArray(), 0, values, 0, (int)bytes.Length);
        return values;
    }
}
