using SkiaSharp;
using Throughline.Media.Pictures;

namespace Throughline.Media.Tests.Pictures;

public sealed class PictureFileTests : IDisposable
{
    private static readonly double[] _red = [0.4361, 0.2225, 0.0139], _green = [0.3851, 0.7169, 0.0971],
        _blue = [0.1431, 0.0606, 0.7141];
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData(1, 1, true)]
    [InlineData(3, 5, true)]
    [InlineData(257, 131, true)]
    [InlineData(64, 64, false)]
    public void Png_comes_back_bit_for_bit(int width, int height, bool opaque)
    {
        var picture = Draw.Noise(width, height, 7, opaque);
        foreach (var level in new[] { 0, 1, 6, 9 })
        {
            PictureFile.WritePng(picture, _scratch.Path("a.png"), level);
            if (opaque)
            {
                Assert.Equal(picture.Pixels, PictureFile.Read(_scratch.Path("a.png")).Pixels);
            }
            else
            {
                using var bitmap = SKBitmap.Decode(
                    _scratch.Path("a.png"), new(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
                Assert.Equal(picture.Pixels, bitmap.Bytes);
            }
        }

        Assert.Equal(["a.png"], _scratch.Names);
    }

    [Fact]
    public void Png_filters_make_a_smooth_picture_small()
    {
        var picture = Draw.From(512, 512, (x, y) => ((x + y) / 4, x / 2, 255 - (y / 2)));
        PictureFile.WritePng(picture, _scratch.Path("a.png"));
        Assert.InRange(new FileInfo(_scratch.Path("a.png")).Length, 1, 30_000);
        Assert.Equal(picture.Pixels, PictureFile.Read(_scratch.Path("a.png")).Pixels);
    }

    [Fact]
    public void Depth_keeps_all_sixteen_bits()
    {
        var values = Enumerable.Range(0, 65536).Select(i => i / 65535f).ToArray();
        PictureFile.WritePng(new DepthPicture(256, 256, values), _scratch.Path("d.png"));
        Assert.Equal(values, PictureFile.ReadDepth(_scratch.Path("d.png")).Nearness);
    }

    [Theory]
    [InlineData(2, 3)]
    [InlineData(0, 1)]
    [InlineData(4, 2)]
    [InlineData(6, 4)]
    public void Depth_reads_deep_pngs_of_every_kind_and_filter(byte colourType, int channels)
    {
        // Five rows, one for each filter, checked against another decoder's 8-bit reading.
        const int Width = 37, Height = 5;
        var bytes = new byte[Height * (1 + (Width * channels * 2))];
        new Random(3).NextBytes(bytes);
        for (var y = 0; y < Height; y++)
        {
            bytes[y * (1 + (Width * channels * 2))] = (byte)y;
        }

        var path = _scratch.Write("d.png", Make.Png(Width, Height, 16, colourType, bytes, filtered: true, []));
        var depth = PictureFile.ReadDepth(path);
        var picture = PictureFile.Read(path);
        for (var i = 0; i < depth.Nearness.Length; i++)
        {
            var (r, g, b) = Draw.At(picture, i % Width, i / Width);
            Assert.InRange(
                depth.Nearness[i], PictureFile.Luma(r, g, b, 255) - 0.01f, PictureFile.Luma(r, g, b, 255) + 0.01f);
        }
    }

    [Fact]
    public void Depth_reads_an_interlaced_png()
    {
        // Adam7 by its definition: pass after pass, each the pixels whose pass it is, in reading order.
        const int Size = 11;
        int[] passOf = [1, 6, 4, 6, 2, 6, 4, 6, 7, 7, 7, 7, 7, 7, 7, 7, 5, 6, 5, 6, 5, 6, 5, 6, 7, 7, 7, 7, 7, 7, 7, 7,
            3, 6, 4, 6, 3, 6, 4, 6, 7, 7, 7, 7, 7, 7, 7, 7, 5, 6, 5, 6, 5, 6, 5, 6, 7, 7, 7, 7, 7, 7, 7, 7];
        var bytes = new List<byte>();
        for (var pass = 1; pass <= 7; pass++)
        {
            for (var y = 0; y < Size; y++)
            {
                var row = Enumerable.Range(0, Size).Where(x => passOf[(y % 8 * 8) + (x % 8)] == pass).ToArray();
                if (row.Length > 0)
                {
                    bytes.Add(0);
                    bytes.AddRange(row.SelectMany(x => (byte[])[(byte)(x * 20), (byte)(y * 20)]));
                }
            }
        }

        var path = _scratch.Write("d.png", Make.Png(Size, Size, 16, 0, [.. bytes], filtered: true, [], interlace: 1));
        var expected = Enumerable.Range(0, Size * Size).Select(i => ((i % Size * 20 * 256) + (i / Size * 20)) / 65535f);
        Assert.Equal(expected, PictureFile.ReadDepth(path).Nearness);
    }

    [Fact]
    public void Depth_of_colours_is_their_luma_and_of_greys_exact()
    {
        var path = _scratch.Write("d.png", Make.Png(3, 1, 8, 2, [255, 0, 0, 0, 255, 0, 100, 100, 100]));
        Assert.Equal(
            [0.2126f, 0.7152f, 100 / 255f], PictureFile.ReadDepth(path).Nearness.Select(v => MathF.Round(v, 6)),
            (a, b) => MathF.Abs(a - b) < 1e-5f);
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg, PictureFormat.Jpeg, 12)]
    [InlineData(SKEncodedImageFormat.Webp, PictureFormat.WebP, 12)]
    [InlineData(SKEncodedImageFormat.Png, PictureFormat.Png, 0)]
    public void Formats_are_told_by_content_whatever_the_extension(
        SKEncodedImageFormat format, PictureFormat expected, int tolerance)
    {
        var picture = Draw.From(64, 48, (x, y) => (x * 3, y * 4, 90));
        var path = _scratch.Write("photo.txt", Draw.Encode(picture, format));
        Assert.Equal(new PictureInfo(expected, new(64, 48), 1), PictureFile.ReadInfo(path));
        Draw.AssertNear((30, 80, 90), Draw.At(PictureFile.Read(path), 10, 20), tolerance);
    }

    [Fact]
    public void Bmp_and_first_frame_of_an_animation()
    {
        var picture = Draw.Noise(5, 4, 1);
        Assert.Equal(picture.Pixels, PictureFile.Read(_scratch.Write("a.bmp", Make.Bmp(picture))).Pixels);
        var gif = _scratch.Write("a.gif", Make.Gif(20, 10, 2, 1, 3));
        Assert.Equal(new PictureInfo(PictureFormat.Gif, new(20, 10), 3), PictureFile.ReadInfo(gif));
        Assert.Equal((0, 255, 0), Draw.At(PictureFile.Read(gif), 19, 9));
    }

    [Fact]
    public void Palette_grey_sixteen_bits_and_alpha()
    {
        var palette = Make.Png(2, 1, 8, 3, [1, 0], ("PLTE", [1, 2, 3, 200, 100, 50]));
        Assert.Equal((200, 100, 50), Draw.At(PictureFile.Read(_scratch.Write("p.png", palette)), 0, 0));
        Assert.Equal(
            (77, 77, 77), Draw.At(PictureFile.Read(_scratch.Write("g.png", Make.Png(1, 1, 8, 0, [77]))), 0, 0));
        var deep = Make.Png(1, 1, 16, 2, [200, 200, 100, 100, 50, 50]);
        Assert.Equal((200, 100, 50), Draw.At(PictureFile.Read(_scratch.Write("s.png", deep)), 0, 0));

        // Transparency shows black: half of 200, all of nothing.
        var alpha = PictureFile.Read(_scratch.Write("t.png", Make.Png(2, 1, 8, 6, [200, 100, 50, 128, 9, 9, 9, 0])));
        Draw.AssertNear((100, 50, 25), Draw.At(alpha, 0, 0), 1);
        Assert.Equal((0, 0, 0), Draw.At(alpha, 1, 0));
        Assert.Equal([255, 255], [alpha.Pixels[3], alpha.Pixels[7]]);
    }

    [Theory]
    [InlineData(255, 255, 255, 255, 255, 255, 255)]
    [InlineData(0, 255, 255, 255, 0, 255, 255)]
    [InlineData(255, 0, 255, 255, 255, 0, 255)]
    [InlineData(255, 255, 0, 255, 255, 255, 0)]
    [InlineData(255, 255, 255, 0, 0, 0, 0)]
    public void Cmyk_jpeg_shows_its_inks(byte c, byte m, byte y, byte k, int r, int g, int b)
    {
        var path = _scratch.Write("c.jpg", Make.CmykJpeg(c, m, y, k));
        Draw.AssertNear((r, g, b), Draw.At(PictureFile.Read(path), 4, 4), 3);
    }

    // EXIF 2.32, tag 0x0112: where the stored top left, top right and bottom left corners are seen.
    [Theory]
    [InlineData(1, "TL", "TR", "BL")]
    [InlineData(2, "TR", "TL", "BR")]
    [InlineData(3, "BR", "BL", "TR")]
    [InlineData(4, "BL", "BR", "TL")]
    [InlineData(5, "TL", "BL", "TR")]
    [InlineData(6, "TR", "BR", "TL")]
    [InlineData(7, "BR", "TR", "BL")]
    [InlineData(8, "BL", "TL", "BR")]
    public void Exif_orientation_is_honoured(ushort orientation, string topLeft, string topRight, string bottomLeft)
    {
        var stored = Draw.From(64, 32, (x, y) => (x < 32, y < 16) switch
        {
            (true, true) => (255, 0, 0),
            (false, true) => (0, 255, 0),
            (true, false) => (0, 0, 255),
            _ => (128, 128, 128),
        });
        var path = _scratch.Write(
            "o.jpg", Make.WithOrientation(Draw.Encode(stored, SKEncodedImageFormat.Jpeg, 100), orientation));
        var seen = PictureFile.Read(path);
        Assert.Equal(orientation >= 5 ? new PixelSize(32, 64) : new PixelSize(64, 32), seen.Size);
        Assert.Equal(seen.Size, PictureFile.ReadInfo(path).Size);
        (int, int, int) Corner(string name) => Draw.At(
            seen, name[1] == 'L' ? 4 : seen.Width - 5, name[0] == 'T' ? 4 : seen.Height - 5);
        Draw.AssertNear((255, 0, 0), Corner(topLeft), 6);
        Draw.AssertNear((0, 255, 0), Corner(topRight), 6);
        Draw.AssertNear((0, 0, 255), Corner(bottomLeft), 6);
    }

    [Fact]
    public void Colour_profile_with_another_curve_is_brought_to_srgb()
    {
        var chunk = Make.IccChunk(Make.IccProfile(_red, _green, _blue, 1.0));
        var path = _scratch.Write("i.png", Make.Png(1, 1, 8, 2, [128, 64, 16], chunk));
        (int, int, int) expected = ((int)Math.Round(Colour.FromLight(128 / 255.0) * 255),
            (int)Math.Round(Colour.FromLight(64 / 255.0) * 255), (int)Math.Round(Colour.FromLight(16 / 255.0) * 255));
        Draw.AssertNear(expected, Draw.At(PictureFile.Read(path), 0, 0), 2);
    }

    [Fact]
    public void Colour_profile_with_other_primaries_is_brought_to_srgb()
    {
        // Primaries in another order: what the file calls red is seen as blue.
        var chunk = Make.IccChunk(Make.IccProfile(_blue, _red, _green, 2.2));
        var path = _scratch.Write("i.png", Make.Png(1, 1, 8, 2, [255, 0, 0], chunk));
        Draw.AssertNear((0, 0, 255), Draw.At(PictureFile.Read(path), 0, 0), 6);
    }

    [Fact]
    public void Writing_where_nothing_can_be_written_says_why()
    {
        var missing = Assert.Throws<PictureException>(
            () => PictureFile.WritePng(new Picture(1, 1), _scratch.Path("no/such/a.png")));
        Assert.Equal(PictureError.Unwritable, missing.Code);
        Assert.Contains("folder does not exist", missing.Message, StringComparison.Ordinal);
        Directory.CreateDirectory(_scratch.Path("folder.png"));
        Assert.Equal(
            PictureError.Unwritable,
            Assert.Throws<PictureException>(
                () => PictureFile.WritePng(new Picture(1, 1), _scratch.Path("folder.png"))).Code);
        Assert.Empty(_scratch.Names);
    }
}
