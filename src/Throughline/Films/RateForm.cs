using Throughline.Yaml;
using System.Text.Json.Nodes;
using Throughline.Media.Video;
using Throughline.Problems;

namespace Throughline.Films;

/// <summary>
/// Frames a second: <c>24</c> or <c>24000/1001</c>. Decimals are refused, as they are never what is meant exactly.
/// </summary>
internal sealed class RateForm : FilmForm<FrameRate>
{
    private const int Least = 1;
    private const int Most = 120;
    private const int LargestDenominator = 100_000;

    public override bool TryRead(YamlNode node, string key, FilmContext context, out FrameRate value)
    {
        value = FrameRate.Film;
        var expected = $"frames a second, {Least} to {Most}: '24' or '24000/1001'";
        if (!TryText(node, key, expected, context, out var text))
        {
            return false;
        }

        var parts = text.Text.Split('/');
        if (parts.Length <= 2
            && PlainNumber.TryRead(parts[0].Trim(), out var frames)
            && PlainNumber.TryRead(parts.Length == 2 ? parts[1].Trim() : "1", out var seconds)
            && seconds is > 0 and <= LargestDenominator && frames >= seconds * Least && frames <= seconds * Most)
        {
            if (frames == decimal.Truncate(frames) && seconds == decimal.Truncate(seconds))
            {
                value = Reduced((int)frames, (int)seconds);
                return true;
            }

            if (parts.Length == 1)
            {
                context.Problems.Error(
                    text.Place, $"{key} {Quoted.Of(text.Text)} is rounded; frames need the exact rate",
                    $"Write '{key}: {Exact(frames)}'.");
                return false;
            }
        }

        context.Problems.Error(text.Place, $"'{key}' is {expected}, not {Quoted.Of(text.Text)}");
        return false;
    }

    public override JsonObject Schema() => new()
    {
        ["anyOf"] = new JsonArray(
            new JsonObject { ["type"] = "integer", ["minimum"] = Least, ["maximum"] = Most },
            new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9]+(/[0-9]+)?$" }),
        ["examples"] = new JsonArray(24, 25, 30, "24000/1001"),
    };

    // What broadcasting writes as 23.976 or 29.97 is a whole rate slowed by 1000/1001.
    private static FrameRate Exact(decimal rate)
    {
        var whole = Math.Ceiling(rate);
        if (Math.Abs((whole * 1000 / 1001) - rate) < 0.005m && whole > rate)
        {
            return new FrameRate((int)whole * 1000, 1001);
        }

        return Reduced((int)Math.Round(rate * 1000), 1000);
    }

    private static FrameRate Reduced(int frames, int seconds)
    {
        var (a, b) = (frames, seconds);
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return new FrameRate(frames / a, seconds / a);
    }
}
