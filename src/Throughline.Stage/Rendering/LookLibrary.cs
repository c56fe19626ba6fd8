using System.Collections.Frozen;
using System.Numerics;
using Throughline.Problems;
using Throughline.Stage.Assets;

namespace Throughline.Stage.Rendering;

/// <summary>The looks there are: a file each of <c>assets/looks</c>. Any thread may ask.</summary>
public sealed class LookLibrary
{
    /// <summary>Name of the look that is used when none is named.</summary>
    public const string Usual = "storybook";

    private const string Folder = "looks";
    private readonly FrozenDictionary<string, Look> _looks;

    /// <summary>The looks of a folder.</summary>
    /// <exception cref="AssetException">A file is not right; everything that is wrong in any of them is
    /// listed.</exception>
    public LookLibrary(AssetFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var colours = new Colours(folder);
        var looks = new List<Look>();
        var wrong = new List<Problem>();
        foreach (var file in folder.In(Folder))
        {
            var problems = new ProblemList(file.Shown);
            if (file.Fields("a look", problems) is { } fields)
            {
                looks.Add(Read(file.Name, fields, colours));
            }

            wrong.AddRange(problems.ToList());
        }

        if (wrong.Count > 0)
        {
            throw new AssetException(wrong);
        }

        _looks = looks.ToFrozenDictionary(look => look.Name, StringComparer.OrdinalIgnoreCase);
        All = [.. looks.OrderBy(look => look.Name != Usual).ThenBy(look => look.Name, StringComparer.Ordinal)];
    }

    /// <summary>The names alone, the usual one first: the files are not read.</summary>
    public static IReadOnlyList<string> NamesIn(AssetFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return [
            .. folder.In(Folder).Select(file => file.Name).OrderBy(name => name != Usual).ThenBy(
                name => name, StringComparer.Ordinal)
        ];
    }

    /// <summary>All looks, the usual one first, then by name.</summary>
    public IReadOnlyList<Look> All { get; }

    /// <summary>A look by its name, or null.</summary>
    public Look? Find(string name) => _looks.GetValueOrDefault(name);

    private static Look Read(string name, AssetFields f, Colours colours)
    {
        var plain = new Look { Name = name };
        var look = plain with
        {
            About = f.Text("about") ?? "",
            MaterialSaturation = f.Number("material_saturation", plain.MaterialSaturation, 0, 2),
            Filter = f.Has("filter") ? f.Vector("filter", Vector3.One) : null,
            Clay = Colour(f, "clay", colours) ?? plain.Clay,
            SubjectClay = Colour(f, "subject_clay", colours),
            ClayShare = f.Number("clay_share", plain.ClayShare, 0, 1),
            PatternStrength = f.Number("pattern", plain.PatternStrength, 0, 2),
            Mottle = f.Number("mottle", plain.Mottle, 0, 1),
            Shine = f.Number("shine", plain.Shine, 0, 2),
            Wrap = f.Number("wrap", plain.Wrap, 0, 1),
            Bands = f.Count("bands", plain.Bands, 0, 6),
            BandSoftness = f.Number("band_softness", plain.BandSoftness, 0.02f, 1),
            SunStrength = f.Number("sun", plain.SunStrength, 0, 3),
            SkyStrength = f.Number("sky", plain.SkyStrength, 0, 3),
            Shade = f.Vector("shade", plain.Shade),
            ShadowSoftness = f.Number("shadow_softness", plain.ShadowSoftness, 0.005f, 1),
            KeyLight = f.Number("key_light", plain.KeyLight, 0, 4),
            KeySide = f.Number("key_side", plain.KeySide, 0, 90),
            BackLight = f.Number("back_light", plain.BackLight, 0, 3),
            Lamps = f.Number("lamps", plain.Lamps, 0, 3),
            Rim = f.Number("rim", plain.Rim, 0, 2),
            Occlusion = f.Number("occlusion", plain.Occlusion, 0, 2),
            Fog = f.Number("fog", plain.Fog, 0, 3),
            Shafts = f.Number("shafts", plain.Shafts, 0, 2),
            SkyFlat = f.Number("sky_flat", plain.SkyFlat, 0, 1),
            SkyColour = Colour(f, "sky_colour", colours) ?? plain.SkyColour,
            Daylight = f.Number("daylight", plain.Daylight, 0, 1),
            Bloom = f.Number("bloom", plain.Bloom, 0, 2),
            Focus = f.Number("focus", plain.Focus, 0, 2),
            Exposure = f.Number("exposure", plain.Exposure, -4, 4),
            Contrast = f.Number("contrast", plain.Contrast, 0.5f, 2),
            Saturation = f.Number("saturation", plain.Saturation, 0, 2),
            ShadowTint = f.Vector("shadow_tint", plain.ShadowTint),
            LightTint = f.Vector("light_tint", plain.LightTint),
            Lift = f.Number("lift", plain.Lift, 0, 0.2f),
            Vignette = f.Number("vignette", plain.Vignette, 0, 1),
            Grain = f.Number("grain", plain.Grain, 0, 1),
            Line = f.Number("line", plain.Line, 0, 1),
            LineWidth = f.Number("line_width", plain.LineWidth, 0.5f, 8),
            LineColour = Colour(f, "line_colour", colours) ?? plain.LineColour,
            Hatch = f.Number("hatch", plain.Hatch, 0, 1),
            Paper = f.Number("paper", plain.Paper, 0, 1),
            PaperColour = Colour(f, "paper_colour", colours) ?? plain.PaperColour,
            Ink = f.Number("ink", plain.Ink, 0, 1),
            Wash = f.Number("wash", plain.Wash, 0, 1),
        };
        f.End();
        return look;
    }

    private static Vector3? Colour(AssetFields fields, string key, Colours colours)
    {
        if (fields.Text(key) is not { } text)
        {
            return null;
        }

        if (colours.Find(text) is { } colour)
        {
            return colour;
        }

        fields.Error(key, $"{Quoted.Of(text)} is not a colour", "Write a colour's name or '#rrggbb' in quotes.");
        return null;
    }
}
