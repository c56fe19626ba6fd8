namespace Throughline.Stage.Stills;

/// <summary>
/// Finds bright clouds that hang below clear sky, with edges softer than those of a snowy ridge. Each column is
/// followed down
/// from the top until something else stands in it.
/// </summary>
internal static class CloudFinder
{
    /// <summary>Adds clouds to <paramref name="sky"/>, in place.</summary>
    /// <param name="image">The reduced picture.</param>
    /// <param name="sky">What of it is sky.</param>
    /// <param name="nearness">How near everything is.</param>
    public static void Add(WorkImage image, bool[] sky, float[] nearness)
    {
        if (sky.Count(s => s) < 0.02 * sky.Length)
        {
            return;
        }

        for (var x = 0; x < image.Width; x++)
        {
            for (var i = x; i < sky.Length; i += image.Width)
            {
                var isCloud = image.L[i] > 66 && MathF.Abs(image.A[i]) < 7 && image.B[i] < 6 && image.Edge[i] < 27
                    && nearness[i] < 0.15f;
                if (!sky[i] && !isCloud)
                {
                    break;
                }

                sky[i] = true;
            }
        }
    }
}
