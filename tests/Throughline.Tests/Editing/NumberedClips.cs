using System.Diagnostics;
using Throughline.Editing;
using Throughline.Films;
using Throughline.Media.Pictures;
using Throughline.Media.Video;

namespace Throughline.Tests.Editing;

/// <summary>
/// Clips whose every frame carries its shot's and its own number as coarse blocks, so that what a film shows can be
/// read back from its pixels: 4 bits of shot, then 12 bits of frame, bright for one.
/// </summary>
internal sealed class NumberedClips : IDisposable
{
    public const int Dark = 40;
    public const int Bright = 210;
    private const int Columns = 8;
    private const int Rows = 2;
    private readonly string _folder = Directory.CreateTempSubdirectory("throughline-cut-").FullName;

    public static PixelSize Size { get; } = new(160, 90);

    public static Ffmpeg Ffmpeg { get; } = Ffmpeg.Find();

    public string Output => Path.Combine(_folder, "out");

    public string PathOf(string name) => Path.Combine(_folder, name);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>A clip of its own for each shot, encoded as production does.</summary>
    public async Task<CutOrder> OrderAsync(FrameRate rate, ClipFormat format, params TestShot[] shots)
    {
        var clips = new List<CutClip>();
        for (var i = 0; i < shots.Length; i++)
        {
            var head = shots[i].IsChained ? 1 : 0;
            var frames = shots[i].Frames + head;
            var path = PathOf($"take {i}{format.Extension}");
            await WriteAsync(path, i, frames, rate, format with { Keyframes = head == 1 ? [0, 1] : [0] });
            clips.Add(new CutClip
            {
                Shot = new Shot
                {
                    Id = $"shot-{i}",
                    Seconds = 1,
                    Prompt = $"prompt {i}",
                    Seed = 100 + i,
                    Transition = shots[i].Kind == TransitionKind.Cut
                        ? Transition.Cut
                        : new Transition(
                            shots[i].Kind, (decimal)shots[i].TransitionFrames * rate.Denominator / rate.Numerator),
                },
                Take = $"key{i}",
                File = path,
                Frames = frames,
                Head = head,
                Engine = "stage",
                Why = "it is free",
                Cost = i * 0.25m,
                WallTime = TimeSpan.FromSeconds(1.5),
            });
        }

        return new CutOrder
        {
            Film = new Film
            {
                File = PathOf("film.yaml"),
                Title = "Numbers",
                Size = Size,
                Rate = rate,
                Shots = [.. clips.Select(c => c.Shot)],
            },
            Clips = clips,
            Output = Output,
            Format = format,
            Ffmpeg = Ffmpeg,
        };
    }

    /// <summary>The frame that a shot's clip shows before encoding.</summary>
    public static Picture Draw(int shot, int frame)
    {
        var picture = new Picture(Size.Width, Size.Height);
        for (var y = 0; y < picture.Height; y++)
        {
            for (var x = 0; x < picture.Width; x++)
            {
                var value = (byte)(Bit(shot, frame, Block(x, y)) ? Bright : Dark);
                var at = ((y * picture.Width) + x) * 4;
                // A tint that differs from shot to shot, so that a match has something to do.
                picture.Pixels[at] = (byte)(value + (shot % 3 == 0 ? 25 : 0));
                picture.Pixels[at + 1] = value;
                picture.Pixels[at + 2] = (byte)(value + (shot % 3 == 1 ? 25 : 0));
                picture.Pixels[at + 3] = 255;
            }
        }

        return picture;
    }

    /// <summary>The shot and frame that a picture shows.</summary>
    public static (int Shot, int Frame) Read(Picture picture)
    {
        var number = 0;
        for (var block = 0; block < Columns * Rows; block++)
        {
            number = (number << 1) | (Green(picture, block) > (Dark + Bright) / 2 ? 1 : 0);
        }

        return (number >> 12, number & 0xFFF);
    }

    /// <summary>The block's bit in a shot's frame.</summary>
    public static bool Bit(int shot, int frame, int block) => ((((shot << 12) | frame) >> (15 - block)) & 1) == 1;

    /// <summary>Green in a block's middle, averaged over 5 by 5 pixels.</summary>
    public static double Green(Picture picture, int block)
    {
        var (cx, cy) = Middle(block);
        var sum = 0;
        for (var y = cy - 2; y <= cy + 2; y++)
        {
            for (var x = cx - 2; x <= cx + 2; x++)
            {
                sum += picture.Pixels[(((y * picture.Width) + x) * 4) + 1];
            }
        }

        return sum / 25.0;
    }

    public static (int X, int Y) Middle(int block) =>
        ((block % Columns * Size.Width / Columns) + (Size.Width / Columns / 2), (block / Columns * Size.Height / Rows)
            + (Size.Height / Rows / 2));

    public static int Blocks => Columns * Rows;

    /// <summary>All frames of a film.</summary>
    public static async Task<List<Picture>> FramesAsync(string path)
    {
        var frames = new List<Picture>();
        await foreach (var frame in ClipReader.ReadAllAsync(Ffmpeg, path, 0, TestContext.Current.CancellationToken))
        {
            frames.Add(frame);
        }

        return frames;
    }

    /// <summary>What a program prints on both its outputs.</summary>
    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start =
            new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var both = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return string.Concat(both);
    }

    private static int Block(int x, int y) => (y * Rows / Size.Height * Columns) + (x * Columns / Size.Width);

    private static async Task WriteAsync(string path, int shot, int frames, FrameRate rate, ClipFormat format)
    {
        await using var writer = ClipWriter.Start(Ffmpeg, path, Size, rate, format);
        for (var frame = 0; frame < frames; frame++)
        {
            await writer.WriteAsync(Draw(shot, frame), TestContext.Current.CancellationToken);
        }

        await writer.CompleteAsync(TestContext.Current.CancellationToken);
    }
}
