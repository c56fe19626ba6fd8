using System.Numerics;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Assets;

/// <summary>Builds insects: butterflies, bees, beetles. The unit is the length of the body.</summary>
internal static class InsectBuilder
{
    private static readonly int[] _sides = [1, -1];

    /// <summary>Builds one insect.</summary>
    public static Creature Build(CreatureText text, Traits traits, long seed)
    {
        var a = new AnimalDraft(text, traits, seed);
        var (thick, fat) = (a.Measure("chest", 0.12f), a.Measure("abdomen", 0.10f) * a.Stout);
        var high = a.Measure("stand", 0.28f);
        var root = a.Bone("root", -1, new(0, high, 0));
        var head = a.Bone("head", root, new(0, high + 0.02f, thick * 1.1f));
        var abdomen = a.Bone("abdomen", root, new(0, high, -thick * 0.7f));
        var r = a.Measure("head", 0.10f);
        var skull = new Vector3(0, high + 0.02f, (thick * 1.05f) + (0.75f * r));
        a.Body.Add(
            a.Egg(root, new(0, high, 0), new Vector3(1, 0.95f, 1.2f) * thick, "coat", 0.04f),
            a.Egg(head, skull, new Vector3(1, 0.95f, 0.9f) * r, a.Has("face") ? "face" : "coat", 0.03f));
        var rings = (int)a.Measure("rings", 5);
        var length = a.Measure("length", 0.6f);
        for (var i = 0; i < rings; i++)
        {
            var share = (i + 0.5f) / rings;
            var size = fat * MathF.Sin(MathF.PI * (0.18f + (0.74f * share)));
            a.Body.Add(
                a.Egg(
                    abdomen, new(0, high - (0.10f * share * length), -(thick * 0.8f) - (share * length)),
                    new(size, size, Math.Max(0.75f * length / rings, 0.6f * size)),
                    i % 2 == 1 && a.Has("stripe") ? "stripe" : "abdomen", 0.02f));
        }

        foreach (var side in _sides)
        {
            var letter = side > 0 ? 'L' : 'R';
            var feeler = a.Bone(
                $"antenna{letter}", head, skull + new Vector3(side * 0.35f * r, 0.7f * r, 0.4f * r),
                new(1, side, side));
            var share = BoneShare.Of(feeler);
            var reach = a.Measure("antenna", 0.32f);
            var at = a.Skeleton.Bones[feeler].Rest / a.Unit;
            a.Sweep(
                [
                    at, at + (new Vector3(side * 0.35f, 0.6f, 0.5f) * reach),
                    at + (new Vector3(side * 0.6f, 0.85f, 0.75f) * reach)
                ], [0.014f, 0.011f, 0.026f], [share, share, share], "legs", 5);
        }

        Wings(a, root, high, thick);
        var legs = Legs(a, root, high, thick);
        var turns = new Quaternion[2];
        var eyes = Vector3.Zero;
        var eye = a.Measure("eye", 0.055f);
        for (var i = 0; i < 2; i++)
        {
            var side = i == 0 ? 1 : -1;
            turns[i] = Quaternion.CreateFromYawPitchRoll(side * 40 * MathF.PI / 180, -0.2f, 0);
            var look = Vector3.Transform(Vector3.UnitZ, turns[i]);
            var place = skull + (look * (r - (0.5f * eye)));
            eyes += place / 2;
            a.Eye(i == 0 ? 'L' : 'R', head, place, eye, turns[i], 66);
        }

        a.Parts();
        FleshMesher.Add(a.Body, a.Measure("cell", 0.05f) * a.Unit, a.BodySlot(), a.Skin, 0.4f);
        var flies = a.Measure("wing", 0.6f) > 0;
        var rig = new Rig
        {
            Family = CreatureFamily.Insect,
            Skeleton = a.Skeleton,
            Legs = legs,
            LegLength = Math.Max(high, 0.15f) * a.Unit,
            Gaze = [(head, 0.5f)],
            Face = new RigFace
            {
                Eyes = [a.Skeleton["eyeL"], a.Skeleton["eyeR"]],
                UpperLids = [a.Skeleton["lidL"], a.Skeleton["lidR"]],
                LowerLids = [a.Skeleton["lowerLidL"], a.Skeleton["lowerLidR"]],
                Frames = turns,
                LidTurn = 62,
                EyeTurn = 6,
            },
            Head = (head, eyes * a.Unit),
            Seat = (root, a.At(0, high + thick, 0)),
        };
        var creature = new Creature(text.Name, rig, a.Skin, new CreatureMeasures
        {
            Height = a.Skin.Places.Max(place => place.Y),
            Length = a.Skin.Places.Max(place => place.Z) - a.Skin.Places.Min(place => place.Z),
            Radius = 0.5f * a.Unit,
            Element = flies ? Element.Air : Element.Ground,
            WalkSpeed = 1.2f * a.Unit,
            RunSpeed = 2.5f * a.Unit,
            FlySpeed = a.Measure("fly", 1) * (flies ? 1.1f * MathF.Sqrt(a.Unit / 0.06f) : 0),
            FlapHertz = a.Measure("flap", 4),
            Mood = a.Traits.Mood,
        });
        a.Done();
        return creature;
    }

    // Two pairs of sheets that bend a little.
    private static void Wings(AnimalDraft a, int root, float high, float thick)
    {
        var size = a.Measure("wing", 0.6f);
        var (front, hind, broad) = (size, size * a.Measure("hind wing", 0.8f), a.Measure("broad", 0.7f));
        if (size <= 0)
        {
            return;
        }

        var edge = a.Has("wing edge") ? a.Find("wing edge").Colour : a.Find("wings").Colour;
        var bright = Vector3.Max(edge, a.Find("wings").Colour);
        var slot = a.Skin.Slot(a.Find("wings") with { TwoSided = true, Colour = bright });
        var (inner,
            outer) = (a.Find("wings").Colour / Vector3.Max(bright, new(0.01f)), edge / Vector3.Max(bright, new(0.01f)));
        foreach (var side in _sides)
        {
            var letter = side > 0 ? 'L' : 'R';
            Sheet(
                a.Bone(
                    $"wing1{letter}", root, new(side * 0.5f * thick, high + (0.7f * thick), 0.35f * thick),
                    new(1, -side, side)), front, 0.42f);
            Sheet(
                a.Bone(
                    $"wing2{letter}", root, new(side * 0.5f * thick, high + (0.65f * thick), -0.3f * thick),
                    new(1, -side, side)),
                hind, -0.45f);

            void Sheet(int bone, float reach, float forward)
            {
                const int Rows = 8;
                const int Columns = 7;
                var from = a.Skeleton.Bones[bone].Rest / a.Unit;
                SkinSheet.Add(
                    a.Skin, Rows, Columns, false,
                    (row, column) =>
                    {
                        var along = row / (float)(Rows - 1);
                        var across = -1 + (2f * column / (Columns - 1));
                        var wide = broad * reach * 0.55f * MathF.Sin(
                            MathF.PI * (0.05f + (0.85f * MathF.Pow(along, 0.75f))));
                        var wave = 1 + (column is 0 or Columns - 1 ? 0 : 0.03f * MathF.Cos(across * 9));
                        var place = from + (new Vector3(side, 0.06f * along, forward) * (along * reach * wave))
                            - (new Vector3(-side * forward * 0.7f, 0, 1) * (across * wide));
                        var rim = Math.Clamp((Math.Max(along, MathF.Abs(across) * (0.4f + along)) - 0.72f) * 5, 0, 1);
                        return new(place * a.Unit, BoneShare.Of(bone), Vector3.Lerp(inner, outer, rim));
                    },
                    slot);
            }
        }
    }

    private static RigLeg[] Legs(AnimalDraft a, int root, float high, float thick)
    {
        var reach = a.Measure("legs", 0.35f);
        var legs = new List<RigLeg>();
        for (var pair = 0; pair < 3; pair++)
        {
            foreach (var side in _sides)
            {
                var letter = $"{pair + 1}{(side > 0 ? 'L' : 'R')}";
                var z = (1 - pair) * 0.75f * thick;
                var hip = new Vector3(side * 0.7f * thick, high - (0.4f * thick), z);
                var knee = new Vector3(
                    side * ((0.7f * thick) + (0.45f * reach)), high + (0.12f * reach),
                    z + ((1 - pair) * 0.25f * reach));
                var foot = new Vector3(
                    side * ((0.7f * thick) + (0.85f * reach)), 0.012f, z + ((1 - pair) * 0.6f * reach));
                var upper = a.Bone($"upper{letter}", root, hip);
                var lower = a.Bone($"lower{letter}", upper, knee);
                var end = a.Bone($"tip{letter}", lower, foot);
                a.Sweep(
                    [hip, knee, foot], [0.022f, 0.018f, 0.010f],
                    [BoneShare.Of(upper), BoneShare.Of(lower, upper, 0.5f), BoneShare.Of(lower)], "legs", 5);
                legs.Add(
                    new RigLeg
                    {
                        Name = $"leg{letter}",
                        Upper = upper,
                        Lower = lower,
                        Foot = end,
                        Ball = a.At(foot.X, 0, foot.Z),
                        Knee = Vector3.Normalize(new(side * 0.4f, 1, 0)),
                        Order = (pair * 2) + (side > 0 ? 0 : 1),
                    });
            }
        }

        return [.. legs];
    }
}
