using Throughline.Engines;
using Throughline.Films;
using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>
/// The way between two pictures of different places: one camera that pushes into the distance of the first and comes
/// out
/// in the second, still pushing. The first picture's far parts give way to the second first and its near things last,
/// passing the camera; the point the camera goes for travels from one picture's distance to the other's; tones meet.
/// </summary>
internal sealed class PassageWay : IWay
{
    private const int WorkSide = 400;

    // How far the camera goes, as a share of the distance to the nearest thing, in either picture.
    private const float Advance = 0.9f;
    private const float Arrival = 0.34f;

    // The farthest things are taken to be no farther than this allows, so that they too grow.
    private const float FarShare = 0.6f;

    // The reveal: when it starts and ends, and how soft its edge is in the order of things.
    private const float RevealFrom = 0.2f;
    private const float RevealTo = 0.85f;
    private const float Softness = 0.08f;

    private readonly PixelSize _size;
    private readonly Tone _tone;
    private readonly PassagePlace _first;
    private readonly PassagePlace _last;

    private PassageWay(PixelSize size, int reduction, Tone tone, PassagePlace first, PassagePlace last)
    {
        _size = size;
        Reduction = reduction;
        _tone = tone;
        _first = first;
        _last = last;
    }

    /// <inheritdoc/>
    public int Reduction { get; }

    /// <summary>Prepares the way.</summary>
    public static PassageWay Of(ShotOrder order, CancellationToken cancellationToken)
    {
        Picture first = order.FirstFrame!, last = order.LastFrame!;
        var reduction = 1;
        while (reduction < LightPyramid.LargestReduction && Math.Max(first.Width, first.Height) > WorkSide * reduction)
        {
            reduction *= 2;
        }

        return new PassageWay(
            first.Size,
            reduction,
            ToneMatch.Of(first, last, 1.6f),
            PassagePlace.Of(first, order.Depth, order.Focus, reduction, order.Threads, cancellationToken),
            PassagePlace.Of(last, null, FocusPoint.Centre, reduction, order.Threads, cancellationToken));
    }

    /// <inheritdoc/>
    public float Travel(double from, double to)
    {
        var gone = Smooth.Ease(to, Begins) - Smooth.Ease(from, Begins);
        return (float)Math.Abs(gone) * Advance * Math.Max(_size.Width, _size.Height) / 2;
    }

    /// <inheritdoc/>
    public (float X, float Y) Start(float x, float y) =>
        (Advance * FarShare * (x - _first.FarX), Advance * FarShare * (y - _first.FarY));

    /// <inheritdoc/>
    public double Begins { get; set; }

    /// <inheritdoc/>
    public BetweenScratch Scratch() => new(1, 1);

    /// <inheritdoc/>
    public BetweenLook Lay(double time, BetweenGrid grid, BetweenScratch scratch)
    {
        float gone = (float)Smooth.Ease(time, Begins), left = 1 - gone;
        float aimX = _first.FarX + (gone * (_last.FarX - _first.FarX)),
            aimY = _first.FarY + (gone * (_last.FarY - _first.FarY));
        var reveal = Math.Clamp(((float)time - RevealFrom) / (RevealTo - RevealFrom), 0, 1);
        var across = EdgePull.Of(_last.FarX, aimX, _size.Width, 1 + (left * Arrival));
        var down = EdgePull.Of(_last.FarY, aimY, _size.Height, 1 + (left * Arrival));
        var edge = (reveal * (1 + (2 * Softness))) - Softness;
        for (var row = 0; row < grid.Rows; row++)
        {
            var y = grid.Pixel(row) - aimY;
            for (var column = 0; column < grid.Columns; column++)
            {
                var x = grid.Pixel(column) - aimX;
                var (fx, fy) = _first.Find(x, y, -gone * Advance, FarShare);
                var (lx, ly) = _last.Find(x, y, left * Arrival, FarShare);
                var order = _first.OrderAt(fx, fy);
                var share = Smooth.Step(-Softness, Softness, edge - order);
                var at = (row * grid.Stride) + column;
                grid.FirstX[at] = Mirror(fx, _size.Width);
                grid.FirstY[at] = Mirror(fy, _size.Height);
                grid.LastX[at] = across.Map(lx);
                grid.LastY[at] = down.Map(ly);
                grid.Share[at] = share;
            }
        }

        var tone = Smooth.Step(0.1f, 0.9f, (float)time);
        return new BetweenLook(_tone.Part(tone), _tone.Inverted().Part(1 - tone), 1, 1 + (left * Arrival * FarShare));
    }

    private static float Mirror(float x, int size) =>
        MathF.Min(MathF.Max(x < 0 ? -x : x > size - 1 ? (2 * (size - 1)) - x : x, 0), size - 1);
}
