using System.Diagnostics;
using Throughline.Camera;
using Throughline.Engines;
using Throughline.Films;
using Throughline.Media.Pictures;
using Throughline.Media.Video;
using Throughline.Stage;

// Pictures that live: how long a 1280x720 picture takes to prepare (depth, layers, fill, places) and how many frames a
// second are rendered after that with two effects on; nothing is encoded.
// Usage: dotnet run -c Release --project bench/Life [THREADS] [FRAMES]
int threads = args.Length > 0 ? int.Parse(args[0], null) : 2;
int frames = args.Length > 1 ? int.Parse(args[1], null) : 240;
string images = Path.Combine(AppContext.BaseDirectory, "../../../../films/mountain-day/images");
var size = new PixelSize(1280, 720);
(string Picture, string Camera, string Prompt)[] shots =
[
    ("path.jpg", "static", "clouds drifting, snow falling"),
    ("path.jpg", "push_in 0.5", "clouds drifting, snow falling"),
    ("meadow.jpg", "push_in 0.5", "mist drifting, wind"),
    ("stream.jpg", "orbit_left 6", "water running, leaves falling"),
    ("sunset.jpg", "push_in 0.5", "the sun sets, mist drifting"),
];
Console.WriteLine($"{size}, {threads} threads, {frames} frames; bars: prepared in 4 s, 60 frames a second");
foreach (var (picture, camera, prompt) in shots)
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
    };
    var engine = new StageEngine();
    await engine.ShootAsync(order with { Frames = 8 }, new TimedReel(size), CancellationToken.None); // compiles
    var reel = new TimedReel(size);
    await engine.ShootAsync(order, reel, CancellationToken.None);
    Console.WriteLine(
        $"{picture,-12} {camera,-13} {prompt,-32} prepared {reel.Prepared.TotalSeconds,5:0.00} s   {(frames - threads) / reel.Rendered.TotalSeconds,6:0.0} frames/s");
}

/// <summary>Takes frames, keeps none, and notes when the first and the last came.</summary>
internal sealed class TimedReel(PixelSize size) : IReel
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Stack<Picture> _blanks = new();
    private int _asked;

    public TimeSpan Prepared { get; private set; }

    public TimeSpan Rendered { get; private set; }

    public ValueTask<Picture> BlankAsync(CancellationToken cancellationToken)
    {
        // Frame 0 is handed over before the scene is made; the second frame is the first that needs it.
        Prepared = ++_asked == 2 ? _clock.Elapsed : Prepared;
        return ValueTask.FromResult(_blanks.TryPop(out var blank) ? blank : new Picture(size.Width, size.Height));
    }

    public ValueTask TakeAsync(Picture frame, CancellationToken cancellationToken)
    {
        Rendered = _clock.Elapsed - Prepared;
        _blanks.Push(frame);
        return ValueTask.CompletedTask;
    }
}
