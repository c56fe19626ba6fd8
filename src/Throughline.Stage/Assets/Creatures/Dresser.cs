using System.Numerics;
using Throughline.Stage.Rendering;

namespace Throughline.Stage.Assets;

/// <summary>Puts clothes on a person. Lengths in shares of the height unless said otherwise.</summary>
internal sealed partial class Dresser(PersonBody body, SkinDraft draft)
{
    private const float Cell = 0.0215f;
    private const float CloseUnder = 0.4f;

    private readonly PersonShape _shape = body.Shape;
    private readonly Skeleton _skeleton = body.Skeleton;

    /// <summary>
    /// Thickness of what is worn over the trunk at its thickest, metres: what hangs before it stays outside.
    /// </summary>
    public float Outermost { get; init; }

    /// <summary>The coat-tails under which skirts stay; null for none.</summary>
    public Garment? Tails { get; init; }

    /// <summary>
    /// What is worn open and without sleeves over <see cref="UnderVest"/>, which lies closer there; null for nothing.
    /// </summary>
    public Garment? Vest { get; init; }

    /// <summary>What is seen below the vest; null for nothing.</summary>
    public Garment? UnderVest { get; init; }

    /// <summary>Trousers, over which what is worn above them ends; null for none.</summary>
    public Garment? Bottom { get; init; }

    /// <summary>The head, over which hats fit.</summary>
    public required Flesh Head { get; init; }

    private float H => _shape.Height;

    private float R => _shape.Head;

    /// <summary>Adds a garment.</summary>
    /// <param name="garment">The garment.</param>
    /// <param name="cloth">Its cloth.</param>
    /// <param name="trim">Its trim.</param>
    /// <param name="hidden">Whether something over it hides the trunk but for the collar.</param>
    /// <param name="glimpsed">Whether something over it, open at the neck, shows no more of it than a strip down the
    /// front.</param>
    /// <param name="hiddenLegs">Whether something over it, or boots, hide the lower legs.</param>
    public void Wear(Garment garment, Material cloth, Material trim, bool hidden, bool glimpsed, bool hiddenLegs)
    {
        var slot = draft.Slot(cloth);
        var trimSlot = draft.Slot(trim);
        var thick = garment.Thick * 0.01f * H;
        if (garment.Trunk && !hidden)
        {
            // What is worn below an open coat lies closer and has no back, so that it cannot come through.
            var close = glimpsed ? 0.25f * thick : garment == UnderVest ? CloseUnder * thick : thick;
            Trunk(garment, close, slot, glimpsed);
            Buttons(garment, close, trimSlot);
        }

        if (garment.Legs > 0)
        {
            Trousers(garment, thick, slot, hiddenLegs);
        }

        if (garment.Skirt > 0 && !(Tails is { } tails && tails != garment && tails.Skirt >= garment.Skirt))
        {
            Skirt(garment, thick, draft.Slot(cloth with { TwoSided = true }));
        }

        if (garment.Belt && !hidden && !glimpsed)
        {
            Belt(
                thick, trimSlot,
                draft.Slot(new Material { Kind = MaterialKind.Metal, Colour = new(0.75f, 0.6f, 0.25f) }));
        }

        Collar(garment, thick, slot, trimSlot);
        Hood(garment, thick, slot);
        if (garment.Cape > 0)
        {
            Cape(garment, draft.Slot(cloth with { TwoSided = true }));
        }

        if (garment.Shaft is { } shaft)
        {
            FleshMesher.Add(body.Feet(thick, shaft, new(0.35f)), 0.018f * H, slot, draft);
        }

        if (garment.Apron > 0)
        {
            Apron(garment, draft.Slot(cloth with { TwoSided = true }));
        }

        if (garment.Scarf)
        {
            Scarf(slot);
        }

        if (garment.Hat.Count > 0)
        {
            Hat(garment, draft.Slot(cloth with { TwoSided = true }), trimSlot);
        }

        if (garment.Glasses is { } glasses)
        {
            Glasses(glasses, slot, trimSlot);
        }

        Parts(garment, slot, trimSlot);
    }

    private void Trunk(Garment garment, float thick, byte slot, bool glimpsed)
    {
        var flesh = Cloth(garment, thick, sleeves: !glimpsed);
        var trim = new FleshTrim { Depth = Math.Max(thick, 0.006f * H) };
        if (glimpsed)
        {
            var chest = _skeleton["chest"];
            var half = new Vector3(0.3f, 0.6f, 0.3f) * H;
            foreach (var middle in (ReadOnlySpan<Vector3>)[new(0.362f * H, _shape.Shoulder, 0), new(-0.362f * H, _shape.Shoulder, 0), new(0, _shape.Shoulder, -0.3f * H)])
            {
                trim.Cut(FleshBody.Box(chest, middle, half, 0.002f, 0));
            }
        }
        else if (garment.Sleeve == 0)
        {
            foreach (var letter in (ReadOnlySpan<char>)['L', 'R'])
            {
                trim.Cut(
                    FleshBody.Egg(
                        _skeleton["chest"], _skeleton.At($"upperArm{letter}"), new Vector3(0.046f, 0.074f, 0.12f) * H,
                        0));
            }
        }

        if (garment == Vest && UnderVest is not null)
        {
            trim.EndOn(Cloth(UnderVest, CloseUnder * UnderVest.Thick * 0.01f * H, sleeves: true), 0.0015f * H);
        }

        if (Bottom is { Legs: > 0 } && garment.Legs == 0 && garment.Slot == GarmentSlot.Top)
        {
            trim.EndOn(Seat(Bottom, Bottom.Thick * 0.01f * H, false), 0.0015f * H);
        }

        // Cut flat at the hem.
        var hem = garment.Skirt > 0 ? SkirtTop - (0.012f * H) : _shape.Hip - (0.006f * H);
        if (garment.Legs == 0)
        {
            trim.Cut(
                FleshBody.Box(
                    _skeleton["root"], new(0, hem - (0.3f * H), 0), new Vector3(0.19f, 0.3f, 0.3f) * H, 0.002f, 0));
        }

        if (garment.Open > 0)
        {
            // A wedge cut out of the front shows what is worn below.
            var low = Math.Max(_shape.Shoulder - (garment.Open * (_shape.Shoulder - body.Waist)), hem + (0.05f * H));
            var front = flesh.Meet(new Vector3(0, low, H), -Vector3.UnitZ, H)?.Z ?? 0.1f * H;
            var top = new Vector3(0, _shape.Shoulder + (0.02f * H), 0.62f * front);
            trim.Cut(
                FleshBody.Tube(
                    _skeleton["chest"], top, new Vector3(0, low, front + (0.002f * H)), 0.05f * H, 0.014f * H, 0));
        }

        FleshMesher.Add(flesh, Cell * H, slot, draft, trim: trim);
    }

    // A garment's trunk and sleeves, whole.
    private Flesh Cloth(Garment garment, float thick, bool sleeves)
    {
        var flesh = new Flesh();
        flesh.Add([.. body.Trunk(thick, true)]);
        if (sleeves && garment.Sleeve > 0)
        {
            flesh.Add([.. body.Arms(thick, 0, garment.Sleeve, garment.SleeveWide * 0.01f * H)]);
        }

        return flesh;
    }

    private void Buttons(Garment garment, float thick, byte slot)
    {
        var flesh = new Flesh();
        foreach (var one in body.Trunk(thick, true))
        {
            flesh.Add(one);
        }

        for (var i = 0; i < garment.Buttons; i++)
        {
            var high = _shape.Shoulder - (0.05f * H) - (garment.Open * 0.5f * (_shape.Shoulder - body.Waist));
            var y = garment.Buttons == 1 ? body.Waist : high + ((_shape.Hip + (0.02f * H) - high) * i
                / (garment.Buttons - 1));
            if (flesh.Meet(new(0, y, H), -Vector3.UnitZ, H) is { } met)
            {
                var bone = y > _shape.Hip + (0.56f * (_shape.Shoulder - _shape.Hip)) ? "chest" : y > _shape.Hip + (0.2f
                    * (_shape.Shoulder - _shape.Hip)) ? "spine" : "root";
                Round(
                    met, flesh.NormalAt(met, 0.01f * H), 0.0095f * H, 0.004f * H, BoneShare.Of(_skeleton[bone]), slot);
            }
        }
    }

    private void Trousers(Garment garment, float thick, byte slot, bool tucked) =>
        FleshMesher.Add(Seat(garment, thick, tucked), Cell * H, slot, draft);

    // Trousers, closer about the waist, where they are under what is worn above.
    private Flesh Seat(Garment garment, float thick, bool tucked)
    {
        var flesh = new Flesh();
        flesh.Add(
            FleshBody.Egg(
                _skeleton["root"], new(0, _shape.Hip + (0.022f * H), -0.004f * H),
                new Vector3(body.HipHalf, 0.06f * H, body.HipDepth) + new Vector3(0.5f * thick), 0.05f * H));
        flesh.Add(
            FleshBody.Egg(
                _skeleton["spine"], new(0, body.Waist - (0.02f * H), 0),
                new Vector3(body.WaistHalf, 0.03f * H, body.WaistDepth) + new Vector3(0.3f * thick), 0.05f * H));
        if (tucked)
        {
            // Narrower before they meet the boots, and down into them.
            flesh.Add(
                [
                    .. body.Legs(thick, 0, Math.Min(garment.Legs, 0.6f), 0),
                    .. body.Legs(0, 0.56f, Math.Min(garment.Legs, 0.86f), -0.004f * H)
                ]);
        }
        else
        {
            flesh.Add([.. body.Legs(thick, 0, garment.Legs, garment.LegsWide * 0.01f * H)]);
        }

        return flesh;
    }

    private void Collar(Garment garment, float thick, byte slot, byte trim)
    {
        var neck = _skeleton.At("neck");
        var chest = BoneShare.Of(_skeleton["chest"]);
        var wide = H * (0.036f + (0.008f * _shape.Build));
        var place = Matrix4x4.CreateScale(1.12f, 1, 1) * Matrix4x4.CreateRotationX(0.2f) * Matrix4x4.CreateTranslation(
            neck + new Vector3(0, 0.024f * H, 0));
        switch (garment.Collar)
        {
            case "crew":
                Ring(0.012f, 0.010f);
                break;
            case "roll":
                Ring(0.014f, 0.020f);
                break;
            case "fur":
                Ring(0.026f, 0.024f, 1.25f);
                break;
            case "stand":
                ReadOnlySpan<Vector2> stand = [
                    new(wide + (0.022f * H), -0.012f * H), new(wide + (0.014f * H), 0.026f * H),
                    new(wide + (0.008f * H), 0.026f * H), new(wide + (0.004f * H), -0.004f * H)
                ];
                SkinSheet.Turned(draft, stand, place, chest, 26, slot);
                break;
            case "shirt":
                ReadOnlySpan<Vector2> shirt = [
                    new(wide + (0.022f * H), -0.014f * H), new(wide + (0.016f * H), 0.006f * H),
                    new(wide + (0.008f * H), 0.018f * H), new(wide, 0.004f * H)
                ];
                SkinSheet.Turned(draft, shirt, place, chest, 26, slot);
                break;
            case "ruff":
                ReadOnlySpan<Vector2> ruff = [
                    new(wide, -0.012f * H), new(wide + (0.05f * H), -0.006f * H), new(wide + (0.055f * H), 0.004f * H),
                    new(wide + (0.05f * H), 0.012f * H), new(wide, 0.016f * H)
                ];
                SkinSheet.Turned(draft, ruff, place, chest, 24, trim);
                break;
        }

        void Ring(float width, float height, float size = 1)
        {
            const int Points = 9;
            var ring = new Vector2[Points];
            for (var i = 0; i < Points; i++)
            {
                var (sin, cos) = MathF.SinCos(-2.9f + (5.8f * i / (Points - 1)));
                ring[i] = new(((wide * size) + (width * cos * H)) + (0.3f * thick), height * sin * H);
            }

            SkinSheet.Turned(draft, ring, place, chest, 26, slot);
        }
    }

    // A flat button.
    private void Round(Vector3 place, Vector3 normal, float radius, float rise, BoneShare share, byte slot)
    {
        var across = Vector3.Normalize(Vector3.Cross(Vector3.UnitY, normal));
        var up = Vector3.Cross(normal, across);
        SkinSheet.Add(
            draft, 3, 8, true,
            (row, column) =>
            {
                var (sin, cos) = MathF.SinCos(MathF.Tau * column / 8);
                var size = row switch { 0 => radius, 1 => 0.85f * radius, _ => 0.02f * radius };
                return new(
                    place + (normal * (row == 0 ? -0.2f * rise : rise)) + (size * ((cos * across) + (sin * up))), share,
                    Vector3.One);
            },
            slot);
    }

    private void Parts(Garment garment, byte slot, byte trim)
    {
        foreach (var group in garment.Parts.GroupBy(part => part.Trim))
        {
            var flesh = new Flesh();
            foreach (var part in group)
            {
                flesh.Add(Body(part, 1));
                if (part.Twice)
                {
                    flesh.Add(Body(part, -1));
                }
            }

            FleshMesher.Add(flesh, 0.10f * R, group.Key ? trim : slot, draft, 0.2f);
        }
    }

    private FleshBody Body(GarmentPart part, int side)
    {
        var name = side < 0 && part.Bone.EndsWith('L') ? part.Bone[..^1] + 'R' : part.Bone;
        var bone = Math.Max(_skeleton.Find(name), 0);
        var origin = name == "head" ? _shape.HeadMiddle : _skeleton.Bones[bone].Rest;
        var at = Place(part.At);
        var radians = part.Turn * MathF.PI / 180;
        var turn = Quaternion.CreateFromYawPitchRoll(side * radians.Y, radians.X, side * radians.Z);
        const float Blend = 0.06f;
        return part.To is { } to ? FleshBody.Tube(bone, at, Place(to), part.Size.X * R, part.Size.Y * R, Blend * R)
            : part.Edge is { } edge ? FleshBody.Box(bone, at, part.Size * R, edge * R, Blend * R, turn)
            : FleshBody.Egg(bone, at, part.Size * R, Blend * R, turn);

        Vector3 Place(Vector3 place)
        {
            var there = origin + (R * place with { X = side * place.X });
            return part.Flush && Front().Meet(there with { Z = H }, -Vector3.UnitZ, H) is { } met
                ? there with { Z = met.Z + (R * place.Z) }
                : there;
        }
    }

    // The front of the trunk as it is dressed below an open coat.
    private Flesh Front()
    {
        var flesh = new Flesh();
        flesh.Add([.. body.Trunk(0.004f * H, true)]);
        return flesh;
    }
}
