using System.Globalization;
using Throughline.Editing;
using Throughline.Films;
using Throughline.Media.Mp4;
using Throughline.Media.Pictures;
using Throughline.Media.Video;
using Throughline.Review;

namespace Throughline.Tests.Editing;

public sealed class CutTests : IDisposable
{
    private static readonly FrameRate _ntsc = new(30000, 1001);
    private readonly NumberedClips _clips = new();

    public static TheoryData<string, int, int> Films => new()
    {
        { "40 35c 50", 24, 1 },
        { "40 35c 50", 25, 1 },
        { "40 35c 50", 30000, 1001 },
        { "60 60d12 30", 24, 1 },
        { "60 60w12 30c", 24, 1 },
        { "60 60f11 30", 24, 1 },
        { "60 60m12 30", 24, 1 },
        { "40f9 40d24 31cw7 60m5 2 9 26cf8 40d1", 30000, 1001 },
        { "24 24cd6 24cd6 24cd6", 25, 1 },
        { "1 1 1 1c", 24, 1 },
    };

    public void Dispose() => _clips.Dispose();

    [Theory]
    [MemberData(nameof(Films))]
    public async Task Every_frame_of_the_film_is_the_right_one(string shots, int numerator, int denominator)
    {
        var rate = new FrameRate(numerator, denominator);
        var order = await _clips.OrderAsync(rate, new ClipFormat { Threads = 1 }, Parse(shots));
        var result = await Cut.MakeAsync(order, null, TestContext.Current.CancellationToken);

        await AssertFramesAsync(order, result.Film);
        await AssertTimesAsync(result.Film, rate);
    }

    [Theory]
    [InlineData(ClipCodec.H265)]
    [InlineData(ClipCodec.Av1)]
    [InlineData(ClipCodec.ProRes422Hq)]
    public async Task Every_codec_is_cut_frame_by_frame(ClipCodec codec)
    {
        var order = await _clips.OrderAsync(
            FrameRate.Film,
            new ClipFormat { Codec = codec, Threads = 1, Preset = codec == ClipCodec.Av1 ? "12" : null },
            Parse("40 35c 40d6 20"));
        Directory.CreateDirectory(order.Output);
        foreach (var older in new[] { "film.mp4", "film.mov" })
        {
            await File.WriteAllTextAsync(
                Path.Combine(order.Output, older), "an older film", TestContext.Current.CancellationToken);
        }

        var result = await Cut.MakeAsync(order, null, TestContext.Current.CancellationToken);

        Assert.Equal(codec == ClipCodec.ProRes422Hq ? ".mov" : ".mp4", Path.GetExtension(result.Film));
        Assert.Single(Directory.GetFiles(order.Output, "film.m*"));
        Assert.InRange(result.Report.EncodedFrames, 6, codec == ClipCodec.ProRes422Hq ? 6 : 60);
        Assert.Empty(result.Report.Notes);
        await AssertFramesAsync(order, result.Film);
        await AssertTimesAsync(result.Film, FrameRate.Film);
    }

    [Fact]
    public async Task Hard_cuts_copy_every_frame_byte_for_byte()
    {
        var order = await _clips.OrderAsync(FrameRate.Film, new ClipFormat { Threads = 1 }, Parse("40 35c 50"));
        var result = await Cut.MakeAsync(order, null, TestContext.Current.CancellationToken);

        Assert.Equal((125, 0), (result.Report.CopiedFrames, result.Report.EncodedFrames));
        var film = await Mp4Reader.ReadAsync(result.Film, TestContext.Current.CancellationToken);
        var used = new List<string>();
        foreach (var clip in order.Clips)
        {
            var track = await Mp4Reader.ReadAsync(clip.File, TestContext.Current.CancellationToken);
            used.AddRange(Payloads(track).Skip(clip.Head));
        }

        Assert.Equal(used, Payloads(film));
    }

    [Fact]
    public async Task A_transition_encodes_from_just_before_it_to_the_next_keyframe()
    {
        // Keyframes lie every 24 frames: the incoming shot is copied again from its frame 24.
        var order = await _clips.OrderAsync(FrameRate.Film, new ClipFormat { Threads = 1 }, Parse("96 96d12 96"));
        var result = await Cut.MakeAsync(order, null, TestContext.Current.CancellationToken);

        Assert.Equal(96 + 96 + 96 - 12, result.Report.Frames);
        Assert.Equal(72, result.Report.Shots[1].CopiedFrames);
        Assert.InRange(result.Report.Shots[0].CopiedFrames, 96 - 12 - 4, 96 - 12);
        Assert.Equal(96, result.Report.Shots[2].CopiedFrames);
    }

    [Fact]
    public async Task Equal_orders_give_equal_files()
    {
        var order = await _clips.OrderAsync(_ntsc, new ClipFormat { Threads = 2 }, Parse("40 35cd5 50m8"));
        var first = await Cut.MakeAsync(order, null, TestContext.Current.CancellationToken);
        var before = Directory.GetFiles(order.Output)
            .Order().Select(f => (f, Convert.ToHexString(File.ReadAllBytes(f)))).ToList();
        await Cut.MakeAsync(order, null, TestContext.Current.CancellationToken);
        var after = Directory.GetFiles(order.Output)
            .Order().Select(f => (f, Convert.ToHexString(File.ReadAllBytes(f)))).ToList();

        Assert.Equal(5, before.Count);
        Assert.Contains(before, f => f.f == first.ContactSheet);
        Assert.Equal(before, after);
    }

    [Fact]
    public async Task Clips_looked_at_before_give_the_same_papers()
    {
        var order = await _clips.OrderAsync(_ntsc, new ClipFormat { Threads = 2 }, Parse("40 35cd5 50m8"));
        var result = await Cut.MakeAsync(order, null, TestContext.Current.CancellationToken);
        var (sheet, report) = (await Sheet(), await Report());
        await Cut.MakeAsync(await LookedAtAsync(order), null, TestContext.Current.CancellationToken);

        Assert.Equal(sheet, await Sheet());
        Assert.Equal(report, await Report());

        Task<byte[]> Sheet() => File.ReadAllBytesAsync(result.ContactSheet, TestContext.Current.CancellationToken);

        Task<string> Report() => File.ReadAllTextAsync(result.ReportFile, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Hard_cuts_of_clips_looked_at_before_need_no_ffmpeg()
    {
        var order = await _clips.OrderAsync(FrameRate.Film, new ClipFormat { Threads = 1 }, Parse("20 15c 20"));
        var looked = await LookedAtAsync(order);
        var broken = _clips.PathOf("ffmpeg");
        await File.WriteAllTextAsync(broken, "#!/bin/false\n", TestContext.Current.CancellationToken);
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in is a shell script.");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(broken, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        var result = await Cut.MakeAsync(
            looked with { Ffmpeg = Ffmpeg.Find(broken) }, null, TestContext.Current.CancellationToken);
        await AssertFramesAsync(order, result.Film);
        Assert.True(File.Exists(result.ContactSheet));
    }

    private async Task<CutOrder> LookedAtAsync(CutOrder order)
    {
        var tracks = await ClipTracks.ReadAsync(order, TestContext.Current.CancellationToken);
        var clips = order.Clips.Zip(tracks, (clip, track) => new ClipReviewer.Clip(track, clip.Head, null, null)).ToList();
        var reviews = await ClipReviewer.ReadAsync(
            order.Ffmpeg, clips, _clips.PathOf("samples.mp4"), TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);
        return order with { Clips = [.. order.Clips.Zip(reviews, (clip, review) => clip with { Review = review })] };
    }

    [Fact]
    public async Task A_clip_of_another_encoding_is_encoded_anew_and_said_so()
    {
        var order = await _clips.OrderAsync(FrameRate.Film, new ClipFormat { Threads = 1 }, Parse("48 30 48"));
        var other = await _clips.OrderAsync(
            FrameRate.Film, new ClipFormat { Threads = 1, Preset = "ultrafast" }, Parse("48 30 48"));
        // The second order overwrote the clips; the outer two are made again as they were.
        var clips = other.Clips.ToList();
        File.Move(clips[1].File, _clips.PathOf("foreign.mp4"));
        order = await _clips.OrderAsync(FrameRate.Film, new ClipFormat { Threads = 1 }, Parse("48 30 48"));
        order = order with
        {
            Clips = [order.Clips[0], order.Clips[1] with { File = _clips.PathOf("foreign.mp4") }, order.Clips[2]],
        };

        var result = await Cut.MakeAsync(order, null, TestContext.Current.CancellationToken);

        Assert.Equal([48, 0, 48], result.Report.Shots.Select(s => s.CopiedFrames));
        Assert.Contains("shot-1", Assert.Single(result.Report.Notes), StringComparison.Ordinal);
        await AssertFramesAsync(order, result.Film);
    }

    [Fact]
    public async Task Progress_runs_through_all_steps_to_their_end()
    {
        var order = await _clips.OrderAsync(FrameRate.Film, new ClipFormat { Threads = 1 }, Parse("30 30d4"));
        var seen = new List<CutProgress>();
        await Cut.MakeAsync(order, new Listener(seen), TestContext.Current.CancellationToken);

        foreach (var step in Enum.GetValues<CutStep>())
        {
            var shares = seen.Where(p => p.Step == step).Select(p => p.Share).ToList();
            Assert.Equal(shares.Order(), shares);
            Assert.Equal(1, shares[^1]);
        }
    }

    private static async Task AssertFramesAsync(CutOrder order, string film)
    {
        var timeline = CutTimeline.Lay(order.Clips, order.Film.Rate);
        var frames = await NumberedClips.FramesAsync(film);
        Assert.Equal(timeline.Frames, frames.Count);
        for (var n = 0; n < frames.Count; n++)
        {
            AssertFrame(timeline, n, frames[n]);
        }
    }

    // What the film should show is worked out anew from the shots' lengths, apart from the code under test.
    private static void AssertFrame(CutTimeline timeline, int n, Picture picture)
    {
        var showing = timeline.Shots.Select((s, i) => (s, i)).Where(p => n >= p.s.Start && n < p.s.End).ToList();
        var (shot, index) = showing[^1];
        var own = n - shot.Start + shot.Clip.Head;
        var joint = shot.Joint;
        if (showing.Count == 2)
        {
            var (before, beforeIndex) = showing[0];
            var t = (n - shot.Start + 1.0) / (joint.Frames + 1);
            var share = t * t * (3 - (2 * t));
            for (var block = 0; block < NumberedClips.Blocks; block++)
            {
                var from = Level(beforeIndex, n - before.Start + before.Clip.Head, block);
                var to = Level(index, own, block);
                var part = joint.Kind == TransitionKind.Dissolve ? share : WipeShare(
                    share, NumberedClips.Middle(block).X + 0.5);
                var light = (Colour.ToLight(from / 255) * (1 - part)) + (Colour.ToLight(to / 255) * part);
                AssertNear(
                    255 * Colour.FromLight(light), NumberedClips.Green(picture, block), 14,
                    $"frame {n}, block {block}, {joint}");
            }

            return;
        }

        var gain = 1.0;
        var next = index + 1 < timeline.Shots.Length ? timeline.Shots[index + 1].Joint : default;
        if (joint.Kind == TransitionKind.Fade && n - shot.Start < joint.Incoming)
        {
            gain = (n - shot.Start + 1.0) / (joint.Incoming + 1);
        }
        else if (next.Kind == TransitionKind.Fade && shot.End - n <= next.Outgoing)
        {
            gain = (shot.End - n - 1.0) / next.Outgoing;
        }

        if (gain < 1)
        {
            var light = Math.Pow(gain * gain * (3 - (2 * gain)), 2.2);
            for (var block = 0; block < NumberedClips.Blocks; block++)
            {
                var expected = 255 * Colour.FromLight(Colour.ToLight(Level(index, own, block) / 255) * light);
                AssertNear(expected, NumberedClips.Green(picture, block), 12, $"frame {n}, block {block}, {joint}");
            }

            return;
        }

        Assert.True(
            NumberedClips.Read(picture) == (index, own),
            $"frame {n} shows {NumberedClips.Read(picture)}, not {(index, own)}");
    }

    private static double WipeShare(double share, double x)
    {
        var into = Math.Clamp(((share * 1.16) - (x / NumberedClips.Size.Width)) / 0.16, 0, 1);
        return into * into * (3 - (2 * into));
    }

    private static double Level(int shot, int frame, int block) =>
        NumberedClips.Bit(shot, frame, block) ? NumberedClips.Bright : NumberedClips.Dark;

    private static void AssertNear(double expected, double actual, double tolerance, string where) =>
        Assert.True(
            Math.Abs(expected - actual) <= tolerance,
            string.Create(CultureInfo.InvariantCulture, $"{where}: {actual:0.0} instead of {expected:0.0}"));

    // Frame n lies at exactly n / rate, and no decoder has anything to say.
    private static async Task AssertTimesAsync(string film, FrameRate rate)
    {
        var text = await NumberedClips.RunAsync(
            NumberedClips.Ffmpeg.ProbePath!, "-v", "warning", "-select_streams", "v", "-show_entries",
            "stream=time_base,start_pts,r_frame_rate,avg_frame_rate:packet=pts,duration", "-of", "csv", film);
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var stream = Assert.Single(lines, l => l.StartsWith("stream", StringComparison.Ordinal)).Split(',');
        Assert.Equal(
            ["stream", $"{rate.Numerator}/{rate.Denominator}", $"{rate.Numerator}/{rate.Denominator}"], stream[..3]);
        Assert.Equal("0", stream[4]);
        var scale = long.Parse(stream[3].Split('/')[1], CultureInfo.InvariantCulture);
        var step = scale * rate.Denominator / rate.Numerator;
        Assert.Equal(scale * rate.Denominator, step * rate.Numerator);
        var packets = lines.Where(l => l.StartsWith("packet", StringComparison.Ordinal)).Select(l => l.Split(','))
            .ToList();
        Assert.Equal(
            Enumerable.Range(0, packets.Count).Select(n => n * step),
            packets.Select(p => long.Parse(p[1], CultureInfo.InvariantCulture)).Order());
        Assert.All(packets, p => Assert.Equal(step, long.Parse(p[2], CultureInfo.InvariantCulture)));
        Assert.Equal(lines.Length, packets.Count + 1);
        Assert.Equal(
            "", await NumberedClips.RunAsync(
                NumberedClips.Ffmpeg.Path, "-v", "warning", "-xerror", "-i", film, "-f", "null", "-"));
    }

    private static IEnumerable<string> Payloads(Mp4Track track)
    {
        var bytes = File.ReadAllBytes(track.Path);
        return track.Samples.Select(s => Convert.ToHexString(bytes.AsSpan((int)s.Offset, s.Size)));
    }

    // "40 35c 50d12": frames, c for chained, a transition's letter and its frames.
    private static TestShot[] Parse(string shots) =>
    [
        .. shots.Split(' ').Select(s =>
        {
            var at = s.IndexOfAny(['d', 'w', 'f', 'm']);
            var head = at < 0 ? s : s[..at];
            var kind = at < 0 ? TransitionKind.Cut : s[at] switch
            {
                'd' => TransitionKind.Dissolve,
                'w' => TransitionKind.Wipe,
                'f' => TransitionKind.Fade,
                _ => TransitionKind.Match,
            };
            var length = at < 0 ? 0 : int.Parse(s[(at + 1)..], CultureInfo.InvariantCulture);
            return new TestShot(
                int.Parse(head.TrimEnd('c'), CultureInfo.InvariantCulture), kind, length, head.EndsWith('c'));
        }),
    ];

    private sealed class Listener(List<CutProgress> seen) : IProgress<CutProgress>
    {
        public void Report(CutProgress value) => seen.Add(value);
    }
}
