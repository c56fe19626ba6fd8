using System.Numerics;

namespace Throughline.Stage.Assets;

/// <content>What hangs: skirts, capes, aprons, scarves and hoods, and what sits on the head.</content>
internal sealed partial class Dresser
{
    private void Skirt(Garment garment, float thick, byte slot)
    {
        const int Rows = 11;
        const int Columns = 28;
        var top = garment.Trunk ? SkirtTop : _shape.Hip + (0.07f * H);
        var bottom = Math.Max(0.015f * H, _shape.Hip * (1 - garment.Skirt));
        var half = Math.Max(body.HipHalf, _shape.HipWidth + (0.05f * H)) + thick;
        var depth = Math.Max(body.HipDepth, 0.056f * H) + thick;
        var spread = garment.Flare;
        if (Tails is { } tails && tails != garment)
        {
            // Where the coat's tails end, the skirt below is still inside them.
            var hem = (top - Math.Max(0.015f * H, _shape.Hip * (1 - tails.Skirt))) / (top - bottom);
            spread = Math.Min(spread, (tails.Flare - 0.12f) / MathF.Pow(Math.Clamp(hem, 0.2f, 1), 1.2f));
        }

        var waist = new Flesh();
        waist.Add([.. body.Trunk(thick, true)]);
        var (root, left, right) = (_skeleton["root"], _skeleton["thighL"], _skeleton["thighR"]);
        var (front, back) = (_skeleton["tailsF1"], _skeleton["tailsB1"]);
        var first = draft.Places.Count;
        SkinSheet.Add(
            draft, Rows, Columns, true,
            (row, column) =>
            {
                var down = 1 - (row / (float)(Rows - 1));
                var turn = MathF.Tau * column / Columns;
                var (sin, cos) = MathF.SinCos(turn);
                var flare = 1 + (spread * MathF.Pow(down, 1.2f));
                var fold = 1 + (0.045f * down * MathF.Min(1, spread * 3) * MathF.Cos(garment.Folds * turn));
                var place = new Vector3(
                    half * flare * fold * sin, top + (down * (bottom - top)),
                    depth * flare * fold * (1.05f + (0.25f * down)) * cos);

                // It begins just outside of the trunk and comes free of it on its way down.
                var outward = new Vector3(sin, 0, cos);
                var trunk = waist.Meet(new Vector3(0, place.Y, 0) + (outward * H), -outward, H) is { } met
                    ? new Vector2(met.X, met.Z).Length() + (0.003f * H)
                    : 0;
                var size = new Vector2(place.X, place.Z).Length();
                var wanted = trunk > 0 ? Math.Max(trunk, trunk + (Math.Clamp(down * 4, 0, 1) * (size - trunk))) : size;
                place = place with { X = place.X * wanted / size, Z = place.Z * wanted / size };
                // The hem goes with both legs: the nearer one more.
                Span<float> shares = stackalloc float[Skeleton.Most];
                shares.Clear();
                var length = Math.Clamp(((_shape.Hip + (0.02f * H)) - place.Y) / (0.32f * _shape.Hip), 0, 1);
                var legs = 0.86f * length * length * (3 - (2 * length));
                var side = 0.5f + (0.5f * MathF.Tanh(3f * sin));
                shares[left] = legs * side;
                shares[right] = legs * (1 - side);
                var swing = 0.12f * length;
                shares[front] = swing * Math.Max(cos, 0);
                shares[back] = swing * Math.Max(-cos, 0);
                shares[root] = 1 - legs - shares[front] - shares[back];
                return new(place, BoneShare.Strongest(shares), new Vector3(row == 0 ? 0.8f : 1));
            },
            slot);

        // Between its corners the cloth is flat: it keeps a little farther off.
        draft.Drapes.Add(
            new(
                [.. Enumerable.Range(first, draft.Places.Count - first)],
                [
                    .. body.Legs(0.3f * thick + (0.012f * H), 0, 1, 0).Select(
                        leg => new Limb(leg.Bone, leg.A, leg.B, leg.RadiusA, leg.RadiusB))
                ]));
    }

    private float SkirtTop => _shape.Hip + (0.035f * H);

    private void Belt(float thick, byte slot, byte buckle)
    {
        var y = body.Waist - (0.03f * H);
        var half = 0.52f * (body.WaistHalf + body.HipHalf);
        var depth = 0.52f * (body.WaistDepth + body.HipDepth);
        var grow = thick + (0.009f * H);
        ReadOnlySpan<Vector2> profile = [
            new(0.97f, -0.013f * H), new(1, -0.013f * H), new(1, 0.013f * H), new(0.97f, 0.013f * H)
        ];
        var share = BoneShare.Of(_skeleton["spine"], _skeleton["root"], 0.5f);
        SkinSheet.Turned(
            draft, profile, Matrix4x4.CreateScale(half + grow, 1, depth + grow) * Matrix4x4.CreateTranslation(0, y, 0),
            share, 24, slot);
        Round(new(0, y, depth + grow), Vector3.UnitZ, 0.018f * H, 0.006f * H, share, buckle);
    }

    private void Cape(Garment garment, byte slot)
    {
        const int Rows = 11;
        const int Columns = 15;
        var top = _shape.Shoulder + (0.022f * H);
        var bottom = Math.Max(0.02f * H, _shape.Shoulder * (1 - garment.Cape));
        var chest = _skeleton["chest"];
        SkinSheet.Add(
            draft, Rows, Columns, false,
            (row, column) =>
            {
                var down = row / (float)(Rows - 1);
                var across = -1 + (2f * column / (Columns - 1));
                // From one collarbone round the back of the shoulders to the other, opening below.
                var turn = across * (1.9f - (0.55f * MathF.Min(1, down * 3)));
                var (sin, cos) = MathF.SinCos(turn);
                var wide = (0.068f * H)
                    + (MathF.Min(1, down * 5) * ((_shape.ShoulderWidth * 0.98f) - (0.03f * H))) + (down * 0.07f * H);
                var deep = (0.052f * H) + (MathF.Min(1, down * 5) * 0.045f * H)
                    + (down * (0.08f * H)) + (0.014f * H * down * MathF.Cos(across * 12));
                var place = new Vector3(
                    wide * sin, top + (down * (bottom - top))
                        - (MathF.Min(1, down * 6) * 0.03f * H * MathF.Abs(across)), -(0.012f * H) - (deep * cos));
                Span<float> shares = stackalloc float[Skeleton.Most];
                shares.Clear();
                var chain = Math.Clamp((down - 0.12f) / 0.88f, 0, 1) * 4;
                var first = Math.Min((int)chain, 3);
                var part = Math.Clamp(chain - first, 0, 1);
                shares[first == 0 ? chest : _skeleton[$"cape{first}"]] += 1 - part;
                shares[_skeleton[$"cape{first + 1}"]] += part;
                return new(place, BoneShare.Strongest(shares), Vector3.One);
            },
            slot);
    }

    private void Apron(Garment garment, byte slot)
    {
        const int Rows = 8;
        const int Columns = 9;
        var top = _shape.Shoulder - (0.06f * H);
        var bottom = _shape.Hip * (1 - garment.Apron);
        var trunk = new Flesh();
        trunk.Add([.. body.Trunk(Outermost + (0.004f * H), true)]);
        SkinSheet.Add(
            draft, Rows, Columns, false,
            (row, column) =>
            {
                var down = 1 - (row / (float)(Rows - 1));
                var across = -1 + (2f * column / (Columns - 1));
                var bib = MathF.Min(1, MathF.Max(0.5f, ((down - 0.25f) * 4) + 0.5f));
                var turn = across * bib * 1.15f;
                var (sin, cos) = MathF.SinCos(turn);
                var place = new Vector3(
                    (body.HipHalf + (0.03f * H)) * sin, top + (down * (bottom - top)),
                    (MathF.Max(body.HipDepth, body.WaistDepth) + (0.032f * H) + (0.02f * H * down)) * cos);
                var outward = new Vector3(sin, 0, cos);
                if (trunk.Meet(new Vector3(0, place.Y, 0) + (outward * H), -outward, H) is { } met && met.Z > place.Z)
                {
                    place = met;
                }

                Span<float> shares = stackalloc float[Skeleton.Most];
                shares.Clear();
                var low = Math.Clamp((_shape.Hip - place.Y) / (0.5f * _shape.Hip), 0, 1);
                var side = 0.5f + (0.5f * MathF.Tanh(2 * sin));
                shares[_skeleton["thighL"]] = 0.6f * low * side;
                shares[_skeleton["thighR"]] = 0.6f * low * (1 - side);
                shares[_skeleton["tailsF1"]] = 0.25f * low;
                var rest = 1 - (0.85f * low);
                var high = Math.Clamp((place.Y - _shape.Hip) / (_shape.Shoulder - _shape.Hip), 0, 1);
                shares[_skeleton["root"]] = rest * Math.Max(0, 1 - (2 * high));
                shares[_skeleton["spine"]] = rest * (1 - MathF.Abs((2 * high) - 1));
                shares[_skeleton["chest"]] = rest * Math.Max(0, (2 * high) - 1);
                return new(place, BoneShare.Strongest(shares), Vector3.One);
            },
            slot);
    }

    private void Scarf(byte slot)
    {
        var neck = _skeleton.At("neck");
        var wide = H * (0.040f + (0.008f * _shape.Build));
        var share = BoneShare.Of(_skeleton["chest"], _skeleton["neck"], 0.3f);
        var ring = new Vector2[9];
        for (var i = 0; i < ring.Length; i++)
        {
            var (sin, cos) = MathF.SinCos(-2.6f + (5.2f * i / (ring.Length - 1)));
            ring[i] = new(wide + (0.024f * cos * H), 0.026f * sin * H);
        }

        SkinSheet.Turned(
            draft, ring, Matrix4x4.CreateScale(1.1f, 1, 1) * Matrix4x4.CreateRotationX(0.22f)
                * Matrix4x4.CreateTranslation(neck + new Vector3(0, 0.006f * H, 0.004f * H)), share, 20, slot);
        foreach (var (side, reach) in (ReadOnlySpan<(int, float)>)[(1, 1f), (-1, 0.72f)])
        {
            var from = _skeleton.At("scarf1") with { X = side * 0.022f * H };
            var to = from + (reach * (_skeleton.At("scarf2") - _skeleton.At("scarf1")) * 2.1f);
            Span<Vector3> line = [
                from + new Vector3(0, 0.012f * H, -0.012f * H), Vector3.Lerp(from, to, 0.35f),
                Vector3.Lerp(from, to, 0.7f), to
            ];
            SkinSheet.Sweep(
                draft, line, [0.020f * H, 0.026f * H, 0.027f * H, 0.028f * H],
                [
                    share, BoneShare.Of(_skeleton["scarf1"]),
                    BoneShare.Of(_skeleton["scarf1"], _skeleton["scarf2"], 0.6f), BoneShare.Of(_skeleton["scarf2"])
                ],
                8, slot, thin: (Vector3.UnitZ, 0.32f), blunt: 0.3f);
        }
    }

    private void Hood(Garment garment, float thick, byte slot)
    {
        var flesh = new Flesh();
        var trim = new FleshTrim { Depth = 0.05f * R };
        var head = _skeleton["head"];
        if (garment.Hood == "up")
        {
            trim.Cut(
                FleshBody.Egg(
                    head, _shape.Face(0, -0.14f, 0.66f), new Vector3(0.72f * _shape.Wide, 0.84f, 0.86f) * R, 0));
            flesh.Add(
                FleshBody.Egg(
                    head, _shape.Face(0, 0.16f, -0.10f), new Vector3(0.98f * _shape.Wide, 1.02f, 1.04f) * R, 0.2f * R),
                FleshBody.Egg(head, _shape.Face(0, -0.62f, -0.25f), new Vector3(0.82f, 0.52f, 0.74f) * R, 0.3f * R),
                FleshBody.Egg(head, _shape.Face(0, -0.05f, -0.02f), new Vector3(0.86f * _shape.Wide, 0.92f, 0.90f) * R, 0.02f * R) with
                {
                    Carve = true,
                });
        }
        else if (garment.Hood == "down")
        {
            var neck = _skeleton.At("neck");
            flesh.Add(
                FleshBody.Egg(
                    _skeleton["chest"], neck + new Vector3(0, -0.012f * H, -0.050f * H - thick),
                    new Vector3(0.062f, 0.034f, 0.036f) * H, 0.04f * H),
                FleshBody.Tube(
                    _skeleton["chest"], neck + new Vector3(0.052f * H, 0, 0.012f * H),
                    neck + new Vector3(0.04f * H, -0.004f * H, -0.045f * H), 0.018f * H, 0.024f * H, 0.03f * H),
                FleshBody.Tube(
                    _skeleton["chest"], neck + new Vector3(-0.052f * H, 0, 0.012f * H),
                    neck + new Vector3(-0.04f * H, -0.004f * H, -0.045f * H), 0.018f * H, 0.024f * H, 0.03f * H));
        }

        FleshMesher.Add(flesh, 0.105f * R, slot, draft, trim: garment.Hood == "up" ? trim : null);
    }

    private void Hat(Garment garment, byte slot, byte trim)
    {
        var share = BoneShare.Of(_skeleton["head"]);
        var wide = 0.86f + (_shape.Wide - 1);
        var place = Matrix4x4.CreateScale(R * wide, R, R * wide * garment.HatLong)
            * Matrix4x4.CreateFromYawPitchRoll(
                0, -garment.HatTilt.X * MathF.PI / 180, garment.HatTilt.Y * MathF.PI / 180)
            * Matrix4x4.CreateTranslation(_shape.Face(0, 0, -0.10f));
        SkinSheet.Turned(draft, [.. garment.Hat], place, share, 32, slot, outside: point => OutsideHead(point, 0.06f));
        if (garment.Band is { } band)
        {
            ReadOnlySpan<Vector2> profile = [
                new(band.Z, band.X - (band.Y / 2)), new(band.Z + 0.025f, band.X), new(band.Z, band.X + (band.Y / 2))
            ];
            SkinSheet.Turned(draft, profile, place, share, 32, trim, outside: point => OutsideHead(point, 0.085f));
        }
    }

    // A hat is stretched where the head is wider than it, by so many half heads.
    private Vector3 OutsideHead(Vector3 point, float above)
    {
        var outward = (point - _shape.Face(0, 0, -0.10f)) with { Y = 0 };
        if (outward.Length() < 0.2f * R)
        {
            return point;
        }

        outward = Vector3.Normalize(outward);
        for (var i = 0; i < 4; i++)
        {
            point += outward * Math.Max((above * R) - Head.Distance(point), 0);
        }

        return point;
    }

    private void Glasses(string kind, byte frame, byte lens)
    {
        var share = BoneShare.Of(_skeleton["head"]);
        var radius = R * (kind == "goggles" ? 0.33f : kind == "square" ? 0.27f : 0.285f);
        foreach (var side in (ReadOnlySpan<int>)[1, -1])
        {
            var eye = PersonHead.EyePlace(_shape, side);
            var middle = eye + new Vector3(side * 0.01f * R, -0.01f * R, (_shape.Eye * 1.32f * R) + (0.03f * R));
            const int Points = 14;
            var line = new Vector3[Points + 1];
            for (var i = 0; i <= Points; i++)
            {
                var (sin, cos) = MathF.SinCos(MathF.Tau * i / Points);
                if (kind is "square" or "dark")
                {
                    sin = MathF.CopySign(MathF.Sqrt(MathF.Abs(sin)), sin) * 0.8f;
                    cos = MathF.CopySign(MathF.Sqrt(MathF.Abs(cos)), cos);
                }

                line[i] = middle + new Vector3(
                    radius * cos, radius * sin, -0.10f * R * MathF.Abs(cos) * (cos * side > 0 ? 1 : 0.2f));
            }

            var thick = R * (kind == "goggles" ? 0.055f : 0.026f);
            SkinSheet.Sweep(draft, line, Same(thick, line.Length), Same(share, line.Length), 5, frame);
            if (kind is "dark" or "goggles")
            {
                var centre = draft.Vertex(middle, Vector3.UnitZ, share);
                var first = draft.Vertex(line[0], Vector3.UnitZ, share);
                for (var i = 1; i <= Points; i++)
                {
                    draft.Triangle(centre, first + i - 1, draft.Vertex(line[i], Vector3.UnitZ, share), lens);
                }
            }

            var temple = _shape.Face(side * 0.86f * _shape.Wide, 0.06f, -0.05f);
            ReadOnlySpan<Vector3> arm = [
                middle + new Vector3(side * radius, 0.02f * R, -0.09f * R),
                Vector3.Lerp(middle + new Vector3(side * radius, 0.02f * R, 0), temple, 0.5f)
                    + new Vector3(side * 0.04f * R, 0, 0), temple
            ];
            SkinSheet.Sweep(draft, arm, Same(0.7f * thick, 3), Same(share, 3), 5, frame);
            if (side > 0)
            {
                ReadOnlySpan<Vector3> bridge = [
                    middle + new Vector3(-radius, 0.03f * R, -0.02f * R),
                    new(0, middle.Y + (0.06f * R), middle.Z + (0.03f * R)),
                    new(-middle.X + radius, middle.Y + (0.03f * R), middle.Z - (0.02f * R))
                ];
                SkinSheet.Sweep(draft, bridge, Same(thick, 3), Same(share, 3), 5, frame);
            }
        }

        static T[] Same<T>(T value, int count)
        {
            var values = new T[count];
            Array.Fill(values, value);
            return values;
        }
    }
}
