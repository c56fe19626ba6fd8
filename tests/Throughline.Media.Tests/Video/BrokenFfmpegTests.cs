using System.Diagnostics;
using Throughline.Media.Pictures;
using Throughline.Media.Tests.Pictures;
using Throughline.Media.Video;

namespace Throughline.Media.Tests.Video;

/// <summary>What happens when ffmpeg dies, hangs or cannot write: small programs stand in for it.</summary>
public sealed class BrokenFfmpegTests : IDisposable
{
    private static readonly PixelSize _size = new(320, 180);
    private readonly Scratch _scratch = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Dying_in_midstream_tells_its_code_and_last_lines_and_keeps_the_old_clip()
    {
        File.WriteAllText(_scratch.Path("a.mp4"), "the old clip");
        var ffmpeg = Program("head -c 500000 > /dev/null; echo first >&2; echo 'the encoder broke' >&2; exit 3");
        await using (var writer = ClipWriter.Start(ffmpeg, _scratch.Path("a.mp4"), _size, FrameRate.Film))
        {
            var failure = await Assert.ThrowsAsync<MediaException>(() => FeedAsync(writer, 1000, Token));
            Assert.Equal((MediaError.FfmpegFailed, 3), (failure.Code, failure.ExitCode));
            Assert.Contains("exit code 3", failure.Message, StringComparison.Ordinal);
            Assert.EndsWith("the encoder broke", failure.LastLines, StringComparison.Ordinal);
        }

        Assert.Equal("the old clip", File.ReadAllText(_scratch.Path("a.mp4")));
        Assert.Equal(["a.mp4", "ffmpeg"], _scratch.Names.Order());
    }

    [Fact]
    public async Task Failing_at_the_end_keeps_the_old_clip()
    {
        File.WriteAllText(_scratch.Path("a.mp4"), "the old clip");
        await using (var writer = ClipWriter.Start(Program("cat > /dev/null; exit 1"), _scratch.Path("a.mp4"), _size, FrameRate.Film))
        {
            await FeedAsync(writer, 3, Token);
            Assert.Equal(1, (await Assert.ThrowsAsync<MediaException>(() => writer.CompleteAsync(Token))).ExitCode);
        }

        Assert.Equal("the old clip", File.ReadAllText(_scratch.Path("a.mp4")));
        Assert.Equal(["a.mp4", "ffmpeg"], _scratch.Names.Order());
    }

    [Fact]
    public async Task Killed_by_a_signal_is_told()
    {
        var ffmpeg = Program("head -c 300000 > /dev/null; kill -9 $$");
        await using var writer = ClipWriter.Start(ffmpeg, _scratch.Path("a.mp4"), _size, FrameRate.Film);
        Assert.Equal(137, (await Assert.ThrowsAsync<MediaException>(() => FeedAsync(writer, 1000, Token))).ExitCode);
    }

    [Fact]
    public async Task Endless_errors_are_kept_in_bounds()
    {
        var ffmpeg = Program(
            "head -c 300000 >/dev/null; head -c 3000000 /dev/zero | tr '\\0' 'x' >&2; echo >&2; echo last >&2; exit 1");
        await using var writer = ClipWriter.Start(ffmpeg, _scratch.Path("a.mp4"), _size, FrameRate.Film);
        var failure = await Assert.ThrowsAsync<MediaException>(() => FeedAsync(writer, 1000, Token));
        Assert.EndsWith("last", failure.LastLines, StringComparison.Ordinal);
        Assert.InRange(failure.LastLines.Length, 1, 4096);
    }

    [Fact]
    public async Task Disk_full_is_said_plainly()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A disk that is always full.");
        var ffmpeg = Program(
            "cat > /dev/full; echo 'av_interleaved_write_frame(): No space left on device' >&2; exit 0");
        await using var writer = ClipWriter.Start(ffmpeg, _scratch.Path("a.mp4"), _size, FrameRate.Film);
        await FeedAsync(writer, 2, Token);
        var failure = await Assert.ThrowsAsync<MediaException>(() => writer.CompleteAsync(Token));
        Assert.Equal(MediaError.DiskFull, failure.Code);
        Assert.Contains("disk is full", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_really_full_disk_keeps_the_old_clip_and_leaves_nothing()
    {
        Directory.CreateDirectory(_scratch.Path("small"));
        using (var mount = Process.Start(new ProcessStartInfo("mount", $"-t tmpfs -o size=300k tmpfs {_scratch.Path("small")}") { RedirectStandardError = true }))
        {
            await mount!.WaitForExitAsync(Token);
            Assert.SkipUnless(mount.ExitCode == 0, "Mounting a small disk needs root.");
        }

        try
        {
            var path = _scratch.Path("small/a.mp4");
            File.WriteAllText(path, "the old clip");
            await using (var writer = ClipWriter.Start(Ffmpeg.Find(), path, _size, FrameRate.Film, new() { Quality = 1 }))
            {
                var failure = await Assert.ThrowsAsync<MediaException>(async () =>
                {
                    for (var i = 0; i < 60; i++)
                    {
                        await writer.WriteAsync(Draw.Noise(_size.Width, _size.Height, i), Token);
                    }

                    await writer.CompleteAsync(Token);
                });
                Assert.Equal(MediaError.DiskFull, failure.Code);
            }

            var picture = Assert.Throws<PictureException>(
                () => PictureFile.WritePng(Draw.Noise(640, 480, 1), _scratch.Path("small/a.png")));
            Assert.Equal(PictureError.DiskFull, picture.Code);
            Assert.Equal("the old clip", File.ReadAllText(path));
            Assert.Single(Directory.GetFiles(_scratch.Path("small")));
        }
        finally
        {
            using var unmount = Process.Start("umount", _scratch.Path("small"));
            await unmount.WaitForExitAsync(CancellationToken.None);
        }
    }

    [Fact]
    public void Unwritable_places_are_refused_before_anything_starts()
    {
        var failure = Assert.Throws<MediaException>(() => ClipWriter.Start(
            Program("exit 0"), _scratch.Path("no/a.mp4"), _size, FrameRate.Film));
        Assert.Equal(MediaError.Unwritable, failure.Code);
        Assert.Contains("folder does not exist", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_stops_a_program_that_will_not_stop()
    {
        // Reads nothing, ignores the interrupt and has a child: the whole group must be gone.
        var ffmpeg = Program($"trap '' INT TERM; sleep 300 & echo $! > {_scratch.Path("child")}; wait; sleep 300");
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var writer = ClipWriter.Start(ffmpeg, _scratch.Path("a.mp4"), _size, FrameRate.Film);
        var feeding = Assert.ThrowsAnyAsync<OperationCanceledException>(() => FeedAsync(writer, 1000, cancel.Token));
        while (!File.Exists(_scratch.Path("child")) || new FileInfo(_scratch.Path("child")).Length == 0)
        {
            await Task.Delay(20, Token);
        }

        await cancel.CancelAsync();
        await feeding;
        await writer.DisposeAsync();
        var child = File.ReadAllText(_scratch.Path("child")).Trim();
        var deadline = 50;
        while (IsRunning(child) && deadline-- > 0)
        {
            await Task.Delay(20, Token);
        }

        Assert.False(IsRunning(child));
        Assert.Equal(["child", "ffmpeg"], _scratch.Names.Order());
    }

    [Fact]
    public async Task Runs_in_a_group_of_its_own_so_that_the_terminal_does_not_stop_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/setsid"), "Sessions are Linux's.");
        var ffmpeg = Program($"cut -d ' ' -f 1,5,6 /proc/$$/stat > {_scratch.Path("ids")}; cat > /dev/null");
        await using var writer = ClipWriter.Start(ffmpeg, _scratch.Path("a.mp4"), _size, FrameRate.Film);
        await FeedAsync(writer, 1, Token);
        await writer.CompleteAsync(Token);
        Assert.Single(File.ReadAllText(_scratch.Path("ids")).Trim().Split(' ').Distinct());
    }

    [Fact]
    public void What_dead_processes_left_is_removed_and_what_live_ones_write_is_kept()
    {
        var live = $"b.mp4.{Environment.ProcessId}-99999.part";
        foreach (var name in new[] { "a.mp4.2147483000-1.part", "b.mp4.2147483000-77.part", live, "my.part", "x.1-y.part" })
        {
            _scratch.Write(name, [1]);
        }

        PictureFile.WritePng(new Picture(1, 1), _scratch.Path("a.png"));
        Assert.Equal(new[] { "a.png", live, "my.part", "x.1-y.part" }.Order(), _scratch.Names.Order());
    }

    [Fact]
    public async Task An_encoder_that_is_missing_is_named_with_the_remedy()
    {
        var ffmpeg = Program("echo \"Unknown encoder 'libx264'\" >&2; exit 1");
        await using var writer = ClipWriter.Start(ffmpeg, _scratch.Path("a.mp4"), _size, FrameRate.Film);
        var failure = await Assert.ThrowsAsync<MediaException>(() => FeedAsync(writer, 1000, Token));
        Assert.Equal(MediaError.EncoderMissing, failure.Code);
        Assert.Contains("apt-get install -y ffmpeg", failure.Message, StringComparison.Ordinal);
    }

    private static bool IsRunning(string id) =>
        File.Exists($"/proc/{id}/stat")
            && !File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal);

    private static async Task FeedAsync(ClipWriter writer, int frames, CancellationToken cancellationToken)
    {
        var frame = Draw.Noise(_size.Width, _size.Height, 1);
        for (var i = 0; i < frames; i++)
        {
            await writer.WriteAsync(frame, cancellationToken);
        }
    }

    private Ffmpeg Program(string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-ins are shell scripts.");
        var path = _scratch.Write("ffmpeg", System.Text.Encoding.UTF8.GetBytes("#!/bin/sh\n" + script + "\n"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        }

        return Ffmpeg.Find(path, null, null, _scratch.Folder);
    }
}
