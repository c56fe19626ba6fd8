using Throughline.Films;
using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>What a passage knows of one picture: how near its parts are, where its distance lies, and which parts go first.</summary>
internal sealed class PassagePlace
{
    private const int DepthSide = 320;

    private readonly Plane _near;
    private readonly Plane _order;
    private readonly float _toCell;

    private PassagePlace(Plane near, Plane order, int reduction, float farX, float farY)
    {
        _near = near;
        _order = order;
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
        Picture picture, DepthPicture? depth, FocusPoint focus, int reduction, int threads, CancellationToken cancellationToken)
    {
        var size = new PixelSize((picture.Width + reduction - 1) / reduction, (picture.Height + reduction - 1) / reduction);
        var small = Resample.To(picture, size);
        depth = depth is not null
            ? Resample.To(depth, size)
            : DepthEstimate.Of(small, new DepthOptions { Threads = threads, WorkSide = Math.Clamp(Math.Max(size.Width, size.Height), 64, DepthSide) }, cancellationToken);
        var near = new Plane(size.Width, size.Height);
        for (var y = 0; y < size.Height; y++)
        {
            depth.Nearness.AsSpan(y * size.Width, size.Width).CopyTo(near.Row(y));
        }

        var (farX, farY) = Distance(near, focus);
        var order = Order(near, small, farX, farY);
        var radius = Math.Max(2, size.Width / 40);
        near = near.Blurred(radius).Blurred(radius);
        return new PassagePlace(near, order, reduction, ((farX + 0.5f) * reduction) - 0.5f, ((farY + 0.5f) * reduction) - 0.5f);
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

    /// <summary>When a pixel goes, 0 first to 1 last.</summary>
    public float OrderAt(float x, float y) => _order.Sample(((x + 0.5f) * _toCell) - 0.5f, ((y + 0.5f) * _toCell) - 0.5f);

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
        return ((float)Math.Clamp(sumX / sum, 0.3 * width, 0.7 * width), (float)Math.Clamp(sumY / sum, 0.3 * height, 0.65 * height));
    }

    // Far, bright and central parts go first; ranks, so that the reveal grows evenly.
    private static Plane Order(Plane near, Picture picture, float farX, float farY)
    {
        int width = near.Width, height = near.Height;
        var keys = new float[width * height];
        var index = new int[width * height];
        for (var i = 0; i < keys.Length; i++)
        {
            int x = i % width, y = i / width;
            var light = ((54 * picture.Pixels[4 * i]) + (183 * picture.Pixels[(4 * i) + 1]) + (19 * picture.Pixels[(4 * i) + 2])) / 65280f;
            float dx = (x - farX) / width, dy = (y - farY) / width;
            keys[i] = (0.6f * near.Row(y)[x]) + (0.7f * MathF.Sqrt((dx * dx) + (dy * dy))) - (0.15f * light);
            index[i] = i;
        }

        Array.Sort(keys, index);
        var order = new Plane(width, height);
        for (var rank = 0; rank < index.Length; rank++)
        {
            order.Row(index[rank] / width)[index[rank] % width] = (float)rank / index.Length;
        }

        order = order.Blurred(1);
        return order;
    }
}
