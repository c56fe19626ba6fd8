namespace Throughline.Stage.Stills;

/// <summary>The patches of a picture and which of them touch.</summary>
internal sealed class PatchGraph
{
    private PatchGraph(WorkImage image, int[] labels, Patch[] patches, Border[] borders)
    {
        Image = image;
        Labels = labels;
        Patches = patches;
        Borders = borders;
        var counts = new int[patches.Length + 1];
        foreach (var border in borders)
        {
            counts[border.From + 1]++;
            counts[border.To + 1]++;
        }

        for (var k = 0; k < patches.Length; k++)
        {
            counts[k + 1] += counts[k];
        }

        First = counts;
        Around = new int[2 * borders.Length];
        var next = (int[])counts.Clone();
        for (var e = 0; e < borders.Length; e++)
        {
            Around[next[borders[e].From]++] = e;
            Around[next[borders[e].To]++] = e;
        }
    }

    /// <summary>The picture the patches are of.</summary>
    public WorkImage Image { get; }

    /// <summary>Patch of each pixel.</summary>
    public int[] Labels { get; }

    /// <summary>The patches.</summary>
    public Patch[] Patches { get; }

    /// <summary>All pairs that touch, each once.</summary>
    public Border[] Borders { get; }

    private int[] First { get; }

    private int[] Around { get; }

    /// <summary>Cuts <paramref name="image"/> into patches and finds their borders.</summary>
    public static PatchGraph Of(WorkImage image, int wanted, int threads, CancellationToken cancellationToken)
    {
        var (labels, count) = Superpixels.Of(image, wanted, threads, cancellationToken);
        return new PatchGraph(image, labels, Measure(image, labels, count), Touching(image, labels, count));
    }

    /// <summary>Numbers of the borders of patch <paramref name="patch"/>.</summary>
    public ReadOnlySpan<int> BordersOf(int patch) => Around.AsSpan(First[patch], First[patch + 1] - First[patch]);

    /// <summary>The patch across border <paramref name="border"/> from <paramref name="patch"/>.</summary>
    public int Across(int border, int patch) =>
        Borders[border].From == patch ? Borders[border].To : Borders[border].From;

    /// <summary>Gives every pixel the value of its patch.</summary>
    public float[] Spread(float[] values)
    {
        var plane = new float[Labels.Length];
        for (var i = 0; i < plane.Length; i++)
        {
            plane[i] = values[Labels[i]];
        }

        return plane;
    }

    /// <summary>Mean of <paramref name="plane"/> over each patch.</summary>
    public float[] Mean(float[] plane)
    {
        var sums = new double[Patches.Length];
        for (var i = 0; i < plane.Length; i++)
        {
            sums[Labels[i]] += plane[i];
        }

        return [.. sums.Select((sum, k) => (float)(sum / Patches[k].Area))];
    }

    private static Patch[] Measure(WorkImage image, int[] labels, int count)
    {
        var patches = new Patch[count];
        for (var k = 0; k < count; k++)
        {
            patches[k].Top = image.Height;
        }

        for (var i = 0; i < labels.Length; i++)
        {
            int x = i % image.Width, y = i / image.Width;
            ref var patch = ref patches[labels[i]];
            patch.Area++;
            patch.L += image.L[i];
            patch.A += image.A[i];
            patch.B += image.B[i];
            patch.X += x;
            patch.Y += y;
            patch.Texture += image.Texture[i];
            patch.Dark += image.Dark[i];
            patch.Top = Math.Min(patch.Top, y);
            patch.Bottom = Math.Max(patch.Bottom, y);
            patch.OnFrame += x == 0 || x == image.Width - 1 || y == 0 ? 1 : 0;
            patch.OnBottom += y == image.Height - 1 ? 1 : 0;
            patch.OnTop += y == 0 ? 1 : 0;
        }

        for (var k = 0; k < count; k++)
        {
            ref var patch = ref patches[k];
            var norm = 1f / patch.Area;
            patch.L *= norm;
            patch.A *= norm;
            patch.B *= norm;
            patch.X *= norm;
            patch.Y *= norm;
            patch.Texture *= norm;
            patch.Dark *= norm;
        }

        return patches;
    }

    private static Border[] Touching(WorkImage image, int[] labels, int count)
    {
        var pairs = new Dictionary<long, Border>();
        for (var i = 0; i < labels.Length; i++)
        {
            if (i % image.Width < image.Width - 1)
            {
                Add(i, i + 1, 0);
            }

            if (i + image.Width < labels.Length)
            {
                Add(i, i + image.Width, 1);
            }
        }

        var sorted = pairs.OrderBy(pair => pair.Key).Select(pair => pair.Value).ToArray();
        for (var e = 0; e < sorted.Length; e++)
        {
            sorted[e].Edge /= sorted[e].Length;
        }

        return sorted;

        void Add(int i, int j, int vertical)
        {
            int a = labels[i], b = labels[j];
            if (a == b)
            {
                return;
            }

            var key = ((long)Math.Min(a, b) * count) + Math.Max(a, b);
            pairs.TryGetValue(key, out var border);
            border.From = Math.Min(a, b);
            border.To = Math.Max(a, b);
            border.Length++;
            border.Edge += (image.Edge[i] + image.Edge[j]) / 2;

            // Counts pixel pairs with `From` above `To` minus those below it.
            border.FromAbove += vertical * (a == border.From ? 1 : -1);
            pairs[key] = border;
        }
    }

    /// <summary>Where two patches touch.</summary>
    internal struct Border
    {
        /// <summary>The patch with the smaller number.</summary>
        public int From;

        /// <summary>The patch with the larger number.</summary>
        public int To;

        /// <summary>Pixel pairs along the border.</summary>
        public int Length;

        /// <summary>Mean gradient along it.</summary>
        public float Edge;

        /// <summary>
        /// Pixel pairs where <see cref="From"/> lies above <see cref="To"/>, less those where it lies below.
        /// </summary>
        public int FromAbove;
    }
}
