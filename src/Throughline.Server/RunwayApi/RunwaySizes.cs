using System.Globalization;
using Throughline.Server.Tasks;

namespace Throughline.Server.RunwayApi;

/// <summary>
/// Sizes from <c>ratio</c> and <c>resolution</c>: exact ones, or several that the first picture chooses from.
/// </summary>
internal static class RunwaySizes
{
    private static readonly string[] _shapes = ["16:9", "9:16", "1:1", "4:3", "3:4", "21:9"];

    /// <summary>The sizes that fit, at least one; the first is the usual one.</summary>
    /// <param name="limits">What the model takes.</param>
    /// <param name="ratio">The field as checked against the limits; null when it was not there.</param>
    /// <param name="resolution">The same.</param>
    public static IReadOnlyList<string> Of(RunwayLimits limits, string? ratio, string? resolution)
    {
        resolution ??= limits.Resolutions.Count > 0 ? limits.Resolutions[0] : null;
        if (ratio is null && resolution is null)
        {
            // The listed sizes as large as the usual one: the picture chooses the shape, not the price.
            string usual = limits.Ratios.FirstOrDefault(IsSize) ?? "1280:720";
            return [
                usual, .. limits.Ratios.Where(
                    one => one != usual && IsSize(one) && Math.Abs(Math.Log(Area(one) / Area(usual))) < 0.25)
            ];
        }

        if (ratio is not null && IsSize(ratio))
        {
            return [ratio];
        }

        return ratio is null or "adaptive" || ratio.StartsWith("auto", StringComparison.Ordinal)
            ? [.. _shapes.Select(shape => Shaped(shape, resolution ?? ratio ?? ""))]
            : [Shaped(ratio, resolution ?? "720p")];
    }

    private static bool IsSize(string ratio) => PictureSizes.TryRead(ratio, out _);

    private static double Area(string ratio) => PictureSizes.Read(ratio).Area;

    // The short side of a named resolution, at a shape, both sides even.
    private static string Shaped(string shape, string resolution)
    {
        string[] parts = shape.Split(':');
        double width = double.Parse(parts[0], CultureInfo.InvariantCulture),
            height = double.Parse(parts[1], CultureInfo.InvariantCulture);
        int lesser = resolution.ToLowerInvariant() switch
        {
            "480p" or "auto_480p" => 480,
            "768p" => 768,
            "1080p" or "auto_1080p" => 1080,
            "2k" => 1440,
            "auto_2k" => 1536,
            "auto_1k" or "auto" => 1024,
            _ => 720,
        };
        double scale = lesser / Math.Min(width, height);
        return string.Create(CultureInfo.InvariantCulture, $"{Even(width * scale)}:{Even(height * scale)}");
    }

    private static int Even(double side) => (int)Math.Round(side / 2) * 2;
}
