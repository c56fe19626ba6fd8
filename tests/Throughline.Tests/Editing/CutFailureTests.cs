using Throughline.Editing;
using Throughline.Films;
using Throughline.Media.Video;
using Throughline.Review;

namespace Throughline.Tests.Editing;

public sealed class CutFailureTests : IDisposable
{
    private readonly NumberedClips _clips = new();

    public void Dispose() => _clips.Dispose();

    [Fact]
    public async Task A_missing_clip_is_named_with_its_shot()
    {
        var order = await OrderAsync();
        File.Delete(order.Clips[1].File);
        var error = await FailAsync(order);
        Assert.Equal(CutError.ClipMissing, error.Code);
        Assert.Contains(order.Clips[1].File, error.Message, StringComparison.Ordinal);
        Assert.Contains("shot-1", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(900)]
    [InlineData(-200)]
    public async Task A_clip_cut_short_is_refused(int length)
    {
        var order = await OrderAsync();
        using (var file = File.OpenWrite(order.Clips[1].File))
        {
            file.SetLength(length < 0 ? file.Length + length : length);
        }

        Assert.Equal(CutError.ClipUnusable, (await FailAsync(order)).Code);
    }

    [Fact]
    public async Task A_clip_of_another_length_or_rate_is_refused()
    {
        var order = await OrderAsync();
        var longer = order with { Clips = [order.Clips[0] with { Frames = 31 }, order.Clips[1]] };
        Assert.Contains("30 frames instead of 31", (await FailAsync(longer)).Message, StringComparison.Ordinal);
        var faster = order with { Film = order.Film with { Rate = new FrameRate(25, 1) } };
        Assert.Contains(
            "24 frames a second in a film of 25", (await FailAsync(faster)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Earlier_results_stay_when_a_cut_fails()
    {
        var order = await OrderAsync();
        await Cut.MakeAsync(order, null, TestContext.Current.CancellationToken);
        var before = Contents(order.Output);
        File.Delete(order.Clips[0].File);
        await FailAsync(order);
        Assert.Equal(before, Contents(order.Output));
    }

    [Fact]
    public async Task A_stopped_cut_leaves_no_trace()
    {
        var order = await OrderAsync();
        using var stop = new CancellationTokenSource();
        var stopper = new Stopper(stop);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Cut.MakeAsync(order, stopper, stop.Token));
        Assert.Empty(Directory.EnumerateFileSystemEntries(order.Output));
    }

    [Fact]
    public async Task What_a_killed_cut_left_is_cleared_away()
    {
        var order = await OrderAsync();
        var left = Directory.CreateDirectory(Path.Combine(order.Output, ".cut")).FullName;
        await File.WriteAllTextAsync(
            Path.Combine(left, "film.mp4"), "half a film", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(left, "lock"), "", TestContext.Current.CancellationToken);
        await Cut.MakeAsync(order, null, TestContext.Current.CancellationToken);
        Assert.False(Directory.Exists(left));
        Assert.Equal(5, Directory.GetFiles(order.Output).Length);
    }

    [Fact]
    public async Task Two_cuts_into_one_folder_exclude_each_other()
    {
        var order = await OrderAsync();
        using var first = CutWorkplace.Enter(order.Output);
        Assert.Equal(CutError.Busy, (await FailAsync(order)).Code);
    }

    [Fact]
    public async Task An_output_that_is_no_folder_is_said_so()
    {
        var order = await OrderAsync();
        await File.WriteAllTextAsync(_clips.PathOf("file"), "", TestContext.Current.CancellationToken);
        var error = await FailAsync(order with { Output = Path.Combine(_clips.PathOf("file"), "out") });
        Assert.Equal(CutError.NotWritable, error.Code);
        Assert.Contains("--out", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_encoder_that_dies_is_quoted()
    {
        var order = await OrderAsync();
        var program = _clips.PathOf("ffmpeg");
        await File.WriteAllTextAsync(
            program, "#!/bin/sh\necho out of luck >&2\nexit 3\n", TestContext.Current.CancellationToken);
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in is a shell script.");
        MakeExecutable(program);
        var error = await FailAsync(order with { Ffmpeg = Ffmpeg.Find(program) });
        Assert.True(error.Code is CutError.EncoderFailed or CutError.ClipUnusable, error.Code.ToString());
        Assert.Contains("out of luck", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_report_tells_what_was_made_measured_and_spent()
    {
        var order = await OrderAsync();
        var first = _clips.PathOf("first.png");
        Media.Pictures.PictureFile.WritePng(NumberedClips.Draw(0, 0), first);
        order = order with { Clips = [order.Clips[0] with { FirstPicture = first }, order.Clips[1]] };
        var result = await Cut.MakeAsync(order, null, TestContext.Current.CancellationToken);
        var report = FilmReportJson.Read(
            await File.ReadAllBytesAsync(result.ReportFile, TestContext.Current.CancellationToken));

        Assert.Equal(
            (FilmReport.CurrentSchema, "Numbers", "film.yaml", "160x90", "24", 54, 2.25),
            (report.Schema, report.Title, report.Film, report.Size, report.Rate, report.Frames, report.Seconds));
        Assert.Equal((0.25m, 3.0), (report.Cost, report.WallSeconds));
        Assert.Equal(54, report.CopiedFrames + report.EncodedFrames);
        Assert.Equal(["film.mp4", "film.otio", "film.edl", "contact-sheet.png"], report.Files.Select(f => f.Name));
        Assert.All(report.Files, f => Assert.Equal(new FileInfo(Path.Combine(order.Output, f.Name)).Length, f.Bytes));
        Assert.Equal(["key0", "key1"], report.Shots.Select(s => s.Take));
        Assert.InRange(report.Shots[0].FirstFrame!.Psnr, 30, 60);
        Assert.InRange(report.Shots[0].FirstFrame!.DeltaEPerPixel, 0.01, 3);
        Assert.Null(report.Shots[1].FirstFrame);
        Assert.Null(report.Shots[0].Joint.DeltaE);
        // What bridges the dissolve: the last frame of one shot and the first of the other.
        var truth = Media.Pictures.Colour.MeanDifference76(NumberedClips.Draw(0, 29), NumberedClips.Draw(1, 0));
        Assert.InRange(report.Shots[1].Joint.DeltaE!.Value, truth - 1.5, truth + 1.5);
    }

    private static void MakeExecutable(string program)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        }
    }

    private static Dictionary<string, string> Contents(string folder) =>
        Directory.GetFileSystemEntries(folder).Order().ToDictionary(
            f => f, f => Convert.ToHexString(File.ReadAllBytes(f)));

    private static Task<CutException> FailAsync(CutOrder order) =>
        Assert.ThrowsAsync<CutException>(() => Cut.MakeAsync(order, null, TestContext.Current.CancellationToken));

    private Task<CutOrder> OrderAsync() => _clips.OrderAsync(
        FrameRate.Film, new ClipFormat { Threads = 1, Preset = "ultrafast" }, new TestShot(30),
        new TestShot(30, TransitionKind.Dissolve, 6));

    private sealed class Stopper(CancellationTokenSource source) : IProgress<CutProgress>
    {
        public void Report(CutProgress value)
        {
            if (value.Step == CutStep.Papers)
            {
                source.Cancel();
            }
        }
    }
}
