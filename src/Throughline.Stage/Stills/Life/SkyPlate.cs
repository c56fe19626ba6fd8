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
    private const int WorkingSide = 480;

    // Pixels by the border of the sky that are mixed with what stands before it.
    private const int Contaminated = 3;
    private const int Spare = 10;

    /// <summary>Marks the sky in the nearness of a canvas around the frame; beyond the frame its border goes on.</summary>
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

    /// <summary>The sky alone, filled in behind what stands before it.</summary>
    public Peeling Of(Peeling rear, long seed, int threads, CancellationToken cancellationToken)
    {
        int width = rear.Picture.Width, height = rear.Picture.Height;
        var land = Array.ConvertAll(rear.Nearness, n => n >= Edge ? byte.MaxValue : byte.MinValue);
        var hole = Neighbours.Extreme<byte, Neighbours.Most<byte>>(land, width, height, Contaminated, threads);
        var distance = Array.ConvertAll(hole, h => h == 0 ? 0 : float.MaxValue);
        NodeDistance.Fill(distance, width, height);
        var mask = new byte[hole.Length];
        for (var i = 0; i < mask.Length; i++)
        {
            mask[i] = hole[i] == 0 ? byte.MaxValue : distance[i] <= Reach + Spare ? byte.MinValue : (byte)128;
        }

        var options = new FillOptions { Seed = (ulong)seed, Threads = threads, WorkingSide = WorkingSide };
        var filled = mask.AsSpan().Contains((byte)0) && mask.AsSpan().Contains(byte.MaxValue)
            ? Fill.Complete(rear.Picture, mask, options, cancellationToken)
            : rear.Picture;
        return new Peeling(filled, new float[mask.Length]);
    }
}
