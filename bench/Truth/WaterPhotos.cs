using System.Globalization;
using Throughline.Media.Pictures;

/// <summary>Photographs and paintings of packages with their water outlined by hand.</summary>
/// <param name="Name">Short name.</param>
/// <param name="Picture">The picture, 640 wide.</param>
/// <param name="Water">Where its water is.</param>
internal sealed record WaterPhotos(string Name, Picture Picture, bool[] Water)
{
    private const int Width = 640;

    /// <summary>Those of water.txt that are on this machine.</summary>
    public static IEnumerable<WaterPhotos> All()
    {
        var roots = (Environment.GetEnvironmentVariable("THROUGHLINE_TEST_ROOTS") ?? "")
            .Split(':', StringSplitOptions.RemoveEmptyEntries).Append("/").Append(Repository()).ToArray();
        foreach (var line in File.ReadLines(Path.Combine(Repository(), "bench/Truth/water.txt"))
            .Where(line => line.Length > 0 && line[0] != '#'))
        {
            // NAME | PATH | x,y x,y x,y ... | another outline ...; hundredths of the width and of the height
            var parts = line.Split('|', StringSplitOptions.TrimEntries);
            if (roots.Select(root => Path.Combine(root, parts[1])).FirstOrDefault(File.Exists) is not { } path)
            {
                continue;
            }

            var whole = PictureFile.Read(path);
            var picture = Resample.To(whole, new PixelSize(Width, whole.Height * Width / whole.Width));
            var outlines = parts.Skip(2).Select(Outline).ToArray();
            var water = new bool[picture.Width * picture.Height];
            for (var i = 0; i < water.Length; i++)
            {
                // An outline within another cuts out what is no water.
                double x = 100.0 * (i % Width) / Width, y = 100.0 * (i / Width) / picture.Height;
                water[i] = outlines.Count(outline => Inside(outline, x, y)) % 2 == 1;
            }

            yield return new WaterPhotos(parts[0], picture, water);
        }
    }

    private static (double X, double Y)[] Outline(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(point => point.Split(',')).Select(
            p => (double.Parse(p[0], CultureInfo.InvariantCulture), double.Parse(p[1], CultureInfo.InvariantCulture)))];

    private static bool Inside((double X, double Y)[] outline, double x, double y)
    {
        var inside = false;
        for (int i = 0, j = outline.Length - 1; i < outline.Length; j = i++)
        {
            var (a, b) = (outline[j], outline[i]);
            inside ^= (a.Y > y) != (b.Y > y) && x < ((b.X - a.X) * (y - a.Y) / (b.Y - a.Y)) + a.X;
        }

        return inside;
    }

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Throughline.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("the repository's root");
        }

        return folder;
    }
}
