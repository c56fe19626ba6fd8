using System.Numerics;
using Throughline.Chance;
using Throughline.Stage.Rendering;

namespace Throughline.Stage.Assets;

/// <summary>Hair and beard: masses laid over the skull. Lengths in half heads.</summary>
internal sealed class PersonHair
{
    private readonly PersonShape _shape;
    private readonly Skeleton _skeleton;
    private readonly SkinDraft _draft;
    private readonly int _head;
    private readonly byte _slot;
    private readonly long _seed;
    private readonly Flesh _flesh = new();
    private readonly Flesh _skull;
    private readonly FleshTrim _trim;

    private PersonHair(PersonShape shape, Skeleton skeleton, SkinDraft draft, byte slot, Flesh skull, long seed)
    {
        _shape = shape;
        _skeleton = skeleton;
        _draft = draft;
        _head = skeleton["head"];
        _slot = slot;
        _seed = seed;
        _skull = skull;
        _trim = Trim(0.018f);
    }

    /// <summary>The hair styles there are.</summary>
    public static IReadOnlyList<string> Styles { get; } = [
        "short", "long", "curly", "bun", "braid", "ponytail", "bald", "bob", "mohawk"
    ];

    /// <summary>Adds hair and beard.</summary>
    /// <param name="shape">The person.</param>
    /// <param name="skeleton">Its bones.</param>
    /// <param name="draft">Takes them.</param>
    /// <param name="material">Of the hair.</param>
    /// <param name="skull">The head it lies on.</param>
    /// <param name="covered">Whether a hat hides the crown: only what shows below is made.</param>
    /// <param name="seed">Decides how locks fall.</param>
    public static void Add(
        PersonShape shape, Skeleton skeleton, SkinDraft draft, Material material, Flesh skull, bool covered, long seed)
    {
        var slot = draft.Slot(material);
        var hair = new PersonHair(shape, skeleton, draft, slot, skull, seed);
        hair.Style(covered);
        hair.Beard();
    }

    private float R => _shape.Head;

    private void Style(bool covered)
    {
        var dice = Dice.Of(_seed, 40);
        var part = dice.Next() < 0.5f ? 1 : -1;
        var volume = dice.Between(0.9f, 1.15f);
        if (_shape.Hair == "bald")
        {
            Fringe();
            return;
        }

        if (_shape.Hair == "mohawk")
        {
            for (var i = 0; i < 7 && !covered; i++)
            {
                var turn = -1.0f + (i * 0.38f);
                var (sin, cos) = MathF.SinCos(turn);
                _flesh.Add(
                    Tube(
                        new(0, 0.2f + (0.75f * cos), -0.08f - (0.8f * sin)),
                        new(0, 0.2f + (1.2f * cos), -0.12f - (1.22f * sin)), 0.17f, 0.07f, 0.1f));
            }

            Finish(0.12f);
            return;
        }

        var thick = (_shape.Hair == "curly" ? 0.03f : 0.075f) * volume * (covered ? 0.35f : 1);
        Scalp(thick, covered);
        switch (_shape.Hair)
        {
            case "curly":
                Curls(covered, ref dice);
                break;
            case "long":
                Long(part, covered);
                break;
            case "bob":
                Bob(part, covered);
                break;
            case "bun":
                Bangs(part, 0.6f, covered);
                if (!covered)
                {
                    _flesh.Add(Ball(0, 0.86f, -0.72f, 0.36f, 0.06f));
                }

                break;
            case "braid":
                Bangs(part, 0.8f, covered);
                Braid();
                break;
            case "ponytail":
                Bangs(part, 0.9f, covered);
                Tail();
                break;
            default:
                Short(part, volume, covered);
                break;
        }

        Finish(0.115f);
    }

    private void Finish(float cell) => FleshMesher.Add(_flesh, cell * R, _slot, _draft, 0.6f, trim: _trim);

    // Hair ends before it meets the skin, and goes in there.
    private FleshTrim Trim(float above)
    {
        var trim = new FleshTrim { Depth = 0.11f * R };
        trim.EndOn(_skull, above * R);
        return trim;
    }

    // The skull's shape, thicker, cut free of the face.
    private void Scalp(float thick, bool covered)
    {
        var wide = _shape.Wide;
        _flesh.Add(
            Egg(0, 0.20f, -0.12f, (0.83f * wide) + thick, 0.80f + (1.1f * thick), 0.87f + thick, 0.1f),
            Egg(0, -0.28f, -0.42f, (0.62f * wide) + thick, 0.42f, 0.48f + thick, 0.2f));
        _trim.Cut(
            Egg(0, -0.26f, 0.72f, 0.66f * wide, 0.66f, 0.80f, 0),
            Egg(0, -0.55f, 0.55f, 0.95f * wide, 0.42f, 0.72f, 0));
        // Hair that falls over the ears leaves no hole about them.
        foreach (var side in _shape.Hair is "long" or "bob" ? (ReadOnlySpan<int>)[] : [1, -1])
        {
            _trim.Cut(Egg(side * 0.95f * wide, -0.16f, 0.02f, 0.24f, 0.30f, 0.20f, 0));
        }

        if (covered)
        {
            _trim.Cut(Egg(0, 1.05f, -0.1f, 1.5f, 0.72f, 1.5f, 0));
        }
    }

    private void Short(int part, float volume, bool covered)
    {
        if (covered)
        {
            return;
        }

        for (var i = 0; i < 5; i++)
        {
            var x = part * (-0.42f + (0.22f * i));
            _flesh.Add(
                Tube(
                    new(x, 0.92f - (0.1f * MathF.Abs(x)), 0.15f),
                    new(x + (part * 0.25f), 0.80f - (0.12f * i * 0.5f), 0.68f), 0.20f * volume, 0.10f, 0.12f));
        }

        _flesh.Add(Tube(new(part * 0.2f, 1.0f, -0.2f), new(part * -0.3f, 0.98f, 0.3f), 0.16f * volume, 0.14f, 0.2f));
    }

    private void Bangs(int part, float fall, bool covered)
    {
        if (covered)
        {
            return;
        }

        var wide = _shape.Wide;
        _flesh.Add(
            Tube(
                new(part * 0.25f, 0.90f, 0.30f), new(part * -0.62f * wide, 0.62f - (0.3f * fall), 0.56f), 0.17f, 0.10f,
                0.12f),
            Tube(
                new(part * 0.25f, 0.90f, 0.30f), new(part * 0.66f * wide, 0.55f - (0.25f * fall), 0.52f), 0.16f, 0.09f,
                0.12f));
    }

    private void Bob(int part, bool covered)
    {
        var wide = _shape.Wide;
        Bangs(part, 0.7f, covered);
        foreach (var side in (ReadOnlySpan<int>)[1, -1])
        {
            _flesh.Add(
                Tube(
                    new(side * 0.74f * wide, 0.35f, 0.05f), new(side * 0.80f * wide, -0.52f, 0.14f), 0.22f, 0.20f,
                    0.15f),
                Tube(
                    new(side * 0.62f * wide, 0.25f, -0.35f), new(side * 0.62f * wide, -0.58f, -0.35f), 0.34f, 0.28f,
                    0.2f));
        }

        _flesh.Add(Tube(new(0, 0.2f, -0.62f), new(0, -0.58f, -0.60f), 0.36f, 0.30f, 0.2f));
    }

    private void Long(int part, bool covered)
    {
        var wide = _shape.Wide;
        Bangs(part, 0.8f, covered);
        var (one, two) = (_skeleton["hair1"], _skeleton["hair2"]);
        foreach (var side in (ReadOnlySpan<int>)[1, -1])
        {
            _flesh.Add(
                Tube(
                    new(side * 0.74f * wide, 0.35f, 0.02f), new(side * 0.84f * wide, -0.62f, -0.02f), 0.20f, 0.19f,
                    0.15f),
                Tube(new(side * 0.84f * wide, -0.62f, -0.02f), new(side * 0.72f * wide, -1.50f, 0.06f), 0.19f, 0.04f, 0.15f) with
                {
                    Bone = _head,
                    BoneB = one,
                },
                Tube(new(side * 0.50f, 0.2f, -0.55f), new(side * 0.58f, -0.75f, -0.70f), 0.36f, 0.32f, 0.25f) with
                {
                    BoneB = one,
                },
                Tube(new(side * 0.58f, -0.75f, -0.70f), new(side * 0.46f, -1.75f, -0.86f), 0.32f, 0.16f, 0.25f) with
                {
                    Bone = one,
                    BoneB = two,
                });
        }

        _flesh.Add(
            Tube(new(0, 0.2f, -0.70f), new(0, -0.8f, -0.86f), 0.34f, 0.34f, 0.25f) with { BoneB = one },
            Tube(new(0, -0.8f, -0.86f), new(0, -1.95f, -0.95f), 0.34f, 0.18f, 0.25f) with { Bone = one, BoneB = two });
    }

    private void Braid()
    {
        for (var i = 0; i < 8; i++)
        {
            var share = i / 7f;
            var bone = _skeleton[$"hair{1 + Math.Min(2, i * 3 / 8)}"];
            var place = Vector3.Lerp(new(0, -0.25f, -1.0f), new(0, -2.2f, -1.05f), share);
            _flesh.Add(
                Egg(0.06f * (i % 2 == 0 ? 1 : -1), place.Y, place.Z, 0.21f - (0.07f * share), 0.19f, 0.18f - (0.05f * share), 0.05f) with
                {
                    Bone = bone,
                });
        }
    }

    private void Tail()
    {
        var (one, two, three) = (_skeleton["hair1"], _skeleton["hair2"], _skeleton["hair3"]);
        _flesh.Add(
            Tube(new(0, 0.45f, -0.85f), new(0, 0.38f, -1.20f), 0.17f, 0.22f, 0.1f) with { Bone = _head, BoneB = one },
            Tube(new(0, 0.38f, -1.20f), new(0, -0.55f, -1.32f), 0.24f, 0.27f, 0.15f) with { Bone = one, BoneB = two },
            Tube(new(0, -0.55f, -1.32f), new(0, -1.5f, -1.20f), 0.27f, 0.08f, 0.15f) with
            {
                Bone = two,
                BoneB = three,
            });
    }

    private void Curls(bool covered, ref Dice dice)
    {
        // Points spread evenly over a ball by the golden angle; those over the face are left out.
        const int Points = 64;
        for (var i = 0; i < Points; i++)
        {
            var y = 1 - (2 * (i + 0.5f) / Points);
            var (sin, cos) = MathF.SinCos(i * 2.3999632f);
            var ring = MathF.Sqrt(1 - (y * y));
            var way = new Vector3(cos * ring, y, sin * ring);
            var face = way.Z > 0.12f && way.Y < 0.52f;
            if (face || way.Y < -0.55f || (covered && way.Y > 0.1f)
                || (MathF.Abs(way.X) > 0.72f && way.Z > -0.25f && way.Y < 0.05f))
            {
                continue;
            }

            _flesh.Add(
                Ball(
                    way.X * 0.86f * _shape.Wide, 0.18f + (way.Y * 0.86f), -0.12f + (way.Z * 0.86f),
                    dice.Between(0.21f, 0.29f), 0.05f));
        }
    }

    private void Fringe()
    {
        if (_shape.Age < 40)
        {
            return;
        }

        foreach (var side in (ReadOnlySpan<int>)[1, -1])
        {
            _flesh.Add(
                Tube(
                    new(side * 0.80f * _shape.Wide, 0.14f, -0.14f), new(side * 0.62f * _shape.Wide, -0.02f, -0.62f),
                    0.15f, 0.17f, 0.1f),
                Tube(new(side * 0.62f * _shape.Wide, -0.02f, -0.62f), new(0, -0.12f, -0.86f), 0.17f, 0.16f, 0.1f));
        }

        Finish(0.115f);
    }

    private void Beard()
    {
        var chin = -0.80f + (0.12f * (1 - _shape.Grown));
        if (_shape.Beard is "beard" or "moustache")
        {
            foreach (var side in (ReadOnlySpan<int>)[1, -1])
            {
                Span<Vector3> line = [
                    _shape.Face(side * 0.03f, -0.385f, 0.86f), _shape.Face(side * 0.18f, -0.42f, 0.83f),
                    _shape.Face(side * 0.36f, -0.50f, 0.68f)
                ];
                SkinSheet.Sweep(
                    _draft, line, [0.085f * R, 0.085f * R, 0.035f * R],
                    [BoneShare.Of(_head), BoneShare.Of(_head), BoneShare.Of(_head)], 7, _slot,
                    thin: (Vector3.UnitZ, 0.7f));
            }
        }

        if (_shape.Beard != "beard")
        {
            return;
        }

        var beard = new Flesh();
        var length = Dice.Of(_seed, 41).Between(0.1f, 0.45f);
        beard.Add(
            Egg(0, chin + 0.02f - (0.4f * length), 0.34f, 0.40f * _shape.Jaw, 0.26f + (0.5f * length), 0.36f, 0.15f));
        var trim = Trim(0.018f);
        trim.Cut(Egg(0, -0.50f, 0.92f, 0.27f, 0.13f, 0.34f, 0));
        foreach (var side in (ReadOnlySpan<int>)[1, -1])
        {
            beard.Add(
                Tube(
                    new(side * 0.74f * _shape.Wide, -0.10f, 0.16f),
                    new(side * 0.58f * _shape.Jaw * _shape.Wide, -0.58f, 0.30f), 0.11f, 0.22f, 0.12f),
                Tube(
                    new(side * 0.58f * _shape.Jaw * _shape.Wide, -0.58f, 0.30f), new(side * 0.18f, chin, 0.48f), 0.22f,
                    0.24f, 0.12f));
        }

        FleshMesher.Add(beard, 0.11f * R, _slot, _draft, trim: trim);
    }

    private FleshBody Ball(float x, float y, float z, float radius, float blend) =>
        FleshBody.Ball(_head, _shape.Face(x, y, z), radius * R, blend * R);

    private FleshBody Tube(Vector3 a, Vector3 b, float radiusA, float radiusB, float blend) =>
        FleshBody.Tube(
            _head, _shape.Face(a.X, a.Y, a.Z), _shape.Face(b.X, b.Y, b.Z), radiusA * R, radiusB * R, blend * R);

    private FleshBody Egg(float x, float y, float z, float halfX, float halfY, float halfZ, float blend) =>
        FleshBody.Egg(_head, _shape.Face(x, y, z), new Vector3(halfX, halfY, halfZ) * R, blend * R);
}
