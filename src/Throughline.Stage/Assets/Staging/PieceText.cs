using Throughline.Problems;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Assets.Staging;

/// <summary>A prop that stands in a set at a fixed place.</summary>
internal sealed class PieceText
{
    private readonly List<string> _when;
    private readonly List<string> _unless;

    /// <summary>Reads a piece.</summary>
    public PieceText(AssetFields fields)
    {
        Place = fields.Place;
        Prop = fields.Text("prop") ?? "";
        if (Prop.Length == 0)
        {
            fields.Error(null, "a piece has a prop", "Write {prop: lighthouse, at: [12, -20]}.");
        }

        At = fields.Numbers("at", 2, 3) ?? [0, 0];
        Turn = fields.Number("turn", 0, -360, 360);
        Scale = fields.Number("scale", 1, 0.05f, 50);
        Through = fields.Flag("through");
        Floats = fields.Flag("float");
        Traits = new Traits
        {
            Colour = fields.Text("colour"),
            SecondColour = fields.Text("second"),
            Variants = fields.Texts("variants"),
        };
        _when = [.. fields.Texts("when")];
        _unless = [.. fields.Texts("unless")];
        fields.End();
    }

    /// <summary>Where it stands in its file.</summary>
    public TextPlace Place { get; }

    /// <summary>Name of the prop.</summary>
    public string Prop { get; }

    /// <summary>X and Z on the ground, or X, Y and Z with Y above the ground.</summary>
    public float[] At { get; }

    /// <summary>Degrees about Y.</summary>
    public float Turn { get; }

    /// <summary>Against its usual size.</summary>
    public float Scale { get; }

    /// <summary>Whether one may walk through it: a rug, a bridge, a thing on a wall.</summary>
    public bool Through { get; }

    /// <summary>Whether it floats on the set's water.</summary>
    public bool Floats { get; }

    /// <summary>Its colours and variants.</summary>
    public Traits Traits { get; }

    /// <summary>Whether it is there at all.</summary>
    public bool Holds(IReadOnlySet<string> conditions) =>
        _when.TrueForAll(conditions.Contains) && !_unless.Exists(conditions.Contains);
}
