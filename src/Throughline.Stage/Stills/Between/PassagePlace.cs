using Throughline.Films;
using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>What a passage knows of one picture: how near its parts are, where its distance lies, and which parts go
/// first.</summary>
internal sealed class PassagePlace
{
    private const int DepthSide = 320;

    // When a clear subject goes, in the order of things.
    private const float SubjectGoes = 0.9f;

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
        Picture picture, DepthPicture? depth, FocusPoint focus, int reduction, int threads,
            CancellationToken cancellationToken)
    {
        var size = new PixelSize((picture.Width + reduction - 1) / reduction,
            (picture.Height + reduction - 1) / reduction);
        var small = Resample.To(picture, size);
        var study = DepthEstimate.Study(small, Options(size, threads), cancellationToken);
        depth = depth is not null ? Resample.To(depth, size) : study.Depth;
        var near = new Plane(size.Width, size.Height);
        for (var y = 0; y < size.Height; y++)
        {
            depth.Nearness.AsSpan(y * size.Width, size.Width).CopyTo(near.Row(y));
        }

        var (farX, farY) = Distance(near, focus);
        var order = Order(near, small, study, farX, farY);
        var radius = Math.Max(2, size.Width / 40);
        near = near.Blurred(radius).Blurred(radius);
        return new PassagePlace(near, order, reduction, ((farX + 0.5f) * reduction) - 0.5f,
            ((farY + 0.5f) * reduction) - 0.5f);
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
    public float OrderAt(float x, float y) => _order.Sample(((x + 0.5f) * _toCell) - 0.5f,
        ((y + 0.5f) * _toCell) - 0.5f);

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

    // Far, bright and central parts go first, what stands out from its surroundings last: a thing is not cut through
    // while the sky behind it stays. Ranks, so that the reveal grows evenly. A clear subject goes as a whole, after all
    // else.
    private static Plane Order(Plane near, Picture picture, DepthStudy study, float farX, float farY)
    {
        int width = near.Width, height = near.Height;
        var standing = Standing(picture);
        var light = Light(picture).Blurred(Math.Max(1, width / 60));
        var isSubject = Subject(study, width, height);
        var keys = new float[width * height];
        var index = new int[width * height];
        for (var i = 0; i < keys.Length; i++)
        {
            int x = i % width, y = i / width;
            float dx = (x - farX) / width, dy = (y - farY) / width;
            keys[i] = isSubject[i] ? float.MaxValue
                : (0.8f * near.Row(y)[x]) + (0.4f * MathF.Sqrt((dx * dx) + (dy * dy)))
                    + (0.3f * MathF.Min(standing.Row(y)[x] / 0.25f, 1)) - (0.1f * light.Row(y)[x]);
            index[i] = i;
        }

        Array.Sort(keys, index);
        var rest = isSubject.Count(s => !s);
        var most = rest == keys.Length ? 1 : SubjectGoes - 0.1f;
        var order = new Plane(width, height);
        for (var rank = 0; rank < index.Length; rank++)
        {
            order.Row(index[rank] / width)[index[rank] % width] = rank < rest ? most * rank / rest : SubjectGoes;
        }

        return order.Blurred(1);
    }

    // What stands clearly before the rest, if anything does.
    private static bool[] Subject(DepthStudy study, int width, int height)
    {
        var isClear = study.Report.SubjectTrust > 0.4 && study.Report.SubjectShare is > 0.05 and < 0.7;
        var matte = study.Subject;
        var result = new bool[width * height];
        for (var i = 0; isClear && i < result.Length; i++)
        {
            int x = i % width * matte.Width / width, y = i / width * matte.Height / height;
            result[i] = matte.Coverage[(y * matte.Width) + x] > 0.5f;
        }

        return result;
    }

    private static Plane Light(Picture picture)
    {
        var light = new Plane(picture.Width, picture.Height);
        for (var y = 0; y < light.Height; y++)
        {
            Span<float> to = light.Row(y);
            ReadOnlySpan<byte> from = picture.Row(y);
            for (var x = 0; x < to.Length; x++)
            {
                to[x] = ((54 * from[4 * x]) + (183 * from[(4 * x) + 1]) + (19 * from[(4 * x) + 2])) / 65280f;
            }
        }

        return light;
    }

    // How far each pixel's colour is from that of its wide surroundings, 0 to 1.
    private static Plane Standing(Picture picture)
    {
        var sum = new Plane(picture.Width, picture.Height);
        var channel = new Plane(picture.Width, picture.Height);
        for (var c = 0; c < 3; c++)
        {
            for (var i = 0; i < picture.Width * picture.Height; i++)
            {
                channel.Row(i / picture.Width)[i % picture.Width] = picture.Pixels[(4 * i) + c] / 255f;
            }

            var wide = channel.Blurred(Math.Max(2, picture.Width / 5));
            for (var i = 0; i < sum.Values.Length; i++)
            {
                var off = channel.Values[i] - wide.Values[i];
                sum.Values[i] += off * off / 3;
            }
        }

        for (var i = 0; i < sum.Values.Length; i++)
        {
            sum.Values[i] = MathF.Sqrt(sum.Values[i]);
        }

        // Things are whole: what they enclose belongs to them.
        var reach = Math.Max(2, picture.Width / 22);
        return Spread(Spread(sum.Blurred(Math.Max(1, picture.Width / 160)), reach, 1), reach,
            -1).Blurred(Math.Max(1, picture.Width / 240));
    }

    // The largest value over squares, or with sign -1 the smallest.
    private static Plane Spread(Plane plane, int radius, float sign)
    {
        var across = new Plane(plane.Width, plane.Height);
        var result = new Plane(plane.Width, plane.Height);
        for (var y = 0; y < plane.Height; y++)
        {
            Span<float> from = plane.Row(y), to = across.Row(y);
            for (var x = 0; x < to.Length; x++)
            {
                var most = float.MinValue;
                for (var u = Math.Max(0, x - radius); u <= Math.Min(to.Length - 1, x + radius); u++)
                {
                    most = MathF.Max(most, sign * from[u]);
                }

                to[x] = most;
            }
        }

        for (var y = 0; y < plane.Height; y++)
        {
            var to = result.Row(y);
            to.Fill(float.MinValue);
            for (var v = Math.Max(0, y - radius); v <= Math.Min(plane.Height - 1, y + radius); v++)
            {
                ReadOnlySpan<float> from = across.Row(v);
                for (var x = 0; x < to.Length; x++)
                {
                    to[x] = MathF.Max(to[x], from[x]);
                }
            }

            for (var x = 0; x < to.Length; x++)
            {
                to[x] *= sign;
            }
        }

        return result;
    }
}
