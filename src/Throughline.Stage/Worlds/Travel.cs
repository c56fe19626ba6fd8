using System.Numerics;
using Throughline.Stage.Blocking;

namespace Throughline.Stage.Worlds;

/// <summary>A thing under way, without legs: where it is, where it faces and how far it has come at any time.</summary>
internal sealed class Travel
{
    private readonly Actor _actor;
    private readonly Leg[] _legs;
    private readonly double _end;

    /// <param name="actor">Whose beats they are.</param>
    /// <param name="end">Seconds the scene lasts: what is under way at its ends does not stop there.</param>
    public Travel(Actor actor, double end)
    {
        _actor = actor;
        _end = end;
        _legs = [.. actor.Beats.Where(beat => beat.Way.Count > 1).Select(beat => new Leg(beat))];
    }

    /// <summary>Whether it ever moves.</summary>
    public bool Moves => _legs.Length > 0;

    /// <summary>Feet, heading in degrees and metres come at a time.</summary>
    public (Vector3 Feet, float Heading, float Metres) At(double time)
    {
        var place = _actor.Start;
        var heading = _actor.Heading;
        var metres = 0f;
        foreach (var leg in _legs)
        {
            if (time <= leg.Beat.From && leg.Beat.From > 0)
            {
                break;
            }

            var share = Share(leg, time);
            place = leg.Place(share);
            var ahead = leg.Place(Math.Min(share + leg.Near, 1)) - leg.Place(Math.Max(share - leg.Near, 0));
            if ((ahead.X * ahead.X) + (ahead.Z * ahead.Z) > 1e-8f)
            {
                heading = MathF.Atan2(ahead.X, ahead.Z) * 180 / MathF.PI;
            }

            metres += share * leg.Length;
            if (share < 1)
            {
                break;
            }
        }

        return (place, heading, metres);
    }

    // Gathers and loses speed, except where the scene's ends cut in.
    private float Share(Leg leg, double time)
    {
        var beat = leg.Beat;
        var share = (time - beat.From) / Math.Max(beat.To - beat.From, 1e-6);
        var (start, stop) = (beat.From > 0.01 ? 0.0 : 1.0, beat.To < _end - 0.01 ? 0.0 : 1.0);
        if (share <= 0)
        {
            return start > 0 ? (float)Math.Max(share, -1) : 0;
        }

        if (share >= 1)
        {
            return stop > 0 ? (float)Math.Min(share, 2) : 1;
        }

        // Hermite's curve from 0 to 1 with these slopes.
        var (square, cube) = (share * share, share * share * share);
        return (float)((((cube - (2 * square) + share) * start) + ((-2 * cube) + (3 * square))) + ((cube - square) * stop));
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
            Near = Math.Clamp(0.8f / Math.Max(Length, 0.01f), 0.002f, 0.25f);
        }

        public BlockedBeat Beat { get; }

        public float Length { get; }

        // The share of the way over which a heading is taken.
        public float Near { get; }

        // Before its start and past its end it goes straight on.
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
