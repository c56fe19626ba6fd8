using System.Numerics;

namespace Throughline.Stage.Motion;

/// <summary>Three numbers over the share of a clip's time, through keys without overshooting them.</summary>
internal sealed class Curve
{
    private readonly float[] _times;
    private readonly Vector3[] _values;
    private readonly Vector3[] _slopes;
    private readonly bool _loop;

    /// <summary>A curve through keys.</summary>
    /// <param name="times">Shares of the clip's time, rising, 0 to 1.</param>
    /// <param name="values">Values there.</param>
    /// <param name="loop">Whether the end runs into the beginning.</param>
    public Curve(float[] times, Vector3[] values, bool loop)
    {
        _times = times;
        _values = values;
        _loop = loop;
        _slopes = new Vector3[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var (before, after) = (Key(i - 1), Key(i + 1));
            var here = Key(i);
            var (left, right) = (here.Value - before.Value, after.Value - here.Value);
            var (wait, go) = (Math.Max(here.Time - before.Time, 1e-4f), Math.Max(after.Time - here.Time, 1e-4f));
            _slopes[i] = new(
                Slope(left.X / wait, right.X / go), Slope(left.Y / wait, right.Y / go),
                Slope(left.Z / wait, right.Z / go));
        }
    }

    /// <summary>
    /// The value at a share of the time; before the first key and after the last what they say, unless it loops.
    /// </summary>
    public Vector3 At(float time)
    {
        if (_values.Length == 1)
        {
            return _values[0];
        }

        var i = -1;
        while (i + 1 < _times.Length && _times[i + 1] <= time)
        {
            i++;
        }

        if (!_loop && (i < 0 || i == _times.Length - 1))
        {
            return _values[Math.Max(i, 0)];
        }

        var (from, to) = (Key(i), Key(i + 1));
        var length = Math.Max(to.Time - from.Time, 1e-4f);
        var u = (time - from.Time) / length;
        var (a, b) = (_slopes[Wrap(i)] * length, _slopes[Wrap(i + 1)] * length);
        var (u2, u3) = (u * u, u * u * u);
        return (from.Value * ((2 * u3) - (3 * u2) + 1))
            + (a * (u3 - (2 * u2) + u)) + (to.Value * ((3 * u2) - (2 * u3))) + (b * (u3 - u2));
    }

    // Fritsch and Carlson 1980, doi:10.1137/0717021: the harmonic mean where both sides go the same way, else level.
    private static float Slope(float left, float right) => left * right <= 0 ? 0 : 2 * left * right / (left + right);

    private int Wrap(int i) => ((i % _values.Length) + _values.Length) % _values.Length;

    private (float Time, Vector3 Value) Key(int i)
    {
        if (_loop)
        {
            var turns = i < 0 ? -1 : i >= _values.Length ? 1 : 0;
            return (_times[Wrap(i)] + turns, _values[Wrap(i)]);
        }

        var at = Math.Clamp(i, 0, _values.Length - 1);
        return (_times[at] + (i < 0 ? -1 : i >= _values.Length ? 1 : 0), _values[at]);
    }
}
