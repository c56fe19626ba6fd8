using System.Numerics;
using Throughline.Stage.Assets;
using Throughline.Stage.Rendering;

namespace Throughline.Stage.Worlds;

/// <content>What is thrown or dropped leaves the hand: who holds it decides when, who is meant where to.</content>
internal sealed partial class World
{
    // How far what is thrown at nothing goes, heights of who throws it.
    private const float Throw = 3.6f;

    // A hand that opens goes no faster than this, metres a second.
    private const float Slack = 0.8f;

    // The release of what an actor holds; null for who keeps it.
    private Release? Released(int holder, Func<double, Matrix4x4> hand, Model thing)
    {
        var actor = _actors[holder];
        if (actor.Beats.FirstOrDefault(beat => beat.Beat.Action is "throw" or "drop") is not { } beat
            || _figures[holder].MomentOf(beat.Beat.Action) is not { } seconds)
        {
            return null;
        }

        var grip = Matrix4x4.CreateTranslation(-thing.Grip);
        var from = grip * hand(seconds);
        if (beat.Beat.Action == "drop")
        {
            const double Before = 0.05;
            var speed = (from.Translation - (grip * hand(seconds - Before)).Translation) / (float)Before;
            speed *= Math.Min(1, Slack / Math.Max(speed.Length(), 1e-3f));
            return Release.Falling(from, speed with { Y = Math.Min(speed.Y, 0.3f) }, seconds, thing, FloorAt);
        }

        if (beat.TargetActor is { } taker && _actors[taker].Beats.Any(other => other.Beat.Action == "catch"))
        {
            return Release.Thrown(from, FeetAt(taker, seconds), seconds, time => BetweenHands(taker, thing, time));
        }

        var (sin, cos) = MathF.SinCos(HeadingAt(holder, seconds) * MathF.PI / 180);
        var to = beat.TargetActor is { } aim ? FeetAt(aim, seconds)
            : FeetAt(holder, seconds) + (new Vector3(sin, 0, cos) * (Throw * actor.Body.Height));
        var top = beat.TargetActor is { } what && !_actors[what].Body.Alive ? _actors[what].Body.Height : 0;
        return Release.Thrown(
            from, to with { Y = Math.Max(FloorAt(to.X, to.Z), to.Y + top) - thing.Low.Y }, seconds, null);

        // A floor that is no ground, such as a deck, is where the feet are.
        float FloorAt(float x, float z)
        {
            var feet = FeetAt(holder, seconds);
            var ground = _set.Ground.HeightAt(x, z);
            return feet.Y > _set.Ground.HeightAt(feet.X, feet.Z) + 0.05f ? feet.Y : ground;
        }
    }

    // Between both hands of who catches it, turned as that one is.
    private Matrix4x4 BetweenHands(int taker, Model thing, double time)
    {
        var hands = (_figures[taker].HandAt(time, 0).Translation + _figures[taker].HandAt(time, 1).Translation) / 2;
        var middle = (thing.Low + thing.High) / 2;
        return Matrix4x4.CreateRotationY(HeadingAt(taker, time) * MathF.PI / 180)
            * Matrix4x4.CreateTranslation(hands - middle);
    }

    // What falls into water throws it up.
    private void Splashes(SceneFrame frame)
    {
        for (var i = 0; i < _releases.Count; i++)
        {
            if (_releases[i].Value is { IsCaught: false } release && _water is { } water && release.End.Y < water.Level)
            {
                _air.Burst(frame, "splash", release.End with { Y = water.Level }, 0.6f, 900 + i, frame.Time - release.Lands);
            }
        }
    }
}
