using Throughline.Yaml;
using System.Text.Json.Nodes;
using Throughline.Media.Pictures;
using Throughline.Problems;

namespace Throughline.Films;

/// <summary>
/// The film's size: pixels (<c>1280:720</c>, <c>1280x720</c>) or a shape (<c>16:9</c>, <c>2.39:1</c>).
/// </summary>
internal sealed class RatioForm : FilmForm<PixelSize>
{
    private const int Least = 64;
    private const int Most = 4096;
    private const double UsualArea = 1280 * 720;
    private const string Expected = "a size or a shape such as '1280:720' or '16:9'";

    private static readonly Dictionary<(decimal Width, decimal Height), PixelSize> _familiar = new()
    {
        [(16, 9)] = new(1280, 720),
        [(9, 16)] = new(720, 1280),
        [(1, 1)] = new(960, 960),
        [(4, 3)] = new(1104, 832),
        [(3, 4)] = new(832, 1104),
        [(21, 9)] = new(1584, 672),
    };

    public override bool TryRead(YamlNode node, string key, FilmContext context, out PixelSize value)
    {
        value = default;
        if (!TryText(node, key, Expected, context, out var text))
        {
            return false;
        }

        var parts = text.Text.Split(':', 'x');
        if (parts.Length != 2 || !PlainNumber.TryRead(parts[0].Trim(), out var width) || !PlainNumber.TryRead(parts[1].Trim(), out var height)
            || width <= 0 || height <= 0)
        {
            context.Problems.Error(text.Place, $"'{key}' is {Expected}, not {Quoted.Of(text.Text)}");
            return false;
        }

        return width < Least && height < Least
            ? TryShape(width, height, key, text, context, out value)
            : TryPixels(width, height, key, text, context, out value);
    }

    public override JsonObject Schema() => new()
    {
        ["type"] = "string",
        ["pattern"] = @"^[0-9]+(\.[0-9]+)?\s*[:x]\s*[0-9]+(\.[0-9]+)?$",
        ["examples"] = new JsonArray("1280:720", "1920x1080", "16:9", "9:16", "1:1", "2.39:1"),
    };

    private static bool TryShape(
        decimal width, decimal height, string key, YamlScalar text, FilmContext context, out PixelSize value)
    {
        if (_familiar.TryGetValue((width, height), out value))
        {
            return true;
        }

        var ratio = (double)width / (double)height;
        var high = Even(Math.Sqrt(UsualArea / ratio));
        var wide = Even(Math.Sqrt(UsualArea * ratio));
        value = new PixelSize(wide, high);
        if (wide is >= Least and <= Most && high is >= Least and <= Most)
        {
            return true;
        }

        context.Problems.Error(
            text.Place, $"{key} {Quoted.Of(text.Text)} is too extreme a shape",
            "Write the size in pixels, such as '1280:720'.");
        return false;
    }

    private static bool TryPixels(
        decimal width, decimal height, string key, YamlScalar text, FilmContext context, out PixelSize value)
    {
        value = default;
        var scale = Math.Min(1, Most / Math.Max(width, height));
        var even = new PixelSize(Near(width * scale), Near(height * scale));
        if (even.Width == width && even.Height == height)
        {
            value = even;
            return true;
        }

        var inRange = width is >= Least and <= Most && height is >= Least and <= Most;
        context.Problems.Error(
            text.Place,
            inRange ? $"{key} {Quoted.Of(text.Text)} has an odd side; video needs even ones"
                : $"{key} {Quoted.Of(text.Text)} is out of range: each side has {Least} to {Most} pixels",
            $"Write '{even.Width}:{even.Height}'.");
        return false;
    }

    private static int Near(decimal side) => Math.Clamp((int)Math.Min(side, Most) / 2 * 2, Least, Most);

    private static int Even(double side) => (int)Math.Round(side / 2) * 2;
}
