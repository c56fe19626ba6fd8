using System.Numerics;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Assets;

/// <summary>
/// Builds what swims: fish, sharks, whales. The unit is its length from nose to the root of the tail fin.
/// </summary>
internal static class FishBuilder
{
    private static readonly int[] _sides = [1, -1];

    /// <summary>Builds one fish.</summary>
    public static Creature Build(CreatureText text, Traits traits, long seed)
    {
        var a = new AnimalDraft(text, traits, seed);
        var (deep, wide) = (a.Measure("deep", 0.17f) * a.Stout, a.Measure("wide", 0.10f) * a.Stout);
        var upright = a.Kind("tail fin", "fish") == "flukes";
        var low = deep * 1.35f;
        var nose = 0.5f;
        var root = a.Bone("root", -1, new(0, low, 0.05f));
        var chest = a.Bone("chest", root, new(0, low, 0.15f));
        var head = a.Bone("head", chest, new(0, low, 0.26f));
        var tail1 = a.Bone("tail1", root, new(0, low, -0.08f));
        var tail2 = a.Bone("tail2", tail1, new(0, low, -0.26f));
        var tail3 = a.Bone("tail3", tail2, new(0, low, -0.42f));
        int[] bones = [head, chest, root, tail1, tail2, tail3];
        var blunt = a.Measure("blunt", 0.35f);

        // Cross-sections from nose to tail: a profile full in front, thin behind.
        float[] stations = [nose - 0.03f, 0.36f, 0.22f, 0.08f, -0.08f, -0.24f, -0.38f, -0.5f];
        float[] sizes = [blunt, 0.72f + (0.2f * blunt), 0.96f, 1, 0.9f, 0.62f, 0.34f, a.Measure("stalk", 0.17f)];
        for (var i = 0; i < stations.Length - 1; i++)
        {
            var bone = bones[Math.Clamp(i - 1, 0, 5)];
            var next = bones[Math.Clamp(i, 0, 5)];
            var tube = a.Tube(
                bone, new(0, low, stations[i]), new(0, low, stations[i + 1]), sizes[i] * deep, sizes[i + 1] * deep,
                "coat", 0.10f, next);
            a.Body.Add(tube with { Thin = Vector3.UnitX, Flat = Math.Min(1, wide / deep) });
            if (a.Has("belly") && i < 6)
            {
                a.Body.Add(
                    a.Tube(bone, new(0, low - (0.42f * sizes[i] * deep), stations[i]), new(0, low - (0.42f * sizes[i + 1] * deep), stations[i + 1]), 0.62f * sizes[i] * Math.Min(deep, wide * 1.1f), 0.62f * sizes[i + 1] * Math.Min(deep, wide * 1.1f), "belly", 0.04f, next) with
                    {
                        TintReach = 0.02f * a.Unit,
                    });
            }
        }

        var jaw = a.Bone("jaw", head, new(0, low - (0.22f * deep), 0.34f));
        var mouth = new Flesh();
        mouth.Add(
            a.Tube(jaw, new(0, low - (0.34f * deep), 0.34f), new(0, low - (0.30f * blunt * deep), nose - 0.05f), 0.34f * deep, 0.55f * blunt * deep, a.Has("belly") ? "belly" : "coat", 0.02f) with
            {
                Thin = Vector3.UnitX,
                Flat = Math.Min(1, wide / deep),
            });
        FleshMesher.Add(mouth, 0.03f * a.Unit, a.BodySlot(), a.Skin);

        // Fins: flattened and pointed.
        var fin = a.Measure("fin", 0.16f);
        Fin(
            a, tail1, [
                new(0, low + (0.85f * deep), 0.12f),
                new(0, low + (0.9f * deep) + (a.Measure("dorsal", 0.12f) * 0.8f), -0.02f),
                new(0, low + (0.8f * deep) + a.Measure("dorsal", 0.12f), -0.12f)
            ], a.Measure("dorsal long", 0.10f), Vector3.UnitX);
        foreach (var side in _sides)
        {
            var letter = side > 0 ? 'L' : 'R';
            var at = new Vector3(side * wide * 0.85f, low - (0.35f * deep), 0.20f);
            var bone = a.Bone($"fin{letter}", chest, at, new(1, side, side));
            var way = Vector3.Normalize(new Vector3(side * a.Measure("fin out", 0.8f), -0.45f, -0.75f));
            Fin(
                a, bone, [at - (way * 0.02f), at + (way * 0.55f * fin), at + (way * fin)], 0.34f * fin,
                Vector3.Normalize(new Vector3(-side * 0.5f, 1, 0)));
        }

        var size = a.Measure("tail", 0.2f);
        foreach (var side in _sides)
        {
            var outward = upright ? new Vector3(side, 0, 0) : new Vector3(0, side, 0);
            var from = new Vector3(0, low, -0.48f);
            var reach = side < 0 && !upright ? a.Measure("tail lower", 1) : 1;
            Fin(
                a, tail3, [
                    from, from + (outward * 0.5f * size * reach) - new Vector3(0, 0, 0.45f * size),
                    from + (outward * size * reach) - new Vector3(0, 0, a.Measure("fork", 0.75f) * size)
                ], 0.30f * size, upright ? Vector3.UnitY : Vector3.UnitX);
        }

        var turns = new Quaternion[2];
        var eyes = Vector3.Zero;
        for (var i = 0; i < 2; i++)
        {
            var side = i == 0 ? 1 : -1;
            turns[i] = Quaternion.CreateFromYawPitchRoll(side * 72 * MathF.PI / 180, -0.06f, 0);
            var look = Vector3.Transform(Vector3.UnitZ, turns[i]);
            var radius = a.Measure("eye", 0.034f);
            var aim = new Vector3(0, low + (a.Measure("eye high", 0.12f) * deep), a.Measure("eye at", 0.34f));
            var met = a.Body
                .Meet((aim + (look * 1)) * a.Unit, -look, 2 * a.Unit) is { } surface ? surface / a.Unit : aim;
            var place = met - (look * 0.45f * radius);
            eyes += place / 2;
            a.Eye(i == 0 ? 'L' : 'R', head, place, radius, turns[i], a.Measure("iris", 50));
        }

        a.Parts();
        FleshMesher.Add(a.Body, a.Measure("cell", 0.034f) * a.Unit, a.BodySlot(), a.Skin, 0.6f);
        var rig = new Rig
        {
            Family = CreatureFamily.Fish,
            Skeleton = a.Skeleton,
            LegLength = 0.5f * a.Unit,
            Wave = [head, tail1, tail2, tail3],
            WaveUpright = upright,
            Gaze = [(head, 0.4f)],
            Face = new RigFace
            {
                Eyes = [a.Skeleton["eyeL"], a.Skeleton["eyeR"]],
                UpperLids = [a.Skeleton["lidL"], a.Skeleton["lidR"]],
                LowerLids = [a.Skeleton["lowerLidL"], a.Skeleton["lowerLidR"]],
                Frames = turns,
                Jaw = jaw,
                LidTurn = 60,
                EyeTurn = 8,
                JawTurn = 16,
            },
            Head = (head, eyes * a.Unit),
            Seat = (root, a.At(0, low + deep, 0)),
        };
        var creature = new Creature(text.Name, rig, a.Skin, new CreatureMeasures
        {
            Height = a.Skin.Places.Max(place => place.Y),
            Length = a.Skin.Places.Max(place => place.Z) - a.Skin.Places.Min(place => place.Z),
            Radius = 0.35f * a.Unit,
            Element = Element.Deep,
            SwimSpeed = a.Measure("swim", 1) * 1.1f * MathF.Pow(a.Unit, 0.45f),
            Mood = a.Traits.Mood,
        });
        a.Done();
        return creature;
    }

    private static void Fin(AnimalDraft a, int bone, Vector3[] line, float width, Vector3 thin)
    {
        var share = BoneShare.Of(bone);
        a.Sweep(
            line, [width * 1.1f, width * 0.75f, width * 0.12f], [share, share, share], a.Has("fins") ? "fins" : "coat",
            8, (thin, 0.14f));
    }
}
