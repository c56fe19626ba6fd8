namespace Throughline.Media.Pictures;

/// <summary>
/// Changes the number of pixels by a windowed sinc (Lanczos, three lobes), separably. Where pixels get fewer the kernel
/// widens by the ratio, so nothing aliases, and light is averaged as light (linear); where they get more the encoded
/// values are interpolated, which rings least to the eye. The result does not depend on the number of threads.
/// </summary>
public static class Resample
{
    /// <summary>The whole picture at another size; a copy, bit for bit, when the size is the same.</summary>
    public static Picture To(Picture picture, PixelSize target)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return Part(picture, new(0, 0, picture.Width, picture.Height), target);
    }

    /// <summary>The whole depth picture at another size.</summary>
    public static DepthPicture To(DepthPicture depth, PixelSize target)
    {
        ArgumentNullException.ThrowIfNull(depth);
        return Part(depth, new(0, 0, depth.Width, depth.Height), target);
    }

    /// <summary>A region of the picture at a size. What lies beside the region helps to interpolate its edge.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The region leaves the picture or is empty, or a side is below
    /// 1.</exception>
    public static Picture Part(Picture picture, PixelRegion region, PixelSize target)
    {
        ArgumentNullException.ThrowIfNull(picture);
        Check(region, picture.Size, target);
        if (IsCrop(region, target))
        {
            return Crop(picture, (int)region.X, (int)region.Y, target);
        }

        var result = new Picture(
            target.Width, target.Height, GC.AllocateUninitializedArray<byte>(checked((int)target.Area * 4)));
        var columns = new LanczosTaps(picture.Width, region.X, region.Width, target.Width);
        var rows = new LanczosTaps(picture.Height, region.Y, region.Height, target.Height);
        var light = target.Area < region.Width * region.Height;
        InBands(target.Height, (from, to) => new LanczosPass(columns, rows, 4).Run(
            from,
            to,
            (y, row) => Light.Load(picture.Row(y), row, light),
            (y, row) => Light.Store(row, result.Row(y), light)));
        return result;
    }

    /// <summary>A region of the depth picture at a size; values stay in 0..1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The region leaves the picture or is empty, or a side is below
    /// 1.</exception>
    public static DepthPicture Part(DepthPicture depth, PixelRegion region, PixelSize target)
    {
        ArgumentNullException.ThrowIfNull(depth);
        Check(region, new(depth.Width, depth.Height), target);
        var values = new float[checked((int)target.Area)];
        if (IsCrop(region, target))
        {
            for (var y = 0; y < target.Height; y++)
            {
                depth.Nearness.AsSpan(((y + (int)region.Y) * depth.Width) + (int)region.X, target.Width).CopyTo(
                    values.AsSpan(y * target.Width));
            }

            return new(target.Width, target.Height, values);
        }

        var columns = new LanczosTaps(depth.Width, region.X, region.Width, target.Width);
        var rows = new LanczosTaps(depth.Height, region.Y, region.Height, target.Height);
        InBands(target.Height, (from, to) => new LanczosPass(columns, rows, 1).Run(
            from,
            to,
            (y, row) => depth.Nearness.AsSpan(y * depth.Width, depth.Width).CopyTo(row),
            (y, row) =>
            {
                var line = values.AsSpan(y * target.Width, target.Width);
                for (var x = 0; x < line.Length; x++)
                {
                    line[x] = Math.Clamp(row[x], 0f, 1f);
                }
            }));
        return new(target.Width, target.Height, values);
    }

    /// <summary>A region of the matte at a size; values stay in 0..1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The region leaves the picture or is empty, or a side is below
    /// 1.</exception>
    public static MattePicture Part(MattePicture matte, PixelRegion region, PixelSize target)
    {
        ArgumentNullException.ThrowIfNull(matte);
        var part = Part(new DepthPicture(matte.Width, matte.Height, matte.Coverage), region, target);
        return new(part.Width, part.Height, part.Nearness);
    }

    private static void Check(PixelRegion region, PixelSize source, PixelSize target)
    {
        const double Slack = 1e-6;
        ArgumentOutOfRangeException.ThrowIfLessThan(Math.Min(target.Width, target.Height), 1, nameof(target));
        if (!(region.X >= -Slack && region.Y >= -Slack && region.Width > 0 && region.Height > 0
            && region.X + region.Width <= source.Width + Slack && region.Y + region.Height <= source.Height + Slack))
        {
            throw new ArgumentOutOfRangeException(
                nameof(region), region, $"The region must lie in the picture of {source}.");
        }
    }

    private static bool IsCrop(PixelRegion region, PixelSize target) =>
        region.Width == target.Width && region.Height == target.Height
        && region.X == Math.Floor(region.X) && region.Y == Math.Floor(region.Y);

    private static Picture Crop(Picture picture, int left, int top, PixelSize size)
    {
        var result = new Picture(size.Width, size.Height);
        for (var y = 0; y < size.Height; y++)
        {
            picture.Row(top + y).Slice(left * 4, size.Width * 4).CopyTo(result.Row(y));
        }

        return result;
    }

    private static void InBands(int rows, Action<int, int> work)
    {
        var bands = Math.Min(Math.Min(2, Environment.ProcessorCount), rows);
        if (bands == 1)
        {
            work(0, rows);
            return;
        }

        Parallel.Invoke(() => work(0, rows / 2), () => work(rows / 2, rows));
    }
}
