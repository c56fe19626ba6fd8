// Cuts ten 5-second clips, with hard cuts and with dissolves, against ffmpeg encoding the same film again.
// dotnet run -c Release --project bench/Cut [folder for the results]
using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using Throughline.Camera;
using Throughline.Editing;
using Throughline.Films;
using Throughline.Media.Mp4;
using Throughline.Media.Pictures;
using Throughline.Media.Video;
using Throughline.Production;
using Throughline.Review;

const int Clips = 10;
const int Seconds = 5;
const int Rounds = 3;
var size = new PixelSize(1280, 720);
var ffmpeg = Ffmpeg.Find();
var folder =
    args.Length > 0 ? Path.GetFullPath(args[0]) : Directory.CreateTempSubdirectory("throughline-bench-").FullName;
var films = Path.Combine(Repository(), "films", "mountain-day", "images");
var photos = Directory.GetFiles(films, "*.jpg").Order(StringComparer.Ordinal).ToArray();
Directory.CreateDirectory(folder);

Console.WriteLine(
    $"{Clips} clips of {Seconds} s, {size}, 24 fps, x264 veryfast crf 18, {Environment.ProcessorCount} cores");
var clips = new List<CutClip>();
for (var i = 0; i < Clips; i++)
{
    clips.Add(await ClipAsync(i));
}

var hard = await TimeAsync("cut, film alone", () => JoinAsync(TransitionKind.Cut));
var all = await TimeAsync("cut, with lists, sheet and report", () => CutAsync(TransitionKind.Cut, "cut"));
await TimeAsync("the same, of clips that nobody has looked at", () => CutAsync(TransitionKind.Cut, "cut", looked: false));
var dissolve = await TimeAsync(
    "cut with nine dissolves of 0.5 s, everything", () => CutAsync(TransitionKind.Dissolve, "dissolve"));
var again = await TimeAsync("ffmpeg encodes the film again", EncodeAgainAsync);
Print("faster than encoding again, film alone", again / hard, "x");
Print("faster than encoding again, with everything", again / all, "x");
Print("with dissolves against encoding again", again / dissolve, "x");

// What the film costs by itself: the shortest order that makes no papers is the writer alone.
async Task JoinAsync(TransitionKind kind)
{
    var runs = new List<Mp4Run>();
    foreach (var clip in Order(kind, "join").Clips)
    {
        var track = await Mp4Reader.ReadAsync(clip.File, CancellationToken.None);
        runs.Add(new(track, clip.Head, clip.Frames - clip.Head));
    }

    await Mp4Writer.WriteAsync(
        Path.Combine(folder, "joined.mp4"), runs, null, CancellationToken.None);
}

async Task CutAsync(TransitionKind kind, string name, bool looked = true)
{
    var order = Order(kind, name);
    if (looked)
    {
        order = order with
        {
            Clips = [.. order.Clips.Select((c, i) => c with { Review = ReviewFile.Read(Reviewed(i), size) })],
        };
    }

    var result = await Cut.MakeAsync(order, null, CancellationToken.None);
    if (kind != TransitionKind.Cut)
    {
        Console.WriteLine($"  {result.Report.CopiedFrames} frames copied, {result.Report.EncodedFrames} encoded");
    }
}

async Task EncodeAgainAsync()
{
    var list = Path.Combine(folder, "list.txt");
    await File.WriteAllLinesAsync(list, clips.Select(c => $"file '{c.File}'"));
    using var process = Process.Start(ffmpeg.Path, [
        "-v", "error", "-y", "-f", "concat", "-safe", "0", "-i", list, "-c:v", "libx264", "-preset", "veryfast", "-crf",
        "18",
        "-pix_fmt", "yuv420p", "-movflags", "+faststart", Path.Combine(folder, "again.mp4")]);
    await process.WaitForExitAsync();
}

CutOrder Order(TransitionKind kind, string name) => new()
{
    Film = new Film
    {
        File = Path.Combine(folder, "film.yaml"),
        Title = "A day in the mountains",
        Size = size,
        Rate = FrameRate.Film,
        Shots = [.. clips.Select(c => c.Shot)],
    },
    Clips = [
        .. clips.Select(
            (c, i) => c with
            {
                Shot = c.Shot with
                {
                    Transition = i == 0 ? Transition.Cut : new(kind, kind == TransitionKind.Cut ? 0 : 0.5m),
                },
            })
    ],
    Output = Path.Combine(folder, name),
    Ffmpeg = ffmpeg,
};

async Task<CutClip> ClipAsync(int index)
{
    var (shot, path) = Moves(index);
    var file = Path.Combine(folder, $"clip-{index}.mp4");
    var frames = path.Length;
    if (!File.Exists(file))
    {
        var photo = PictureFile.Read(photos[index % photos.Length]);
        await using var writer = ClipWriter.Start(ffmpeg, file, size, FrameRate.Film);
        for (var i = 0; i < frames; i++)
        {
            // A slow zoom into the picture, enough to keep the encoder honest.
            var scale = 1 - (0.15 * i / frames);
            var (width, height) = (photo.Width * scale, photo.Width * scale * size.Height / size.Width);
            var region = new PixelRegion(
                (photo.Width - width) / 2, Math.Max(0, (photo.Height - height) / 2), width,
                Math.Min(height, photo.Height));
            var frame = Resample.Part(photo, region, size);
            await writer.WriteAsync(frame, CancellationToken.None);
            if (i == 0 || i == frames - 1)
            {
                // As production does: the first and the last frame are kept without loss.
                PictureFile.WritePng(frame, Kept(index, i == 0));
            }
        }

        await writer.CompleteAsync(CancellationToken.None);
    }

    if (!File.Exists(Reviewed(index)))
    {
        // As production does when it has shot a clip.
        var track = await Mp4Reader.ReadAsync(file, CancellationToken.None);
        var seen = new ClipReviewer.Clip(
            track, 0, () => PictureFile.Read(Kept(index, true)), () => PictureFile.Read(Kept(index, false)));
        await foreach (var review in ClipReviewer.ReadAsync(
            ffmpeg, [seen], Path.Combine(folder, "samples.mp4"), CancellationToken.None))
        {
            ReviewFile.Write(Reviewed(index), review);
        }
    }

    return new CutClip
    {
        Shot = shot,
        Take = $"take{index}",
        File = file,
        Frames = frames,
        Engine = "stage",
        Why = "built in and free",
        Camera = path,
        FirstPicture = Kept(index, true),
        LastPicture = Kept(index, false),
    };
}

string Reviewed(int index) => Path.Combine(folder, $"clip-{index}-review.png");

string Kept(int index, bool first) => Path.Combine(folder, $"clip-{index}-{(first ? "first" : "last")}.png");

// Stand-ins for compiled paths: what the sheet draws, not what the clips show.
static (Shot Shot, CameraPose[] Path) Moves(int index)
{
    (string Id, CameraMove[] Moves, string Prompt, Func<float, CameraPose> At)[] all =
    [
        ("first-light", [new() { Kind = CameraMoveKind.PushIn, Amount = 0.6 }],
            "the sun comes over the ridge, mist in the valley, light wind in the grass",
            t => new(new(0, 0, -0.6f * t), Quaternion.Identity, 35)),
        ("meadow", [new() { Kind = CameraMoveKind.OrbitRight, Amount = 20 }], "wild flowers sway", t => Orbit(20 * t)),
        ("the-path",
            [new() { Kind = CameraMoveKind.PanRight, Amount = 12 }, new() { Kind = CameraMoveKind.TiltUp, Amount = 5 }],
            "a hiker walks out of frame",
            t => new(Vector3.Zero, Quaternion.CreateFromYawPitchRoll(-0.21f * t, 0.09f * t, 0), 35)),
        ("stream", [new() { Kind = CameraMoveKind.ZoomIn, Amount = 1.4 }], "cold clear water over stones",
            t => new(Vector3.Zero, Quaternion.Identity, 35 * (1 + (0.4f * t)))),
        ("last-light", [], "the sky burns, then cools", _ => CameraPose.AtRest()),
        ("handheld-walk",
            [
                new() { Kind = CameraMoveKind.Follow, Amount = 0.8 },
                new() { Kind = CameraMoveKind.Handheld, Amount = 1 }
            ], "", t => new(
                new(0.03f * MathF.Sin(9 * t), 0.02f * MathF.Sin(17 * t), -0.8f * t), Quaternion.CreateFromYawPitchRoll(
                    0.01f * MathF.Sin(11 * t), 0.008f * MathF.Sin(14 * t), 0.01f * MathF.Sin(7 * t)), 35)),
    ];
    var (id, moves, prompt, at) = all[index % all.Length];
    var name = index < all.Length ? id : $"{id}-{index}";
    var shot = new Shot { Id = name, Seconds = Seconds, Prompt = prompt, Camera = moves };
    var frames = Seconds * 24;
    return (shot, [.. Enumerable.Range(0, frames).Select(i => at(Smooth(i / (frames - 1f))))]);
}

static float Smooth(float t) => t * t * (3 - (2 * t));

static CameraPose Orbit(float degrees)
{
    const float Distance = 3;
    var turn = Quaternion.CreateFromAxisAngle(Vector3.UnitY, degrees * MathF.PI / 180);
    var subject = new Vector3(0, 0, -Distance);
    return new(subject + Vector3.Transform(new Vector3(0, 0, Distance), turn), turn, 35);
}

static async Task<double> TimeAsync(string what, Func<Task> work)
{
    var best = double.MaxValue;
    for (var i = 0; i < Rounds; i++)
    {
        var watch = Stopwatch.StartNew();
        await work();
        best = Math.Min(best, watch.Elapsed.TotalSeconds);
    }

    Print(what, best, "s");
    return best;
}

static void Print(string what, double value, string unit) =>
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-48} {value,9:0.000} {unit}"));

static string Repository()
{
    var folder = new DirectoryInfo(AppContext.BaseDirectory);
    while (!File.Exists(Path.Combine(folder.FullName, "Throughline.slnx")))
    {
        folder = folder.Parent ?? throw new InvalidOperationException("Run this inside the repository.");
    }

    return folder.FullName;
}
