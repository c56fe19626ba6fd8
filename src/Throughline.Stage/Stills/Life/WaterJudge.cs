namespace Throughline.Stage.Stills;

/// <summary>
/// Weighs the cues of water. The weights are those of a logistic regression over the pictures of bench/Truth and more
/// staged scenes, each picture counting alike (docs/decisions/0062).
/// </summary>
internal static class WaterJudge
{
    private const int Rounds = 12;

    // Spread of colours that are one surface.
    private const float OneColour = 6;

    // By the order of WaterCues.
    private static readonly float[] _weights =
    [
        2.81f, -1.00f, 0.09f, 0.98f, -0.21f, 0.69f, -0.67f, -1.36f,
        -0.05f, -0.63f, 0.03f, 0.04f, 0.97f, -0.24f, 0.37f, 0.27f,
        0.22f, 1.16f, 1.01f, 0.03f, -0.50f, 1.27f, 0.24f, -3.89f,
    ];

    /// <summary>How likely each patch is to be still water, 0 to 1: by its own cues, and by those of its neighbours as
    /// far as they are of one colour with it.</summary>
    public static float[] Chances(LifeSurvey survey)
    {
        var graph = survey.Graph;
        var own = Array.ConvertAll(WaterCues.Of(survey), Odds);
        var odds = (float[])own.Clone();
        for (var round = 0; round < Rounds; round++)
        {
            var before = (float[])odds.Clone();
            for (var k = 0; k < odds.Length; k++)
            {
                float sum = 0, weights = 1e-6f;
                foreach (var border in graph.BordersOf(k))
                {
                    var other = graph.Across(border, k);
                    var unlike = Patch.Colour(graph.Patches[k], graph.Patches[other]);
                    var weight = graph.Borders[border].Length
                        * MathF.Exp(-unlike * unlike / (2 * OneColour * OneColour));
                    (sum, weights) = (sum + (weight * before[other]), weights + weight);
                }

                odds[k] = (0.3f * own[k]) + (0.7f * sum / weights);
            }
        }

        return Array.ConvertAll(odds, o => 1 / (1 + MathF.Exp(-o)));
    }

    private static float Odds(float[] cues)
    {
        var sum = 0f;
        for (var i = 0; i < cues.Length; i++)
        {
            sum += _weights[i] * cues[i];
        }

        return sum;
    }
}
