using System.Numerics;
using Throughline.Stage.Assets;

namespace Throughline.Stage.Motion;

/// <summary>Brings hands to what they hold: two bones from the shoulder, the elbow down and outwards.</summary>
internal static class Reaching
{
    private const float LongestReach = 0.995f;

    /// <summary>
    /// Turns the arm of a grip so that the hollow of its hand comes to a place. A place too far off is reached for.
    /// </summary>
    /// <param name="rig">The creature's rig.</param>
    /// <param name="pose">A pose that is worked out; its turns and joints of the arm are changed.</param>
    /// <param name="hand">Number of the grip, 0 the right one.</param>
    /// <param name="to">The place, in the creature's space.</param>
    /// <param name="strength">0 leaves the arm as it is, 1 brings it there.</param>
    public static void Hand(Rig rig, PoseScratch pose, int hand, Vector3 to, float strength)
    {
        if (strength <= 0 || hand >= rig.Grips.Length || ArmOf(rig, hand) is not { } arm)
        {
            return;
        }

        // The hand hangs a little beside the forearm's line: a second round meets that.
        var aim = to;
        for (var round = 0; round < 2; round++)
        {
            Turn(rig, pose, arm, aim, rig.Grips[hand].Place, strength);
            aim += strength < 1 ? Vector3.Zero : to - GripAt(rig, pose, hand);
        }
    }

    /// <summary>Where the hollow of a hand is, in the creature's space.</summary>
    public static Vector3 GripAt(Rig rig, PoseScratch pose, int hand)
    {
        var (bone, place) = rig.Grips[hand];
        var at = rig.Skeleton.Bones[bone];
        return pose.Joints[bone] + Vector3.Transform(place - at.Rest, pose.Turns[bone] * at.Frame);
    }

    private static (int Upper, int Lower)? ArmOf(Rig rig, int hand)
    {
        var lower = rig.Skeleton.Bones[rig.Grips[hand].Bone].Parent;
        return lower >= 0 && rig.Skeleton.Bones[lower].Name.StartsWith("foreArm", StringComparison.Ordinal)
            ? (rig.Skeleton.Bones[lower].Parent, lower)
            : null;
    }

    private static void Turn(
        Rig rig, PoseScratch pose, (int Upper, int Lower) arm, Vector3 to, Vector3 grip, float strength)
    {
        var bones = rig.Skeleton.Bones;
        var shoulder = pose.Joints[arm.Upper];
        var upper = Vector3.Distance(bones[arm.Upper].Rest, bones[arm.Lower].Rest);
        var lower = Vector3.Distance(bones[arm.Lower].Rest, grip);
        var way = to - shoulder;
        if (way.LengthSquared() < 1e-8f)
        {
            return;
        }

        var straight = Vector3.Normalize(way);
        var length = Math.Clamp(way.Length(), MathF.Abs(upper - lower) + 1e-3f, LongestReach * (upper + lower));
        var side = MathF.Sign(bones[arm.Upper].Rest.X);
        var pole = Vector3.Transform(new(0.55f * side, -1, -0.35f), pose.Turns[bones[arm.Upper].Parent]);
        pole -= straight * Vector3.Dot(pole, straight);
        pole = pole.LengthSquared() < 1e-6f ? Vector3.UnitX * side : Vector3.Normalize(pole);
        var along = ((upper * upper) + (length * length) - (lower * lower)) / (2 * length);
        var elbow = (straight * along) + (pole * MathF.Sqrt(Math.Max((upper * upper) - (along * along), 0)));
        var hinge = -Vector3.Normalize(Vector3.Cross(elbow, straight));

        Span<Quaternion> locals = stackalloc Quaternion[bones.Count];
        for (var b = arm.Lower + 1; b < bones.Count; b++)
        {
            locals[b] = bones[b].Parent >= arm.Upper
                ? Quaternion.Conjugate(pose.Turns[bones[b].Parent]) * pose.Turns[b]
                : Quaternion.Identity;
        }

        pose.Turns[arm.Upper] = Quaternion.Slerp(pose.Turns[arm.Upper], Hanging(elbow, hinge), strength);
        pose.Turns[arm.Lower] = Quaternion.Slerp(
            pose.Turns[arm.Lower], Hanging((straight * length) - elbow, hinge), strength);
        pose.Joints[arm.Lower] = PoseSolver.Hung(rig, pose, bones[arm.Lower]);
        for (var b = arm.Lower + 1; b < bones.Count; b++)
        {
            if (IsBelow(bones, b, arm.Lower))
            {
                pose.Turns[b] = pose.Turns[bones[b].Parent] * locals[b];
                pose.Joints[b] = PoseSolver.Hung(rig, pose, bones[b]);
            }
        }
    }

    private static bool IsBelow(IReadOnlyList<Bone> bones, int bone, int above)
    {
        for (var b = bones[bone].Parent; b >= above; b = bones[b].Parent)
        {
            if (b == above)
            {
                return true;
            }
        }

        return false;
    }

    // The turn of a limb that hangs down, bending about X, into one that goes a way and bends about a hinge.
    private static Quaternion Hanging(Vector3 way, Vector3 hinge)
    {
        var y = -Vector3.Normalize(way);
        var x = Vector3.Normalize(hinge - (y * Vector3.Dot(hinge, y)));
        var z = Vector3.Cross(x, y);
        return Quaternion.CreateFromRotationMatrix(
            new(x.X, x.Y, x.Z, 0, y.X, y.Y, y.Z, 0, z.X, z.Y, z.Z, 0, 0, 0, 0, 1));
    }
}
