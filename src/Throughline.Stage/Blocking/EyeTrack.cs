using System.Numerics;

namespace Throughline.Stage.Blocking;

/// <summary>
/// Where an actor's eyes are through a shot, without the bobbing of its gait: what a camera operator keeps in the
/// frame. A bell over samples an eighth of a second apart, joined by cubics.
/// </summary>
internal sealed class EyeTrack
{
    private const double Step = 0.125;
    private const int Reach = 6;

    private readonly Vector3[] _smooth;
    private readonly double _begin;

    /// <param name="tracks">The actors.</param>
    /// <param name="actor">Number of the one that is kept.</param>
    /// <param name="begin">Seconds in the scene from which it is asked for.</param>
    /// <param name="end">Seconds until which it is asked for.</param>
    /// <param name="isNear">Whether the head fills the frame, or flies: then the bell is a half and not one and a half seconds
    /// wide.</param>
    public EyeTrack(ITracks tracks, int actor, double begin, double end, bool isNear = false)
    {
        // One sample more at each end for the cubics.
        _begin = begin - Step;
        var count = (int)Math.Ceiling((end - begin) / Step) + 4;
        var samples = new Vector3[count + (2 * Reach)];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = tracks.EyesAt(actor, _begin + ((i - Reach) * Step));
        }

        _smooth = new Vector3[count];
        for (var i = 0; i < count; i++)
        {
            var (sum, weights) = (Vector3.Zero, 0f);
            for (var j = -Reach; j <= Reach; j++)
            {
                var weight = MathF.Exp(-j * j / (isNear ? 2.5f : 14f));
                sum += samples[i + j + Reach] * weight;
                weights += weight;
            }

            _smooth[i] = sum / weights;
        }
    }

    /// <summary>The eyes at a time in seconds since the scene began, world, metres.</summary>
    public Vector3 At(double time)
    {
        var steps = Math.Clamp((time - _begin) / Step, 1, _smooth.Length - 2.001);
        var i = (int)steps;
        var t = (float)(steps - i);
        var (a, b, c, d) = (_smooth[i - 1], _smooth[i], _smooth[i + 1], _smooth[i + 2]);
        return b + (0.5f * t * (c - a + (t * ((2 * a) - (5 * b) + (4 * c) - d + (t * ((3 * (b - c)) + d - a))))));
    }
}
