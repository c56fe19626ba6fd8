using System.Numerics;

namespace Throughline.Stage.Stills;

/// <summary>Mean colours of a surveyed picture at its nodes, 0 to 1 a channel.</summary>
internal static class LightColour
{
    private const int Step = NodeGrid.Fine;

    /// <summary>The light of the scene: the mean of its brighter parts.</summary>
    /// <param name="survey">The picture.</param>
    /// <param name="from">Share of the nodes, 0 to 1, that are darker than what counts.</param>
    public static Vector3 Of(LifeSurvey survey, float from)
    {
        var limit = survey.Light.Order().ElementAt((int)(from * (survey.Light.Length - 1)));
        return Mean(survey, i => survey.Light[i] >= limit ? 1 : 0);
    }

    /// <summary>The mean of what is under a mask.</summary>
    public static Vector3 Under(LifeSurvey survey, byte[] mask) => Mean(survey, i => mask[i]);

    private static Vector3 Mean(LifeSurvey survey, Func<int, float> weigh)
    {
        var sum = Vector3.Zero;
        var weights = 1e-6f;
        for (var i = 0; i < survey.Light.Length; i++)
        {
            var weight = weigh(i);
            int x = Math.Min(survey.Picture.Width - 1, (i % survey.Columns) * Step);
            int y = Math.Min(survey.Picture.Height - 1, (i / survey.Columns) * Step);
            var pixel = survey.Picture.Row(y).Slice(x * 4, 3);
            sum += weight * new Vector3(pixel[0], pixel[1], pixel[2]) / 255;
            weights += weight;
        }

        return sum / weights;
    }
}
