using Throughline.Films;
using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>What a passage knows of one picture: how near its parts are, and where its distance lies.</summary>
internal sealed class PassagePlace
{
    private const int DepthSide = 320;

    private readonly Plane _near;
    private readonly float _toCell;

    private PassagePlace(Plane near, int reduction, float farX, float farY)
    {
        _near = near;
        _toCell = 1f / reduction;
        FarX = farX;
        FarY = farY;
    }

    /// <summary>Column of the point the camera goes for, in pixels.</summary>
    public float FarX { get; }

    /// <summary>Row of the point the camera goes for.</summary>
    public float FarY { get; }

    /// <summary>Reads a picture.</summary>
    public static PassagePlace Of(
        Picture picture, DepthPicture? depth, FocusPoint focus, int reduction, int threads,
        CancellationToken cancellationToken)
    {
        var size = new PixelSize(
            (picture.Width + reduction - 1) / reduction, (picture.Height + reduction - 1) / reduction);
        depth = depth is not null
            ? Resample.To(depth, size)
            : DepthEstimate.Study(Resample.To(picture, size), Options(size, threads), cancellationToken).Depth;
        var near = new Plane(size.Width, size.Height);
        for (var y = 0; y < size.Height; y++)
        {
            depth.Nearness.AsSpan(y * size.Width, size.Width).CopyTo(near.Row(y));
        }

        var (farX, farY) = Distance(near, focus);
        var radius = Math.Max(2, size.Width / 40);
        near = near.Blurred(radius).Blurred(radius);
        return new PassagePlace(
            near, reduction, ((farX + 0.5f) * reduction) - 0.5f, ((farY + 0.5f) * reduction) - 0.5f);
    }

    /// <summary>
    /// The pixel that stands at (x, y) from the aim after the camera has gone; near things are scaled by the advance,
    /// which is negative towards the scene, far ones by a share of it.
    /// </summary>
    public (float X, float Y) Find(float x, float y, float retreat, float farShare)
    {
        float px = FarX + x, py = FarY + y;
        for (var i = 0; i < 4; i++)
        {
            var near = _near.Sample(((px + 0.5f) * _toCell) - 0.5f, ((py + 0.5f) * _toCell) - 0.5f);
            var scale = 1 + (retreat * (farShare + ((1 - farShare) * near)));
            (px, py) = (FarX + (x * scale), FarY + (y * scale));
        }

        return (px, py);
    }

    private static DepthOptions Options(PixelSize size, int threads) =>
        new() { Threads = threads, WorkSide = Math.Clamp(Math.Max(size.Width, size.Height), 64, DepthSide) };

    // The middle of what is far, drawn towards the focus and kept within the frame's inner part.
    private static (float X, float Y) Distance(Plane near, FocusPoint focus)
    {
        double sum = 1e-6, sumX = 0, sumY = 0;
        for (var y = 0; y < near.Height; y++)
        {
            var row = near.Row(y);
            for (var x = 0; x < row.Length; x++)
            {
                double u = ((x + 0.5) / near.Width) - focus.X, v = ((y + 0.5) / near.Height) - focus.Y;
                var far = Math.Max(0, 1 - row[x]);
                var weight = far * far * far * Math.Exp(-6 * ((u * u) + (v * v)));
                (sum, sumX, sumY) = (sum + weight, sumX + (weight * x), sumY + (weight * y));
            }
        }

        float width = near.Width, height = near.Height;
        return ((float)Math.Clamp(sumX / sum, 0.38 * width, 0.62 * width),
            (float)Math.Clamp(sumY / sum, 0.35 * height, 0.6 * height));
    }
}
