using Throughline.Media.Pictures;

namespace Throughline.Review;

/// <summary>Measures of whole pictures.</summary>
internal static class Measures
{
    // Rows are much alike: every third row gives the mean to a hundredth.
    private const int RowStep = 3;
    private const int LeastRows = 240;

    /// <summary>Mean CIE 1976 colour difference; of large pictures every third row counts.</summary>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static double DeltaE(Picture first, Picture second) => first.Size == second.Size && first.Height >= LeastRows
        ? Colour.MeanDifference76(SomeRows(first), SomeRows(second))
        : Colour.MeanDifference76(first, second);

    /// <summary>CIE 1976 difference between the mean colours of two pictures of one size, from the same rows.</summary>
    public static double DeltaEOfMeans(Picture first, Picture second) => first.Height >= LeastRows
        ? Colour.DifferenceOfMeans(SomeRows(first), SomeRows(second))
        : Colour.DifferenceOfMeans(first, second);

    private static Picture SomeRows(Picture picture)
    {
        var some = new Picture(picture.Width, (picture.Height + RowStep - 1) / RowStep);
        for (var y = 0; y < some.Height; y++)
        {
            picture.Row(y * RowStep).CopyTo(some.Row(y));
        }

        return some;
    }
}
