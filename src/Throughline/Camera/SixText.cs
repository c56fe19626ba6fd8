using Throughline.Problems;

namespace Throughline.Camera;

/// <summary>The names and range of Gen-3's six numbers.</summary>
internal static class SixText
{
    /// <summary>The largest of each number; the smallest is its negative.</summary>
    public const int Most = 10;

    /// <summary>One of the numbers.</summary>
    public sealed record Number(
        string Name, string Description, Func<SixNumbers, double> Get, Func<SixNumbers, double, SixNumbers> With);

    /// <summary>The six, in Gen-3's order.</summary>
    public static IReadOnlyList<Number> All { get; } =
    [
        new(
            "horizontal", "Truck: right is positive.", six => six.Horizontal,
            (six, value) => six with { Horizontal = value }),
        new(
            "vertical", "Pedestal: up is positive.", six => six.Vertical,
            (six, value) => six with { Vertical = value }),
        new("pan", "Pan: right is positive.", six => six.Pan, (six, value) => six with { Pan = value }),
        new("tilt", "Tilt: up is positive.", six => six.Tilt, (six, value) => six with { Tilt = value }),
        new("zoom", "Zoom: in is positive.", six => six.Zoom, (six, value) => six with { Zoom = value }),
        new(
            "roll", "Roll: right (clockwise camera) is positive.", six => six.Roll,
            (six, value) => six with { Roll = value }),
    ];

    /// <summary>The names.</summary>
    public static IEnumerable<string> Names => All.Select(number => number.Name);

    /// <summary>The number of that exact name, or null.</summary>
    public static Number? Find(string name) => All.FirstOrDefault(number => number.Name == name);

    /// <summary>Writes the numbers that are not 0: <c>pan=-2 zoom=3</c>.</summary>
    public static string Write(SixNumbers six)
    {
        var set = All.Where(number => number.Get(six) != 0).Select(
            number => $"{number.Name}={PlainNumber.Write(number.Get(six))}");
        var text = string.Join(' ', set);
        return text.Length == 0 ? "zoom=0" : text;
    }
}
