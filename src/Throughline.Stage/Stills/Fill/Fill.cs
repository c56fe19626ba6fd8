using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>
/// Completes pictures: fills what comes into view behind things and beyond the picture's edges with patches of the
/// picture itself, from coarse to fine.
/// </summary>
/// <remarks>
/// Sources: space-time completion, Wexler et al. 2007, doi:10.1109/TPAMI.2007.60; its search by PatchMatch, Barnes et
/// al. 2009, doi:10.1145/1531326.1531330; texture strength as a channel, Newson et al. 2014, doi:10.1137/140954933.
/// </remarks>
internal static class Fill
{
    private const int CoarsestDepth = 10;
    private const int FewestSources = 120;

    /// <summary>Fills the holes of a picture.</summary>
    /// <param name="source">The picture; what it holds inside the holes does not matter.</param>
    /// <param name="mask">
    /// One byte a pixel: 255 given and may be copied, 0 to be filled, anything else given but never copied.
    /// </param>
    /// <param name="options">Seed, cost and preferences.</param>
    /// <param name="cancellationToken">Stops the work within a few milliseconds.</param>
    /// <returns>
    /// A picture of the same size; given pixels keep all their bytes, filled ones are opaque. The same input and seed
    /// give the same bytes, whatever the number of threads.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// The mask or the nearness does not have one value a pixel, or the picture has a hole but nothing given.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Picture Complete(
        Picture source, ReadOnlyMemory<byte> mask, FillOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        var count = source.Width * source.Height;
        if (mask.Length != count)
        {
            throw new ArgumentException(
                $"The mask of {source.Size} needs {count} bytes, not {mask.Length}.", nameof(mask));
        }

        if (options.Nearness is { } nearness && nearness.Length != count)
        {
            throw new ArgumentException(
                $"The nearness of {source.Size} needs {count} values, not {nearness.Length}.", nameof(options));
        }

        var result = source.Copy();
        if (!mask.Span.Contains((byte)0))
        {
            return result;
        }

        if (!mask.Span.ContainsAnyExcept((byte)0))
        {
            throw new ArgumentException(
                "Nothing of the picture is given, so there is nothing to fill it from.", nameof(mask));
        }

        var work = new FillWork(options.Threads, cancellationToken);
        var ground = FillGround.Build(source.Pixels, source.Width, source.Height, mask, options, work);
        FillHoles(ground, options, work);
        for (var y = 0; y < source.Height; y++)
        {
            var to = result.Row(y);
            for (var x = 0; x < source.Width; x++)
            {
                if (mask.Span[(y * source.Width) + x] == 0)
                {
                    ground.Pixels.AsSpan(ground.At(x, y) * 4, 3).CopyTo(to[(x * 4)..]);
                    to[(x * 4) + 3] = 255;
                }
            }
        }

        return result;
    }

    private static void FillHoles(FillLevel ground, FillOptions options, FillWork work)
    {
        var radius = options.PatchSize / 2;
        var field = new PatchField(ground, options, radius, work);
        while (field.Sources.Length == 0 && radius > 1)
        {
            radius--;
            field = new PatchField(ground, options, radius, work);
        }

        if (field.Sources.Length == 0)
        {
            FillSeam.Smooth(field, work);
            return;
        }

        var fields = new List<PatchField> { field };
        while (fields[^1].Deepest > CoarsestDepth)
        {
            var next = new PatchField(fields[^1].Level.Halve(work), options, radius, work);
            if (next.Sources.Length < FewestSources
                || Math.Min(next.Level.Width, next.Level.Height) < 6 * options.PatchSize)
            {
                break;
            }

            fields.Add(next);
        }

        for (var i = fields.Count - 1; i >= 0; i--)
        {
            Settle(fields[i], i == fields.Count - 1 ? null : fields[i + 1], options);
        }

        FillSeam.Hide(field, work);
        if (options.RowPrior == 0)
        {
            FillSeam.SmoothPlain(field, work);
        }
    }

    /// <summary>Alternates between finding the best matches and voting for colours until a level has settled.</summary>
    private static void Settle(PatchField field, PatchField? smaller, FillOptions options)
    {
        var level = field.Level;
        var full = Math.Max(level.Width, level.Height) <= options.WorkingSide;
        var rounds = smaller is null ? options.Rounds : full ? options.Rounds / 2 : level.Number == 0 ? 1 : 2;
        if (smaller is null)
        {
            field.Start();
        }
        else
        {
            field.Enlarge(smaller);
            field.Vote(0);
        }

        field.CompareHoles();
        var pass = 0;
        for (var round = 0; round < rounds; round++)
        {
            var reach = smaller is null ? Math.Max(level.Width, level.Height) : full ? 16 : 2;
            if (full)
            {
                field.CountUse();
            }

            field.Improve(pass++, reach);
            if (full)
            {
                field.Improve(pass++, reach);
            }

            var last = level.Number == 0 && round == rounds - 1;
            field.Vote(last ? 3 : smaller is null ? 30 : 15);
        }
    }
}
