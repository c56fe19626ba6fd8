using Throughline.Media.Pictures;

namespace Throughline.Server.Characters;

/// <summary>
/// Collects the pixels of one part of somebody over several frames and says which colour most of it has: light and
/// shade of one colour count as one, what is printed on it or lies before it does not count.
/// </summary>
internal sealed class PartColours
{
    /// <summary>Fewer pixels than these say nothing.</summary>
    public const int Fewest = 24;

    private const double Cell = 10;  // Side of the cells in Lab among which the fullest is looked for.
    private const double Reach = 18; // What is no farther from its middle belongs to it.

    private readonly List<(Lab Lab, byte R, byte G, byte B)> _pixels = [];

    /// <summary>Pixels so far.</summary>
    public int Count => _pixels.Count;

    /// <summary>Takes a pixel.</summary>
    public void Add(ReadOnlySpan<byte> rgba) =>
        _pixels.Add((Colour.ToLab(rgba[0], rgba[1], rgba[2]), rgba[0], rgba[1], rgba[2]));

    /// <summary>Leaves out what has about this colour, unless little else would be left.</summary>
    public void Without(Lab colour, double difference)
    {
        int others = _pixels.Count(pixel => pixel.Lab.Difference2000(colour) >= difference);
        if (others >= Math.Max(Fewest, _pixels.Count / 4))
        {
            _pixels.RemoveAll(pixel => pixel.Lab.Difference2000(colour) < difference);
        }
    }

    /// <summary>The colour; null when too little of the part was to be seen.</summary>
    public (byte R, byte G, byte B)? Main()
    {
        if (_pixels.Count < Fewest)
        {
            return null;
        }

        var fullest = _pixels
            .GroupBy(
                pixel => ((int)Math.Floor(pixel.Lab.L / (2 * Cell)), (int)Math.Floor(pixel.Lab.A / Cell),
                    (int)Math.Floor(pixel.Lab.B / Cell)))
            .OrderByDescending(cell => cell.Count()).ThenBy(cell => cell.Key)
            .First();
        var middle = new Lab(
            fullest.Average(one => one.Lab.L), fullest.Average(one => one.Lab.A), fullest.Average(one => one.Lab.B));
        var near = _pixels.Where(pixel => pixel.Lab.Difference76(middle) <= Reach).ToList();
        return ((byte)near.Average(one => one.R), (byte)near.Average(one => one.G), (byte)near.Average(one => one.B));
    }
}
