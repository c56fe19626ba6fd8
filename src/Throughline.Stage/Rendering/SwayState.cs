using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using F = System.Runtime.Intrinsics.Vector512<float>;

namespace Throughline.Stage.Rendering;

/// <summary>
/// How wind moves what is rooted at one frame: a lean, a slow swing and a quick flutter, a pure function of time.
/// </summary>
internal readonly struct SwayState(double time, double frameTime, float headingDegrees)
{
    private readonly double _time = time;
    private readonly double _before = time - frameTime;
    private readonly float _heading = headingDegrees;

    /// <summary>The sway of one instance.</summary>
    public Swing Of(in Instance instance, bool before)
    {
        var (sin, cos) = MathF.SinCos(_heading * (MathF.PI / 180));
        var t = before ? _before : _time;
        var phase = instance.SwayPhase / (2 * MathF.PI);
        return new Swing(
            new(sin, cos),
            instance.SwayReach,
            Turns((t * 0.23) + phase),
            Turns((t * 0.61) + (phase * 1.7)),
            Turns((t * 1.37) + (phase * 2.9)));
    }

    // Whole turns are dropped in double, so that a long film sways as its first second.
    private static float Turns(double turns) => (float)(turns - Math.Floor(turns));

    /// <summary>Carries vertices.</summary>
    public readonly struct Swing(Vector2 to, float reach, float slow, float middle, float quick)
    {
        private readonly Vector2 _to = to;
        private readonly float _reach = reach, _slow = slow, _middle = middle, _quick = quick;

        /// <summary>Moves places in the world by how far wind carries each.</summary>
        [MethodImpl(MethodImplOptions.NoInlining)]
        public void Carry(F x, F y, F z, F weight, out F outX, out F outY, out F outZ)
        {
            // Gusts travel along the wind: neighbouring tips move nearly together.
            var along = ((x * Vector512.Create(_to.X)) + (z * Vector512.Create(_to.Y))) * Vector512.Create(-0.06f);
            var gust = Wide.SinTurns(along + Vector512.Create(_slow));
            var swing = Wide.SinTurns((along * Vector512.Create(2.3f)) + Vector512.Create(_middle));
            var flutter = Wide.SinTurns(
                ((x + z) * Vector512.Create(0.45f)) + (y * Vector512.Create(0.6f)) + Vector512.Create(_quick));
            var amount = Vector512.Create(0.38f) + (gust * Vector512.Create(0.3f))
                + (swing * Vector512.Create(0.2f)) + (flutter * Vector512.Create(0.12f));
            var reach = weight * Vector512.Create(_reach);
            var way = reach * amount;
            var side = reach * ((flutter * Vector512.Create(0.1f)) + (swing * Vector512.Create(0.08f)));
            outX = x + (way * Vector512.Create(_to.X)) + (side * Vector512.Create(_to.Y));
            outZ = z + (way * Vector512.Create(_to.Y)) - (side * Vector512.Create(_to.X));
            outY = y - (Vector512.Abs(way) * Vector512.Create(0.12f));
        }
    }
}
