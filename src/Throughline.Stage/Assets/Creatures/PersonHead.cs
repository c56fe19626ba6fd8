using System.Numerics;
using Throughline.Stage.Rendering;

namespace Throughline.Stage.Assets;

/// <summary>A person's head: skull, face, ears, eyes with lids, brows and a mouth. Lengths in half heads.</summary>
internal sealed class PersonHead
{
    private readonly PersonShape _shape;
    private readonly Skeleton _skeleton;
    private readonly SkinDraft _draft;
    private readonly int _head;
    private readonly Flesh _flesh = new();

    private PersonHead(PersonShape shape, Skeleton skeleton, SkinDraft draft)
    {
        _shape = shape;
        _skeleton = skeleton;
        _draft = draft;
        _head = skeleton["head"];
    }

    /// <summary>Where an eye's middle is.</summary>
    public static Vector3 EyePlace(PersonShape shape, int side) =>
        shape.Face(side * shape.EyeGap, EyeHeight(shape), 0.80f - (0.62f * shape.Eye) - (0.10f * shape.EyeGap));

    /// <summary>Adds the head and returns its flesh, onto which hair and beard are laid.</summary>
    public static Flesh Add(PersonShape shape, Skeleton skeleton, SkinDraft draft, Material skin)
    {
        var head = new PersonHead(shape, skeleton, draft);
        head.Skull(skin);
        head.Eyes();
        head.Brows();
        head.Mouth();
        return head._flesh;
    }

    private static float EyeHeight(PersonShape shape) => 0.02f - (0.12f * (1 - shape.Grown));

    private float R => _shape.Head;

    private void Skull(Material skin)
    {
        var s = _shape;
        var rose = s.Skin * new Vector3(1.02f, 0.82f, 0.80f);
        var grown = s.Grown;
        _flesh.Add(
            Egg(0, 0.20f, -0.10f, 0.83f * s.Wide, 0.80f, 0.86f, 0.2f),
            Egg(0, -0.24f, 0.06f, 0.67f * s.Wide * s.Cheek, 0.58f, 0.70f, 0.28f),
            Egg(0, -0.68f + (0.10f * (1 - grown)), 0.22f, 0.40f * s.Jaw, 0.27f, 0.40f, 0.3f),
            Ball(0, -0.80f + (0.12f * (1 - grown)), 0.36f + (0.08f * s.Chin), 0.17f * s.Chin, 0.25f));
        foreach (var side in (ReadOnlySpan<int>)[1, -1])
        {
            _flesh.Add(
                Ball(side * 0.40f * s.Wide, -0.27f, 0.46f, 0.27f * s.Cheek, 0.2f) with
                {
                    Tint = Share(rose),
                    TintReach = -0.02f * R,
                },
                Egg(side * 0.47f * s.Jaw * s.Wide, -0.48f, 0.06f, 0.20f, 0.26f, 0.30f, 0.28f),
                Egg(side * 0.38f, 0.32f, 0.50f, 0.32f, 0.16f, 0.22f, 0.3f),
                Egg(side * 0.84f * s.Wide, -0.06f, -0.06f, 0.085f, 0.21f * s.Ear, 0.15f * s.Ear, 0.06f, Turned(side * 22, side * -8)) with
                {
                    Tint = Share(rose),
                },
                Egg(side * s.EyeGap, EyeHeight(s), 0.86f, 0.27f, 0.22f, 0.14f, 0.16f) with { Carve = true });
        }

        // Nose: a bridge that runs into a tip, with wings.
        var n = s.Nose;
        var tip = new Vector3(0, -0.235f - (0.03f * n) + (0.05f * s.NoseTilt), 0.80f + (0.15f * n));
        _flesh.Add(
            Tube(new(0, 0.10f, 0.72f), tip + new Vector3(0, 0.05f, -0.07f), 0.085f, 0.085f * n, 0.12f),
            Ball(tip.X, tip.Y, tip.Z - (0.02f * n), 0.108f * n, 0.10f) with { Tint = Share(rose) },
            Ball(0.085f * n, tip.Y - (0.005f * n), tip.Z - (0.12f * n), 0.085f * n, 0.11f),
            Ball(-0.085f * n, tip.Y - (0.005f * n), tip.Z - (0.12f * n), 0.085f * n, 0.11f));

        // Neck, into the collar.
        var neck = _skeleton.At("neck");
        var width = _shape.Height * (0.030f + (0.006f * s.Build) + (0.004f * (1 - s.Feminine) * grown));
        _flesh.Add(
            FleshBody.Tube(_skeleton["neck"], neck + new Vector3(0, -0.03f * s.Height, 0), _skeleton.At("head") + new Vector3(0, 0.25f * R, 0), width * 1.12f, width, 0.25f * R) with
            {
                BoneB = _head,
            });
        if (s.Build > 0.7f)
        {
            _flesh.Add(Egg(0, -0.86f, 0.12f, 0.40f, 0.20f, 0.34f, 0.3f));
        }

        if (s.Beard == "stubble")
        {
            var dark = Share(Vector3.Lerp(s.Skin, s.HairColour, 0.35f));
            _flesh.Add(
                Egg(0, -0.66f, 0.26f, 0.42f * s.Jaw, 0.26f, 0.40f, 0.2f) with { Tint = dark, TintReach = 0.02f * R });
        }

        FleshMesher.Add(_flesh, 0.085f * R, _draft.Slot(skin), _draft, keep: 0.36f);
    }

    // Tints multiply the skin's colour.
    private Vector3 Share(Vector3 colour) => colour / Vector3.Max(_shape.Skin, new Vector3(0.01f));

    private void Eyes()
    {
        var white = _draft.Slot(
            new Material { Kind = MaterialKind.Gloss, Colour = new(0.86f, 0.84f, 0.80f), Roughness = 0.25f });
        var iris = _draft.Slot(new Material { Kind = MaterialKind.Gloss, Colour = _shape.EyeColour, Roughness = 0.2f });
        var pupil = _draft.Slot(new Material { Kind = MaterialKind.Gloss, Colour = new(0.006f), Roughness = 0.15f });
        var glint = _draft.Slot(new Material { Kind = MaterialKind.Emissive, Colour = new(1), Glow = 1.1f });
        var lid = _draft.Slot(
            new Material { Kind = MaterialKind.Skin, Colour = _shape.Skin * new Vector3(0.98f, 0.92f, 0.90f) });
        var lowerLid = _draft.Slot(
            new Material
            {
                Kind = MaterialKind.Skin,
                Colour = Vector3.Min(_shape.Skin * new Vector3(1.22f, 1.16f, 1.14f), Vector3.One),
            });
        var lash = _draft.Slot(
            new Material
            {
                Kind = MaterialKind.Hair,
                Colour = Vector3.Lerp(_shape.HairColour * 0.2f, new(0.012f), 0.6f),
            });
        foreach (var (side, letter) in (ReadOnlySpan<(int, char)>)[(1, 'L'), (-1, 'R')])
        {
            var eye = new EyeMaker(_draft, EyePlace(_shape, side), _shape.Eye * R);
            eye.Ball(_skeleton[$"eye{letter}"], white, iris, pupil, 37, 17);
            eye.Glint(_head, glint);
            eye.Lids(
                _skeleton[$"lid{letter}"], _skeleton[$"lowerLid{letter}"], lid, lowerLid, lash, 30 - (8 * _shape.Old),
                -33 + (4 * _shape.Old), 3.5f + (3.5f * _shape.Feminine * _shape.Grown));
        }
    }

    private void Brows()
    {
        var slot = _draft.Slot(
            new Material
            {
                Kind = MaterialKind.Hair,
                Colour = Vector3.Lerp(_shape.HairColour, new(0.03f, 0.02f, 0.015f), 0.35f),
            });
        var high = EyeHeight(_shape) + (1.55f * _shape.Eye);
        const int Points = 7;
        Span<Vector3> line = stackalloc Vector3[Points];
        Span<float> radii = stackalloc float[Points];
        Span<BoneShare> shares = stackalloc BoneShare[Points];
        foreach (var (side, letter) in (ReadOnlySpan<(int, char)>)[(1, 'L'), (-1, 'R')])
        {
            for (var i = 0; i < Points; i++)
            {
                var along = i / (Points - 1f);
                var x = _shape.EyeGap - 0.20f + (0.40f * along);
                var arch = (0.07f * MathF.Sin(MathF.PI * (0.25f + (0.6f * along))))
                    - (MathF.Tan(_shape.BrowSlant * MathF.PI / 180) * 0.40f * (along - 0.4f));
                line[i] = OnFace(side * x, high + arch, 0.006f);
                radii[i] = R
                    * 0.048f * Math.Max(_shape.BrowThick, 0.62f) * (1 - (0.2f * along) - (0.4f * MathF.Pow(along, 5)));
                shares[i] = BoneShare.Of(_skeleton[$"brow{letter}"]);
            }

            SkinSheet.Sweep(_draft, line, radii, shares, 6, slot, thin: (Vector3.UnitZ, 0.7f));
        }
    }

    private void Mouth()
    {
        var s = _shape;
        var lip = Vector3.Lerp(
            s.Skin * new Vector3(0.88f, 0.55f, 0.52f), new Vector3(0.45f, 0.08f, 0.07f), 0.22f * s.Feminine * s.Grown);
        var mouth = new MouthMaker(
            _draft, _head, (x, y) => OnFace(x, y, 0.012f), place => _flesh.NormalAt(place, 0.05f * R), R, s.Mouth,
            -0.50f + (0.06f * (1 - s.Grown)), 0.036f * s.Lips);
        mouth.Add(
            _draft.Slot(new Material { Kind = MaterialKind.Skin, Colour = lip, Roughness = 0.45f }),
            _draft.Slot(new Material { Kind = MaterialKind.Matte, Colour = new(0.09f, 0.015f, 0.015f) }),
            _draft.Slot(new Material { Kind = MaterialKind.Gloss, Colour = new(0.8f, 0.77f, 0.7f) }),
            _draft.Slot(new Material { Kind = MaterialKind.Skin, Colour = new(0.42f, 0.1f, 0.1f) }));
    }

    /// <summary>The point of the face in front of (x, y), lifted off it, all in half heads.</summary>
    private Vector3 OnFace(float x, float y, float lift)
    {
        var from = _shape.Face(x, y, 2);
        var met = _flesh.Meet(from, -Vector3.UnitZ, 3 * R) ?? _shape.Face(x, y, 0.5f);
        return met + (_flesh.NormalAt(met, 0.02f * R) * (lift * R));
    }

    private FleshBody Ball(float x, float y, float z, float radius, float blend) =>
        FleshBody.Ball(_head, _shape.Face(x, y, z), radius * R, blend * R);

    private FleshBody Tube(Vector3 a, Vector3 b, float radiusA, float radiusB, float blend) =>
        FleshBody.Tube(
            _head, _shape.Face(a.X, a.Y, a.Z), _shape.Face(b.X, b.Y, b.Z), radiusA * R, radiusB * R, blend * R);

    private FleshBody Egg(
        float x, float y, float z, float halfX, float halfY, float halfZ, float blend, Quaternion? turn = null) =>
        FleshBody.Egg(_head, _shape.Face(x, y, z), new Vector3(halfX, halfY, halfZ) * R, blend * R, turn);

    private static Quaternion Turned(float yaw, float roll) =>
        Quaternion.CreateFromYawPitchRoll(yaw * MathF.PI / 180, 0, roll * MathF.PI / 180);
}
