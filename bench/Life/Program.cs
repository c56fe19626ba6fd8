using System.Diagnostics;
using Throughline.Camera;
using Throughline.Engines;
using Throughline.Films;
using Throughline.Media.Pictures;
using Throughline.Media.Video;
using Throughline.Stage;

// Pictures that live: how long a 1280x720 picture takes to prepare (depth, layers, fill, places) and how many frames a
// second are rendered after that with two effects on; nothing is encoded. Beside the clock, which a busy machine slows,
// the processor's own time: seconds of it to prepare, and the frames a second that it makes possible when all THREADS
// run.
// Usage: dotnet run -c Release --project bench/Life [THREADS] [FRAMES]
int threads = args.Length > 0 ? int.Parse(args[0], null) : 2;
int frames = args.Length > 1 ? int.Parse(args[1], null) : 240;
string images = Path.Combine(AppContext.BaseDirectory, "../../../../films/mountain-day/images");
var size = new PixelSize(1280, 720);

// Still water is told by a mask of the lowest share of the picture, so that every run moves the same.
(string Picture, string Camera, string Prompt, double Water)[] shots =
[
    ("path.jpg", "static", "clouds drifting, snow falling", 0),
    ("path.jpg", "push_in 0.5", "clouds drifting, snow falling", 0),
    ("meadow.jpg", "push_in 0.5", "mist drifting, wind", 0),
    ("stream.jpg", "orbit_left 6", "water running, leaves falling", 0),
    ("sunset.jpg", "push_in 0.5", "the sun sets, mist drifting", 0),
    ("sunset.jpg", "push_in 0.5", "waves of the sea, clouds drifting", 0.4),
    ("path.jpg", "static", "waves, rain", 0.4),
];
Console.WriteLine($"{size}, {threads} threads, {frames} frames; bars: prepared in 4 s, 60 frames a second");
foreach (var (picture, camera, prompt, water) in shots)
{
    var order = new ShotOrder
    {
        Shot = new Shot
        {
            Id = "bench",
            Seconds = frames / 24m,
            Camera = CameraText.Parse(camera, (frames - 1) / 24m, "camera").Moves,
            Prompt = prompt,
            Seed = 1,
        },
        Size = size,
        Rate = FrameRate.Film,
        Frames = frames,
        FirstFrame = Fit.Cover(PictureFile.Read(Path.Combine(images, picture)), size),
        Threads = threads,
        Masks = water <= 0 ? new Dictionary<LifePlace, MattePicture>() : new() { [LifePlace.Water] = Low(water) },
    };
    var engine = new StageEngine();
    await engine.ShootAsync(order with { Frames = 8 }, new TimedReel(size), CancellationToken.None); // compiles
    var reel = new TimedReel(size);
    await engine.ShootAsync(order, reel, CancellationToken.None);
    Console.WriteLine(
        $"{picture,-12} {camera,-13} {prompt,-34} prepared {reel.Prepared.TotalSeconds,5:0.00} s (processor {reel.Preparing.TotalSeconds,5:0.00})"
        + $"   {(frames - threads) / reel.Rendered.TotalSeconds,6:0.0} frames/s (processor {(frames - threads) * threads / reel.Rendering.TotalSeconds,6:0.0})");
}

MattePicture Low(double share) => new(
    64, 36, [.. Enumerable.Range(0, 64 * 36).Select(i => i / 64 >= 36 * (1 - share) ? 1f : 0)]);

/// <summary>Takes frames, keeps none, and notes when the first and the last came.</summary>
internal sealed class TimedReel(PixelSize size) : IReel
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Stack<Picture> _blanks = new();
    private readonly TimeSpan _begun = Processor;
    private int _asked;

    public TimeSpan Prepared { get; private set; }

    public TimeSpan Rendered { get; private set; }

    /// <summary>Time of all processors until the second frame was begun.</summary>
    public TimeSpan Preparing { get; private set; }

    /// <summary>Time of all processors from there to the last frame.</summary>
    public TimeSpan Rendering { get; private set; }

    private static TimeSpan Processor => Environment.CpuUsage.TotalTime;

    public ValueTask<Picture> BlankAsync(CancellationToken cancellationToken)
    {
        // Frame 0 is handed over before the scene is made; the second frame is the first that needs it.
        if (++_asked == 2)
        {
            (Prepared, Preparing) = (_clock.Elapsed, Processor - _begun);
        }

        return ValueTask.FromResult(_blanks.TryPop(out var blank) ? blank : new Picture(size.Width, size.Height));
    }

    public ValueTask TakeAsync(Picture frame, CancellationToken cancellationToken)
    {
        (Rendered, Rendering) = (_clock.Elapsed - Prepared, Processor - _begun - Preparing);
        _blanks.Push(frame);
        return ValueTask.CompletedTask;
    }
}
