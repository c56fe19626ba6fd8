using System.Buffers.Binary;
using Throughline.Media.Mp4;
using Throughline.Media.Tests.Pictures;
using Throughline.Media.Video;

namespace Throughline.Media.Tests.Mp4;

public sealed class Mp4ReaderTests : IDisposable
{
    private const int Frames = 13;
    private readonly Scratch _scratch = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData(ClipCodec.H264)]
    [InlineData(ClipCodec.H265)]
    [InlineData(ClipCodec.Av1)]
    [InlineData(ClipCodec.ProRes422Hq)]
    public async Task What_the_tables_say_is_what_ffprobe_says(ClipCodec codec)
    {
        var path = await WriteAsync(codec);
        var track = await Mp4Reader.ReadAsync(path, Token);
        var info = await ClipReader.ProbeAsync(Ffmpeg.Find(), path, Token);
        Assert.Equal((info.Size, info.Rate, info.Frames), (track.Size, track.Rate, track.Frames));
        Assert.Equal(info.PixelFormat == "yuv420p", track.IsYuv420);
        Assert.Equal(info.Colour.Matrix, track.Colour.Matrix);
        Assert.Contains(track.Colour.Range, new[] { info.Colour.Range, "unknown" });
    }

    // Bytes flipped, numbers replaced by hostile ones, the file cut short: a track whose frames lie in the file, or one
    // exception that says so; never another one, never gigabytes.
    [Fact]
    public async Task Damaged_tables_are_refused_or_harmless()
    {
        var whole = await File.ReadAllBytesAsync(await WriteAsync(ClipCodec.H264), Token);
        var movie = whole.AsSpan().IndexOf("moov"u8);
        var end = movie - 4 + BinaryPrimitives.ReadInt32BigEndian(whole.AsSpan(movie - 4));
        uint[] hostile = [0, 1, 7, 8, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, (uint)whole.Length, 1 << 28];
        var random = new Random(17);
        int read = 0, refused = 0;
        for (var i = 0; i < 1500; i++)
        {
            var bytes = (byte[])whole.Clone();
            for (var damage = random.Next(1, 4); damage > 0; damage--)
            {
                var at = random.Next(movie, end - 4);
                if (random.Next(2) == 0)
                {
                    bytes[at] ^= (byte)random.Next(1, 256);
                }
                else
                {
                    BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(at), hostile[random.Next(hostile.Length)]);
                }
            }

            if (random.Next(5) == 0)
            {
                bytes = bytes[..random.Next(bytes.Length)];
            }

            var before = GC.GetTotalAllocatedBytes();
            try
            {
                var track = await Mp4Reader.ReadAsync(_scratch.Write("damaged.mp4", bytes), Token);
                Assert.All(
                    track.Samples, s => Assert.True(s.Offset >= 0 && s.Size >= 0 && s.Offset + s.Size <= bytes.Length));
                Assert.Equal(Enumerable.Range(0, track.Frames), track.Samples.Select(s => s.Frame).Order());
                Assert.True(track.Rate.Numerator > 0 && track.Rate.Denominator > 0 && track.Size.Area > 0);
                _ = (track.IsYuv420, track.Colour, track.Codec);
                read++;
            }
            catch (Mp4Exception e)
            {
                Assert.StartsWith(_scratch.Path("damaged.mp4") + ": ", e.Message, StringComparison.Ordinal);
                refused++;
            }

            Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 512 << 20);
        }

        Assert.True(read > 100 && refused > 300, $"{read} read, {refused} refused");
    }

    private async Task<string> WriteAsync(ClipCodec codec)
    {
        var format = new ClipFormat { Codec = codec };
        var path = _scratch.Path("whole" + format.Extension);
        var picture = Draw.Photograph(128, 96, 3);
        await using var writer = ClipWriter.Start(
            Ffmpeg.Find(), path, picture.Size, new FrameRate(24000, 1001), format);
        for (var i = 0; i < Frames; i++)
        {
            await writer.WriteAsync(picture, Token);
        }

        await writer.CompleteAsync(Token);
        return path;
    }
}
