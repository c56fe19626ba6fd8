using Throughline.Camera;
using Throughline.Engines;
using Throughline.Films;
using Throughline.Media.Pictures;
using Throughline.Media.Video;
using Throughline.Stage.Tests.Stills;

namespace Throughline.Stage.Tests.Life;

/// <summary>A generated landscape: blue sky with soft clouds, grey rock, a green meadow, and a lamp on the
/// rock.</summary>
internal static class LifeScenery
{
    public const int Width = 320;
    public const int Height = 180;
    public const int Skyline = 76;
    public const int Meadow = 128;

    public static Picture Landscape()
    {
        var picture = new Picture(Width, Height);
        var random = new Random(5);
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var grain = random.Next(-14, 15)
                    + (int)(16 * Math.Sin((x * 0.31) + (y * 0.17)) * Math.Sin((y * 0.41) - (x * 0.11)));
                var cloud = Math.Pow(0.5 + (0.5 * Math.Sin((x * 0.045) + 1) * Math.Cos((y * 0.06) + (x * 0.013))), 2);
                var (r, g, b) = y < Skyline
                    ? ((int)(70 + (60 * cloud)), (int)(120 + (45 * cloud)), (int)(205 + (25 * cloud)))
                    : y < Meadow ? (96 + grain, 94 + grain, 92 + grain) : (62 + grain, 118 + grain, 36 + (grain / 2));
                var lamp = Math.Exp(-(((x - 160) * (x - 160)) + ((y - 100) * (y - 100))) / 60.0);
                var i = 4 * ((y * Width) + x);
                picture.Pixels[i] = (byte)Math.Clamp(r + (170 * lamp), 0, 255);
                picture.Pixels[i + 1] = (byte)Math.Clamp(g + (150 * lamp), 0, 255);
                picture.Pixels[i + 2] = (byte)Math.Clamp(b + (110 * lamp), 0, 255);
                picture.Pixels[i + 3] = 255;
            }
        }

        return picture;
    }

    /// <summary>The landscape with a lake for a meadow.</summary>
    public static Picture Lake()
    {
        var picture = Landscape();
        for (var y = Meadow; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var ripple = (int)(9 * Math.Sin((y * 0.9) + (3 * Math.Sin(x * 0.07))));
                new byte[] { (byte)(66 + ripple), (byte)(98 + ripple), (byte)(140 + ripple), 255 }
                    .CopyTo(picture.Row(y)[(4 * x)..]);
            }
        }

        return picture;
    }

    /// <summary>The landscape with a dark wire across its sky, two pixels thick.</summary>
    public static Picture Wire()
    {
        var picture = Landscape();
        for (var x = 0; x < Width; x++)
        {
            for (var y = WireAt(x); y < WireAt(x) + 2; y++)
            {
                new byte[] { 30, 32, 36, 255 }.CopyTo(picture.Row(y)[(4 * x)..]);
            }
        }

        return picture;
    }

    /// <summary>Row of the wire.</summary>
    public static int WireAt(int x) => 24 + (x / 12);

    /// <summary>Shoots and gives the frames and the handover.</summary>
    public static async Task<(List<Picture> Frames, Handover End)> ShootAsync(
        Picture picture, string prompt, string camera = "static", int frames = 25, int threads = 1,
            Handover? previous = null)
    {
        var reel = new ListReel(picture.Size);
        var end = await new StageEngine().ShootAsync(
            Order(picture, prompt, camera, frames) with { Threads = threads, Previous = previous }, reel,
            TestContext.Current.CancellationToken);
        return (reel.Frames, end);
    }

    public static ShotOrder Order(Picture picture, string prompt, string camera, int frames) => new()
    {
        Shot = new Shot
        {
            Id = "a",
            Seconds = frames / 24m,
            Camera = CameraText.Parse(camera, (frames - 1) / 24m, "camera").Moves,
            Seed = 4,
            Prompt = prompt,
        },
        Size = picture.Size,
        Rate = FrameRate.Film,
        Frames = frames,
        FirstFrame = picture,
    };

    /// <summary>Mean square difference over a band of rows.</summary>
    public static double Energy(Picture a, Picture b, int top, int bottom)
    {
        double sum = 0;
        for (var i = top * a.Width * 4; i < bottom * a.Width * 4; i++)
        {
            sum += (a.Pixels[i] - b.Pixels[i]) * (a.Pixels[i] - b.Pixels[i]);
        }

        return sum / ((bottom - top) * a.Width * 3);
    }
}
