using System.Buffers.Binary;
using SkiaSharp;
using Throughline.Media.Pictures;

namespace Throughline.Media.Tests.Pictures;

public sealed class BadPictureTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Missing_empty_and_folder_are_told_apart()
    {
        AssertRefused(PictureError.Missing, _scratch.Path("none.png"), "no such file");
        AssertRefused(PictureError.Empty, _scratch.Write("empty.png", []), "0 bytes");
        AssertRefused(PictureError.Unreadable, _scratch.Folder, "folder");
    }

    [Theory]
    [InlineData("png")]
    [InlineData("bmp")]
    [InlineData("gif")]
    [InlineData("jpeg")]
    public void Thirty_thousand_a_side_is_refused_by_its_header(string format)
    {
        byte[] bytes = format switch
        {
            "png" => Make.Png(30_000, 30_000, 8, 2, [0], filtered: true, []),
            "gif" => Make.Gif(30_000 & 0xFFFF, 2, 1),
            "bmp" => Huge(Make.Bmp(new Picture(4, 4)), 18, little: true),
            _ => HugeJpeg(),
        };
        if (format == "gif")
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(8), 30_000);
        }

        var path = _scratch.Write("huge", bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        AssertRefused(PictureError.TooLarge, path, format == "gif" ? "30000x30000" : "30000x30000");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Limits_count_pixels_and_bytes()
    {
        var path = _scratch.Write("a.png", Draw.Encode(new Picture(100, 50), SKEncodedImageFormat.Png));
        Assert.Equal(PictureError.TooLarge, Refusal(path, new() { MaxPixels = 4999 }).Code);
        Assert.Equal(PictureError.TooLarge, Refusal(path, new() { MaxSide = 99 }).Code);
        Assert.Equal(PictureError.TooLarge, Refusal(path, new() { MaxBytes = 20 }).Code);
        Assert.Equal(new(100, 50), PictureFile.Read(path, new() { MaxSide = 100, MaxPixels = 5000 }).Size);
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Webp)]
    [InlineData(SKEncodedImageFormat.Gif)]
    [InlineData(SKEncodedImageFormat.Bmp)]
    public void Truncated_pictures_are_refused_wherever_they_end(SKEncodedImageFormat format)
    {
        var picture = Draw.Photograph(96, 64, 5);
        var bytes = format switch
        {
            SKEncodedImageFormat.Gif => Make.Gif(96, 64, 2),
            SKEncodedImageFormat.Bmp => Make.Bmp(picture),
            _ => Draw.Encode(picture, format),
        };
        foreach (var part in new[] { 0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97 })
        {
            var path = _scratch.Write("t", bytes[..Math.Max(20, (int)(bytes.Length * part))]);
            var refusal = Refusal(path);
            Assert.True(
                refusal.Code is PictureError.Truncated || (part < 0.2 && refusal.Code is PictureError.Corrupt),
                $"{format} cut at {part}: {refusal.Message}");
        }
    }

    [Fact]
    public void Truncated_deep_depth_is_refused()
    {
        var bytes = Make.Png(64, 64, 16, 0, Draw.Noise(64, 32, 2).Pixels);
        Assert.Equal(
            PictureError.Truncated,
            Assert.Throws<PictureException>(
                () => PictureFile.ReadDepth(_scratch.Write("d.png", bytes[..(bytes.Length / 2)]))).Code);
    }

    [Theory]
    [InlineData("RIFF\0\0\0\0AVI LIST", PictureError.NotAPicture, "not a picture")]
    [InlineData("hello, this is text", PictureError.NotAPicture, "not a picture")]
    [InlineData("\0\0\0\u0018ftypheic\0\0\0\0mif1", PictureError.UnknownFormat, "HEIC")]
    [InlineData("\0\0\0\u0018ftypavif\0\0\0\0mif1", PictureError.UnknownFormat, "AVIF")]
    [InlineData("\0\0\0\u0018ftypisom\0\0\0\0", PictureError.UnknownFormat, "video")]
    [InlineData("II*\0\u0008\0\0\0", PictureError.UnknownFormat, "TIFF")]
    [InlineData("MM\0*\0\0\0\u0008", PictureError.UnknownFormat, "TIFF")]
    [InlineData("<?xml version=\"1.0\"?>\n<svg xmlns=\"\">", PictureError.UnknownFormat, "SVG")]
    [InlineData("8BPS\0\u0001", PictureError.UnknownFormat, "Photoshop")]
    [InlineData("%PDF-1.7", PictureError.UnknownFormat, "PDF")]
    [InlineData("BM", PictureError.Truncated, "BMP")]
    public void Other_files_are_named(string content, PictureError code, string word)
    {
        var path = _scratch.Write("a.png", [.. content.Select(c => (byte)c)]);
        if (code is PictureError.Truncated)
        {
            Assert.True(Refusal(path).Code is PictureError.Truncated or PictureError.Corrupt);
            return;
        }

        AssertRefused(code, path, word);
    }

    [Fact]
    public void A_pipe_is_refused_without_waiting_for_a_writer()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Named pipes as files.");
        using var make = System.Diagnostics.Process.Start("mkfifo", _scratch.Path("pipe.png"));
        make.WaitForExit();
        AssertRefused(PictureError.Empty, _scratch.Path("pipe.png"), "0 bytes");
    }

    [Fact]
    public void Mutated_files_read_or_are_refused_and_nothing_else()
    {
        var picture = Draw.Photograph(40, 24, 9);
        byte[][] seeds =
        [
            Draw.Encode(picture, SKEncodedImageFormat.Png), Draw.Encode(picture, SKEncodedImageFormat.Jpeg, 60),
            Draw.Encode(picture, SKEncodedImageFormat.Webp, 60), Make.Gif(17, 9, 1, 2), Make.Bmp(picture),
            Make.CmykJpeg(1, 2, 3, 4), Make.Png(8, 8, 16, 0, new byte[128]),
            Make.WithOrientation(Draw.Encode(picture, SKEncodedImageFormat.Jpeg), 6),
            Make.Png(2, 1, 8, 3, [1, 0], ("PLTE", [1, 2, 3, 4, 5, 6])),
        ];
        var limits = new PictureLimits { MaxSide = 2000, MaxPixels = 1_000_000 };
        var random = new Random(20_261_122);
        var (read, refused) = (0, 0);
        for (var round = 0; round < 2500; round++)
        {
            var bytes = (byte[])seeds[round % seeds.Length].Clone();
            for (var changes = random.Next(1, 8); changes > 0; changes--)
            {
                // The header decides most, so most changes fall there.
                var at = random.Next(random.Next(3) > 0 ? Math.Min(64, bytes.Length) : bytes.Length);
                bytes[at] =
                    random.Next(4) switch { 0 => 0, 1 => 255, 2 => (byte)(bytes[at] ^ (1 << random.Next(8))), _ => (byte)random.Next(256) };
            }

            var path = _scratch.Write("f", random.Next(5) == 0 ? bytes[..random.Next(1, bytes.Length)] : bytes);
            foreach (var action in new Action[] { () => PictureFile.Read(path, limits), () => PictureFile.ReadDepth(path, limits), () => PictureFile.ReadInfo(path, limits) })
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                try
                {
                    action();
                    read++;
                }
                catch (PictureException e) when (Enum.IsDefined(e.Code))
                {
                    refused++;
                }

                Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 14_000_000);
            }
        }

        Assert.True(read > 500 && refused > 500, $"{read} read, {refused} refused");
    }

    private static byte[] Huge(byte[] bytes, int at, bool little)
    {
        foreach (var place in new[] { at, at + 4 })
        {
            Assert.True(little);
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(place), 30_000);
        }

        return bytes;
    }

    private static byte[] HugeJpeg()
    {
        var bytes = Draw.Encode(new Picture(16, 16), SKEncodedImageFormat.Jpeg);
        var frame = bytes.AsSpan().IndexOf([(byte)0xFF, (byte)0xC0]);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(frame + 5), 30_000);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(frame + 7), 30_000);
        return bytes;
    }

    private static PictureException Refusal(string path, PictureLimits? limits = null) =>
        Assert.Throws<PictureException>(() => PictureFile.Read(path, limits));

    private static void AssertRefused(PictureError code, string path, string words)
    {
        foreach (var read in new Action[] { () => PictureFile.Read(path), () => PictureFile.ReadDepth(path), () => PictureFile.ReadInfo(path) })
        {
            var refusal = Assert.Throws<PictureException>(read);
            Assert.Equal(code, refusal.Code);
            Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
            Assert.StartsWith(path, refusal.Message, StringComparison.Ordinal);
        }
    }
}
