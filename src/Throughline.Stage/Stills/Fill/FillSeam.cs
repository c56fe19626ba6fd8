using System.Runtime.Intrinsics;

namespace Throughline.Stage.Stills;

/// <summary>Hides the border between what is given and what was filled.</summary>
internal static class FillSeam
{
    private const float LargestStep = 24;
    private const float PlainTexture = 3;
    private const float RoughTexture = 6;

    /// <summary>
    /// Measures along the border how far the filled colours would miss the given ones, and spreads that difference
    /// smoothly over the holes.
    /// </summary>
    public static void Hide(PatchField field, FillWork work)
    {
        var level = field.Level;
        var values = new Vector128<float>[level.Kind.Length];
        var state = new byte[level.Kind.Length];
        foreach (var p in field.Holes)
        {
            state[p] = Membrane.Wanted;
        }

        var targets = field.Targets;
        work.For((targets.Length + 4095) / 4096, block =>
        {
            for (var i = block * 4096; i < Math.Min(targets.Length, (block + 1) * 4096); i++)
            {
                var p = targets[i];
                if (level.Kind[p] == FillLevel.Known && Touches(level, p))
                {
                    var difference = PatchField.Colour(level.Pixels, p) - field.Voted(p);
                    if (level.Far[p] == 0 && Largest(difference) > LargestStep)
                    {
                        continue;
                    }

                    values[p] = Vector128.Min(
                        Vector128.Max(difference, Vector128.Create(-LargestStep)), Vector128.Create(LargestStep));
                    state[p] = Membrane.Given;
                }
            }
        });
        Membrane.Solve(values, state, level.Stride, work);
        foreach (var p in field.Holes)
        {
            PatchField.Store(level.Pixels, p, PatchField.Colour(level.Pixels, p) + values[p]);
        }
    }

    /// <summary>
    /// Fills with the smoothest surface through what is given; for pictures of which nothing may be copied.
    /// </summary>
    public static void Smooth(PatchField field, FillWork work)
    {
        var values = Surface(field, everything: true, work);
        foreach (var p in field.Holes)
        {
            PatchField.Store(field.Level.Pixels, p, values[p]);
        }
    }

    /// <summary>
    /// Replaces what lies between plain surroundings and was filled plainly (a sky, a wall) by the smoothest surface,
    /// in which no patch's border shows.
    /// </summary>
    public static void SmoothPlain(PatchField field, FillWork work)
    {
        var values = Surface(field, everything: false, work);
        foreach (var p in field.Holes)
        {
            var filled = PatchField.Colour(field.Level.Pixels, p);
            var texture = Math.Max(filled[3], values[p][3]);
            var share = Math.Clamp((RoughTexture - texture) / (RoughTexture - PlainTexture), 0, 1)
                * Math.Clamp(2 - (Largest(values[p] - filled) / (LargestStep / 2)), 0, 1);
            PatchField.Store(field.Level.Pixels, p, filled + ((values[p] - filled) * share));
        }
    }

    private static Vector128<float>[] Surface(PatchField field, bool everything, FillWork work)
    {
        var level = field.Level;
        var values = new Vector128<float>[level.Kind.Length];
        var state = new byte[level.Kind.Length];
        for (var i = 0; i < state.Length; i++)
        {
            if (level.Kind[i] == FillLevel.Hole)
            {
                state[i] = Membrane.Wanted;
            }
            else if (level.Kind[i] == FillLevel.Known && (everything || Touches(level, i)))
            {
                state[i] = Membrane.Given;
                values[i] = PatchField.Colour(level.Pixels, i);
            }
        }

        Membrane.Solve(values, state, level.Stride, work);
        return values;
    }

    private static float Largest(Vector128<float> difference)
    {
        var size = Vector128.Abs(difference);
        return Math.Max(size[0], Math.Max(size[1], size[2]));
    }

    private static bool Touches(FillLevel level, int p) =>
        level.Kind[p - 1] == FillLevel.Hole || level.Kind[p + 1] == FillLevel.Hole
        || level.Kind[p - level.Stride] == FillLevel.Hole || level.Kind[p + level.Stride] == FillLevel.Hole;
}
