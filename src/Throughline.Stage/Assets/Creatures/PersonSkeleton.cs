using System.Numerics;

namespace Throughline.Stage.Assets;

/// <summary>A person's bones. Modelled with the arms held half out, so that sleeves and sides stay apart.</summary>
internal static class PersonSkeleton
{
    private const float ArmsOut = 45;

    /// <summary>Share of the height that the upper arm is long.</summary>
    public const float UpperArm = 0.15f;

    /// <summary>Share of the height that the forearm is long.</summary>
    public const float ForeArm = 0.135f;

    /// <summary>The bones of a person of this shape.</summary>
    public static Skeleton Of(PersonShape shape)
    {
        var skeleton = new Skeleton();
        var h = shape.Height;
        var r = shape.Head;
        var back = shape.Shoulder - shape.Hip;
        var root = skeleton.Add("root", -1, new(0, shape.Hip + (0.02f * h), 0));
        var spine = skeleton.Add("spine", root, new(0, shape.Hip + (0.25f * back), -0.01f * h));
        var chest = skeleton.Add("chest", spine, new(0, shape.Hip + (0.56f * back), -0.012f * h));
        var neck = skeleton.Add("neck", chest, new(0, shape.Shoulder + (0.012f * h), -0.012f * h));
        var head = skeleton.Add("head", neck, new(0, shape.Height - (1.78f * r), -0.06f * r));
        Head(skeleton, shape, head);
        foreach (var side in (ReadOnlySpan<int>)[1, -1])
        {
            Arm(skeleton, shape, chest, side);
            Leg(skeleton, shape, root, side);
        }

        // Hair down the back, a cape or coat-tails behind, the ends of a scarf in front.
        Chain(skeleton, "hair", head, shape.Face(0, 0.35f, -0.95f), shape.Face(0, -2.4f, -1.05f), 3);
        Chain(skeleton, "cape", chest, new(0, shape.Shoulder, -0.09f * h), new(0, 0.2f * shape.Hip, -0.16f * h), 4);
        Chain(
            skeleton, "scarf", chest, new(0.04f * h, shape.Shoulder - (0.01f * h), 0.078f * h),
            new(0.05f * h, shape.Hip + (0.3f * back), 0.09f * h), 2);
        Chain(skeleton, "tailsF", root, new(0, shape.Hip, 0.08f * h), new(0, 0.35f * shape.Hip, 0.1f * h), 1);
        Chain(skeleton, "tailsB", root, new(0, shape.Hip, -0.08f * h), new(0, 0.35f * shape.Hip, -0.1f * h), 1);
        return skeleton;
    }

    /// <summary>The direction the arms are modelled in, for the left (1) or right (-1) side.</summary>
    public static Vector3 ArmWay(int side)
    {
        var (sin, cos) = MathF.SinCos(ArmsOut * MathF.PI / 180);
        return new(side * sin, -cos, 0);
    }

    private static void Head(Skeleton skeleton, PersonShape shape, int head)
    {
        skeleton.Add("jaw", head, shape.Face(0, -0.35f, 0));
        foreach (var (side, letter) in (ReadOnlySpan<(int, char)>)[(1, 'L'), (-1, 'R')])
        {
            // The eyes' own places are set by the head's builder, which knows where the face's surface is.
            var eye = PersonHead.EyePlace(shape, side);
            skeleton.Add($"eye{letter}", head, eye);
            skeleton.Add($"lid{letter}", head, eye);
            skeleton.Add($"lowerLid{letter}", head, eye);
            skeleton.Add(
                $"brow{letter}", head,
                eye + new Vector3(0, 1.7f * shape.Eye * shape.Head, 0.8f * shape.Eye * shape.Head),
                signs: new(1, side, side));
        }
    }

    private static void Arm(Skeleton skeleton, PersonShape shape, int chest, int side)
    {
        var letter = side > 0 ? 'L' : 'R';
        var h = shape.Height;
        var way = ArmWay(side);
        var frame = Quaternion.CreateFromAxisAngle(Vector3.UnitZ, -side * (90 - ArmsOut) * MathF.PI / 180);
        var joint = new Vector3(side * shape.ShoulderWidth, shape.Shoulder - (0.012f * h), -0.008f * h);
        var signs = new Vector3(-1, -side, side);
        var shoulder = skeleton.Add(
            $"shoulder{letter}", chest, new(side * 0.03f * h, joint.Y, joint.Z), signs: new(-1, side, side));
        var upper = skeleton.Add($"upperArm{letter}", shoulder, joint, frame, signs);
        var elbow = joint + (way * (UpperArm * h));
        var fore = skeleton.Add($"foreArm{letter}", upper, elbow, frame, signs);
        var wrist = elbow + (way * (ForeArm * h));
        var hand = skeleton.Add($"hand{letter}", fore, wrist, frame, signs);
        skeleton.Add($"finger{letter}", hand, wrist + (way * (0.052f * h)), frame, new(1, side, -side));
        skeleton.Add(
            $"thumb{letter}", hand, wrist + (way * (0.02f * h)) + new Vector3(0, 0, 0.022f * h), frame,
            new(1, side, -side));
    }

    private static void Leg(Skeleton skeleton, PersonShape shape, int root, int side)
    {
        var letter = side > 0 ? 'L' : 'R';
        var h = shape.Height;
        var x = side * shape.HipWidth;
        var ankle = 0.05f * h;
        var thigh = skeleton.Add($"thigh{letter}", root, new(x, shape.Hip, 0), signs: new(-1, -side, side));
        var shin = skeleton.Add(
            $"shin{letter}", thigh, new(x, ankle + ((shape.Hip - ankle) * 0.48f), 0.012f * h),
            signs: new(1, -side, side));
        var foot = skeleton.Add($"foot{letter}", shin, new(x, ankle, -0.012f * h), signs: new(-1, side, side));
        skeleton.Add($"toes{letter}", foot, new(x * 1.08f, 0.018f * h, 0.062f * h), signs: new(-1, side, side));
    }

    private static void Chain(Skeleton skeleton, string name, int parent, Vector3 from, Vector3 to, int count)
    {
        for (var i = 0; i < count; i++)
        {
            parent = skeleton.Add($"{name}{i + 1}", parent, Vector3.Lerp(from, to, i / (float)count));
        }
    }
}
