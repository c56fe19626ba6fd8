namespace Throughline.Stage.Stills;

/// <summary>Means over windows of a plane, cut off at its borders.</summary>
internal static class BoxMeans
{
    /// <summary>The mean around each pixel.</summary>
    /// <param name="plane">Values, row after row.</param>
    /// <param name="w">Columns.</param>
    /// <param name="h">Rows.</param>
    /// <param name="across">Columns to each side that count.</param>
    /// <param name="down">Rows above and below that count.</param>
    public static float[] Of(float[] plane, int w, int h, int across, int down)
    {
        // Sums of all above and to the left, with a row and a column of zeros before them.
        var sums = new double[(w + 1) * (h + 1)];
        for (var y = 0; y < h; y++)
        {
            var row = 0.0;
            for (var x = 0; x < w; x++)
            {
                row += plane[(y * w) + x];
                sums[((y + 1) * (w + 1)) + x + 1] = sums[(y * (w + 1)) + x + 1] + row;
            }
        }

        var result = new float[plane.Length];
        for (var y = 0; y < h; y++)
        {
            int top = Math.Max(0, y - down) * (w + 1), end = Math.Min(h, y + down + 1) * (w + 1);
            for (var x = 0; x < w; x++)
            {
                int left = Math.Max(0, x - across), right = Math.Min(w, x + across + 1);
                var area = (right - left) * (end - top) / (w + 1);
                result[(y * w) + x] =
                    (float)((sums[end + right] - sums[top + right] - sums[end + left] + sums[top + left]) / area);
            }
        }

        return result;
    }
}
