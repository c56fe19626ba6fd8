using System.Numerics;
using Throughline.Stage.Assets;

namespace Throughline.Stage.Motion;

/// <summary>From a pose's numbers and the feet's places to the turns and joints of all bones.</summary>
internal static class PoseSolver
{
    private const float Radians = MathF.PI / 180;
    private const float LongestReach = 0.997f;

    /// <summary>Works out <see cref="PoseScratch.Turns"/> and <see cref="PoseScratch.Joints"/>.</summary>
    /// <param name="rig">The creature's rig.</param>
    /// <param name="map">Its channels.</param>
    /// <param name="pose">Channels, feet, place and springs in; turns and joints out.</param>
    public static void Solve(Rig rig, ChannelMap map, PoseScratch pose)
    {
        var bones = rig.Skeleton.Bones;
        var channels = pose.Channels;
        var offset = new Vector3(channels[map.RootOffset], channels[map.RootOffset + 1], channels[map.RootOffset + 2])
            * rig.LegLength;
        for (var i = 0; i < bones.Count; i++)
        {
            var bone = bones[i];
            var turn = Turn(
                channels[3 * i] * bone.Signs.X, channels[(3 * i) + 1] * bone.Signs.Y,
                channels[(3 * i) + 2] * bone.Signs.Z) * pose.Springs[i];
            if (bone.Parent < 0)
            {
                pose.Turns[i] = turn;
                pose.Joints[i] = bone.Rest + offset;
            }
            else
            {
                pose.Turns[i] = pose.Turns[bone.Parent] * turn;
                pose.Joints[i] = Hung(rig, pose, bone);
            }
        }

        Legs(rig, map, pose);
    }

    /// <summary>Writes bones, face and grips of a pose that is worked out.</summary>
    public static void Write(Rig rig, ChannelMap map, PoseScratch pose, Stance into)
    {
        var bones = rig.Skeleton.Bones;
        Face(rig, map, pose);
        var spread = Math.Clamp(pose.Channels[map.Face + (int)FaceChannel.Spread], 0.02f, 1);
        for (var i = 0; i < bones.Count; i++)
        {
            var turn = pose.Turns[i] * bones[i].Frame;
            var size = rig.Folding.Length > 0 && Array.IndexOf(rig.Folding, i) >= 0 ? spread : 1;
            var (x, y, z) = (size * Vector3.Transform(Vector3.UnitX, turn), size
                * Vector3.Transform(Vector3.UnitY, turn), size * Vector3.Transform(Vector3.UnitZ, turn));
            var rest = bones[i].Rest;
            var joint = size < 1 && bones[i].Parent >= 0
                ? Vector3.Lerp(pose.Joints[Shoulder(rig, i)], pose.Joints[i], size)
                : pose.Joints[i];
            var origin = joint - (x * rest.X) - (y * rest.Y) - (z * rest.Z);
            var to = into.Bones.AsSpan(16 * i, 16);
            (to[0], to[1], to[2]) = (x.X, x.Y, x.Z);
            (to[4], to[5], to[6]) = (y.X, y.Y, y.Z);
            (to[8], to[9], to[10]) = (z.X, z.Y, z.Z);
            (to[12], to[13], to[14]) = (origin.X, origin.Y, origin.Z);
        }

        pose.Channels.AsSpan(map.Face, into.Face.Length).CopyTo(into.Face);
        into.Place = Matrix4x4.CreateFromAxisAngle(Vector3.UnitY, pose.Heading * Radians) * Matrix4x4.CreateTranslation(
            pose.Place);
        var head = rig.Head;
        into.Eyes = Vector3.Transform(Vector3.Transform(head.Eyes, into.BoneAt(head.Bone)), into.Place);
        into.Gaze = Vector3.TransformNormal(
            Vector3.Transform(Vector3.UnitZ, pose.Turns[rig.Face.Eyes.Length > 0 ? rig.Face.Eyes[0] : head.Bone]),
            into.Place);
        into.RightGrip = Grip(rig, map, pose, 0) * into.Place;
        into.LeftGrip = Grip(rig, map, pose, 1) * into.Place;
    }

    /// <summary>A turn by pitch, yaw and roll in degrees: twisted first, then rolled, then pitched.</summary>
    public static Quaternion Turn(float pitch, float yaw, float roll)
    {
        var (sx, cx) = MathF.SinCos(pitch * Radians / 2);
        var (sy, cy) = MathF.SinCos(yaw * Radians / 2);
        var (sz, cz) = MathF.SinCos(roll * Radians / 2);
        return new Quaternion(sx, 0, 0, cx) * new Quaternion(0, 0, sz, cz) * new Quaternion(0, sy, 0, cy);
    }

    /// <summary>Where a bone's joint is when its parent's is worked out.</summary>
    internal static Vector3 Hung(Rig rig, PoseScratch pose, Bone bone)
    {
        var parent = rig.Skeleton.Bones[bone.Parent];
        return pose.Joints[bone.Parent] + Vector3.Transform(
            bone.Rest - parent.Rest, pose.Turns[bone.Parent] * parent.Frame);
    }

    /// <summary>Puts the ball of a foot on a place: a pedal, a stirrup.</summary>
    /// <param name="rig">The creature's rig.</param>
    /// <param name="pose">A pose that is worked out; its turns and joints of the leg are changed.</param>
    /// <param name="leg">Number of the leg.</param>
    /// <param name="to">The place, in the space the role plays in.</param>
    /// <param name="strength">0 leaves the leg as it is, 1 brings it there.</param>
    internal static void Foot(Rig rig, PoseScratch pose, int leg, Vector3 to, float strength)
    {
        pose.Feet[leg] = new FootPlace { Ball = to, Heading = pose.Heading };
        Bend(rig, pose, leg, 1 - strength, Quaternion.CreateFromAxisAngle(Vector3.UnitY, -pose.Heading * Radians));
    }

    private static void Legs(Rig rig, ChannelMap map, PoseScratch pose)
    {
        var bones = rig.Skeleton.Bones;
        var back = Quaternion.CreateFromAxisAngle(Vector3.UnitY, -pose.Heading * Radians);

        // The body sinks as far as the legs that stand need it, smoothly.
        var sink = 0f;
        for (var i = 0; i < rig.Legs.Length; i++)
        {
            var leg = rig.Legs[i];
            var stands = 1 - Math.Clamp(pose.Channels[map.Feet + (4 * i) + 3], 0, 1);
            if (stands < 0.5f)
            {
                continue;
            }

            var (ankle, _) = Ankle(rig, pose, i, back);
            var hip = pose.Joints[leg.Upper];
            var reach = LongestReach * Reach(bones, leg);
            var flat = MathF.Min(
                ((ankle.X - hip.X) * (ankle.X - hip.X)) + ((ankle.Z - hip.Z) * (ankle.Z - hip.Z)),
                0.98f * reach * reach);
            var need = hip.Y - ankle.Y - MathF.Sqrt((reach * reach) - flat);
            var soft = 0.012f * rig.LegLength;
            need = 0.5f * (need + MathF.Sqrt((need * need) + (soft * soft)));
            sink += need * need * need * need;
        }

        if (sink > 0)
        {
            var drop = new Vector3(0, MathF.Sqrt(MathF.Sqrt(sink)), 0);
            for (var i = 0; i < bones.Count; i++)
            {
                pose.Joints[i] -= drop;
            }
        }

        for (var i = 0; i < rig.Legs.Length; i++)
        {
            var free = Math.Clamp(pose.Channels[map.Feet + (4 * i) + 3], 0, 1);
            if (free < 1)
            {
                Bend(rig, pose, i, free, back);
            }
        }
    }

    // Joint of the ankle when the ball is where it is meant to be, and the foot's turn.
    private static (Vector3 Ankle, Quaternion Turn) Ankle(Rig rig, PoseScratch pose, int i, Quaternion back)
    {
        var leg = rig.Legs[i];
        ref readonly var foot = ref pose.Feet[i];
        var ball = Vector3.Transform(foot.Ball - pose.Place, back);
        var turn = Quaternion.CreateFromAxisAngle(Vector3.UnitY, (foot.Heading - pose.Heading) * Radians) * Turn(
            foot.Pitch, 0, 0);
        var ankle = ball + Vector3.Transform(rig.Skeleton.Bones[leg.Foot].Rest - leg.Ball, turn);
        return (ankle, turn);
    }

    private static float Reach(IReadOnlyList<Bone> bones, RigLeg leg) =>
        Vector3.Distance(bones[leg.Upper].Rest, bones[leg.Lower].Rest) + Vector3.Distance(
            bones[leg.Lower].Rest, bones[leg.Foot].Rest);

    // Two bones to the ankle, the knee on its side. Turns below the foot keep what the channels say.
    private static void Bend(Rig rig, PoseScratch pose, int i, float free, Quaternion back)
    {
        var leg = rig.Legs[i];
        var bones = rig.Skeleton.Bones;
        var (hipRest, kneeRest, ankleRest) = (bones[leg.Upper].Rest, bones[leg.Lower].Rest, bones[leg.Foot].Rest);
        var (ankle, footTurn) = Ankle(rig, pose, i, back);
        var hip = pose.Joints[leg.Upper];
        var (upper, lower) = (Vector3.Distance(hipRest, kneeRest), Vector3.Distance(kneeRest, ankleRest));
        var way = ankle - hip;
        var length = Math.Clamp(way.Length(), MathF.Abs(upper - lower) + 1e-3f, 0.9995f * (upper + lower));
        var straight = Vector3.Normalize(way);

        // The knee bends about an axis that goes with the pelvis, and a little with the foot. An axis across the leg's
        // swing is never along the leg, as the direction of the knee is when a leg is thrown forward.
        var restStraight = Vector3.Normalize(ankleRest - hipRest);
        var restPole = Vector3.Normalize(leg.Knee - (restStraight * Vector3.Dot(leg.Knee, restStraight)));
        var restHinge = Vector3.Cross(restStraight, restPole);
        var hinge = Vector3.Transform(
            restHinge, Quaternion.Slerp(pose.Turns[bones[leg.Upper].Parent], footTurn, 0.35f));
        hinge -= straight * Vector3.Dot(hinge, straight);
        hinge = hinge.LengthSquared() < 1e-8f ? restHinge : Vector3.Normalize(hinge);
        var pole = Vector3.Cross(hinge, straight);
        var along = ((upper * upper) + (length * length) - (lower * lower)) / (2 * length);
        var knee = hip + (straight * along) + (pole * MathF.Sqrt(Math.Max((upper * upper) - (along * along), 0)));
        var foot = hip + (straight * length);

        var upperTurn = Between(kneeRest - hipRest, restHinge, knee - hip, hinge);
        var lowerTurn = Between(ankleRest - kneeRest, restHinge, foot - knee, hinge);
        pose.Turns[leg.Upper] = Quaternion.Slerp(upperTurn, pose.Turns[leg.Upper], free);
        pose.Turns[leg.Lower] = Quaternion.Slerp(lowerTurn, pose.Turns[leg.Lower], free);
        var before = pose.Turns[leg.Foot];
        pose.Turns[leg.Foot] = Quaternion.Slerp(footTurn, before, free);
        pose.Joints[leg.Lower] = Hung(rig, pose, bones[leg.Lower]);
        pose.Joints[leg.Foot] = Hung(rig, pose, bones[leg.Foot]);

        // Toes stay on the ground while the heel rises.
        for (var b = leg.Foot + 1; b < bones.Count; b++)
        {
            if (bones[b].Parent == leg.Foot)
            {
                var raised = pose.Feet[i].Pitch > 0 && pose.Feet[i].Stands ? -pose.Feet[i].Pitch : 0;
                pose.Turns[b] = pose.Turns[leg.Foot] * Turn(raised * (1 - free), 0, 0);
                pose.Joints[b] = Hung(rig, pose, bones[b]);
            }
        }
    }

    // The turn that takes one direction and hinge to another.
    private static Quaternion Between(Vector3 from, Vector3 fromHinge, Vector3 to, Vector3 toHinge)
    {
        return Frame(to, toHinge) * Quaternion.Conjugate(Frame(from, fromHinge));

        static Quaternion Frame(Vector3 way, Vector3 hinge)
        {
            var y = Vector3.Normalize(way);
            var x = Vector3.Normalize(hinge - (y * Vector3.Dot(hinge, y)));
            var z = Vector3.Cross(x, y);
            return Quaternion.CreateFromRotationMatrix(
                new(x.X, x.Y, x.Z, 0, y.X, y.Y, y.Z, 0, z.X, z.Y, z.Z, 0, 0, 0, 0, 1));
        }
    }

    private static void Face(Rig rig, ChannelMap map, PoseScratch pose)
    {
        var face = rig.Face;
        var channels = pose.Channels.AsSpan(map.Face);
        var head = pose.Turns[rig.Head.Bone];
        var (left, up) = (Math.Clamp(channels[(int)FaceChannel.LookLeft], -1, 1),
            Math.Clamp(channels[(int)FaceChannel.LookUp], -1, 1));
        for (var i = 0; i < face.Eyes.Length; i++)
        {
            pose.Turns[face.Eyes[i]] = head * About(face, i, Turn(-up * 0.7f * face.EyeTurn, left * face.EyeTurn, 0));
        }

        var shut = Math.Clamp(channels[(int)FaceChannel.Shut], -0.4f, 1);
        var smile = Math.Max(channels[(int)FaceChannel.Smile], 0);
        for (var i = 0; i < face.UpperLids.Length; i++)
        {
            pose.Turns[face.UpperLids[i]] = head * About(
                face, i, Turn((shut * face.LidTurn) - (up * 0.5f * face.EyeTurn * (1 - Math.Max(shut, 0))), 0, 0));
            pose.Turns[face.LowerLids[i]] = head * About(
                face, i, Turn(-(0.3f * shut * face.LidTurn) - (6 * smile * (1 - Math.Max(shut, 0))), 0, 0));
        }

        for (var i = 0; i < face.Brows.Length; i++)
        {
            var side = i == 0 ? 1 : -1;
            var worry = channels[(int)FaceChannel.Worry];
            pose.Turns[face.Brows[i]] = head * Turn(0, 0, side * -16 * worry);
            var lift = face.BrowRise * (channels[(int)FaceChannel.Brow] + (worry < 0 ? 0.75f * worry : 0.2f * worry));
            pose.Joints[face.Brows[i]] += Vector3.Transform(
                new(worry < 0 ? -side * worry * -0.25f * face.BrowRise : 0, lift, -0.25f * MathF.Abs(lift)), head);
        }

        if (face.Jaw >= 0)
        {
            pose.Turns[face.Jaw] = head * Turn(channels[(int)FaceChannel.Open] * face.JawTurn, 0, 0);
            for (var b = face.Jaw + 1; b < rig.Skeleton.Count; b++)
            {
                if (rig.Skeleton.Bones[b].Parent == face.Jaw)
                {
                    pose.Turns[b] = pose.Turns[face.Jaw];
                    pose.Joints[b] = Hung(rig, pose, rig.Skeleton.Bones[b]);
                }
            }
        }
    }

    // The first bone of the wing that a bone belongs to.
    private static int Shoulder(Rig rig, int bone)
    {
        var parent = rig.Skeleton.Bones[bone].Parent;
        return Array.IndexOf(rig.Folding, parent) >= 0 ? Shoulder(rig, parent) : bone;
    }

    // A turn in the axes of an eye that looks aside at rest.
    private static Quaternion About(RigFace face, int eye, Quaternion turn) =>
        face.Frames.Length == 0 ? turn : face.Frames[eye] * turn * Quaternion.Conjugate(face.Frames[eye]);

    /// <summary>
    /// From what a hand holds to the creature's space: nearly upright, leaning as the channels say, its grip in the
    /// hollow of the hand.
    /// </summary>
    internal static Matrix4x4 Grip(Rig rig, ChannelMap map, PoseScratch pose, int hand)
    {
        if (rig.Grips.Length == 0)
        {
            return Matrix4x4.Identity;
        }

        hand = Math.Min(hand, rig.Grips.Length - 1);
        var leans = pose.Channels.AsSpan(map.Tilts + (3 * hand), 3);
        var turn = pose.Turns[rig.Grips[hand].Bone];
        return Matrix4x4.CreateFromQuaternion(
            Quaternion.Slerp(Quaternion.Identity, turn, 0.12f) * Turn(leans[0], leans[1], leans[2]))
            * Matrix4x4.CreateTranslation(Reaching.GripAt(rig, pose, hand));
    }
}
