using System.Numerics;
using Throughline.Stage.Blocking;
using Throughline.Stage.Motion;

namespace Throughline.Stage.Worlds;

/// <summary>When what somebody gives goes over into the other's hand.</summary>
/// <param name="Taker">Number of the actor that gets it.</param>
/// <param name="Seconds">The middle of its going over, seconds since the scene began.</param>
internal readonly record struct Handing(int Taker, double Seconds)
{
    // When both have stretched out their hands, seconds after they began to and share of a short beat.
    private const double Reached = 2.1;
    private const double ReachedShare = 0.6;

    // How long both hold it, seconds.
    private const double Long = 0.5;

    /// <summary>The handing over of an actor; null for who gives nothing to anybody.</summary>
    public static Handing? Of(IReadOnlyList<Actor> actors, Actor giver)
    {
        var gives = giver.Beats.FirstOrDefault(
            beat => beat.Beat.Action == "give" && beat.TargetActor is { } to && actors[to].Body.Alive);
        return gives is null ? null : new Handing(
            gives.TargetActor!.Value, gives.From + Math.Min(Reached, ReachedShare * (gives.To - gives.From)));
    }

    /// <summary>How far it has gone over at a time, 0 to 1.</summary>
    public float ShareAt(double seconds) =>
        Role.Ease(Math.Clamp((float)((seconds - Seconds) / Long) + 0.5f, 0, 1));

    /// <summary>A place between two hands, each as it is then.</summary>
    public Matrix4x4 Between(in Matrix4x4 giver, in Matrix4x4 taker, double seconds)
    {
        var share = ShareAt(seconds);
        return Matrix4x4.CreateFromQuaternion(
            Quaternion.Slerp(
                Quaternion.CreateFromRotationMatrix(giver), Quaternion.CreateFromRotationMatrix(taker), share))
            * Matrix4x4.CreateTranslation(Vector3.Lerp(giver.Translation, taker.Translation, share));
    }
}
