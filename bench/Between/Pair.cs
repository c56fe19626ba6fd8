using Throughline.Engines;
using Throughline.Films;
using Throughline.Media.Pictures;
using Throughline.Media.Video;
using Throughline.Stage;

namespace Throughline.Bench.Between;

/// <summary>Two pictures, fitted to 1280x720, and the truth half way where it is known.</summary>
internal sealed record Pair
{
    private const int Frames = 120;
    private const int Across = 4;
    private const int Moments = 8;

    private static readonly PixelSize _size = new(1280, 720);
    private static readonly PixelSize _small = new(640, 360);

    public required string Name { get; init; }

    public required Picture First { get; init; }

    public required Picture Last { get; init; }

    public required Picture? Middle { get; init; }

    /// <summary>Reads pictures named with commas between them.</summary>
    public static Pair Read(string files)
    {
        var names = files.Split(',');
        var pictures = names.Select(n => Fit.Cover(PictureFile.Read(n), _size)).ToArray();
        return new Pair
        {
            Name = string.Join('-', names.Take(2).Select(n =>
                Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(n))) + "_" + Path.GetFileNameWithoutExtension(
                    n))),
            First = pictures[0],
            Last = pictures[1],
            Middle = pictures.ElementAtOrDefault(2),
        };
    }

    /// <summary>Shoots the way on two threads.</summary>
    public async Task<Measured> MeasureAsync()
    {
        var order = new ShotOrder
        {
            Shot = new Shot { Id = "bench", Seconds = Frames / 24m, Seed = 1 },
            Size = _size,
            Rate = FrameRate.Film,
            Frames = Frames + 1,
            FirstFrame = First,
            LastFrame = Last,
            Threads = 2,
        };
        var reel = new SheetReel(_size, Frames, Moments);
        var end = await new StageEngine().ShootAsync(order, reel, CancellationToken.None);
        return new Measured
        {
            IsOneScene = end.NotStaged.Count == 0,
            Prepared = reel.Prepared,
            FrameMilliseconds = reel.Rendered.Processor * 1000 / Frames,
            Sheet = Sheet([.. reel.Kept, .. reel.Closer]),
            Truth = Middle is null ? null : Likeness.Of(reel.Middle!, Middle),
        };
    }

    private static Picture Sheet(List<Picture> kept)
    {
        var sheet = new Picture(_small.Width * Across, _small.Height * ((kept.Count + Across - 1) / Across));
        for (var i = 0; i < kept.Count; i++)
        {
            var small = Resample.To(kept[i], _small);
            for (var y = 0; y < small.Height; y++)
            {
                small.Row(y).CopyTo(sheet.Row((i / Across * small.Height) + y)[(i % Across * small.Width * 4)..]);
            }
        }

        return sheet;
    }
}
