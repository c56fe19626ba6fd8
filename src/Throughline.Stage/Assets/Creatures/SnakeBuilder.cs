using System.Numerics;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Assets;

/// <summary>Builds snakes and worms. The unit is the length.</summary>
internal static class SnakeBuilder
{
    private const int Links = 14;

    /// <summary>Builds one snake.</summary>
    public static Creature Build(CreatureText text, Traits traits, long seed)
    {
        var a = new AnimalDraft(text, traits, seed);
        var thick = a.Measure("thick", 0.024f) * a.Stout;
        var bones = new List<int>();
        var low = 1.12f * thick;
        var link = 1f / Links;
        var root = a.Bone("root", -1, new(0, low, 0.5f - (2 * link)));
        var neck = a.Bone("neck1", root, new(0, low, 0.5f - link));
        var head = a.Bone("head", neck, new(0, thick * 1.1f, 0.5f));
        var parent = root;
        for (var i = 0; i < Links - 2; i++)
        {
            var at = 0.5f - ((2 + i) * link);
            parent = a.Bone($"link{i + 1}", parent, new(0, low, at));
            bones.Add(parent);
            var (one, two) = (Size(i), Size(i + 1));
            a.Body.Add(
                a.Tube(parent, new(0, low, at), new(0, low, at - link), one, two, "coat", 0.01f) with
                {
                    TintReach = 0,
                });
        }

        var r = a.Measure("head", 0.032f);
        a.Body.Add(
            a.Tube(
                root, new(0, low, 0.5f - (2 * link)), new(0, low, 0.5f - link), Size(0), 0.8f * thick, "coat", 0.01f,
                neck),
            a.Tube(
                neck, new(0, low, 0.5f - link), new(0, thick * 1.1f, 0.5f), 0.8f * thick, 0.75f * thick, "coat", 0.01f,
                head),
            a.Egg(
                head, new(0, (thick * 1.1f) + (0.1f * r), 0.5f + (0.9f * r)), new Vector3(0.85f, 0.62f, 1.35f) * r,
                a.Has("face") ? "face" : "coat", 0.012f));
        var turns = new Quaternion[2];
        var eyes = Vector3.Zero;
        for (var i = 0; i < 2; i++)
        {
            var side = i == 0 ? 1 : -1;
            turns[i] = Quaternion.CreateFromYawPitchRoll(side * 0.9f, -0.3f, 0);
            var place = new Vector3(side * 0.55f * r, (thick * 1.1f) + (0.45f * r), 0.5f + (1.25f * r));
            eyes += place / 2;
            a.Eye(i == 0 ? 'L' : 'R', head, place, a.Measure("eye", 0.011f), turns[i], 55);
        }

        a.Parts();
        FleshMesher.Add(a.Body, 0.55f * thick * a.Unit, a.BodySlot(), a.Skin, 0.8f);
        var rig = new Rig
        {
            Family = CreatureFamily.Snake,
            Skeleton = a.Skeleton,
            LegLength = 0.5f * a.Unit,
            Wave = [.. bones],
            Gaze = [(neck, 0.4f), (head, 0.6f)],
            Face = new RigFace
            {
                Eyes = [a.Skeleton["eyeL"], a.Skeleton["eyeR"]],
                UpperLids = [a.Skeleton["lidL"], a.Skeleton["lidR"]],
                LowerLids = [a.Skeleton["lowerLidL"], a.Skeleton["lowerLidR"]],
                Frames = turns,
                LidTurn = 62,
                EyeTurn = 8,
            },
            Head = (head, eyes * a.Unit),
            Seat = (root, a.At(0, 2 * thick, 0)),
        };
        var creature = new Creature(text.Name, rig, a.Skin, new CreatureMeasures
        {
            Height = a.Skin.Places.Max(place => place.Y),
            Length = a.Unit,
            Radius = 0.3f * a.Unit,
            WalkSpeed = 0.35f * a.Unit,
            RunSpeed = 0.8f * a.Unit,
            SwimSpeed = 0.5f * a.Unit,
            Mood = a.Traits.Mood,
        });
        a.Done();
        return creature;

        float Size(int i) => thick * MathF.Sqrt(MathF.Max(1 - MathF.Pow(i / (float)(Links - 1), 3), 0.02f));
    }
}
