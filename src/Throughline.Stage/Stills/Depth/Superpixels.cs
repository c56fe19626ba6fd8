namespace Throughline.Stage.Stills;

/// <summary>
/// Splits a picture into small connected patches whose borders follow its edges.
/// Source: SLIC, Achanta et al. 2012, doi:10.1109/TPAMI.2012.120; each pixel looks at the nine centres around its
/// own grid cell, so rows are independent and the result does not depend on the number of threads.
/// </summary>
internal static class Superpixels
{
    private const int Rounds = 6;
    private const float Compactness = 9;

    /// <summary>
    /// The patch number of each pixel, numbered from 0 without gaps, in reading order of first pixels.
    /// </summary>
    /// <param name="image">The picture.</param>
    /// <param name="wanted">About how many patches.</param>
    /// <param name="threads">Threads to use.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>One label a pixel and the number of patches.</returns>
    public static (int[] Labels, int Count) Of(
        WorkImage image, int wanted, int threads, CancellationToken cancellationToken)
    {
        int width = image.Width, height = image.Height;
        var step = MathF.Max(2, MathF.Sqrt(width * (float)height / wanted));
        int columns = Math.Max(1, (int)MathF.Round(width / step)), rows = Math.Max(1, (int)MathF.Round(height / step));
        var centres = new Centre[columns * rows];
        var labels = new int[width * height];
        for (var i = 0; i < labels.Length; i++)
        {
            labels[i] = (i / width * rows / height * columns) + (i % width * columns / width);
        }

        for (var round = 0; round < Rounds; round++)
        {
            Average(image, labels, centres);
            Rows.For(height, threads, y => Assign(image, labels, centres, columns, rows, step, y), cancellationToken);
        }

        return Connect(labels, width, height, (int)(step * step / 4));
    }

    private static void Average(WorkImage image, int[] labels, Centre[] centres)
    {
        Array.Clear(centres);
        for (var i = 0; i < labels.Length; i++)
        {
            ref var centre = ref centres[labels[i]];
            centre.L += image.L[i];
            centre.A += image.A[i];
            centre.B += image.B[i];
            centre.X += i % image.Width;
            centre.Y += i / image.Width;
            centre.Count++;
        }

        for (var k = 0; k < centres.Length; k++)
        {
            ref var centre = ref centres[k];
            var norm = 1f / Math.Max(1, centre.Count);
            centre.L *= norm;
            centre.A *= norm;
            centre.B *= norm;
            centre.X *= norm;
            centre.Y *= norm;
        }
    }

    private static void Assign(
        WorkImage image, int[] labels, Centre[] centres, int columns, int rows, float step, int y)
    {
        var spatial = Compactness * Compactness / (step * step);
        var cellY = y * rows / image.Height;
        for (var x = 0; x < image.Width; x++)
        {
            var i = (y * image.Width) + x;
            var cellX = x * columns / image.Width;
            var best = float.MaxValue;
            var label = labels[i];
            for (var v = Math.Max(0, cellY - 1); v <= Math.Min(rows - 1, cellY + 1); v++)
            {
                for (var u = Math.Max(0, cellX - 1); u <= Math.Min(columns - 1, cellX + 1); u++)
                {
                    ref readonly var centre = ref centres[(v * columns) + u];
                    if (centre.Count == 0)
                    {
                        continue;
                    }

                    float l = image.L[i] - centre.L, a = image.A[i] - centre.A, b = image.B[i] - centre.B;
                    float dx = x - centre.X, dy = y - centre.Y;
                    var distance = (l * l) + (a * a) + (b * b) + (spatial * ((dx * dx) + (dy * dy)));
                    if (distance < best)
                    {
                        best = distance;
                        label = (v * columns) + u;
                    }
                }
            }

            labels[i] = label;
        }
    }

    // Relabels connected pieces; a piece below `least` pixels joins the piece before it in reading order.
    private static (int[] Labels, int Count) Connect(int[] labels, int width, int height, int least)
    {
        var result = new int[labels.Length];
        Array.Fill(result, -1);
        var queue = new int[labels.Length];
        var count = 0;
        for (var start = 0; start < labels.Length; start++)
        {
            if (result[start] >= 0)
            {
                continue;
            }

            int head = 0, tail = 0, neighbour = -1;
            queue[tail++] = start;
            result[start] = count;
            while (head < tail)
            {
                var i = queue[head++];
                int x = i % width, y = i / width;
                Visit(x > 0, i - 1);
                Visit(x < width - 1, i + 1);
                Visit(y > 0, i - width);
                Visit(y < height - 1, i + width);

                void Visit(bool inside, int j)
                {
                    if (!inside)
                    {
                        return;
                    }

                    if (result[j] < 0 && labels[j] == labels[i])
                    {
                        result[j] = count;
                        queue[tail++] = j;
                    }
                    else if (result[j] >= 0 && result[j] != count)
                    {
                        neighbour = result[j];
                    }
                }
            }

            if (tail < least && neighbour >= 0)
            {
                for (var k = 0; k < tail; k++)
                {
                    result[queue[k]] = neighbour;
                }
            }
            else
            {
                count++;
            }
        }

        return (result, count);
    }

    private struct Centre
    {
        public float L;
        public float A;
        public float B;
        public float X;
        public float Y;
        public int Count;
    }
}
