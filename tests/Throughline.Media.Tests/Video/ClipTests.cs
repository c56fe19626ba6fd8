using Throughline.Media.Pictures;
using Throughline.Media.Tests.Pictures;
using Throughline.Media.Video;

namespace Throughline.Media.Tests.Video;

public sealed class ClipTests : IDisposable
{
    private static readonly PixelSize _size = new(320, 180);
    private static readonly Picture _wide = Draw.Photograph(460, 180, 42);
    private readonly Scratch _scratch = new();
    private readonly Ffmpeg _ffmpeg = Ffmpeg.Find();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData(24, 1)]
    [InlineData(25, 1)]
    [InlineData(24000, 1001)]
    [InlineData(30000, 1001)]
    [InlineData(60, 1)]
    [InlineData(1, 2)]
    public async Task Rate_and_frame_count_are_exact(int numerator, int denominator)
    {
        var info = await WriteAsync("a.mp4", 31, rate: new(numerator, denominator));
        Assert.Equal(new FrameRate(numerator, denominator), info.Rate);
        Assert.Equal((31, true, _size), (info.Frames, info.IsConstantRate, info.Size));
        Assert.Equal(0, ClipArguments.Timescale(info.Rate) * (long)denominator % numerator);
    }

    [Fact]
    public async Task H264_is_tagged_and_starts_fast()
    {
        var info = await WriteAsync("a.mp4", 5);
        Assert.Equal(("h264", "High", "yuv420p"), (info.Codec, info.Profile, info.PixelFormat));
        Assert.Equal(
            new ClipColour
            {
                Range = "tv",
                Matrix = "bt709",
                Transfer = "bt709",
                Primaries = "bt709",
                ChromaSiting = "center",
            },
            info.Colour);
        var bytes = File.ReadAllBytes(_scratch.Path("a.mp4")).AsSpan();
        Assert.InRange(bytes.IndexOf("moov"u8), 1, bytes.IndexOf("mdat"u8));
        Assert.Equal(["a.mp4"], _scratch.Names);
    }

    [Theory]
    [InlineData(ClipCodec.H265, "hevc", "yuv420p", 34)]
    [InlineData(ClipCodec.Av1, "av1", "yuv420p", 34)]
    [InlineData(ClipCodec.ProRes422Hq, "prores", "yuv422p10le", 44)]
    public async Task Other_codecs_keep_tags_and_colours(ClipCodec codec, string name, string pixelFormat, double psnr)
    {
        var format = new ClipFormat { Codec = codec };
        Assert.SkipUnless(await _ffmpeg.CanEncodeAsync(format, Token), $"This ffmpeg lacks {format.Encoder}.");
        var path = "a" + format.Extension;
        var info = await WriteAsync(path, 12, format);
        Assert.Equal((name, pixelFormat, 12), (info.Codec, info.PixelFormat, info.Frames));
        Assert.Equal(("bt709", "bt709", "bt709"), (info.Colour.Matrix, info.Colour.Transfer, info.Colour.Primaries));
        await AssertFirstFrameAsync(path, psnr, 0.3);
    }

    [Fact]
    public async Task First_frame_arrives_as_given()
    {
        await WriteAsync("a.mp4", 24);
        await AssertFirstFrameAsync("a.mp4", 44, 0.1);
        await WriteAsync("b.mp4", 24, new() { Codec = ClipCodec.H265 });
        await AssertFirstFrameAsync("b.mp4", 44, 0.1);
    }

    [Fact]
    public async Task Every_frame_comes_back_in_its_place_from_any_start()
    {
        await WriteAsync("a.mp4", 30, rate: new(24000, 1001));
        foreach (var start in new[] { 0, 1, 13, 24, 29 })
        {
            var number = start;
            await foreach (var frame in ClipReader.ReadAllAsync(_ffmpeg, _scratch.Path("a.mp4"), start, Token))
            {
                Assert.InRange(Colour.Psnr(Frame(number), frame), 33, double.PositiveInfinity);
                Assert.True(
                    Colour.Psnr(Frame(number), frame) > Colour.Psnr(Frame(number + 1), frame) + 1,
                    $"frame {number} from {start}");
                number++;
            }

            Assert.Equal(30, number);
        }
    }

    [Fact]
    public async Task Keyframes_lie_at_every_second_and_where_asked()
    {
        Assert.Equal([0, 24, 48], (await WriteAsync("a.mp4", 60)).Keyframes);
        Assert.Equal([0, 1, 25, 49], (await WriteAsync("b.mp4", 60, new() { Keyframes = [0, 1] })).Keyframes);
        Assert.Equal([0, 10, 20, 30], (await WriteAsync("c.mp4", 35, new() { KeyframeEvery = 10 })).Keyframes);
        Assert.Equal(
            [0, 1, 25],
            (await WriteAsync("d.mp4", 30, new() { Codec = ClipCodec.H265, Keyframes = [0, 1] })).Keyframes);
    }

    [Fact]
    public async Task A_forced_keyframe_can_be_cut_at_by_stream_copy()
    {
        await WriteAsync("a.mp4", 30, new() { Keyframes = [0, 1] });
        using var process = System.Diagnostics.Process.Start(
            _ffmpeg.Path,
            $"-v error -nostdin -ss 0.03 -i {_scratch.Path("a.mp4")} -c copy -f mp4 {_scratch.Path("cut.mp4")}");
        await process.WaitForExitAsync(Token);
        var info = await ClipReader.ProbeAsync(_ffmpeg, _scratch.Path("cut.mp4"), Token);
        Assert.Equal(29, info.Frames);
        await foreach (var frame in ClipReader.ReadAllAsync(_ffmpeg, _scratch.Path("cut.mp4"), 0, Token))
        {
            Assert.InRange(Colour.Psnr(Frame(1), frame), 33, double.PositiveInfinity);
            break;
        }
    }

    [Fact]
    public async Task Same_frames_give_the_same_bytes()
    {
        await WriteAsync("a.mp4", 40);
        await WriteAsync("b.mp4", 40);
        Assert.Equal(File.ReadAllBytes(_scratch.Path("a.mp4")), File.ReadAllBytes(_scratch.Path("b.mp4")));
    }

    [Fact]
    public async Task Frames_may_be_reused_at_once_and_cost_no_memory()
    {
        var frame = new Picture(640, 360);
        await using var writer = ClipWriter.Start(_ffmpeg, _scratch.Path("a.mp4"), frame.Size, FrameRate.Film);
        for (var i = 0; i < 8; i++)
        {
            await writer.WriteAsync(frame, Token);
        }

        var before = GC.GetTotalAllocatedBytes();
        for (var i = 0; i < 100; i++)
        {
            frame.Pixels.AsSpan().Fill((byte)(i * 2));
            await writer.WriteAsync(frame, Token);
        }

        // A frame would be 345600 bytes. Other tests may allocate at the same time, hence the slack.
        Assert.InRange((GC.GetTotalAllocatedBytes() - before) / 100, 0, 100_000);
        await writer.CompleteAsync(Token);
        var number = 0;
        await foreach (var read in ClipReader.ReadAllAsync(_ffmpeg, _scratch.Path("a.mp4"), 8, Token))
        {
            Draw.AssertNear((number * 2, number * 2, number * 2), Draw.At(read, 100, 100), 3);
            number++;
        }

        Assert.Equal(100, number);
    }

    [Fact]
    public async Task Names_that_look_like_options_or_protocols_are_files()
    {
        foreach (var name in new[] { "-y.mp4", "http:%2d.mp4", "a b'\"$x.mp4", "übel.mp4" })
        {
            Assert.Equal(3, (await WriteAsync(name, 3)).Frames);
        }
    }

    [Fact]
    public async Task Files_that_are_no_clips_are_refused()
    {
        async Task<MediaException> Refusal(string path) =>
            await Assert.ThrowsAsync<MediaException>(() => ClipReader.ProbeAsync(_ffmpeg, path, Token));
        Assert.Equal(MediaError.Missing, (await Refusal(_scratch.Path("none.mp4"))).Code);
        Assert.Equal(MediaError.NotAClip, (await Refusal(_scratch.Write("text.mp4", "hello"u8.ToArray()))).Code);
        await WriteAsync("a.mp4", 10);
        var whole = File.ReadAllBytes(_scratch.Path("a.mp4"));
        Assert.Equal(MediaError.NotAClip, (await Refusal(_scratch.Write("half.mp4", whole[..200]))).Code);

        // A playlist must not make ffmpeg fetch anything.
        var playlist = _scratch.Write(
            "list.m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nhttp://127.0.0.1:9/a.ts\n"u8.ToArray());
        Assert.Equal(MediaError.NotAClip, (await Refusal(playlist)).Code);
    }

    [Fact]
    public async Task A_clip_of_a_stranger_is_read_within_limits()
    {
        await WriteAsync("a.mp4", 31);
        var limits =
            new FfmpegLimits { MemoryBytes = 1L << 30, FramePixels = _size.Width * _size.Height, Frames = 1000 };
        Assert.Equal(31, (await ClipReader.ProbeAsync(_ffmpeg.Within(limits), _scratch.Path("a.mp4"), Token)).Frames);
        Assert.Equal(31, await CountAsync(_ffmpeg.Within(limits)));

        // No more frames are counted, larger ones not decoded, and who wants more memory ends.
        Assert.Equal(
            20,
            (await ClipReader.ProbeAsync(_ffmpeg.Within(limits with { Frames = 20 }), _scratch.Path("a.mp4"), Token)).Frames);
        await Assert.ThrowsAsync<MediaException>(() => CountAsync(_ffmpeg.Within(limits with { FramePixels = 1000 })));
        if (File.Exists("/usr/bin/prlimit"))
        {
            await Assert.ThrowsAsync<MediaException>(
                () => CountAsync(_ffmpeg.Within(limits with { MemoryBytes = 4 << 20 })));
        }

        async Task<int> CountAsync(Ffmpeg ffmpeg)
        {
            var count = 0;
            await foreach (var _ in ClipReader.ReadAllAsync(ffmpeg, _scratch.Path("a.mp4"), 0, Token))
            {
                count++;
            }

            return count;
        }
    }

    [Theory]
    [InlineData("-c:a aac", "a.mp4", "aac")]
    [InlineData("-c:a libmp3lame", "a.mp4", "mp3")]
    [InlineData("-c:a pcm_s16le", "a.mov", "pcm_s16le")]
    [InlineData("-c:a libopus", "a.webm", "opus")]
    public async Task Sound_is_taken_over_and_no_longer_than_the_frames(string codec, string name, string found)
    {
        string[] source =
        [
            "-v", "error", "-f", "lavfi", "-i", "testsrc2=size=320x180:rate=24:duration=1", "-f", "lavfi", "-i",
            "sine=frequency=440:duration=3",
            .. codec.Split(' '), _scratch.Path(name),
        ];
        using (var ffmpeg = System.Diagnostics.Process.Start(_ffmpeg.Path, source))
        {
            await ffmpeg.WaitForExitAsync(Token);
        }

        var sound = await ClipSound.FindAsync(_ffmpeg, _scratch.Path(name), Token);
        Assert.Equal(found, sound?.Codec);
        var format = new ClipFormat();
        await using (var writer = ClipWriter.Start(_ffmpeg, _scratch.Path("b.mp4"), _size, FrameRate.Film, format, (sound!, 24)))
        {
            for (var i = 0; i < 24; i++)
            {
                await writer.WriteAsync(Frame(i), Token);
            }

            await writer.CompleteAsync(Token);
        }

        var made = await ClipReader.ProbeAsync(_ffmpeg, _scratch.Path("b.mp4"), Token);
        Assert.Equal((24, FrameRate.Film, true), (made.Frames, made.Rate, made.IsConstantRate));
        var taken = await ClipSound.FindAsync(_ffmpeg, _scratch.Path("b.mp4"), Token);
        Assert.Equal(found is "aac" or "mp3" ? found : "aac", taken?.Codec);
        Assert.InRange(taken!.Lead, 0, 0.03m);
        await AssertFirstFrameAsync("b.mp4", 35, 1);
    }

    [Fact]
    public async Task A_silent_clip_has_no_sound_to_take_over()
    {
        await WriteAsync("a.mp4", 3);
        Assert.Null(await ClipSound.FindAsync(_ffmpeg, _scratch.Path("a.mp4"), Token));
        await Assert.ThrowsAsync<MediaException>(
            () => ClipSound.FindAsync(_ffmpeg, _scratch.Write("text.mp4", "hello"u8.ToArray()), Token));
    }

    [Fact]
    public async Task Misuse_is_refused()
    {
        Assert.Throws<ArgumentException>(
            () => ClipWriter.Start(_ffmpeg, _scratch.Path("a.mp4"), new(321, 180), FrameRate.Film));
        Assert.Throws<ArgumentException>(() => ClipWriter.Start(_ffmpeg, _scratch.Path("a.mp4"), _size, new(0, 1)));
        await using var writer = ClipWriter.Start(_ffmpeg, _scratch.Path("a.mp4"), _size, FrameRate.Film);
        await Assert.ThrowsAsync<ArgumentException>(async () => await writer.WriteAsync(new Picture(2, 2), Token));
        await Assert.ThrowsAsync<InvalidOperationException>(() => writer.CompleteAsync(Token));
    }

    // A view that travels over one wide photograph, two pixels a frame.
    private static Picture Frame(int number)
    {
        var frame = new Picture(_size.Width, _size.Height);
        for (var y = 0; y < _size.Height; y++)
        {
            _wide.Row(y).Slice(number * 8, _size.Width * 4).CopyTo(frame.Row(y));
        }

        return frame;
    }

    private async Task<ClipInfo> WriteAsync(string name, int frames, ClipFormat? format = null, FrameRate? rate = null)
    {
        await using (var writer = ClipWriter.Start(_ffmpeg, _scratch.Path(name), _size, rate ?? FrameRate.Film, format))
        {
            for (var i = 0; i < frames; i++)
            {
                await writer.WriteAsync(Frame(i), Token);
            }

            await writer.CompleteAsync(Token);
        }

        return await ClipReader.ProbeAsync(_ffmpeg, _scratch.Path(name), Token);
    }

    private async Task AssertFirstFrameAsync(string name, double psnr, double shift)
    {
        await foreach (var frame in ClipReader.ReadAllAsync(_ffmpeg, _scratch.Path(name), 0, Token))
        {
            Assert.InRange(Colour.Psnr(Frame(0), frame), psnr, double.PositiveInfinity);
            Assert.InRange(Colour.DifferenceOfMeans(Frame(0), frame), 0, shift);
            break;
        }
    }
}
