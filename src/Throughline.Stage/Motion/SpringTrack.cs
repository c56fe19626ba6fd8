using System.Numerics;
using Throughline.Stage.Assets;

namespace Throughline.Stage.Motion;

/// <summary>
/// How hair, cloth, ears and tails lag behind a body through a shot: worked out once from its movement before the first
/// frame, then looked up, so that any frame can be drawn alone. Each bone is a damped spring on the bone it hangs on.
/// </summary>
internal sealed class SpringTrack
{
    private const double Step = 1 / 60.0;
    private const double WarmUp = 1.2;
    private const float Most = 0.9f;

    private readonly int[] _bones;
    private readonly Vector3[][] _lags;
    private readonly double _from;

    private SpringTrack(int[] bones, Vector3[][] lags, double from)
    {
        _bones = bones;
        _lags = lags;
        _from = from;
    }

    /// <summary>Works the springs of a role out.</summary>
    /// <param name="role">The role.</param>
    /// <param name="rig">Its rig.</param>
    /// <param name="from">Start, seconds.</param>
    /// <param name="to">End, seconds.</param>
    /// <param name="before">Springs of the role that this one continues, or null.</param>
    /// <param name="beforeSeconds">The time in that role.</param>
    public static SpringTrack Of(Role role, Rig rig, double from, double to, SpringTrack? before, double beforeSeconds)
    {
        var bones = rig.Springs.SelectMany(spring => spring.Bones).ToArray();
        var springs = rig.Springs
            .SelectMany(spring => spring.Bones.Select((_, place) => (Spring: spring, Place: place))).ToArray();
        var arms = bones.Select(bone => Arm(rig, bone)).ToArray();
        var start = before is null ? from - WarmUp : from;
        var count = (int)Math.Ceiling((to - start + 2) / Step) + 2;
        var lags = bones.Select(_ => new Vector3[count]).ToArray();
        var (places, speeds) = (new Vector3[bones.Length], new Vector3[bones.Length]);
        if (before is not null && before._bones.AsSpan().SequenceEqual(bones))
        {
            for (var b = 0; b < bones.Length; b++)
            {
                places[b] = before.LagAt(b, beforeSeconds);
                speeds[b] = (before.LagAt(b, beforeSeconds) - before.LagAt(b, beforeSeconds - Step)) / (float)Step;
            }
        }

        var pose = role.NewScratch();
        var (tips, tipsBefore,
            tipsBeforeThat) = (new Vector3[bones.Length], new Vector3[bones.Length], new Vector3[bones.Length]);
        var drift = role.Drift;
        for (var i = 0; i < count; i++)
        {
            var time = start + (i * Step);
            role.PoseAt(time, pose, false);
            var heading = Quaternion.CreateFromAxisAngle(Vector3.UnitY, pose.Heading * MathF.PI / 180);
            var gust = role.Surroundings.Wind
                * (9 * (0.6f + (0.55f * drift.At(95, time, 0.5)) + (0.3f * drift.At(96, time, 1.9))));
            for (var b = 0; b < bones.Length; b++)
            {
                lags[b][i] = places[b];
                var (spring, place) = springs[b];
                var bone = rig.Skeleton.Bones[bones[b]];
                var turn = pose.Turns[bone.Parent];
                tips[b] = pose.Place + Vector3.Transform(
                    pose.Joints[bones[b]] + Vector3.Transform(arms[b], turn), heading);
                var pull = i < 2 ? Vector3.Zero : (tips[b] - (2 * tipsBefore[b])
                    + tipsBeforeThat[b]) / (float)(Step * Step);
                pull = Vector3.Clamp(pull, new(-60), new(60));

                // What is felt in the parent's own axes: the pull of its movement, its weight where it droops, the
                // wind.
                var down = Vector3.UnitY * (9.81f * spring.Droop);
                var felt = Vector3.Transform(pull + down - (gust * spring.Wind), Quaternion.Conjugate(heading * turn));
                var still = Vector3.UnitY * (9.81f * spring.Droop);
                var arm = arms[b];
                var length = Math.Max(arm.Length(), 0.02f);
                var torque = (Vector3.Cross(Vector3.Normalize(arm), -felt)
                    - Vector3.Cross(Vector3.Normalize(arm), -still)) / (0.4f + length);
                var stiff = MathF.Tau * spring.Hertz / (1 + (0.22f * place));
                var push = torque - (stiff * stiff * places[b]) - (2 * spring.Damping * stiff * speeds[b]);
                speeds[b] += push * (float)Step;
                places[b] += speeds[b] * (float)Step;
                if (places[b].Length() > Most)
                {
                    places[b] *= Most / places[b].Length();
                    speeds[b] *= 0.5f;
                }

            }

            (tipsBeforeThat, tipsBefore, tips) = (tipsBefore, tips, tipsBeforeThat);
        }

        return new SpringTrack(bones, lags, start);
    }

    /// <summary>What springs add to each bone's turn at a time.</summary>
    public void At(double seconds, Quaternion[] into)
    {
        Array.Fill(into, Quaternion.Identity);
        for (var b = 0; b < _bones.Length; b++)
        {
            var lag = LagAt(b, seconds);
            var angle = lag.Length();
            into[_bones[b]] = angle < 1e-6f ? Quaternion.Identity : Quaternion.CreateFromAxisAngle(lag / angle, angle);
        }
    }

    private Vector3 LagAt(int bone, double seconds)
    {
        var at = Math.Clamp((seconds - _from) / Step, 0, _lags[bone].Length - 1.001);
        var i = (int)at;
        return Vector3.Lerp(_lags[bone][i], _lags[bone][i + 1], (float)(at - i));
    }

    // From a bone's joint to its tip, limbs hanging: to its child, or on as its parent goes.
    private static Vector3 Arm(Rig rig, int bone)
    {
        var bones = rig.Skeleton.Bones;
        var child = bones.FirstOrDefault(one => one.Parent == bone);
        var arm = child is not null ? child.Rest - bones[bone].Rest : bones[bone].Rest - bones[bones[bone].Parent].Rest;
        arm = arm.LengthSquared() < 1e-8f ? new Vector3(0, -0.1f, 0) : arm;
        return Vector3.Transform(arm, bones[bone].Frame);
    }
}
