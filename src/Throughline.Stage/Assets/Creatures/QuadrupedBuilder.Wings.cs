using System.Numerics;

namespace Throughline.Stage.Assets;

/// <content>Wings of skin, as dragons have them: an arm, a forearm and fingers that spread a membrane.</content>
internal sealed partial class QuadrupedBuilder
{
    // How they are carried on the ground: raised, the tips back along the flanks. To fly takes it away again.
    private static readonly Dictionary<string, Vector3> _folded = new()
    {
        ["wing1L"] = new(0, -38, 58),
        ["wing1R"] = new(0, -38, 58),
        ["wing2L"] = new(0, -92, -20),
        ["wing2R"] = new(0, -92, -20),
        ["wing3L"] = new(0, -34, -12),
        ["wing3R"] = new(0, -34, -12),
    };

    private bool _wings;

    private void Wings()
    {
        var a = _a;
        var span = a.Measure("wing", 0);
        _wings = span > 0;
        if (!_wings)
        {
            return;
        }

        var slot = a.Skin.Slot(a.Find("wings") with { TwoSided = true });
        foreach (var side in _sides)
        {
            Wing(side, span, slot);
        }
    }

    private void Wing(int side, float span, byte slot)
    {
        const int Rows = 17;
        const int Columns = 6;
        var a = _a;
        var letter = side > 0 ? 'L' : 'R';
        var (chord, signs) = (a.Measure("wing chord", 0.75f), new Vector3(1, -side, side));
        var from = new Vector3(side * 0.7f * a.Measure("wide", 0.155f), Back - 0.05f, 0.55f * _half);
        var (elbow, wrist, tip) = (Out(0.24f, 0.14f), Out(0.52f, 0.2f), Out(1, -0.16f));
        var one = a.Bone($"wing1{letter}", _chest, from, signs);
        var two = a.Bone($"wing2{letter}", one, elbow, signs);
        var three = a.Bone($"wing3{letter}", two, wrist, signs);
        var (upper, fore, hand) = (BoneShare.Of(one), BoneShare.Of(two), BoneShare.Of(three));
        a.Sweep(
            [from - new Vector3(side * 0.05f, 0, 0), elbow, wrist, Vector3.Lerp(wrist, tip, 0.6f), tip],
            [0.085f, 0.06f, 0.045f, 0.026f, 0.01f],
            [upper, BoneShare.Of(two, one, 0.5f), BoneShare.Of(three, two, 0.5f), hand, hand], "coat", 7);

        // Two fingers more run through the membrane to its hind edge, which hangs in bows between them.
        foreach (var end in (ReadOnlySpan<float>)[0.56f, 0.78f])
        {
            a.Sweep(
                [wrist, Vector3.Lerp(wrist, Hind(end), 0.5f) + new Vector3(0, 0.02f, 0), Hind(end)],
                [0.03f, 0.022f, 0.008f], [hand, hand, hand], "coat", 5);
        }

        SkinSheet.Add(
            a.Skin, Rows, Columns, false,
            (row, column) =>
            {
                var along = row / (Rows - 1f);
                var back = column / (Columns - 1f);
                var front = along < 0.24f ? Vector3.Lerp(from, elbow, along / 0.24f)
                    : along < 0.52f ? Vector3.Lerp(elbow, wrist, (along - 0.24f) / 0.28f)
                    : Vector3.Lerp(wrist, tip, (along - 0.52f) / 0.48f);
                var place = Vector3.Lerp(front, Hind(along), back) + new Vector3(
                    0, 0.03f * MathF.Sin(MathF.PI * back), 0);
                var share = along < 0.24f ? BoneShare.Of(one, two, Math.Clamp((along - 0.16f) / 0.16f, 0, 0.5f))
                    : along < 0.52f ? BoneShare.Of(
                        two, along < 0.36f ? one
                            : three, along < 0.36f ? Math.Clamp((0.32f - along) / 0.16f, 0, 0.5f)
                            : Math.Clamp((along - 0.44f) / 0.16f, 0, 0.5f))
                    : BoneShare.Of(three, two, Math.Clamp((0.6f - along) / 0.16f, 0, 0.5f));
                return new(place * a.Unit, share, Vector3.One * (1 - (0.18f * MathF.Sin(MathF.PI * back))));
            },
            slot);

        Vector3 Out(float along, float ahead) =>
            from + new Vector3(side * along * span, (0.10f * MathF.Sin(MathF.PI * along)), ahead * span * 0.4f);

        Vector3 Hind(float along)
        {
            var bow = MathF.Abs(MathF.Sin(MathF.PI * along * 4.5f));
            var wide = chord * (1 - MathF.Pow(along, 3)) * (1 - (0.16f * bow));
            return Out(along, 0.1f) - new Vector3(0, 0.03f, wide);
        }
    }
}
