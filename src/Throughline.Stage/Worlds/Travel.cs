using System.Numerics;
using Throughline.Stage.Blocking;

namespace Throughline.Stage.Worlds;

/// <summary>
/// A thing under way, without legs: where it is, where it faces and how far it has come at any time. It is never ahead
/// of what its beats say: speed is gained and lost over half a second after they begin and end, so that what follows
/// later changes nothing that was.
/// </summary>
internal sealed class Travel
{
    private const double Lag = 0.5;
    private const int Taps = 10;

    private readonly Actor _actor;
    private readonly Leg[] _legs;

    /// <param name="actor">Whose beats they are.</param>
    public Travel(Actor actor)
    {
        _actor = actor;
        _legs = [.. actor.Beats.Where(beat => beat.Way.Count > 1).Select(beat => new Leg(beat))];
    }

    /// <summary>Feet, heading in degrees and metres come at a time.</summary>
    public (Vector3 Feet, float Heading, float Metres) At(double time)
    {
        if (_legs.Length == 0)
        {
            return (_actor.Start, _actor.Heading, 0);
        }

        var (feet, metres) = Smooth(time);
        var heading = _actor.Heading;

        // The way it went last, however long ago.
        for (var back = 0.0; back < 60; back += back < 1 ? 0.1 : 1)
        {
            var ahead = Smooth(time - back + 0.05).Feet - Smooth(time - back - 0.05).Feet;
            if ((ahead.X * ahead.X) + (ahead.Z * ahead.Z) > 1e-5f)
            {
                heading = MathF.Atan2(ahead.X, ahead.Z) * 180 / MathF.PI;
                break;
            }

            if (time - back < _legs[0].Beat.From)
            {
                break;
            }
        }

        return (feet, heading, metres);
    }

    private (Vector3 Feet, float Metres) Smooth(double time)
    {
        var (feet, metres) = (Vector3.Zero, 0f);
        for (var i = 0; i < Taps; i++)
        {
            var (place, come) = Raw(time - (Lag * i / (Taps - 1)));
            feet += place / Taps;
            metres += come / Taps;
        }

        return (feet, metres);
    }

    private (Vector3 Place, float Metres) Raw(double time)
    {
        var (place, metres) = (_actor.Start, 0f);
        for (var i = 0; i < _legs.Length; i++)
        {
            var leg = _legs[i];
            var share = (float)((time - leg.Beat.From) / Math.Max(leg.Beat.To - leg.Beat.From, 1e-6));
            if (share <= 0 && (i > 0 || leg.Beat.From > 0.01))
            {
                break;
            }

            // A scene opens on things already under way.
            share = Math.Min(share, 1);
            place = leg.Place(share);
            metres += share * leg.Length;
            if (share < 1)
            {
                break;
            }
        }

        return (place, metres);
    }

    private sealed class Leg
    {
        private readonly float[] _lengths;

        public Leg(BlockedBeat beat)
        {
            Beat = beat;
            _lengths = new float[beat.Way.Count];
            for (var i = 1; i < _lengths.Length; i++)
            {
                _lengths[i] = _lengths[i - 1] + Vector3.Distance(beat.Way[i - 1], beat.Way[i]);
            }

            Length = _lengths[^1];
        }

        public BlockedBeat Beat { get; }

        public float Length { get; }

        // Before its start it goes straight back.
        public Vector3 Place(float share)
        {
            var way = Beat.Way;
            var metres = share * Length;
            var at = Array.BinarySearch(_lengths, metres);
            at = Math.Clamp(at < 0 ? ~at : at, 1, way.Count - 1);
            var part = (metres - _lengths[at - 1]) / Math.Max(_lengths[at] - _lengths[at - 1], 1e-6f);
            return way[at - 1] + ((way[at] - way[at - 1]) * part);
        }
    }
}
