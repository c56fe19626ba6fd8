namespace Throughline.Camera;

/// <summary>
/// How far one move has come: a cubic from 0 to 1 over the move's span whose end slopes are the easing. With slopes 1,
/// 1 it is a straight line, with 0, 0 smoothstep, with 0, 2 a parabola; a move that continues another starts with its
/// slope.
/// </summary>
internal readonly struct MoveCurve
{
    private const double SteepestStart = 3;

    private readonly double _from;
    private readonly double _length;
    private readonly double _startSlope;
    private readonly double _endSlope;

    private MoveCurve(double from, double length, double startSlope, double endSlope)
    {
        _from = from;
        _length = length;
        _startSlope = startSlope;
        _endSlope = endSlope;
    }

    /// <summary>
    /// Slope at the end of the span in shares of the move a second, 0 when it ends before <paramref name="shotEnd"/>.
    /// </summary>
    public double EndSpeed(double shotEnd) => _from + _length >= shotEnd - 1e-6 ? _endSlope / _length : 0;

    /// <summary>The curve of an easing over [from, to] seconds.</summary>
    /// <param name="ease">The easing.</param>
    /// <param name="from">Start in seconds.</param>
    /// <param name="to">End in seconds, after <paramref name="from"/>.</param>
    /// <param name="carriedSpeed">Shares of the move a second that the shot before ended with; 0 for none.</param>
    public static MoveCurve Over(Ease ease, double from, double to, double carriedSpeed)
    {
        var length = Math.Max(to - from, 1e-6);
        var (start, end) = ease switch
        {
            Ease.Linear => (1.0, 1.0),
            Ease.In => (0.0, 2.0),
            Ease.Out => (2.0, 0.0),
            _ => (0.0, 0.0),
        };
        if (carriedSpeed > 0 && from <= 0)
        {
            start = Math.Min(carriedSpeed * length, SteepestStart);
        }

        return new MoveCurve(from, length, start, end);
    }

    /// <summary>Share of the move done at <paramref name="seconds"/>, 0 before the span and 1 after it.</summary>
    public double At(double seconds)
    {
        var u = Math.Clamp((seconds - _from) / _length, 0, 1);
        return ((((_startSlope + _endSlope - 2) * u) + (3 - (2 * _startSlope) - _endSlope)) * u + _startSlope) * u;
    }
}
