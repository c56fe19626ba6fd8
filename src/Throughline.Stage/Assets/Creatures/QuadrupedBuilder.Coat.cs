using System.Numerics;

namespace Throughline.Stage.Assets;

/// <content>What tells one four-legged animal from another: tail, ears, trunk, wool and mane.</content>
internal sealed partial class QuadrupedBuilder
{
    private void Tail()
    {
        var a = _a;
        var length = a.Measure("tail", 0.45f) * (1 - (0.2f * a.Young));
        if (length <= 0)
        {
            return;
        }

        var (thickA, thickB,
            bush) = (a.Measure("tail base", 0.05f), a.Measure("tail tip", 0.03f), a.Measure("tail bush", 0));
        var rise = a.Measure("tail rise", 20) * MathF.PI / 180;
        var curl = a.Measure("tail curl", 30) * MathF.PI / 180;
        var at = new Vector3(
            0, _legs01 + (0.35f * a.Measure("depth", 0.19f)) + (0.5f * a.Measure("rump", 0.165f)), -_half - 0.14f);
        var parent = _rump;
        var bones = new List<int>();
        var thick = thickA;
        for (var i = 0; i < 4; i++)
        {
            var turn = rise + (curl * i / 3f);
            var next = at + (new Vector3(0, MathF.Sin(turn), -MathF.Cos(turn)) * (length / 4));
            parent = a.Bone($"tail{i + 1}", parent, at);
            bones.Add(parent);
            var share = (i + 1) / 4f;
            var after = thickA
                + (share * (thickB - thickA)) + (bush * MathF.Sin(MathF.PI * Math.Min(share * 0.95f, 1)));
            var region = i == 3 && a.Has("tail tip") ? "tail tip" : "coat";
            a.Body.Add(a.Tube(parent, at, next, thick, after, region, 0.04f));
            (at, thick) = (next, after);
        }

        _springs.Add(new RigSpring([.. bones], 1.6f, 0.3f, rise < 0 ? 0.3f : 0.05f, 0.3f));
    }

    private void Ears()
    {
        var a = _a;
        var kind = a.Kind("ears", "floppy");
        var size = a.Measure("ear", 0.16f) * (1 + (0.1f * a.Young));
        var r = _skullSize;
        var spread = a.Measure(
            "ear out", kind switch { "pointed" => 0.35f, "long" => 0.22f, "round" => 0.6f, _ => 0.1f });
        foreach (var side in _sides)
        {
            var letter = side > 0 ? 'L' : 'R';
            var root = _skull + new Vector3(
                side * a.Measure("ear side", 0.62f) * r, a.Measure("ear up", 0.66f) * r, -0.12f * r);
            var bone = a.Bone($"ear{letter}", _head, root, new(1, side, side));
            var share = BoneShare.Of(bone);
            var joint = BoneShare.Of(bone, _head, 0.6f);
            Vector3 tip;
            float[] radii;
            switch (kind)
            {
                case "pointed":
                    tip = root + (new Vector3(side * spread, 1, -0.05f) * size);
                    radii = [0.30f * size, 0.34f * size, 0.20f * size, 0.03f * size];
                    break;
                case "long":
                    tip = root + (new Vector3(side * spread, 1, -0.18f) * size);
                    radii = [0.12f * size, 0.19f * size, 0.19f * size, 0.08f * size];
                    break;
                case "round":
                    tip = root + (new Vector3(side * spread, 0.8f, 0) * size);
                    radii = [0.42f * size, 0.52f * size, 0.50f * size, 0.34f * size];
                    break;
                case "side":
                    tip = root + (new Vector3(side, spread, -0.1f) * size);
                    radii = [0.20f * size, 0.34f * size, 0.30f * size, 0.08f * size];
                    break;
                case "fan":
                    tip = root + (new Vector3(side * 0.85f, -0.45f, -0.55f) * size);
                    radii = [0.30f * size, 0.62f * size, 0.66f * size, 0.34f * size];
                    break;
                default:
                    tip = root + (new Vector3(side * 0.42f, -0.9f, 0.12f) * size);
                    radii = [0.22f * size, 0.30f * size, 0.32f * size, 0.22f * size];
                    break;
            }

            var lift = kind == "floppy" ? new Vector3(side * 0.26f * size, 0.16f * size, 0) : Vector3.Zero;
            var thin =
                kind switch { "side" or "fan" => new Vector3(0, 0.25f, 1), "floppy" => new Vector3(side, 0.3f, 0), _ => Vector3.UnitZ };
            Vector3[] line = [
                root, Vector3.Lerp(root, tip, 0.33f) + lift, Vector3.Lerp(root, tip, 0.67f) + (0.6f * lift), tip
            ];
            a.Sweep(
                line, radii, [joint, share, share, share], a.Has("ears") ? "ears" : "coat", 9,
                (Vector3.Normalize(thin), kind == "fan" ? 0.14f : 0.3f));
            if (kind is not ("floppy" or "fan"))
            {
                var inner = new Vector3(0, -0.02f, 0.09f) * size;
                a.Sweep(
                    [.. line.Select(point => point + inner + ((tip - root) * 0.03f))],
                    [.. radii.Select(radius => radius * 0.62f)], [joint, share, share, share],
                    a.Has("ear inside") ? "ear inside" : "coat", 8, (Vector3.UnitZ, 0.2f));
            }

            if (kind is "floppy" or "fan" or "long")
            {
                _springs.Add(
                    new RigSpring([bone], kind == "fan" ? 1.1f : 2.4f, 0.35f, kind == "floppy" ? 0.3f : 0, 0.4f));
            }
        }
    }

    // An elephant's nose: a chain of its own.
    private void Nose(float length)
    {
        var a = _a;
        var from = a.Skeleton.At("jaw") / a.Unit + new Vector3(0, 0.05f, a.Measure("muzzle", 0.24f) + 0.05f);
        var parent = _head;
        var bones = new List<int>();
        var thick = a.Measure("muzzle tip", 0.072f);
        for (var i = 0; i < 4; i++)
        {
            var turn = (-60 - (12 * i) + (i == 3 ? 60 : 0)) * MathF.PI / 180;
            var next = from + (new Vector3(0, MathF.Sin(turn), MathF.Cos(turn)) * (length / 4));
            parent = a.Bone($"trunk{i + 1}", parent, from);
            bones.Add(parent);
            a.Body.Add(
                a.Tube(parent, from, next, thick * (1 - (0.16f * i)), thick * (0.84f - (0.16f * i)), "coat", 0.04f));
            from = next;
        }

        _springs.Add(new RigSpring([.. bones], 0.8f, 0.3f, 0.5f, 0.2f));
    }

    private void Wool()
    {
        var a = _a;
        var size = a.Measure("wool", 0);
        if (size <= 0)
        {
            return;
        }

        // Locks spread over the trunk by the golden angle.
        var middle = _legs01 + (0.35f * a.Measure("depth", 0.19f));
        const int Locks = 150;
        for (var i = 0; i < Locks; i++)
        {
            var y = 1 - (2 * (i + 0.5f) / Locks);
            var ring = MathF.Sqrt(1 - (y * y));
            var (sin, cos) = MathF.SinCos(i * 2.3999632f);
            var way = new Vector3(
                cos * ring * a.Measure("wide", 0.155f) * 1.35f, y * a.Measure("depth", 0.19f) * 1.3f,
                sin * ring * (_half + 0.17f));
            var bone = way.Z > 0.3f * _half ? _chest : way.Z < -0.3f * _half ? _rump : _root;
            a.Body.Add(
                a.Egg(bone, new Vector3(0, middle + 0.03f, 0.0f) + way, new(size), "wool", 0.03f) with
                {
                    TintReach = 0.02f * a.Unit,
                });
        }

        a.Body.Add(
            a.Egg(
                _head, _skull + new Vector3(0, 0.75f * _skullSize, -0.15f * _skullSize),
                new Vector3(0.7f, 0.45f, 0.6f) * _skullSize, "wool", 0.03f));
    }

    private void Mane()
    {
        var a = _a;
        var size = a.Measure("mane", 0);
        if (size <= 0)
        {
            return;
        }

        var (from, to) = (a.Skeleton.At("neck1") / a.Unit, _skull);
        var flesh = new Flesh();
        for (var i = 0; i < 9; i++)
        {
            var share = i / 8f;
            var at = Vector3.Lerp(from, to, share) + new Vector3(
                0, 0.62f * size + (0.06f * share), -0.62f * size - 0.03f);
            var bone = share < 0.35f ? _neck1 : share < 0.8f ? _neck2 : _head;
            flesh.Add(
                a.Egg(bone, at, new(0.042f, size * 0.62f, size * 0.55f), "coat", 0.03f) with { Tint = Vector3.One });
        }

        flesh.Add(
            a.Tube(_head, _skull + new Vector3(0, 0.9f * _skullSize, 0), _skull + new Vector3(0, 0.55f * _skullSize, 0.75f * _skullSize), 0.07f, 0.035f, "coat", 0.03f) with
            {
                Tint = Vector3.One,
            });
        FleshMesher.Add(flesh, 0.035f * a.Unit, a.Slot("mane"), a.Skin);
    }
}
