using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Throughline.Stage.Rendering;
using F = System.Runtime.Intrinsics.Vector512<float>;
using I = System.Runtime.Intrinsics.Vector512<int>;

namespace Throughline.Stage.Restyling;

/// <summary>
/// Straight walks from sixteen pixels at once, in steps of one pixel along the longer axis, between two neighbours
/// along the other: two loads a place. Source: as <see cref="Tangents"/>, section 3.2.
/// </summary>
internal readonly unsafe struct Walk
{
    private readonly F _x, _y, _stepX, _stepY;
    private readonly F _wide;

    /// <summary>Walks from places along directions of length 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Walk(F x, F y, F towardsX, F towardsY)
    {
        (_x, _y) = (x, y);
        F longX = Vector512.Abs(towardsX), longY = Vector512.Abs(towardsY);
        _wide = Vector512.GreaterThanOrEqual(longX, longY);
        var per = F.One / Wide.Max(longX, longY);
        _stepX = Vector512.ConditionalSelect(_wide, F.One, towardsX * per);
        _stepY = Vector512.ConditionalSelect(_wide, towardsY * per, F.One);

        // Whole steps, so that the longer axis never needs a neighbour: forwards and backwards are walked alike.
        var backX = Vector512.BitwiseAnd(_wide, Vector512.LessThan(towardsX, F.Zero));
        _stepY = Vector512.ConditionalSelect(backX, -_stepY, _stepY);
        var backY = Vector512.AndNot(Vector512.LessThan(towardsY, F.Zero), _wide);
        _stepX = Vector512.ConditionalSelect(backY, -_stepX, _stepX);
    }

    /// <summary>Length of a step, squared: 1 to 2.</summary>
    public F StepSquared
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Wide.Fma(_stepX, _stepX, _stepY * _stepY);
    }

    /// <summary>
    /// The two neighbours after so many steps, and how far the place is from the first to the second.
    /// </summary>
    /// <param name="steps">Below 0 for backwards.</param>
    /// <param name="stride">Items from one row to the next.</param>
    /// <param name="mostX">The last column.</param>
    /// <param name="mostY">The last row.</param>
    /// <param name="first">Index of the first neighbour.</param>
    /// <param name="second">Index of the second.</param>
    /// <param name="part">0 at the first, 1 at the second.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void At(float steps, int stride, F mostX, F mostY, out I first, out I second, out F part)
    {
        var x = Wide.Fma(_stepX, Wide.Of(steps), _x);
        var y = Wide.Fma(_stepY, Wide.Of(steps), _y);
        F wholeX = Vector512.Floor(x), wholeY = Vector512.Floor(y);
        part = Vector512.ConditionalSelect(_wide, y - wholeY, x - wholeX);
        var nextX = wholeX + Vector512.AndNot(F.One, _wide);
        var nextY = wholeY + Vector512.BitwiseAnd(F.One, _wide);
        first = Index(wholeX, wholeY, stride, mostX, mostY);
        second = Index(nextX, nextY, stride, mostX, mostY);
    }

    /// <summary>Index of whole places, those beyond the picture taken at its border.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static I Index(F x, F y, int stride, F mostX, F mostY)
    {
        var ix = Wide.ToInt(Wide.Min(Wide.Max(x, F.Zero), mostX));
        var iy = Wide.ToInt(Wide.Min(Wide.Max(y, F.Zero), mostY));
        return (iy * Vector512.Create(stride)) + ix;
    }
}
