using System.Numerics;

namespace Throughline.Stage.Assets;

/// <summary>
/// A person's trunk and limbs as flesh, bare or grown by the thickness of cloth. Shares are of the height.
/// </summary>
internal sealed class PersonBody(PersonShape shape, Skeleton skeleton)
{
    private static readonly int[] _sides = [1, -1];

    /// <summary>The person.</summary>
    public PersonShape Shape => shape;

    /// <summary>Its bones.</summary>
    public Skeleton Skeleton => skeleton;

    private float H => shape.Height;

    /// <summary>Half width of the trunk at the hips, bare.</summary>
    public float HipHalf => H * (0.082f + (0.026f * shape.Build) + (0.008f * shape.Feminine * shape.Grown));

    /// <summary>Half depth of the trunk at the hips, bare.</summary>
    public float HipDepth => H * (0.062f + (0.028f * shape.Build));

    /// <summary>Half width at the waist, bare.</summary>
    public float WaistHalf => H * (0.072f + (0.026f * shape.Build) - (0.008f * shape.Feminine * shape.Grown));

    /// <summary>Half depth at the waist, bare.</summary>
    public float WaistDepth => H * (0.052f + (0.030f * shape.Build));

    /// <summary>Height of the waist.</summary>
    public float Waist => shape.Hip + (0.36f * (shape.Shoulder - shape.Hip));

    /// <summary>Trunk from the shoulders to the hips.</summary>
    /// <param name="grow">Thickness of cloth, metres.</param>
    /// <param name="hips">Whether the hips are part of it.</param>
    public IEnumerable<FleshBody> Trunk(float grow, bool hips)
    {
        var (root, spine, chest) = (skeleton["root"], skeleton["spine"], skeleton["chest"]);
        var s = shape;
        var girl = s.Feminine * s.Grown;
        var blend = 0.075f * H;
        var top = s.Shoulder;
        var g = new Vector3(grow);
        yield return FleshBody.Egg(
            chest, new(0, top - (0.068f * H), -0.004f * H),
            (new Vector3(0.088f + (0.012f * s.Build) - (0.006f * girl), 0.090f, 0.060f + (0.014f * s.Build)) * H) + g,
            blend);
        foreach (var side in _sides)
        {
            yield return FleshBody.Tube(
                chest, new(side * 0.02f * H, top + (0.004f * H), -0.012f * H),
                new(side * (s.ShoulderWidth - (0.01f * H)), top - (0.018f * H), -0.008f * H),
                (0.030f * H) + grow, (0.031f * H) + grow, 0.04f * H);
            if (girl > 0.3f)
            {
                yield return FleshBody.Ball(
                    chest, new(side * 0.038f * H, top - (0.088f * H), 0.036f * H),
                    ((0.032f + (0.006f * s.Build)) * girl * H) + grow, 0.05f * H);
            }
        }

        yield return FleshBody.Egg(
            spine, new(0, Waist, 0.002f * H), new Vector3(WaistHalf, 0.085f * H, WaistDepth) + g, blend);
        if (s.Build > 0.55f)
        {
            var belly = (s.Build - 0.55f) * 0.085f * H;
            yield return FleshBody.Egg(
                spine, new(0, Waist - (0.03f * H), 0.012f * H),
                new Vector3(WaistHalf + belly, 0.065f * H, WaistDepth + (0.7f * belly)) + g, blend);
        }

        if (hips)
        {
            yield return FleshBody.Egg(
                root, new(0, s.Hip + (0.022f * H), -0.004f * H), new Vector3(HipHalf, 0.058f * H, HipDepth) + g, blend);
        }
    }

    /// <summary>Both arms down to a share of their length: 0 shoulder, 0.5 elbow, 1 wrist.</summary>
    /// <param name="grow">Thickness of cloth, metres.</param>
    /// <param name="from">Where they begin.</param>
    /// <param name="to">Where they end.</param>
    /// <param name="wide">How much wider the end is, metres.</param>
    public IEnumerable<FleshBody> Arms(float grow, float from, float to, float wide)
    {
        var stout = 1 + (0.35f * (shape.Build - 0.4f)) - (0.1f * shape.Feminine * shape.Grown);
        foreach (var side in _sides)
        {
            var letter = side > 0 ? 'L' : 'R';
            var (upper, fore) = (skeleton[$"upperArm{letter}"], skeleton[$"foreArm{letter}"]);
            var (joint, elbow, wrist) = (skeleton.At($"upperArm{letter}"), skeleton.At($"foreArm{letter}"),
                skeleton.At($"hand{letter}"));
            if (from < 0.5f)
            {
                var (a, b) = (from * 2, Math.Min(1, to * 2));
                yield return FleshBody.Tube(
                    upper, Vector3.Lerp(joint, elbow, a), Vector3.Lerp(joint, elbow, b),
                    (Thick(a, 0.031f, 0.025f) * stout * H) + grow,
                    (Thick(b, 0.031f, 0.025f) * stout * H) + grow + (to <= 0.5f ? wide : 0.25f * wide), 0.03f * H);
            }

            if (to > 0.5f)
            {
                var (a, b) = (Math.Max(0, (from * 2) - 1), (to * 2) - 1);
                yield return FleshBody.Tube(
                    fore, Vector3.Lerp(elbow, wrist, a), Vector3.Lerp(elbow, wrist, b),
                    (Thick(a, 0.025f, 0.0175f) * stout * H) + grow + (0.25f * wide),
                    (Thick(b, 0.025f, 0.0175f) * stout * H) + grow + wide, 0.02f * H);
            }
        }

        static float Thick(float along, float a, float b) => a + (along * (b - a));
    }

    /// <summary>Both legs down to a share of their length: 0 hip, 0.48 knee, 1 ankle.</summary>
    public IEnumerable<FleshBody> Legs(float grow, float from, float to, float wide)
    {
        const float Knee = 0.52f;
        var stout = 1 + (0.4f * (shape.Build - 0.4f)) + (0.04f * shape.Feminine * shape.Grown);
        foreach (var side in _sides)
        {
            var letter = side > 0 ? 'L' : 'R';
            var (upper, lower) = (skeleton[$"thigh{letter}"], skeleton[$"shin{letter}"]);
            var (joint, knee,
                ankle) = (skeleton.At($"thigh{letter}"), skeleton.At($"shin{letter}"), skeleton.At($"foot{letter}"));
            if (from < Knee)
            {
                var (a, b) = (from / Knee, Math.Min(1, to / Knee));
                yield return FleshBody.Tube(
                    upper, Vector3.Lerp(joint, knee, a), Vector3.Lerp(joint, knee, b),
                    (Thick(a, 0.046f, 0.035f) * stout * H) + grow,
                    (Thick(b, 0.046f, 0.035f) * stout * H) + grow + (to <= Knee ? wide : 0), 0.03f * H);
            }

            if (to > Knee)
            {
                var (a, b) = (Math.Max(0, (from - Knee) / (1 - Knee)), (to - Knee) / (1 - Knee));
                yield return FleshBody.Tube(
                    lower, Vector3.Lerp(knee, ankle, a), Vector3.Lerp(knee, ankle, b),
                    (Thick(a, 0.036f, 0.025f) * stout * H) + grow,
                    (Thick(b, 0.036f, 0.025f) * stout * H) + grow + wide, 0.03f * H);
            }
        }

        static float Thick(float along, float a, float b) => a + (along * (b - a));
    }

    /// <summary>Bare or booted feet, flat below.</summary>
    /// <param name="grow">Thickness of the shoe, metres.</param>
    /// <param name="shaft">How far up the shin it goes, 0 to 1.</param>
    /// <param name="sole">Colour of the sole against the shoe's.</param>
    public Flesh Feet(float grow, float shaft, Vector3 sole)
    {
        var flesh = new Flesh();
        foreach (var side in _sides)
        {
            var letter = side > 0 ? 'L' : 'R';
            var (foot, toes, shin) = (skeleton[$"foot{letter}"], skeleton[$"toes{letter}"], skeleton[$"shin{letter}"]);
            var ankle = skeleton.At($"foot{letter}");
            var x = ankle.X;
            var outward = side * 0.006f * H;
            var up = 0.2f * grow;
            flesh.Add(
                FleshBody.Egg(
                    foot, new(x, 0.026f * H, -0.022f * H),
                    new Vector3(0.025f, 0.030f, 0.032f) * H + new Vector3(grow, up, grow), 0.03f * H),
                FleshBody.Egg(
                    foot, new(x + (0.5f * outward), 0.026f * H, 0.022f * H),
                    new Vector3(0.027f, 0.030f, 0.045f) * H + new Vector3(grow, up, grow), 0.03f * H),
                FleshBody.Egg(
                    toes, new(x + outward, 0.018f * H, 0.070f * H),
                    new Vector3(0.032f, 0.026f, 0.040f) * H + new Vector3(grow, up, grow), 0.03f * H),
                FleshBody.Tube(
                    foot, new(x, 0.030f * H, -0.012f * H), ankle + new Vector3(0, 0.012f * H, 0), (0.026f * H) + grow,
                    (0.024f * H) + grow, 0.025f * H),
                FleshBody.Egg(foot, new(x + (0.3f * outward), 0.004f * H, 0.004f * H), new Vector3(0.033f, 0.009f, 0.062f) * H + new Vector3(grow, 0, grow), 0.006f * H) with
                {
                    Tint = sole,
                },
                FleshBody.Egg(toes, new(x + outward, 0.004f * H, 0.068f * H), new Vector3(0.036f, 0.009f, 0.046f) * H + new Vector3(grow, 0, grow), 0.006f * H) with
                {
                    Tint = sole,
                },
                FleshBody.Box(foot, new(x, -0.05f * H, 0.02f * H), new Vector3(0.1f, 0.05f, 0.2f) * H, 0.001f, 0.004f * H) with
                {
                    Carve = true,
                });
            if (shaft > 0)
            {
                var knee = skeleton.At($"shin{letter}");
                var stout = 1 + (0.4f * (shape.Build - 0.4f));
                flesh.Add(
                    FleshBody.Tube(
                        shin, ankle, Vector3.Lerp(ankle, knee, shaft), (0.026f * H) + grow,
                        ((0.026f + (0.014f * shaft)) * stout * H) + (1.6f * grow), 0.02f * H));
            }
        }

        return flesh;
    }

    /// <summary>Hands with fingers: palms as flesh, fingers drawn out.</summary>
    /// <param name="draft">Takes them.</param>
    /// <param name="slot">Material of skin or glove.</param>
    /// <param name="grow">Thickness of a glove, metres.</param>
    public void Hands(SkinDraft draft, byte slot, float grow)
    {
        var palms = new Flesh();
        foreach (var side in _sides)
        {
            var letter = side > 0 ? 'L' : 'R';
            var (hand, fingers,
                thumb) = (skeleton[$"hand{letter}"], skeleton[$"finger{letter}"], skeleton[$"thumb{letter}"]);
            var way = PersonSkeleton.ArmWay(side);
            var wrist = skeleton.At($"hand{letter}");
            var turn = Quaternion.Conjugate(skeleton.Bones[hand].Frame);
            var palm = Vector3.Transform(new(-side, 0, 0), turn);
            var g = new Vector3(grow);
            palms.Add(
                FleshBody.Egg(
                    hand, wrist + (way * (0.030f * H)), (new Vector3(0.0135f, 0.034f, 0.025f) * H) + g, 0.02f * H,
                    turn),
                FleshBody.Tube(skeleton[$"foreArm{letter}"], wrist - (way * (0.02f * H)), wrist + (way * (0.015f * H)), (0.0165f * H) + grow, (0.0155f * H) + grow, 0.02f * H) with
                {
                    BoneB = hand,
                });
            for (var i = 0; i < 4; i++)
            {
                var across = 0.0195f - (0.013f * i);
                var length = i switch { 0 => 0.040f, 1 => 0.045f, 2 => 0.042f, _ => 0.033f };
                var root = wrist + (way * ((0.050f - (i == 3 ? 0.006f : 0)) * H)) + new Vector3(0, 0, across * H);
                Finger(fingers, root, way + new Vector3(0, 0, 4.4f * across), length, 0.0078f);
            }

            Finger(
                thumb, wrist + (way * (0.018f * H)) + new Vector3(0, 0, 0.018f * H), way + new Vector3(0, 0, 0.85f),
                0.040f, 0.0085f);

            void Finger(int bone, Vector3 root, Vector3 direction, float length, float radius)
            {
                direction = Vector3.Normalize(direction);
                var r = (radius * H) + (0.6f * grow);
                var curl = palm * (0.18f * length * H);
                ReadOnlySpan<Vector3> line = [
                    root - (direction * (0.01f * H)), root + (direction * (0.45f * length * H)) + (0.2f * curl),
                    root + (direction * (length * H)) + curl
                ];
                SkinSheet.Sweep(
                    draft, line, [r, r, r * 0.85f],
                    [BoneShare.Of(hand), BoneShare.Of(bone, hand, 0.15f), BoneShare.Of(bone)], 6, slot);
            }
        }

        FleshMesher.Add(palms, 0.0155f * H, slot, draft);
    }

    /// <summary>Where the hand on a side holds things, as modelled: the hollow of the fist.</summary>
    public Vector3 Grip(int side)
    {
        var letter = side > 0 ? 'L' : 'R';
        var way = PersonSkeleton.ArmWay(side);
        var hand = skeleton.Bones[skeleton[$"hand{letter}"]];
        var palm = Vector3.Transform(new(-side, 0, 0), Quaternion.Conjugate(hand.Frame));
        return hand.Rest + (way * (0.048f * H)) + (palm * (0.022f * H));
    }
}
