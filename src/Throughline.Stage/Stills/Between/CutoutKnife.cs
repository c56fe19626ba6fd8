using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>Cuts things out of the pictures of a pair.</summary>
/// <param name="map">Where the ground goes from the one to the other.</param>
internal sealed class CutoutKnife(GroundMap map)
{
    /// <summary>Cuts a thing out; at its rim, what is like the ground is the ground's.</summary>
    /// <param name="part">Where the thing is.</param>
    /// <param name="picture">The picture that shows it.</param>
    /// <param name="plate">The same without things.</param>
    /// <param name="isFirst">Whether the picture is the first of the two.</param>
    public Cutout Cut(TravellerPart part, Picture picture, Picture plate, bool isFirst)
    {
        Plane soft = PlaneShapes.Grown(part.Where, 1).Blurred(1), inside = Inside(part.Where);
        var box = PixelBox.Empty;
        var alphas = new float[picture.Width * picture.Height];
        double sum = 0, sumX = 0, sumY = 0;
        for (var y = 0; y < picture.Height; y++)
        {
            for (var x = 0; x < picture.Width; x++)
            {
                var (px, py) = isFirst ? (x, y) : map.Back(x, y);
                var alpha = map.At(soft, px, py);
                if (alpha <= 0)
                {
                    continue;
                }

                ReadOnlySpan<byte> own = picture.Row(y).Slice(4 * x, 3), ground = plate.Row(y).Slice(4 * x, 3);
                var off = Math.Abs(own[0] - ground[0]) + Math.Abs(own[1] - ground[1]) + Math.Abs(own[2] - ground[2]);
                alpha = MathF.Max(MathF.Min(alpha, map.At(inside, px, py)), alpha * Smooth.Step(9, 45, off));
                if (alpha < 0.02f)
                {
                    continue;
                }

                alphas[(y * picture.Width) + x] = alpha;
                box = box.With(x, y);
                (sum, sumX, sumY) = (sum + alpha, sumX + (alpha * x), sumY + (alpha * y));
            }
        }

        if (box.IsEmpty)
        {
            return new Cutout(new Picture(1, 1), 0, 0, 0, 0, 1);
        }

        var cut = new Picture(box.Right - box.Left, box.Bottom - box.Top);
        for (var y = 0; y < cut.Height; y++)
        {
            ReadOnlySpan<byte> own = picture.Row(y + box.Top), ground = plate.Row(y + box.Top);
            var to = cut.Row(y);
            for (var x = 0; x < cut.Width; x++)
            {
                var alpha = alphas[((y + box.Top) * picture.Width) + x + box.Left];
                for (var c = 0; c < 3; c++)
                {
                    // What was mixed with the ground behind it, without that ground.
                    var at = (4 * (x + box.Left)) + c;
                    to[(4 * x) + c] = (byte)(Math.Clamp(own[at] - ((1 - alpha) * ground[at]), 0, 255 * alpha) + 0.5f);
                }

                to[(4 * x) + 3] = (byte)((255 * alpha) + 0.5f);
            }
        }

        return new Cutout(
            cut, box.Left, box.Top, (float)(sumX / sum), (float)(sumY / sum), (float)Math.Sqrt(sum));
    }

    // 1 well inside a part, falling to 0 at its rim.
    private static Plane Inside(Plane where)
    {
        var outside = new Plane(where.Width, where.Height);
        for (var y = 0; y < where.Height; y++)
        {
            ReadOnlySpan<float> from = where.Row(y);
            var to = outside.Row(y);
            for (var x = 0; x < to.Length; x++)
            {
                to[x] = 1 - from[x];
            }
        }

        outside = PlaneShapes.Grown(outside, 3);
        for (var i = 0; i < outside.Values.Length; i++)
        {
            outside.Values[i] = 1 - outside.Values[i];
        }

        return outside.Blurred(1);
    }
}
