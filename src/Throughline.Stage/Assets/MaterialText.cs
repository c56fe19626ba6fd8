using Throughline.Chance;
using Throughline.Problems;
using Throughline.Stage.Rendering;
using Throughline.Stage.Scenes;
using Throughline.Yaml;

namespace Throughline.Stage.Assets;

/// <summary>
/// A material as an asset file states it, before traits, season and seed decide it:
/// <code>
/// roof: {like: slates, colour: trait red, when: {winter: snow, lit: {glow: 2}}}
/// </code>
/// </summary>
internal sealed record MaterialText
{
    private readonly List<MaterialText> _changes = [];
    private MaterialText? _like;
    private string _condition = "";
    private MaterialKind? _kind;
    private Pattern? _pattern;
    private ColourChoice? _colour;
    private ColourChoice? _second;
    private float? _patternSize;
    private float? _patternStrength;
    private float? _rough;
    private float? _glow;
    private float? _clear;
    private bool? _twoSided;

    private MaterialText(MaterialShelf shelf) => Shelf = shelf;

    private MaterialShelf Shelf { get; }

    /// <summary>Reads a material: the name of one on the shelf, a colour, or a mapping.</summary>
    /// <param name="node">The value.</param>
    /// <param name="shelf">Named materials and colours.</param>
    /// <param name="problems">Where problems go.</param>
    public static MaterialText Read(YamlNode node, MaterialShelf shelf, ProblemList problems)
    {
        var material = new MaterialText(shelf);
        if (node is YamlScalar { Text: var name })
        {
            if (shelf.Find(name) is { } known)
            {
                return known;
            }

            if (shelf.Colours.Find(name) is null && !name.StartsWith("trait", StringComparison.Ordinal))
            {
                problems.Unknown(node.Place, $"there is no material or colour {Quoted.Of(name)}", name, shelf.Names);
                return material;
            }
        }

        if (node is YamlMapping)
        {
            material.Fill(AssetFields.Of(node, "a material", problems)!);
        }
        else
        {
            material._colour = ColourChoice.Read(node, shelf.Colours, problems);
        }

        return material;
    }

    /// <summary>The material.</summary>
    /// <param name="traits">What the scene asks for: colours, and the material and pattern of what takes the first
    /// colour.</param>
    /// <param name="conditions">What holds: variants, season, <c>day</c> or <c>night</c>.</param>
    /// <param name="seed">Chooses among colours.</param>
    public Material Of(Traits traits, IReadOnlySet<string> conditions, long seed)
    {
        var dice = new Dice(seed);
        var material = Apply(new Material(), traits, conditions, ref dice);
        if (!IsMain)
        {
            return material;
        }

        if (traits.Material is { } name && Shelf.Find(name) is { } asked)
        {
            var colour = Shelf.Colours.Find(traits.Colour);
            material = asked.Apply(material, traits, conditions, ref dice);
            material = colour is { } own ? material with { Colour = own } : material;
        }

        if (traits.Pattern is { } drawn
            && Enum.TryParse<Pattern>(
                drawn.Replace(" ", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal), true,
                out var pattern))
        {
            var second = Shelf.Colours.Find(traits.SecondColour)
                ?? (material.Pattern == Pattern.Plain ? material.Colour * 0.4f : material.SecondColour);
            material = material with { Pattern = pattern, SecondColour = second };
        }

        return material;
    }

    /// <summary>Whether it takes the first colour of the traits, and so their material and pattern.</summary>
    private bool IsMain => _colour is null ? _like?.IsMain ?? false : _colour.Slot == 1;

    private void Fill(AssetFields fields)
    {
        if (fields.Text("like") is { } like)
        {
            _like = Shelf.Find(like);
            if (_like is null)
            {
                fields.Problems.Unknown(
                    fields.Find("like")!.Place, $"there is no material {Quoted.Of(like)}", like, Shelf.Names);
            }
        }

        _kind = fields.Has("kind") ? fields.Choice("kind", MaterialKind.Matte) : null;
        _pattern = fields.Has("pattern") ? fields.Choice("pattern", Pattern.Plain) : null;
        _colour =
            fields.Find("colour") is { } colour ? ColourChoice.Read(colour, Shelf.Colours, fields.Problems) : null;
        _second =
            fields.Find("second") is { } second ? ColourChoice.Read(second, Shelf.Colours, fields.Problems) : null;
        _patternSize = Number("size", 0.001f, 1000);
        _patternStrength = Number("strength", 0, 1);
        _rough = Number("rough", 0, 1);
        _glow = Number("glow", 0, 50);
        _clear = Number("clear", 0, 1);
        _twoSided = fields.Has("two sided") ? fields.Flag("two sided") : null;
        if (fields.Fields("when") is { } when)
        {
            foreach (var entry in when.Entries)
            {
                _changes.Add(Read(entry.Value, Shelf, fields.Problems) with { _condition = entry.Key.Text });
            }
        }

        fields.End();

        float? Number(string key, float least, float most) =>
            fields.Has(key) ? fields.Number(key, least, least, most) : null;
    }

    private Material Apply(Material basis, Traits traits, IReadOnlySet<string> conditions, ref Dice dice)
    {
        var material = _like?.Apply(basis, traits, conditions, ref dice) ?? basis;
        material = material with
        {
            Kind = _kind ?? material.Kind,
            Pattern = _pattern ?? material.Pattern,
            Colour = _colour?.Of(traits, Shelf.Colours, ref dice) ?? material.Colour,
            SecondColour = _second?.Of(traits, Shelf.Colours, ref dice) ?? material.SecondColour,
            PatternSize = _patternSize ?? material.PatternSize,
            PatternStrength = _patternStrength ?? material.PatternStrength,
            Roughness = _rough ?? material.Roughness,
            Glow = _glow ?? material.Glow,
            Clear = _clear ?? material.Clear,
            TwoSided = _twoSided ?? material.TwoSided,
        };
        foreach (var change in _changes)
        {
            material = conditions.Contains(change._condition) ? change.Apply(
                material, traits, conditions, ref dice) : material;
        }

        return material;
    }
}
