using System.Numerics;

namespace Throughline.Stage.Rendering;

/// <summary>The materials of a frame's instances, one row for each of an instance's slots.</summary>
internal sealed unsafe class Surfaces : IDisposable
{
    private readonly AlignedBuffer<SurfaceRow> _rows = new(512);
    private readonly Look _look;

    public Surfaces(Look look) => _look = look;

    /// <summary>The rows.</summary>
    public SurfaceRow* Rows => _rows.Start;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Begins a frame.</summary>
    public void Clear() => Count = 0;

    /// <summary>Adds the materials of an instance; gives the row of its first.</summary>
    public int Add(in Instance instance, bool moving)
    {
        var materials = instance.Materials;
        var first = Count;
        _rows.Grow(first + materials.Count);
        for (var i = 0; i < materials.Count; i++)
        {
            Fill(ref _rows.Start[first + i], materials[i], instance.Subject, moving);
        }

        Count += materials.Count;
        return first;
    }

    /// <summary>Whether any of an instance's materials is solid, and whether any is clear.</summary>
    public (bool Solid, bool Clear) Kinds(int first, int count)
    {
        var (solid, clear) = (false, false);
        for (var i = first; i < first + count; i++)
        {
            clear |= _rows.Start[i].Clear > 0;
            solid |= _rows.Start[i].Clear <= 0;
        }

        return (solid, clear);
    }

    /// <inheritdoc/>
    public void Dispose() => _rows.Dispose();

    private void Fill(ref SurfaceRow row, Material material, int subject, bool moving)
    {
        row.Colour = Dress(material.Colour, subject);
        row.Second = Dress(material.SecondColour, subject);
        row.Pattern = _look.PatternStrength > 0 ? material.Pattern : Pattern.Plain;
        row.Flat = row.Pattern is Pattern.Planks
            or Pattern.Bricks or Pattern.Tiles or Pattern.UprightStripes or Pattern.Checks or Pattern.Dots
            or Pattern.Scales;
        row.PerSize = 1 / MathF.Max(material.PatternSize, 1e-3f);
        row.Strength = material.PatternStrength * _look.PatternStrength;
        row.SetKind(material.Kind, material.Roughness);
        row.Shine *= _look.Shine;
        row.Metal *= MathF.Min(_look.Shine, 1);
        row.Glow = material.Glow + (material.Kind == MaterialKind.Emissive && material.Glow == 0 ? 2 : 0);
        row.Subject = subject;
        row.Moving = moving ? 1 : 0;
        row.Key = KeyOf(row, material.Kind);
        row.Clear = material.Clear > 0 ? material.Clear : material.Kind == MaterialKind.Glass ? 0.8f : 0;

        // Of a body of water the far side is its own inside: one surface stands for both.
        row.TwoSided = material.TwoSided || (row.Clear > 0 && material.Kind != MaterialKind.Water);
        row.Bend = row.Clear <= 0
            ? 0
            : material.Kind switch { MaterialKind.Glass => 0.035f, MaterialKind.Water or MaterialKind.Ice => 0.09f, _ => 0 };
        row.Glitter = material.Kind == MaterialKind.Snow ? _look.Shine : 0;
    }

    // So that a ground in several pieces shows no seams.
    private static uint KeyOf(in SurfaceRow row, MaterialKind kind)
    {
        var hash = ((ulong)row.Pattern << 8) + (ulong)kind + ((ulong)row.Subject << 16);
        foreach (var value in (ReadOnlySpan<float>)[row.Colour.X, row.Colour.Y, row.Colour.Z, row.Second.X, row.Second.Y, row.Second.Z, row.PerSize, row.Glow])
        {
            hash = Chance.SplitMix.Mix(hash + BitConverter.SingleToUInt32Bits(value));
        }

        return (uint)(hash >> 50);
    }

    private Vector3 Dress(Vector3 colour, int subject)
    {
        var grey = new Vector3(Vector3.Dot(colour, _look.Filter ?? new(0.2126f, 0.7152f, 0.0722f)));
        colour = Vector3.Max(Vector3.Lerp(grey, colour, _look.MaterialSaturation), Vector3.Zero);
        var clay = subject > 0 ? _look.SubjectClay ?? _look.Clay : _look.Clay;
        return Vector3.Lerp(colour, clay, _look.ClayShare);
    }
}
