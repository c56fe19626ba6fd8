namespace Throughline.Stage.Stills;

/// <summary>
/// Keeps a view that shows more than there is of a picture within it: near each edge the picture is stretched
/// outward, a
/// little more the farther out, just as far as the view needs. Nothing is repeated; with nothing missing nothing
/// changes.
/// </summary>
internal readonly struct EdgePull
{
    // The part of the picture at each edge that stretches.
    private const float Band = 0.3f;

    // Beyond this the stretch would fold.
    private const float Most = 0.9f;

    private readonly float _last;
    private readonly float _band;
    private readonly float _low;
    private readonly float _high;

    private EdgePull(float last, float low, float high)
    {
        _last = last;
        _band = Band * last;
        _low = low;
        _high = high;
    }

    /// <summary>The pull along one axis.</summary>
    /// <param name="centre">The picture's pixel that stands still.</param>
    /// <param name="shown">Where on the frame it is shown.</param>
    /// <param name="size">Pixels of the picture and of the frame.</param>
    /// <param name="scale">The most pixels of the picture to one of the frame.</param>
    public static EdgePull Of(float centre, float shown, int size, float scale)
    {
        var last = size - 1f;
        return new EdgePull(
            last,
            MathF.Max(0, -(centre - (shown * scale))) / (Band * last),
            MathF.Max(0, centre + ((last - shown) * scale) - last) / (Band * last));
    }

    /// <summary>The pixel shown instead of <paramref name="pixel"/>, within the picture.</summary>
    public float Map(float pixel) =>
        pixel < _band ? _band - Pull(_band - pixel, _low)
        : pixel > _last - _band ? _last - _band + Pull(pixel - _last + _band, _high)
        : pixel;

    // u - a u² with slope 1 at 0 and value 1 where the view ends.
    private float Pull(float from, float beyond)
    {
        beyond = MathF.Min(beyond, Most);
        var end = 1 + beyond;
        var u = MathF.Min(from / _band, end);
        return _band * (u - (beyond * u * u / (end * end)));
    }
}
