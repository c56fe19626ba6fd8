using System.Numerics;
using Throughline.Chance;
using Throughline.Problems;
using Throughline.Stage.Scenes;
using Throughline.Yaml;

namespace Throughline.Stage.Assets;

/// <summary>
/// A colour as an asset file states it: <c>red</c>, <c>'#c03020'</c>, several of which the seed takes one, and before
/// them
/// <c>trait</c> or <c>trait2</c>, which give way to the first or second colour that a scene asks for: <c>[trait, red,
/// blue]</c>
/// or short <c>trait red</c>.
/// </summary>
internal sealed class ColourChoice
{
    private readonly List<Vector3> _colours = [];

    /// <summary>Which colour of the scene's traits it takes: 1 the first, 2 the second, 0 neither.</summary>
    public int Slot { get; private set; }

    /// <summary>Reads a choice; what is wrong is reported.</summary>
    public static ColourChoice Read(YamlNode node, Colours colours, ProblemList problems)
    {
        var choice = new ColourChoice();
        foreach (var item in node is YamlSequence list ? list.Items : [node])
        {
            if (item is YamlScalar { Text: var text })
            {
                choice.Add(text, item, colours, problems);
            }
            else if (item is not YamlRefused)
            {
                problems.Error(
                    item.Place, $"{item.Kind} is not a colour", "Write a colour's name or '#rrggbb' in quotes.");
            }
        }

        return choice;
    }

    /// <summary>The colour, linear light.</summary>
    /// <param name="traits">What the scene asks for.</param>
    /// <param name="colours">To look its colours up in.</param>
    /// <param name="dice">Chooses among several; thrown once in any case, so that a trait changes nothing else.</param>
    public Vector3 Of(Traits traits, Colours colours, ref Dice dice)
    {
        var chosen = dice.Below(Math.Max(1, _colours.Count));
        var asked = Slot switch { 1 => traits.Colour, 2 => traits.SecondColour, _ => null };
        return colours.Find(asked) ?? (_colours.Count > 0 ? _colours[chosen] : new Vector3(0.5f));
    }

    private void Add(string text, YamlNode node, Colours colours, ProblemList problems)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        var word = space < 0 ? text : text[..space];
        if (word is "trait" or "trait2")
        {
            Slot = word == "trait" ? 1 : 2;
            text = space < 0 ? "" : text[(space + 1)..];
            if (text.Length == 0)
            {
                return;
            }
        }

        if (colours.Find(text) is { } colour)
        {
            _colours.Add(colour);
        }
        else
        {
            problems.Unknown(node.Place, $"there is no colour {Quoted.Of(text)}", text, colours.Names);
        }
    }
}
