using System.Globalization;

namespace Throughline.Stage.Stills;

/// <summary>
/// How likely each patch is to be still water, by trees over <see cref="WaterCues"/> that were boosted on staged
/// pictures and on outlined photographs (docs/decisions/0131).
/// </summary>
internal static class WaterJudge
{
    private const string Resource = "water-trees.txt";

    private static readonly Lazy<(float Begin, Node[][] Trees)> _trees = new(Read);

    /// <summary>The chance of each patch, 0 to 1.</summary>
    public static float[] Chances(LifeSurvey survey) => Array.ConvertAll(WaterCues.Of(survey), Chance);

    private static float Chance(float[] cues)
    {
        var (odds, trees) = _trees.Value;
        foreach (var tree in trees)
        {
            var at = 0;
            while (tree[at].Cue >= 0)
            {
                at = cues[tree[at].Cue] <= tree[at].Value ? tree[at].Left : tree[at].Right;
            }

            odds += tree[at].Value;
        }

        return 1 / (1 + MathF.Exp(-odds));
    }

    private static (float Begin, Node[][] Trees) Read()
    {
        using var stream = typeof(WaterJudge).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(l => l[0] != '#').ToArray();
        return (Number(lines[0]), [.. lines.Skip(1).Select(l => Array.ConvertAll(l.Split(' '), Parse))]);
    }

    private static Node Parse(string text) => text.Split(':') is [var cue, var value, var left, var right]
        ? new Node(Whole(cue), Number(value), Whole(left), Whole(right)) : new Node(-1, Number(text), 0, 0);

    private static float Number(string text) => float.Parse(text, CultureInfo.InvariantCulture);

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    // A leaf has no cue, and odds for its value.
    private readonly record struct Node(int Cue, float Value, int Left, int Right);
}
