using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>A picture's brightness, 0 to 1 as encoded, at a working size and at its halves.</summary>
internal sealed class LightPyramid
{
    /// <summary>The most pixels to one of level 0.</summary>
    public const int LargestReduction = 8;

    private const int SmallestSide = 12;

    private LightPyramid(int reduction, List<Plane> levels)
    {
        Reduction = reduction;
        Levels = levels;
    }

    /// <summary>Pixels of the picture to one of level 0: 1, 2, 4, …</summary>
    public int Reduction { get; }

    /// <summary>Each level half the size of the one before.</summary>
    public IReadOnlyList<Plane> Levels { get; }

    /// <summary>Reads a picture.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="side">Most pixels that level 0's longer side may have.</param>
    public static LightPyramid Of(Picture picture, int side)
    {
        var reduction = 1;
        while (reduction < LargestReduction && Math.Max(picture.Width, picture.Height) > side * reduction)
        {
            reduction *= 2;
        }

        var levels = new List<Plane> { Reduced(picture, reduction) };
        while (Math.Min(levels[^1].Width, levels[^1].Height) >= 2 * SmallestSide)
        {
            levels.Add(levels[^1].Halved());
        }

        return new LightPyramid(reduction, levels);
    }

    private static Plane Reduced(Picture picture, int reduction)
    {
        var plane = new Plane((picture.Width + reduction - 1) / reduction,
            (picture.Height + reduction - 1) / reduction);
        for (var y = 0; y < plane.Height; y++)
        {
            var row = plane.Row(y);
            var rows = Math.Min(reduction, picture.Height - (y * reduction));
            for (var x = 0; x < row.Length; x++)
            {
                var columns = Math.Min(reduction, picture.Width - (x * reduction));
                var sum = 0;
                for (var v = 0; v < rows; v++)
                {
                    var at = ((((y * reduction) + v) * picture.Width) + (x * reduction)) * 4;
                    for (var u = 0; u < columns; u++, at += 4)
                    {
                        sum += (54 * picture.Pixels[at]) + (183 * picture.Pixels[at + 1])
                            + (19 * picture.Pixels[at + 2]);
                    }
                }

                row[x] = sum / (65280f * rows * columns);
            }
        }

        plane.Spread();
        return plane;
    }
}
