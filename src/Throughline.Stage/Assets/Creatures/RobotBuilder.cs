using System.Numerics;
using Throughline.Stage.Rendering;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Assets;

/// <summary>Builds robots: a person's bones in plates, balls and boxes. Measures are shares of the height.</summary>
internal static class RobotBuilder
{
    private static readonly int[] _sides = [1, -1];

    /// <summary>Builds one robot.</summary>
    public static Creature Build(
        CreatureText text, Traits traits, long seed, Colours colours, PersonLook look, IReadOnlyList<Model> held)
    {
        var a = new AnimalDraft(text, traits, seed);
        var shape = PersonShape.Of(
            look, Traits.None with
            {
                Age = 30,
                Gender = "man",
                Build = a.Measure("build", 0.4f),
                Size = a.Traits.Size * a.Measure("size", 1),
                Hair = "bald",
            }, seed, colours);
        shape = shape with { Eye = a.Measure("eye", 0.24f), EyeGap = 0.40f };
        var skeleton = PersonSkeleton.Of(shape);
        var draft = a.Skin;
        var h = shape.Height;
        var r = shape.Head;
        var (coat, joints, glow) = (a.Slot("coat"), a.Slot("joints"), a.Slot("lights"));

        Piece(coat, 0.02f, FleshBody.Box(skeleton["chest"], new(0, shape.Shoulder - (0.075f * h), 0), new Vector3(0.105f, 0.095f, 0.07f) * h, 0.035f * h, 0.01f * h),
            FleshBody.Egg(
                skeleton["chest"], new(0, shape.Shoulder - (0.11f * h), 0.045f * h),
                new Vector3(0.07f, 0.07f, 0.04f) * h, 0.02f * h));
        Piece(joints, 0.02f, FleshBody.Tube(skeleton["spine"], skeleton.At("root") + new Vector3(0, 0.02f * h, 0), skeleton.At("chest"), 0.045f * h, 0.045f * h, 0.01f * h) with { BoneB = skeleton["chest"] },
            FleshBody.Tube(
                skeleton["neck"], skeleton.At("neck") - new Vector3(0, 0.03f * h, 0),
                skeleton.At("head") + new Vector3(0, 0.02f * h, 0), 0.026f * h, 0.026f * h, 0.01f * h));
        Piece(
            coat, 0.02f, FleshBody.Box(
                skeleton["root"], new(0, shape.Hip + (0.025f * h), 0), new Vector3(0.08f, 0.042f, 0.055f) * h,
                0.025f * h, 0.01f * h));
        Piece(
            coat, 0.019f, FleshBody.Box(
                skeleton["head"], shape.Face(0, 0.02f, -0.05f), new Vector3(0.92f, 0.80f, 0.78f) * r, 0.32f * r,
                0.02f * r));
        Piece(
            joints, 0.016f, FleshBody.Egg(
                skeleton["head"], shape.Face(0.95f, 0, -0.05f), new Vector3(0.14f, 0.26f, 0.26f) * r, 0.02f * r),
            FleshBody.Egg(
                skeleton["head"], shape.Face(-0.95f, 0, -0.05f), new Vector3(0.14f, 0.26f, 0.26f) * r, 0.02f * r));
        Piece(
            a.Skin.Slot(
                new Material { Kind = MaterialKind.Gloss, Colour = new(0.03f, 0.035f, 0.045f), Roughness = 0.15f }),
            0.017f, FleshBody.Box(
                skeleton["head"], shape.Face(0, 0.05f, 0.58f), new Vector3(0.76f, 0.42f, 0.20f) * r, 0.16f * r,
                0.02f * r));
        Piece(
            coat, 0.012f, FleshBody.Tube(
                skeleton["head"], shape.Face(0, 0.75f, -0.1f), shape.Face(0, 1.2f, -0.1f), 0.05f * r, 0.03f * r,
                0.01f * r));
        Piece(glow, 0.012f, FleshBody.Ball(skeleton["head"], shape.Face(0, 1.28f, -0.1f), 0.11f * r, 0.01f * r));
        Piece(
            glow, 0.010f, FleshBody.Egg(
                skeleton["chest"], new(0, shape.Shoulder - (0.09f * h), 0.084f * h),
                new Vector3(0.022f, 0.022f, 0.010f) * h, 0.01f * h));
        foreach (var side in _sides)
        {
            var letter = side > 0 ? 'L' : 'R';
            Limb($"upperArm{letter}", $"foreArm{letter}", 0.025f, 0.030f);
            Limb($"foreArm{letter}", $"hand{letter}", 0.028f, 0.032f);
            Limb($"thigh{letter}", $"shin{letter}", 0.034f, 0.038f);
            Limb($"shin{letter}", $"foot{letter}", 0.034f, 0.042f);
            Piece(
                joints, 0.017f,
                FleshBody.Ball(skeleton[$"upperArm{letter}"], skeleton.At($"upperArm{letter}"), 0.040f * h, 0.01f * h),
                FleshBody.Ball(skeleton[$"thigh{letter}"], skeleton.At($"thigh{letter}"), 0.036f * h, 0.01f * h));
            var ankle = skeleton.At($"foot{letter}");
            Piece(coat, 0.018f,
                FleshBody.Box(
                    skeleton[$"foot{letter}"], new(ankle.X, 0.030f * h, 0.022f * h),
                    new Vector3(0.040f, 0.030f, 0.068f) * h, 0.022f * h, 0.01f * h),
                FleshBody.Box(
                    skeleton[$"toes{letter}"], new(ankle.X, 0.026f * h, 0.078f * h),
                    new Vector3(0.041f, 0.026f, 0.030f) * h, 0.020f * h, 0.01f * h));
            var eye = new EyeMaker(
                draft, PersonHead.EyePlace(shape, side) + new Vector3(0, 0, 0.05f * r), shape.Eye * r);
            eye.Ball(skeleton[$"eye{letter}"], joints, glow, a.Skin.Slot(a.Find("lights") with { Glow = 4 }), 58, 26);
            eye.Lids(skeleton[$"lid{letter}"], skeleton[$"lowerLid{letter}"], coat, coat, coat, 52, -56, 2);
        }

        new PersonBody(shape, skeleton).Hands(draft, joints, 0.003f * h);
        var creature = new Creature(text.Name, PersonBuilder.RigOf(shape, skeleton, new PersonBody(shape, skeleton)), draft, new CreatureMeasures
        {
            Height = draft.Places.Max(place => place.Y),
            Length = 0.3f * h,
            Radius = 0.2f * h,
            WalkSpeed = 1.15f * MathF.Sqrt(shape.Hip / 0.82f),
            RunSpeed = 3 * MathF.Sqrt(shape.Hip / 0.82f),
            FlySpeed = 5,
            SwimSpeed = 0.8f,
            Bearing = new Dictionary<string, Vector3>
            {
                ["upperArmL"] = new(0, 0, 12),
                ["upperArmR"] = new(0, 0, 12),
                ["foreArmL"] = new(18, 0, 0),
                ["foreArmR"] = new(18, 0, 0),
            },
            Mood = a.Traits.Mood,
            Held = held,
        });
        a.Done();
        return creature;

        void Piece(byte slot, float cell, params ReadOnlySpan<FleshBody> bodies)
        {
            var flesh = new Flesh();
            flesh.Add(bodies);
            FleshMesher.Add(flesh, cell * h, slot, draft, 0.15f);
        }

        void Limb(string from, string to, float thickA, float thickB)
        {
            var (bone, start, end) = (skeleton[from], skeleton.At(from), skeleton.At(to));
            Piece(
                joints, 0.016f, FleshBody.Ball(skeleton[to], end, 0.88f * Math.Min(thickA, thickB) * h, 0.004f * h),
                FleshBody.Tube(bone, start, end, 0.5f * thickA * h, 0.5f * thickB * h, 0.004f * h));
            Piece(
                coat, 0.019f, FleshBody.Tube(
                    bone, Vector3.Lerp(start, end, 0.28f), Vector3.Lerp(start, end, 0.76f), thickA * h, thickB * h,
                    0.006f * h));
        }
    }
}
