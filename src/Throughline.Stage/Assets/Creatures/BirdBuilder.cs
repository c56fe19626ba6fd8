using System.Numerics;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Assets;

/// <summary>Builds birds. The unit is the height it stands; measures are shares of it.</summary>
internal static class BirdBuilder
{
    private static readonly int[] _sides = [1, -1];

    /// <summary>Builds one bird.</summary>
    public static Creature Build(CreatureText text, Traits traits, long seed)
    {
        var a = new AnimalDraft(text, traits, seed);
        var leg = a.Measure("leg", 0.26f);
        var (half, thick) = (a.Measure("body", 0.27f), a.Measure("thick", 0.165f) * a.Stout);
        var tilt = a.Measure("tilt", 18) * MathF.PI / 180;
        var ahead = new Vector3(0, MathF.Sin(tilt), MathF.Cos(tilt));
        var up = new Vector3(0, MathF.Cos(tilt), -MathF.Sin(tilt));
        var middle = new Vector3(0, leg + (thick * 0.95f) + (0.25f * half * MathF.Sin(tilt)), 0);
        var root = a.Bone("root", -1, middle);
        var chest = a.Bone("chest", root, middle + (ahead * 0.3f * half));
        a.Body.Add(
            a.Egg(
                chest, middle + (ahead * 0.34f * half) - (up * 0.01f), new Vector3(0.95f, 1.02f, 1.15f) * thick,
                Region(a, "breast"), 0.14f),
            a.Tube(root, middle + (ahead * 0.4f * half), middle - (ahead * 0.9f * half), thick, 0.42f * thick, "coat", 0.14f) with
            {
                Thin = up,
                Flat = 0.94f,
            });
        if (a.Has("belly"))
        {
            a.Body.Add(
                a.Tube(root, middle + (ahead * 0.45f * half) - (up * 0.40f * thick), middle - (ahead * 0.7f * half) - (up * 0.30f * thick), 0.70f * thick, 0.30f * thick, "belly", 0.08f) with
                {
                    TintReach = 0.025f * a.Unit,
                });
        }

        var (head, jaw, eyes, turns) = Head(a, chest, middle + (ahead * 0.62f * half) + (up * 0.25f * thick));

        // Tail: a fan.
        var tailFrom = middle - (ahead * 0.80f * half) + (up * 0.12f * thick);
        var tail = a.Bone("tail", root, tailFrom);
        var tailLength = a.Measure("tail", 0.22f);
        var fan = a.Measure("tail fan", 0.5f);
        var tailWay = Vector3.Normalize(-ahead + (up * a.Measure("tail lift", 0.05f)));
        SkinSheet.Add(
            a.Skin, 4, 7, false,
            (row, column) =>
            {
                var (along, across) = (row / 3f, -1 + (column / 3f));
                var width = (0.35f * thick) + (along * fan * tailLength * 0.5f);
                var place = tailFrom - (tailWay * 0.05f)
                    + (tailWay * (along * tailLength * (1 - (0.12f * across * across)))) + new Vector3(
                        across * width, 0.03f - (0.02f * across * across), 0);
                return new(place * a.Unit, BoneShare.Of(tail), Vector3.One);
            },
            a.Skin.Slot(a.Find(a.Has("tail") ? "tail" : "wings") with { TwoSided = true }));

        var wings = new List<int>();
        foreach (var side in _sides)
        {
            Wing(a, chest, side, middle + (ahead * 0.42f * half) + (up * 0.45f * thick), ahead, up, wings);
            // The wing at rest, folded on the side.
            var fold = new Flesh();
            fold.Add(
                a.Egg(chest, middle + new Vector3(side * 0.86f * thick, 0, 0) + (up * 0.12f * thick) - (ahead * 0.18f * half), new Vector3(0.20f * thick, 0.62f * thick, 1.02f * half), "wings", 0.02f, Quaternion.CreateFromYawPitchRoll(side * -0.10f, -tilt + 0.06f, 0)) with
                {
                    Tint = Vector3.One,
                });
            FleshMesher.Add(fold, 0.052f * a.Unit, a.Slot("wings"), a.Skin);
        }

        var legs = _sides.Select((side, order) => Leg(a, root, side, leg, thick, order)).ToArray();
        a.Parts();
        FleshMesher.Add(a.Body, a.Measure("cell", 0.045f) * a.Unit, a.BodySlot(), a.Skin, 0.45f);
        var span = a.Measure("span", 0.95f);
        var top = a.Skin.Places.Max(place => place.Y);
        var rig = new Rig
        {
            Family = CreatureFamily.Bird,
            Skeleton = a.Skeleton,
            Legs = legs,
            LegLength = leg * a.Unit,
            Gaze = [(a.Skeleton["neck1"], 0.3f), (a.Skeleton["neck2"], 0.3f), (head, 0.4f)],
            Face = new RigFace
            {
                Eyes = [a.Skeleton["eyeL"], a.Skeleton["eyeR"]],
                UpperLids = [a.Skeleton["lidL"], a.Skeleton["lidR"]],
                LowerLids = [a.Skeleton["lowerLidL"], a.Skeleton["lowerLidR"]],
                Frames = turns,
                Jaw = jaw,
                LidTurn = 62,
                EyeTurn = 10,
                JawTurn = 24,
            },
            Springs = [new RigSpring([tail], 2.5f, 0.4f, 0, 0.2f)],
            Folding = [.. wings],
            FlightPitch = (tilt * 180 / MathF.PI) - 4,
            Grips = [(jaw, a.Skeleton.At("jaw") + a.At(0, 0, a.Measure("beak", 0.12f)))],
            Head = (head, eyes * a.Unit),
            Seat = (root, a.At(0, leg * 0.4f, 0)),
        };
        var flies = a.Measure("fly", 1);
        var creature = new Creature(text.Name, rig, a.Skin, new CreatureMeasures
        {
            Height = top,
            Length = a.Skin.Places.Max(place => place.Z) - a.Skin.Places.Min(place => place.Z),
            Radius = 0.3f * a.Unit,
            HeadSize = (2.2f * a.Measure("head", 0.105f)) * (1 + (0.3f * a.Young)) * a.Unit,
            Element =
                a.Kind("home", "air") switch { "water" => Element.Water, "ground" => Element.Ground, _ => Element.Air },
            WalkSpeed = 0.9f * MathF.Sqrt(leg * a.Unit / 0.1f) * 0.42f,
            RunSpeed = 1.6f * MathF.Sqrt(leg * a.Unit / 0.1f) * 0.6f,
            FlySpeed = flies * 7.5f * MathF.Sqrt(span * a.Unit / 0.5f),
            SwimSpeed = 0.5f * MathF.Sqrt(a.Unit / 0.4f),
            FlapHertz = a.Measure("flap", 1) * 1.9f / MathF.Sqrt(Math.Max(span * a.Unit, 0.02f) / 0.5f),
            Mood = a.Traits.Mood,
        });
        a.Done();
        return creature;
    }

    private static (int Head, int Jaw, Vector3 Eyes, Quaternion[] Turns) Head(AnimalDraft a, int chest, Vector3 from)
    {
        var neck = a.Measure("neck", 0.12f);
        var rise = a.Measure("neck rise", 62) * MathF.PI / 180;
        var way = new Vector3(0, MathF.Sin(rise), MathF.Cos(rise));
        var end = from + (way * neck);
        var (thickA, thickB) = (a.Measure("neck base", 0.105f), a.Measure("neck top", 0.075f));
        var neck1 = a.Bone("neck1", chest, from);
        var neck2 = a.Bone("neck2", neck1, Vector3.Lerp(from, end, 0.5f));
        var head = a.Bone("head", neck2, end);
        var r = a.Measure("head", 0.105f) * (1 + (0.3f * a.Young));
        var skull = end + (way * 0.35f * r) + new Vector3(0, 0.2f * r, 0.25f * r);
        var face = Region(a, "face");
        a.Body.Add(
            a.Tube(
                neck1, from - (way * 0.05f), Vector3.Lerp(from, end, 0.5f), thickA, 0.5f * (thickA + thickB),
                Region(a, "neck"), 0.12f, neck2),
            a.Tube(
                neck2, Vector3.Lerp(from, end, 0.5f), end, 0.5f * (thickA + thickB), thickB, Region(a, "neck"), 0.1f,
                head),
            a.Egg(head, skull, new Vector3(a.Measure("head wide", 0.92f), 0.95f, 1.05f) * r, face, 0.06f));

        // Beak: two halves, the upper one with a hook if it has one.
        var (length, deep,
            flat) = (a.Measure("beak", 0.12f), a.Measure("beak deep", 0.036f), a.Measure("beak wide", 1));
        var hook = a.Measure("hook", 0.25f);
        var root = skull + new Vector3(0, -0.12f * r, 0.82f * r);
        var share = BoneShare.Of(head);
        var jaw = a.Bone("jaw", head, root + new Vector3(0, -0.5f * deep, -0.02f));
        var tip = root + new Vector3(0, -hook * deep, length);
        a.Sweep(
            [
                root + new Vector3(0, 0.25f * deep, -0.3f * r), root + new Vector3(0, 0.3f * deep, 0.35f * length),
                root + new Vector3(0, 0.1f * deep, 0.75f * length), tip
            ],
            [deep * 1.05f, deep * 0.9f, deep * 0.62f, deep * 0.16f], [share, share, share, share], "beak", 8,
            flat > 1.2f ? (Vector3.UnitY, 1 / flat) : (Vector3.UnitX, 0.85f));
        var low = BoneShare.Of(jaw);
        a.Sweep(
            [
                root + new Vector3(0, -0.35f * deep, -0.3f * r), root + new Vector3(0, -0.32f * deep, 0.4f * length),
                root + new Vector3(0, -0.2f * deep, 0.86f * length)
            ],
            [deep * 0.8f, deep * 0.62f, deep * 0.2f], [low, low, low], a.Has("lower beak") ? "lower beak" : "beak", 8,
            flat > 1.2f ? (Vector3.UnitY, 1 / flat) : (Vector3.UnitX, 0.85f));

        var radius = a.Measure("eye", 0.03f);
        var spread = a.Measure("eye side", 62);
        var disc = a.Measure("face disc", 0);
        var turns = new Quaternion[2];
        var eyes = Vector3.Zero;
        for (var i = 0; i < 2; i++)
        {
            var side = i == 0 ? 1 : -1;
            turns[i] = Quaternion.CreateFromYawPitchRoll(side * spread * MathF.PI / 180, -0.12f, 0);
            var look = Vector3.Transform(Vector3.UnitZ, turns[i]);
            if (disc > 0)
            {
                // An owl's round face about the eyes.
                a.Body.Add(
                    a.Egg(head, skull + (look * 0.72f * r) + new Vector3(side * 0.12f * r, 0, 0), new Vector3(0.62f, 0.66f, 0.30f) * r * disc, "disc", 0.03f, turns[i]) with
                    {
                        TintReach = 0.02f * a.Unit,
                    });
            }

            var met = a.Body.Meet((skull + (look * 2)) * a.Unit, -look, 3 * a.Unit) is { } surface
                ? surface / a.Unit
                : skull + (look * r);
            var place = met - (look * 0.5f * radius);
            eyes += place / 2;
            a.Eye(i == 0 ? 'L' : 'R', head, place, radius, turns[i], a.Measure("iris", 62));
        }

        return (head, jaw, eyes, turns);
    }

    // A spread wing of three bones; it is drawn small inside the body until it opens.
    private static void Wing(
        AnimalDraft a, int chest, int side, Vector3 joint, Vector3 ahead, Vector3 up, List<int> wings)
    {
        const int Rows = 13;
        const int Columns = 6;
        var letter = side > 0 ? 'L' : 'R';
        var (span, chord) = (a.Measure("span", 0.95f), a.Measure("chord", 0.27f));
        var sweep = a.Measure("sweep", 0.12f);
        var signs = new Vector3(1, -side, side);
        var outward = new Vector3(side, 0, 0);
        var from = joint + (outward * 0.06f);
        var one = a.Bone($"wing1{letter}", chest, from, signs);
        var two = a.Bone($"wing2{letter}", one, from + (outward * 0.30f * span) + (ahead * 0.06f * span), signs);
        var three = a.Bone($"wing3{letter}", two, from + (outward * 0.58f * span) + (ahead * 0.04f * span), signs);
        wings.AddRange([one, two, three]);
        var tips = a.Measure("fingers", 1);
        var dark = a.Has("wing tips")
            ? a.Find("wing tips").Colour / Vector3.Max(a.Find("wings").Colour, new(0.01f))
            : Vector3.One;
        var slot = a.Skin.Slot(
            a.Find("wings") with
            {
                TwoSided = true,
                Colour = Vector3.Max(
                    a.Find("wings").Colour, a.Has("wing tips") ? a.Find("wing tips").Colour : Vector3.Zero),
            });
        var light = Vector3.Max(a.Find("wings").Colour, a.Has("wing tips") ? a.Find("wing tips").Colour : Vector3.Zero);
        var plain = a.Find("wings").Colour / Vector3.Max(light, new(0.01f));
        SkinSheet.Add(
            a.Skin, Rows, Columns, false,
            (row, column) =>
            {
                var along = row / (float)(Rows - 1);
                var back = column / (float)(Columns - 1);
                var front = ahead
                    * (span * ((0.10f * MathF.Sin(MathF.PI * Math.Min(along * 1.5f, 1))) - (sweep * along * along)));
                var wide = chord * (along < 0.6f
                    ? 1 - (0.12f * along)
                    : (1 - (0.12f * along)) * (1 - MathF.Pow((along - 0.6f) / 0.4f, 2.2f) * 0.82f));
                var feather = column == Columns - 1 && tips > 0 ? 0.10f * chord * (row % 2) * tips : 0;
                var place = from + (outward * (span * along)) + front - (ahead * (back * (wide - feather)))
                    + (up * (0.035f * MathF.Sin(MathF.PI * back) * (1 - (0.6f * along))));
                var share = along < 0.30f ? BoneShare.Of(one, two, Math.Clamp((along - 0.22f) / 0.16f, 0, 1))
                    : along < 0.58f ? BoneShare.Of(
                        two, three, Math.Clamp((along - 0.50f) / 0.16f, 0, 1)) : BoneShare.Of(
                            three, two, Math.Clamp((0.66f - along) / 0.16f, 0, 0.5f));
                share = along < 0.30f || along >= 0.38f ? share : BoneShare.Of(
                    two, one, Math.Clamp((0.38f - along) / 0.16f, 0, 0.5f));
                var tint = Vector3.Lerp(plain, plain * dark, Math.Clamp((along - 0.72f) * 6, 0, 1));
                return new(place * a.Unit, share, tint);
            },
            slot);
    }

    private static RigLeg Leg(AnimalDraft a, int root, int side, float leg, float thick, int order)
    {
        var letter = side > 0 ? 'L' : 'R';
        var (x, width) = (side * thick * 0.45f, a.Measure("leg width", 0.016f));
        var hip = new Vector3(x, leg * 1.12f, 0.0f);
        var hock = new Vector3(x, leg * 0.52f, -0.16f * leg);
        var ankle = new Vector3(x, 0.09f * leg, 0);
        var upper = a.Bone($"thigh{letter}", root, hip, new(-1, -side, side));
        var lower = a.Bone($"shin{letter}", upper, hock, new(1, -side, side));
        var foot = a.Bone($"foot{letter}", lower, ankle, new(-1, side, side));
        a.Body.Add(
            a.Tube(
                upper, hip + new Vector3(0, 0.06f, 0), Vector3.Lerp(hip, hock, 0.75f), 0.34f * thick, 1.5f * width,
                "coat", 0.06f));
        a.Sweep(
            [Vector3.Lerp(hip, hock, 0.5f), hock, ankle], [width * 1.1f, width * 1.05f, width * 0.85f],
            [BoneShare.Of(upper), BoneShare.Of(lower, upper, 0.5f), BoneShare.Of(lower)], "legs", 6);
        var toe = a.Measure("toe", 0.36f) * leg;
        if (a.Kind("feet", "toes") == "webbed")
        {
            SkinSheet.Add(
                a.Skin, 2, 5, false,
                (row, column) =>
                {
                    var across = -1 + (column / 2f);
                    var reach = row == 1 ? 0 : toe * (1.1f - (0.15f * MathF.Abs(across)) - (column % 2 * 0.12f));
                    return new(
                        (new Vector3(x + (across * 0.5f * reach), 0.012f + (row * 0.05f * leg), (reach * MathF.Cos(across * 0.6f)) - 0.01f))
                            * a.Unit, BoneShare.Of(foot), Vector3.One);
                },
                a.Skin.Slot(a.Find("legs") with { TwoSided = true }));
        }

        foreach (var turn in (ReadOnlySpan<float>)[-0.5f, 0, 0.5f, MathF.PI])
        {
            var reach = turn > 1 ? 0.5f * toe : toe;
            var end = new Vector3(x + (reach * MathF.Sin(turn)), width * 0.5f, ankle.Z + (reach * MathF.Cos(turn)));
            a.Sweep(
                [ankle, Vector3.Lerp(ankle with { Y = width }, end, 0.5f), end],
                [width * 0.8f, width * 0.75f, width * 0.4f],
                [BoneShare.Of(foot), BoneShare.Of(foot), BoneShare.Of(foot)], "legs", 5);
        }

        return new RigLeg
        {
            Name = $"foot{letter}",
            Upper = upper,
            Lower = lower,
            Foot = foot,
            Ball = a.At(x, 0, 0.1f * leg),
            Knee = -Vector3.UnitZ,
            Order = order,
        };
    }

    private static string Region(AnimalDraft a, string name) => a.Has(name) ? name : "coat";
}
