namespace Throughline.Stage.Stills;

/// <summary>Says where water turns white: at the foot of a fall, and where waves come to a near shore.</summary>
internal static class FoamFinder
{
    // A node of a mask that counts.
    private const int Inside = 32;

    // Width of the surf, nodes of a frame 1280 wide.
    private const float Surf = 7;

    /// <summary>Where spray rises from the foot of falling water, the higher the fall the farther: nodes 0 to
    /// 255.</summary>
    /// <param name="survey">The picture.</param>
    /// <param name="fall">Nodes of the falling water.</param>
    public static byte[] Foot(LifeSurvey survey, byte[] fall)
    {
        int columns = survey.Columns, rows = survey.Rows;
        var feet = new List<(int X, int Y, int High)>();
        for (var x = 0; x < columns; x++)
        {
            var high = 0;
            for (var y = 0; y < rows; y++)
            {
                high = fall[(y * columns) + x] > Inside ? high + 1 : 0;
                var isFoot = high > 1 && (y == rows - 1 || fall[((y + 1) * columns) + x] <= Inside);
                feet.AddRange(isFoot ? [(x, y, high)] : []);
            }
        }

        var highest = feet.Select(foot => foot.High).DefaultIfEmpty().Max();
        var spray = new float[fall.Length];
        foreach (var (x, y, high) in feet)
        {
            var reach = Math.Clamp(0.3f * high, 2.5f, 14);
            var share = MathF.Min(1, high / (0.4f * highest));
            var far = (int)(2 * reach);
            for (var v = Math.Max(0, y - far); v <= Math.Min(rows - 1, y + far); v++)
            {
                for (var u = Math.Max(0, x - far); u <= Math.Min(columns - 1, x + far); u++)
                {
                    // Spray rises: it reaches farther up than down.
                    float across = (u - x) / reach, down = (v - y) / (v > y ? 0.7f * reach : reach);
                    var value = 255 * share * MathF.Exp(-((across * across) + (down * down)));
                    var node = (v * columns) + u;
                    spray[node] = MathF.Max(spray[node], value > 6 ? value : 0);
                }
            }
        }

        return Array.ConvertAll(spray, value => (byte)value);
    }

    /// <summary>The strip of water before what it reaches towards the eye or sideways, narrower far away: nodes 0 to
    /// 255.</summary>
    /// <param name="survey">The picture.</param>
    /// <param name="water">Nodes of the water.</param>
    public static byte[] Shore(LifeSurvey survey, byte[] water)
    {
        int columns = survey.Columns, rows = survey.Rows;
        var scale = columns / 161f;
        int first = Array.FindIndex(water, w => w > 0) / columns, last = Array.FindLastIndex(water, w => w > 0) / columns;
        var shore = new byte[water.Length];
        for (var i = 0; i < water.Length; i++)
        {
            int x = i % columns, y = i / columns;
            if (water[i] == 0)
            {
                continue;
            }

            var near = (y - first + 1f) / Math.Max(1, last - first + 1);
            var wide = Surf * scale * (0.35f + (0.65f * near));
            var reach = (int)MathF.Ceiling(wide);
            var nearest = float.MaxValue;
            for (var v = y; v <= Math.Min(rows - 1, y + reach); v++)
            {
                for (var u = Math.Max(0, x - reach); u <= Math.Min(columns - 1, x + reach); u++)
                {
                    if (water[(v * columns) + u] == 0)
                    {
                        // Seen flat, a step down is farther than one aside.
                        nearest = MathF.Min(
                            nearest, MathF.Sqrt(((u - x) * (u - x) * 0.5f) + ((v - y) * (v - y) * 1.5f)));
                    }
                }
            }

            var share = Math.Clamp(1.15f - (nearest / wide), 0, 1);
            shore[i] = (byte)(255 * share * share * (3 - (2 * share)));
        }

        return shore;
    }
}
