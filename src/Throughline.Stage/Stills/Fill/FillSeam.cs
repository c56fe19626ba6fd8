using System.Runtime.Intrinsics;

namespace Throughline.Stage.Stills;

/// <summary>Hides the border between what is given and what was filled.</summary>
internal static class FillSeam
{
    private const float LargestStep = 24;

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
                    values[p] = Vector128.Min(Vector128.Max(difference, Vector128.Create(-LargestStep)), Vector128.Create(LargestStep));
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

    private static bool Touches(FillLevel level, int p) =>
        level.Kind[p - 1] == FillLevel.Hole || level.Kind[p + 1] == FillLevel.Hole
        || level.Kind[p - level.Stride] == FillLevel.Hole || level.Kind[p + level.Stride] == FillLevel.Hole;
}
