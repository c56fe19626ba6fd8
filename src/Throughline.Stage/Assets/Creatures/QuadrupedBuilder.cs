using System.Numerics;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Assets;

/// <summary>Builds four-legged animals. The unit is the height of the shoulders; measures are shares of it.</summary>
internal sealed partial class QuadrupedBuilder
{
    private readonly AnimalDraft _a;
    private readonly List<RigLeg> _legs = [];
    private readonly List<RigSpring> _springs = [];
    private readonly CreatureText _text;
    private int _root;
    private int _chest;
    private int _rump;
    private int _neck1;
    private int _neck2;
    private int _head;
    private int _jaw;
    private Vector3 _skull;
    private float _skullSize;
    private float _half;
    private float _legs01;
    private Quaternion[] _eyeTurns = [];
    private Vector3 _eyes;

    private QuadrupedBuilder(CreatureText text, Traits traits, long seed)
    {
        _text = text;
        _a = new AnimalDraft(text, traits, seed);
    }

    /// <summary>Builds one animal.</summary>
    public static Creature Build(CreatureText text, Traits traits, long seed) =>
        new QuadrupedBuilder(text, traits, seed).Build();

    private static readonly int[] _sides = [1, -1];

    private Creature Build()
    {
        var a = _a;
        _legs01 = a.Measure("leg", 0.62f) * (1 - (0.18f * a.Young));
        _half = a.Measure("length", 0.95f) / 2;
        Trunk();
        Head();
        foreach (var side in _sides)
        {
            Front(side);
        }

        foreach (var side in _sides)
        {
            Hind(side);
        }

        Tail();
        Ears();
        if (a.Measure("trunk", 0) is > 0 and var trunk)
        {
            Nose(trunk);
        }

        Wings();
        a.Parts();
        Wool();
        Mane();
        FleshMesher.Add(a.Body, a.Measure("cell", 0.052f) * a.Unit, a.BodySlot(), a.Skin, 0.45f);
        var top = a.Skin.Places.Max(place => place.Y);
        var length = a.Skin.Places.Max(place => place.Z) - a.Skin.Places.Min(place => place.Z);
        var rig = new Rig
        {
            Family = CreatureFamily.Quadruped,
            Skeleton = a.Skeleton,
            Legs = [.. _legs],
            LegLength = _legs01 * a.Unit,
            StrideShare = a.Measure("stride", 1),
            Supple = a.Measure("supple", 1),
            Gaze = [(_neck1, 0.25f), (_neck2, 0.25f), (_head, 0.5f)],
            Face = new RigFace
            {
                Eyes = [a.Skeleton["eyeL"], a.Skeleton["eyeR"]],
                UpperLids = [a.Skeleton["lidL"], a.Skeleton["lidR"]],
                LowerLids = [a.Skeleton["lowerLidL"], a.Skeleton["lowerLidR"]],
                Frames = _eyeTurns,
                Jaw = _jaw,
                LidTurn = 62,
                EyeTurn = 16,
                JawTurn = a.Measure("jaw", 26),
            },
            Springs = [.. _springs],
            Grips = [(_jaw, a.Skeleton.At("jaw") + a.At(0, -0.03f, a.Measure("muzzle", 0.24f)))],
            Head = (_head, _eyes * a.Unit),
            Seat = _wings ? (_chest, a.At(0, Back + 0.04f, 0.95f * _half)) : (_root, a.At(0, Back, 0)),
        };
        var creature = new Creature(_text.Name, rig, a.Skin, new CreatureMeasures
        {
            Height = top,
            Length = length,
            Radius = 0.36f * a.Unit,
            HeadSize = HeadSize * a.Unit,
            WalkSpeed = a.Measure("walk", 1.15f) * MathF.Sqrt(_legs01 * a.Unit / 0.4f) * 0.85f,
            RunSpeed = a.Measure("run", 4.2f) * MathF.Sqrt(_legs01 * a.Unit / 0.4f) * 0.85f,
            SwimSpeed = 0.8f * MathF.Sqrt(a.Unit),
            FlySpeed = a.Measure("fly", 4),
            FlapHertz = _wings ? a.Measure("flap", 0.9f) : 0,
            Bearing = _wings ? _folded : new Dictionary<string, Vector3>(),
            Mood = a.Traits.Mood,
        });
        a.Done();
        return creature;
    }

    private float HeadSize
    {
        get
        {
            var ears = _a.Kind("ears", "floppy") is "pointed" or "long" ? 0.5f * _a.Measure("ear", 0.16f) : 0;
            return Math.Max((2 * _skullSize) + ears, 0.8f * ((2 * _skullSize) + _a.Measure("muzzle", 0.24f)));
        }
    }

    private float Back => _legs01 + _a.Measure("depth", 0.19f);

    private void Trunk()
    {
        var a = _a;
        var (depth, wide) = (a.Measure("depth", 0.19f), a.Measure("wide", 0.155f) * a.Stout);
        var (belly, rump) = (a.Measure("belly", 0.155f) * a.Stout, a.Measure("rump", 0.165f));
        var middle = _legs01 + (0.35f * depth);
        _root = a.Bone("root", -1, new(0, middle, 0));
        _chest = a.Bone("chest", _root, new(0, middle, 0.25f * _half));
        _rump = a.Bone("rump", _root, new(0, middle, -0.25f * _half));
        var sag = a.Measure("sag", 0.02f);
        var hump = a.Measure("withers", 0);
        a.Body.Add(
            a.Egg(
                _chest, new(0, middle - 0.02f, _half - 0.05f), new(wide * 1.05f, depth * 1.08f, 0.24f), "coat", 0.14f),
            a.Tube(_chest, new(0, middle, 0.62f * _half), new(0, middle - sag, 0), (0.5f * (wide + depth)) * 0.95f, belly, "coat", 0.16f, _root) with
            {
                Thin = Vector3.UnitX,
                Flat = Math.Min(1, wide / depth),
            },
            a.Tube(
                _root, new(0, middle - sag, 0), new(0, middle + 0.01f, -0.7f * _half), belly, rump * 0.95f, "coat",
                0.16f, _rump),
            a.Egg(
                _rump, new(0, middle + 0.005f, -_half + 0.04f), new(rump * 0.95f, rump * 1.05f, 0.22f), "coat", 0.14f));
        if (a.Has("belly"))
        {
            a.Body.Add(
                a.Tube(_root, new(0, middle - sag - (0.62f * belly), 0.6f * _half), new(0, middle - sag - (0.5f * belly), -0.5f * _half), 0.48f * belly, 0.42f * belly, "belly", 0.05f) with
                {
                    TintReach = 0.03f * a.Unit,
                });
        }

        if (a.Has("back"))
        {
            a.Body.Add(
                a.Tube(_root, new(0, middle + (0.6f * depth), 0.7f * _half), new(0, middle + (0.55f * rump), -0.8f * _half), 0.45f * depth, 0.45f * rump, "back", 0.05f) with
                {
                    TintReach = 0.02f * a.Unit,
                });
        }

        if (hump > 0)
        {
            a.Body.Add(
                a.Egg(
                    _chest, new(0, middle + depth + (0.2f * hump), 0.5f * _half), new(0.6f * wide, hump, 0.24f), "coat",
                    0.12f));
        }
    }

    private void Head()
    {
        var a = _a;
        var big = 1 + (0.32f * a.Young);
        _skullSize = a.Measure("head", 0.165f, 0.04f) * big;
        var rise = a.Measure("neck rise", 48) * MathF.PI / 180;
        var length = a.Measure("neck", 0.3f) * (1 - (0.15f * a.Young));
        var (thickA, thickB) = (a.Measure("neck base", 0.15f), a.Measure("neck top", 0.105f));
        var from = new Vector3(0, _legs01 + (0.55f * a.Measure("depth", 0.19f)), _half + 0.02f);
        var way = new Vector3(0, MathF.Sin(rise), MathF.Cos(rise));
        var end = from + (way * length);
        _neck1 = a.Bone("neck1", _chest, from);
        _neck2 = a.Bone("neck2", _neck1, Vector3.Lerp(from, end, 0.5f));
        _head = a.Bone("head", _neck2, end);
        a.Body.Add(
            a.Tube(
                _neck1, from - (way * 0.1f), Vector3.Lerp(from, end, 0.5f), thickA, 0.5f * (thickA + thickB),
                Region("neck"), 0.14f, _neck2),
            a.Tube(
                _neck2, Vector3.Lerp(from, end, 0.5f), end, 0.5f * (thickA + thickB), thickB, Region("neck"), 0.12f,
                _head));

        // Skull, muzzle and cheeks.
        var r = _skullSize;
        var nod = a.Measure("head drop", 12) * MathF.PI / 180;
        var ahead = new Vector3(0, -MathF.Sin(nod), MathF.Cos(nod));
        var up = new Vector3(0, MathF.Cos(nod), MathF.Sin(nod));
        _skull = end + (up * (0.45f * r)) + (ahead * (0.3f * r));
        var muzzle = a.Measure("muzzle", 0.24f) * (1 - (0.3f * a.Young));
        var (thick, tip) = (a.Measure("muzzle base", 0.1f) * big, a.Measure("muzzle tip", 0.072f) * big);
        var start = _skull + (ahead * (0.55f * r)) - (up * (0.32f * r));
        var nose = start + (ahead * muzzle);
        a.Body.Add(
            a.Egg(
                _head, _skull, new Vector3(a.Measure("head wide", 0.92f), a.Measure("head high", 0.95f), 1.05f) * r,
                Region("face"), 0.08f),
            a.Tube(_head, start, nose, thick, tip, Region("muzzle"), 0.07f) with
            {
                TintReach = 0.02f * a.Unit,
                Thin = up,
                Flat = a.Measure("muzzle flat", 0.92f),
            });
        foreach (var side in _sides)
        {
            a.Body.Add(
                a.Egg(
                    _head, _skull + new Vector3(side * 0.5f * r, 0, 0) - (up * (0.35f * r)) + (ahead * (0.3f * r)),
                    new Vector3(0.42f, 0.42f, 0.5f) * r * a.Measure("cheeks", 1), Region("face"), 0.08f));
        }

        _jaw = a.Bone("jaw", _head, start - (up * (0.55f * thick)) - (ahead * (0.4f * r)));
        var jaw = new Flesh();
        jaw.Add(
            a.Tube(_jaw, start - (up * (0.62f * thick)) - (ahead * (0.2f * r)), nose - (up * (0.66f * tip)) - (ahead * (0.35f * tip)), 0.62f * thick, 0.62f * tip, Region("muzzle"), 0.03f) with
            {
                Thin = up,
                Flat = 0.6f,
            });
        FleshMesher.Add(jaw, 0.035f * a.Unit * Math.Max(1, r / 0.16f), a.BodySlot(), a.Skin);
        var mouth = new Flesh();
        mouth.Add(
            a.Tube(_head, start - (up * (0.5f * thick)), nose - (up * (0.5f * tip)) - (ahead * (0.5f * tip)), 0.55f * thick, 0.55f * tip, "coat", 0.02f) with
            {
                Thin = up,
                Flat = 0.5f,
                Tint = Vector3.One,
            });
        FleshMesher.Add(
            mouth, 0.04f * a.Unit * Math.Max(1, r / 0.16f),
            a.Skin.Slot(new Rendering.Material { Colour = new(0.16f, 0.03f, 0.03f) }), a.Skin);
        var size = a.Measure("nose", 0.042f) * big;
        if (size > 0)
        {
            var flesh = new Flesh();
            flesh.Add(
                a.Egg(_head, nose + (ahead * (0.75f * tip)) + (up * (0.35f * tip)), new Vector3(1.25f, 0.85f, 0.8f) * size, "coat", 0.01f) with
                {
                    Tint = Vector3.One,
                });
            FleshMesher.Add(
                flesh, 0.42f * size * a.Unit, a.Has("nose") ? a.Slot("nose") : a.Skin.Slot(
                    new Rendering.Material
                    {
                        Kind = Rendering.MaterialKind.Gloss,
                        Colour = new(0.02f, 0.016f, 0.015f),
                        Roughness = 0.35f,
                    }),
                a.Skin);
        }

        Eyes(big);
    }

    private void Eyes(float big)
    {
        var a = _a;
        var r = _skullSize;
        var radius = a.Measure("eye", 0.05f) * (0.5f + (0.5f * big)) * (1 + (0.15f * a.Young));
        var spread = a.Measure("eye side", 36);
        var turns = new Quaternion[2];
        for (var i = 0; i < 2; i++)
        {
            var side = i == 0 ? 1 : -1;
            var yaw = side * spread * MathF.PI / 180;
            var pitch = -a.Measure("eye up", 14) * MathF.PI / 180;
            turns[i] = Quaternion.CreateFromYawPitchRoll(yaw, pitch, 0);
            var way = Vector3.Transform(Vector3.UnitZ, turns[i]);
            var far = (_skull + (way * 2)) * a.Unit;
            var met = a.Body.Meet(far, -way, 3 * a.Unit) is { } surface ? surface / a.Unit : _skull + (way * r);
            var place = met - (way * (0.55f * radius));
            _eyes += place / 2;
            a.Eye(i == 0 ? 'L' : 'R', _head, place, radius, turns[i], a.Measure("iris", 58));
        }

        _eyeTurns = turns;
    }

    private void Front(int side)
    {
        var a = _a;
        var letter = side > 0 ? 'L' : 'R';
        var (x, z) = (side * a.Measure("wide", 0.155f) * 0.72f, _half - 0.04f);
        var (top, low, paw) = (a.Measure("leg top", 0.095f), a.Measure("leg low", 0.048f), a.Measure("paw", 0.062f));
        var hip = new Vector3(x, _legs01, z);
        var knee = new Vector3(x, 0.52f * _legs01, z + 0.012f);
        var ankle = new Vector3(x, 0.17f * _legs01, z - 0.008f);
        var signs = new Vector3(-1, -side, side);
        var upper = a.Bone($"frontUpper{letter}", _chest, hip, signs);
        var lower = a.Bone($"frontLower{letter}", upper, knee, new(1, -side, side));
        var foot = a.Bone($"frontFoot{letter}", lower, ankle, new(-1, side, side));
        a.Body.Add(
            a.Tube(upper, hip + new Vector3(0, 0.04f, 0), knee, top * 1.15f, low * 1.25f, Region("legs"), 0.08f),
            a.Tube(lower, knee, ankle, low * 1.2f, low, Region("socks"), 0.03f),
            a.Tube(foot, ankle, ankle with { Y = paw }, low, low * 1.02f, Region("socks"), 0.03f));
        Paw(foot, ankle.X, z + 0.012f, paw);
        _legs.Add(
            new RigLeg
            {
                Name = $"front{letter}",
                Upper = upper,
                Lower = lower,
                Foot = foot,
                Ball = a.At(x, 0, z + 0.012f),
                Knee = Vector3.UnitZ,
                Order = side > 0 ? 0 : 1,
            });
    }

    private void Hind(int side)
    {
        var a = _a;
        var letter = side > 0 ? 'L' : 'R';
        var (x, z) = (side * a.Measure("rump", 0.165f) * 0.66f, -_half + 0.05f);
        var (top, low, paw) = (a.Measure("thigh", 0.13f), a.Measure("leg low", 0.048f), a.Measure("paw", 0.062f));
        var crook = a.Measure("crook", 1);
        var hip = new Vector3(x, _legs01 * 1.02f, z);
        var knee = new Vector3(x * 1.05f, 0.66f * _legs01, z + (0.11f * crook * _legs01 / 0.62f));
        var hock = new Vector3(x, 0.38f * _legs01, z - (0.11f * crook * _legs01 / 0.62f));
        var ball = new Vector3(x, 0, z - (0.045f * crook * _legs01 / 0.62f));
        var upper = a.Bone($"hindUpper{letter}", _rump, hip, new(-1, -side, side));
        var lower = a.Bone($"hindLower{letter}", upper, knee, new(1, -side, side));
        var foot = a.Bone($"hindFoot{letter}", lower, hock, new(-1, side, side));
        a.Body.Add(
            a.Tube(upper, hip, knee, top * 1.05f, top * 0.72f, Region("legs"), 0.09f),
            a.Tube(lower, knee, hock, top * 0.66f, low * 1.15f, Region("legs"), 0.05f),
            a.Tube(foot, hock, ball with { Y = paw }, low * 1.1f, low, Region("socks"), 0.03f));
        Paw(foot, x, ball.Z, paw);
        _legs.Add(
            new RigLeg
            {
                Name = $"hind{letter}",
                Upper = upper,
                Lower = lower,
                Foot = foot,
                Ball = ball * a.Unit,
                Knee = Vector3.UnitZ,
                Order = side > 0 ? 2 : 3,
            });
    }

    private void Paw(int foot, float x, float z, float size)
    {
        var a = _a;
        if (a.Kind("feet", "paws") == "hooves")
        {
            var low = a.Measure("leg low", 0.048f);
            SkinSheet.Turned(
                a.Skin, [new(0.001f, 0), new(low * 1.45f * a.Unit, 0), new(low * 1.12f * a.Unit, size * 1.5f * a.Unit)],
                Matrix4x4.CreateTranslation(a.At(x, 0, z)), BoneShare.Of(foot), 10,
                a.Has("hooves") ? a.Slot("hooves") : a.Skin.Slot(
                    new Rendering.Material
                    {
                        Kind = Rendering.MaterialKind.Gloss,
                        Colour = new(0.03f, 0.025f, 0.02f),
                    }));
            return;
        }

        a.Body.Add(
            a.Egg(
                foot, new(x, size * 0.62f, z + (0.3f * size)), new(size * 1.0f, size * 0.66f, size * 1.35f),
                Region("socks"), 0.025f),
            FleshBody.Box(foot, a.At(x, -0.1f, z), a.At(0.2f, 0.1f, 0.3f), 0.002f * a.Unit, 0.004f * a.Unit) with
            {
                Carve = true,
            });
    }

    private string Region(string name) => _a.Has(name) ? name : "coat";
}
