using Throughline.Engines;
using Throughline.Media.Pictures;

namespace Throughline.Bench.Between;

/// <summary>Keeps some frames of a clip and notes what came before the second and what came after.</summary>
internal sealed class SheetReel(PixelSize size, int last, int moments) : IReel
{
    private readonly Cost _start = Cost.Now;
    private readonly Stack<Picture> _blanks = new();
    private Cost _ready;
    private int _asked;
    private int _taken;

    /// <summary>Moments of the whole.</summary>
    public List<Picture> Kept { get; } = [];

    /// <summary>As many of its middle, where one picture becomes the other.</summary>
    public List<Picture> Closer { get; } = [];

    public Picture? Middle { get; private set; }

    public Cost Prepared => _ready - _start;

    public Cost Rendered { get; private set; }

    public ValueTask<Picture> BlankAsync(CancellationToken cancellationToken)
    {
        _ready = ++_asked == 1 ? Cost.Now : _ready;
        return ValueTask.FromResult(_blanks.TryPop(out var blank) ? blank : new Picture(size.Width, size.Height));
    }

    public ValueTask TakeAsync(Picture frame, CancellationToken cancellationToken)
    {
        Rendered = Cost.Now - _ready;
        if (_taken == Moment(Kept.Count, 0, last))
        {
            Kept.Add(Copy(frame));
        }

        if (_taken == Moment(Closer.Count, 0.43 * last, 0.57 * last))
        {
            Closer.Add(Copy(frame));
        }

        Middle = 2 * _taken == last ? Copy(frame) : Middle;
        _taken++;
        _blanks.Push(frame);
        return ValueTask.CompletedTask;
    }

    private int Moment(int index, double from, double to) =>
        index < moments ? (int)Math.Round(from + (index * (to - from) / (moments - 1))) : -1;

    private static Picture Copy(Picture frame)
    {
        var copy = new Picture(frame.Width, frame.Height);
        frame.Pixels.CopyTo(copy.Pixels, 0);
        return copy;
    }
}
