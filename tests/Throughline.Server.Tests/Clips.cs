using Throughline.Media.Pictures;
using Throughline.Media.Video;

namespace Throughline.Server.Tests;

/// <summary>Clips to send.</summary>
internal static class Clips
{
    /// <summary>A small MP4 with something that moves.</summary>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="frames">How many, twelve a second.</param>
    /// <param name="colour">The colour of a place in a frame, by column, row and frame; null for a bar that
    /// wanders.</param>
    public static async Task<byte[]> Mp4Async(
        int width = 96, int height = 64, int frames = 12,
        Func<int, int, int, (byte Red, byte Green, byte Blue)>? colour = null)
    {
        string path = Path.Combine(Path.GetTempPath(), $"throughline-{Guid.NewGuid():N}.mp4");
        try
        {
            await using (ClipWriter writer = ClipWriter.Start(Ffmpeg.Find(), path, new PixelSize(width, height), new FrameRate(12, 1)))
            {
                for (int i = 0; i < frames; i++)
                {
                    var frame = new Picture(width, height);
                    for (int at = 0; at < frame.Pixels.Length; at += 4)
                    {
                        bool isBar = at / 4 % width / 8 == i % (width / 8);
                        (byte red, byte green, byte blue) = colour?.Invoke(at / 4 % width, at / 4 / width, i)
                            ?? ((byte)(isBar ? 230 : 70), (byte)(90 + (at / 4 / width)), (byte)(isBar ? 40 : 150));
                        (frame.Pixels[at], frame.Pixels[at + 1], frame.Pixels[at + 2],
                            frame.Pixels[at + 3]) = (red, green, blue, 255);
                    }

                    await writer.WriteAsync(frame, TestContext.Current.CancellationToken);
                }

                await writer.CompleteAsync(TestContext.Current.CancellationToken);
            }

            return await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>A clip of ffmpeg's own making: its arguments from the inputs on, without the file.</summary>
    public static async Task<byte[]> FfmpegAsync(string arguments, string extension)
    {
        string path = Path.Combine(Path.GetTempPath(), $"throughline-{Guid.NewGuid():N}{extension}");
        try
        {
            using var ffmpeg = System.Diagnostics.Process
                .Start(Ffmpeg.Find().Path, ["-v", "error", .. arguments.Split(' '), path])!;
            await ffmpeg.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, ffmpeg.ExitCode);
            return await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>The same as a data URI.</summary>
    public static async Task<string> DataUriAsync() =>
        "data:video/mp4;base64," + Convert.ToBase64String(await Mp4Async());
}
