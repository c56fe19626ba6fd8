namespace Throughline.Stage.Tests.Measure;

/// <summary>What the tests say about many measured values.</summary>
internal static class Statistics
{
    /// <summary>The value below which a share (0 to 1) of all values lies.</summary>
    public static double Percentile(this IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[(int)Math.Round(share * (sorted.Length - 1))];
    }

    /// <summary>The middle value.</summary>
    public static double Median(this IEnumerable<double> values) => values.Percentile(0.5);

    /// <summary>Root of the mean square.</summary>
    public static double Rms(this IEnumerable<double> values) => Math.Sqrt(values.Average(v => v * v));

    /// <summary>
    /// How much of a picture's motion no turn and no zoom explains: the 80th percentile of the distances from the
    /// homography that most tracks obey, over the median displacement. Turns and zooms stay below 0.05, travelling
    /// through a deep picture exceeds 0.15.
    /// </summary>
    public static double Parallax(IReadOnlyList<(Spot Start, Spot Now)> tracks)
    {
        var homography = Homography.Fit(tracks);
        var unexplained = tracks.Select(t => homography.Of(t.Start).To(t.Now)).Percentile(0.8);
        return unexplained / tracks.Select(t => t.Now.To(t.Start)).Median();
    }
}
