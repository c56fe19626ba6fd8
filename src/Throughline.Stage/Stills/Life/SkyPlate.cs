using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>The sky of a picture that drifts: a sheet of its own behind all others, which goes on behind what stands
/// before it as far as it will drift.</summary>
/// <param name="Sky">Which pixels of frame 0 are sky.</param>
/// <param name="Reach">How far it drifts, pixels.</param>
internal sealed record SkyPlate(bool[] Sky, float Reach)
{
    /// <summary>Nearness below which a pixel of a marked canvas is sky.</summary>
    public const float Edge = -0.03f;

    private const float Marker = -0.05f;
    // Pixels by the border of the sky that are mixed with what stands before it.
    private const int Contaminated = 4;
    private const int Spare = 10;

    /// <summary>Marks the sky in the nearness of a canvas around the frame; beyond the frame its border goes
    /// on.</summary>
    public float[] Mark(Canvas canvas, PixelSize frame)
    {
        var marked = (float[])canvas.Nearness.Clone();
        for (var y = 0; y < canvas.Picture.Height; y++)
        {
            var v = Math.Clamp(y + canvas.Y, 0, frame.Height - 1) * frame.Width;
            for (var x = 0; x < canvas.Picture.Width; x++)
            {
                var i = (y * canvas.Picture.Width) + x;
                marked[i] = Sky[v + Math.Clamp(x + canvas.X, 0, frame.Width - 1)] ? Marker : MathF.Max(0, marked[i]);
            }
        }

        return marked;
    }

    /// <summary>The sky alone; behind what stands before it, it is its own reflection, as far as it drifts.</summary>
    public Peeling Of(Peeling rear, int threads)
    {
        int width = rear.Picture.Width, height = rear.Picture.Height;
        var land = Array.ConvertAll(rear.Nearness, n => n >= Edge ? byte.MaxValue : byte.MinValue);
        var hole = Neighbours.Extreme<byte, Neighbours.Most<byte>>(land, width, height, Contaminated, threads);
        var nearest = Nearest(hole, width, height);
        var filled = rear.Picture.Copy();
        for (var i = 0; i < hole.Length; i++)
        {
            if (hole[i] == 0 || nearest[i] < 0)
            {
                continue;
            }

            int x = i % width, y = i / width, u = nearest[i] % width, v = nearest[i] / width;
            int mirrorX = (2 * u) - x, mirrorY = (2 * v) - y, from = nearest[i];
            if (mirrorX >= 0 && mirrorY >= 0 && mirrorX < width && mirrorY < height
                && hole[(mirrorY * width) + mirrorX] == 0)
            {
                from = (mirrorY * width) + mirrorX;
            }

            if (((x - u) * (x - u)) + ((y - v) * (y - v)) <= (Reach + Spare) * (Reach + Spare))
            {
                rear.Picture.Pixels.AsSpan(4 * from, 4).CopyTo(filled.Pixels.AsSpan(4 * i));
            }
        }

        return new Peeling(filled, new float[hole.Length]);
    }

    // For each pixel the nearest outside the hole, nearly: two passes that hand on what neighbours found (Danielsson
    // 1980,
    // doi:10.1016/0146-664X(80)90054-4).
    private static int[] Nearest(byte[] hole, int width, int height)
    {
        var nearest = new int[hole.Length];
        for (var i = 0; i < nearest.Length; i++)
        {
            nearest[i] = hole[i] == 0 ? i : -1;
        }

        for (var i = 0; i < nearest.Length; i++)
        {
            Try(i, i % width > 0, i - 1);
            Try(i, i >= width, i - width);
            Try(i, i >= width && i % width > 0, i - width - 1);
            Try(i, i >= width && i % width < width - 1, i - width + 1);
        }

        for (var i = nearest.Length - 1; i >= 0; i--)
        {
            Try(i, i % width < width - 1, i + 1);
            Try(i, i < width * (height - 1), i + width);
            Try(i, i < width * (height - 1) && i % width < width - 1, i + width + 1);
            Try(i, i < width * (height - 1) && i % width > 0, i + width - 1);
        }

        return nearest;

        void Try(int i, bool isInside, int from)
        {
            if (isInside && hole[i] != 0 && nearest[from] >= 0
                && (nearest[i] < 0 || Far(i, nearest[from]) < Far(i, nearest[i])))
            {
                nearest[i] = nearest[from];
            }
        }

        int Far(int i, int to)
        {
            int dx = (i % width) - (to % width), dy = (i / width) - (to / width);
            return (dx * dx) + (dy * dy);
        }
    }
}
