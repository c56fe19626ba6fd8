using Throughline.Engines;
using Throughline.Films;
using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>
/// The way between two pictures of different places: a match move. The camera pushes slowly into the first, near things
/// before far ones, turns away so fast that streaks are all that is seen, and comes to rest in the second with the same
/// push and the same turn. In the streaks, where one place becomes the other, rows meet rows like them and tones meet.
/// </summary>
internal sealed class PassageWay : IWay
{
    private const int WorkSide = 400;

    // How far the camera would push in the whole time, as a share of the distance to the nearest thing.
    private const float Advance = 0.26f;
    private const float Arrival = 0.2f;

    // The farthest things are taken to be no farther than this allows, so that they too grow.
    private const float FarShare = 0.45f;

    // Seconds that the shutter is open while the camera turns, whatever the rate of frames: a little longer than film's
    // frames last, so that nothing is recognised on the way.
    private const double Open = 0.055;

    // The part of a picture that its reflection beyond an edge shows.
    private const float Reflected = 0.08f;

    private readonly PixelSize _size;
    private readonly Tone _tone;
    private readonly PassagePlace _first;
    private readonly PassagePlace _last;
    private readonly Whip _whip;
    private readonly WhipMatch _match;
    private readonly double _open;

    private PassageWay(ShotOrder order, int reduction, PassagePlace first, PassagePlace last)
    {
        _size = order.Size;
        Reduction = reduction;
        _tone = ToneMatch.Of(order.FirstFrame!, order.LastFrame!, 1.6f);
        (_first, _last) = (first, last);
        var seconds = (order.Frames - 1) * (double)order.Rate.Denominator / order.Rate.Numerator;
        _open = Math.Min(Open / seconds, 0.1);
        _whip = new Whip(seconds);
        _match = WhipMatch.Of(order.FirstFrame!, order.LastFrame!, _tone);
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
            order,
            reduction,
            PassagePlace.Of(first, order.Depth, order.Focus, reduction, order.Threads, cancellationToken),
            PassagePlace.Of(last, null, FocusPoint.Centre, reduction, order.Threads, cancellationToken));
    }

    /// <inheritdoc/>
    public float Travel(double from, double to)
    {
        // The turn's own streaks are drawn whatever the shutter.
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
        var share = _whip.Share(time);
        double turned = _whip.At(time), ahead = _whip.Left(time);
        if (share < 1)
        {
            LayFirst(grid, gone * Advance, (float)turned);
        }

        if (share > 0)
        {
            LayLast(grid, left * Arrival, (float)ahead);
        }

        grid.Share.AsSpan().Fill(share);
        var tone = Smooth.Step(0.02f, 1, (float)(turned / (turned + ahead)));
        var streak = (_whip.At(time + (_open / 2)) - _whip.At(time - (_open / 2))) * _size.Width;
        return new BetweenLook(
            _tone.Part(tone), _tone.Inverted().Part(1 - tone), 1, 1 + (left * Arrival * FarShare), (float)streak);
    }

    // What has left the frame's other side goes on as a reflection: by then it is nothing but streaks.
    private void LayFirst(BetweenGrid grid, float pushed, float turned)
    {
        float across = _match.Side * turned * _size.Width, down = -_match.Tilt * Half(turned);
        for (var row = 0; row < grid.Rows; row++)
        {
            var y = grid.Pixel(row) - _first.FarY + down;
            for (var column = 0; column < grid.Columns; column++)
            {
                var (x, v) = _first.Find(grid.Pixel(column) - _first.FarX, y, -pushed, FarShare);
                var at = (row * grid.Stride) + column;
                grid.FirstX[at] = Mirror(x + across, _size.Width);
                grid.FirstY[at] = Mirror(v, _size.Height);
            }
        }
    }

    private void LayLast(BetweenGrid grid, float behind, float ahead)
    {
        float across = -_match.Side * ahead * _size.Width, down = _match.Tilt * Half(ahead);
        var pullX = EdgePull.Of(_last.FarX, _last.FarX, _size.Width, 1 + behind);
        var pullY = EdgePull.Of(_last.FarY, _last.FarY, _size.Height, 1 + behind);
        for (var row = 0; row < grid.Rows; row++)
        {
            var y = grid.Pixel(row) - _last.FarY + down;
            for (var column = 0; column < grid.Columns; column++)
            {
                var (x, v) = _last.Find(grid.Pixel(column) - _last.FarX, y, behind, FarShare);
                var at = (row * grid.Stride) + column;
                grid.LastX[at] = Mirror(pullX.Map(x) + across, _size.Width);
                grid.LastY[at] = Mirror(pullY.Map(v), _size.Height);
            }
        }
    }

    // Each picture tilts half of what lies between their rows by the time that one becomes the other.
    private static float Half(float turned) => 0.5f * Smooth.Step(0, 0.75f, turned);

    private static float Mirror(float x, int size)
    {
        var most = size - 1f;
        return x < 0 ? Back(-x, size) : x > most ? most - Back(x - most, size) : x;
    }

    // The farther out, the more drawn out is the reflection, as everything is in the turn: nothing is known again in it.
    private static float Back(float beyond, int size) => beyond * Reflected * size / (beyond + (Reflected * size));
}
