using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>
/// Completes pictures where things stood: from the other picture where it shows the ground, and where both hide it,
/// from what is around.
/// </summary>
/// <param name="ground">Where the ground goes from the one to the other.</param>
internal sealed class GroundPlate(GroundMap ground)
{
    // Pixels around a hole that it is filled from.
    private const int FillFrom = 64;

    /// <summary>A picture without the things.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="from">The other one.</param>
    /// <param name="isFirst">Whether the picture is the first of the two.</param>
    /// <param name="hidden">1 where things of the picture are, as the first one's camera sees them.</param>
    /// <param name="hiddenThere">1 where things of the other are.</param>
    /// <param name="tone">What makes the other's tone the picture's.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Picture Without(
        Picture picture, Picture from, bool isFirst, Plane hidden, Plane hiddenThere, Tone tone,
        CancellationToken cancellationToken)
    {
        var plate = picture.Copy();
        var known = new byte[picture.Width * picture.Height];
        known.AsSpan().Fill(1);
        var soft = hidden.Blurred(1);
        var hole = PixelBox.Empty;
        for (var y = 0; y < picture.Height; y++)
        {
            var to = plate.Row(y);
            for (var x = 0; x < picture.Width; x++)
            {
                var (px, py) = isFirst ? (x, y) : ground.Back(x, y);
                var alpha = ground.At(soft, px, py);
                if (alpha <= 0)
                {
                    continue;
                }

                var (u, v) = isFirst ? ground.There(px, py) : (px, py);
                var isSeen = u >= 0 && v >= 0 && u <= from.Width - 1 && v <= from.Height - 1
                    && ground.At(hiddenThere, px, py) == 0;
                if (!isSeen)
                {
                    known[(y * picture.Width) + x] = 0;
                    hole = hole.With(x, y);
                    continue;
                }

                Mix(to.Slice(4 * x, 3), from, u, v, tone, alpha);
            }
        }

        return hole.IsEmpty ? plate : Filled(plate, known, hole, cancellationToken);
    }

    private static void Mix(Span<byte> to, Picture from, float x, float y, Tone tone, float alpha)
    {
        int left = Math.Min((int)x, from.Width - 2), top = Math.Min((int)y, from.Height - 2);
        float fx = x - left, fy = y - top;
        ReadOnlySpan<byte> above = from.Row(top)[(4 * left)..], below = from.Row(top + 1)[(4 * left)..];
        for (var c = 0; c < 3; c++)
        {
            var (gain, lift) = c == 0 ? (tone.GainR, tone.LiftR) : c == 1 ? (tone.GainG, tone.LiftG)
                : (tone.GainB, tone.LiftB);
            var value = ((((above[c] * (1 - fx)) + (above[c + 4] * fx)) * (1 - fy))
                + (((below[c] * (1 - fx)) + (below[c + 4] * fx)) * fy)) * gain;
            to[c] = (byte)Math.Clamp(to[c] + (alpha * (value + lift - to[c])) + 0.5f, 0, 255);
        }
    }

    // What neither picture shows, from what is around.
    private static Picture Filled(Picture plate, byte[] known, PixelBox hole, CancellationToken cancellationToken)
    {
        int left = Math.Max(hole.Left - FillFrom, 0), top = Math.Max(hole.Top - FillFrom, 0);
        int right = Math.Min(hole.Right + FillFrom, plate.Width);
        int bottom = Math.Min(hole.Bottom + FillFrom, plate.Height);
        var box = new Picture(right - left, bottom - top);
        var mask = new byte[box.Width * box.Height];
        for (var y = 0; y < box.Height; y++)
        {
            plate.Row(y + top).Slice(4 * left, 4 * box.Width).CopyTo(box.Row(y));
            known.AsSpan(((y + top) * plate.Width) + left, box.Width).CopyTo(mask.AsSpan(y * box.Width));
        }

        if (mask.AsSpan().ContainsAnyExcept((byte)0))
        {
            box = Fill.Complete(box, mask, new FillOptions { Threads = 1 }, cancellationToken);
        }

        for (var y = 0; y < box.Height; y++)
        {
            box.Row(y).CopyTo(plate.Row(y + top)[(4 * left)..]);
        }

        return plate;
    }
}
