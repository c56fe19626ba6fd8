using System.Globalization;
using Throughline.Media.Pictures;
using Throughline.Stage.Assets;

namespace Throughline.Server.Characters;

/// <summary>Measured colours by the words that prompts have for them. Any thread.</summary>
internal sealed class ColourNames
{
    private static readonly string[] _hair =
        [
            "black", "dark brown", "brown", "chestnut", "auburn", "ginger", "light brown", "dark blond", "blond",
            "grey", "white", "red", "pink", "blue", "green", "purple"
        ];

    private static readonly string[] _skin = ["porcelain", "peach", "tan", "caramel", "brown", "dark brown"];

    private static readonly string[] _other =
    [
        "red", "crimson", "burgundy", "coral", "pink", "magenta", "orange", "rust", "mustard", "yellow", "cream",
        "beige", "tan", "khaki",
        "brown", "dark brown", "chocolate", "green", "dark green", "olive", "mint", "teal", "turquoise", "light blue",
        "blue", "navy", "denim",
        "purple", "plum", "lilac", "white", "light grey", "grey", "dark grey", "charcoal", "black",
    ];

    private readonly (string Name, Lab Colour)[] _ofHair, _ofSkin, _ofOther;

    /// <summary>Names of the built-in colours.</summary>
    public ColourNames()
    {
        var colours = new Colours(AssetFolder.BuiltIn);
        (_ofHair, _ofSkin, _ofOther) = (All(_hair), All(_skin), All(_other));

        (string Name, Lab Colour)[] All(string[] names) =>
            [.. names.Select(name => (name, LabOf(colours.Find(name)!.Value)))];
    }

    /// <summary>A part of that colour, with the nearest word.</summary>
    /// <param name="part">See <see cref="LikenessPart"/>.</param>
    /// <param name="red">sRGB.</param>
    /// <param name="green">sRGB.</param>
    /// <param name="blue">sRGB.</param>
    public LikenessPart Named(string part, byte red, byte green, byte blue)
    {
        Lab colour = Colour.ToLab(red, green, blue);
        string name = (part switch { "hair" => _ofHair, "skin" => _ofSkin, _ => _ofOther })
            .MinBy(one => one.Colour.Difference2000(colour)).Name;
        return new LikenessPart(
            part, name, string.Create(CultureInfo.InvariantCulture, $"#{red:x2}{green:x2}{blue:x2}"));
    }

    private static Lab LabOf(System.Numerics.Vector3 light) =>
        Colour.ToLab(Byte(light.X), Byte(light.Y), Byte(light.Z));

    private static byte Byte(float light) => (byte)Math.Round(255 * Colour.FromLight(Math.Clamp(light, 0, 1)));
}
