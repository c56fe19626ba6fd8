using System.Globalization;
using Throughline.Camera;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Tests.Direction;

/// <summary>A scene as short facts, as the table of prompts writes them.</summary>
internal static class SceneFacts
{
    /// <summary>
    /// Every fact of a scene, one a line: of the setting and the camera <c>key value</c>, of a subject its asset and
    /// <c>key=value</c> each.
    /// </summary>
    public static IReadOnlyList<string> Of(Scene scene)
    {
        var (setting, camera) = (scene.Setting, scene.Camera);
        var facts = new List<string>
        {
            $"set {setting.Set}",
            Text($"hour {setting.Hour}"),
            $"weather {Name(setting.Weather)}",
            $"season {Name(setting.Season)}",
            Text($"wind {setting.Wind}"),
            $"mood {string.Join(' ', setting.Mood)}".TrimEnd(),
            $"era {setting.Era}".TrimEnd(),
            $"trees {setting.Trees}".TrimEnd(),
            Text($"waves {setting.Waves}").TrimEnd(),
            $"look {scene.Look}",
            Text($"speed {scene.Tempo.Speed}") + (scene.Tempo.Ramps ? " ramps" : ""),
            $"focus {string.Join(' ', camera.Focus)}".TrimEnd(),
            $"scale {(camera.Scale is { } scale ? Name(scale) : "")}".TrimEnd(),
            $"angle {Name(camera.Angle)}",
            Text($"lens {camera.Lens}").TrimEnd(),
            $"about {camera.Subject}".TrimEnd(),
            $"moves {CameraText.Write(camera.Moves)}",
            $"subjects {scene.Subjects.Count}",
            $"not {string.Join(" | ", scene.NotStaged)}".TrimEnd(),
        };
        facts.AddRange(scene.Notes.Select(note => $"note {note}"));
        facts.AddRange(scene.Subjects.Select(subject => "- " + string.Join(' ', Of(subject))));
        return facts;
    }

    private static IEnumerable<string> Of(Subject subject)
    {
        var traits = subject.Traits;
        var facts = new List<(string Key, string? Value)>
        {
            ("id", subject.Id),
            ("cast", subject.Cast),
            ("x", Text($"{subject.Count}")),
            ("colour", traits.Colour),
            ("second", traits.SecondColour),
            ("material", traits.Material),
            ("pattern", traits.Pattern),
            ("size", traits.Size == 1 ? null : Text($"{traits.Size}")),
            ("age", traits.Age is null ? null : Text($"{traits.Age}")),
            ("build", traits.Build is null ? null : Text($"{traits.Build}")),
            ("gender", traits.Gender),
            ("mood", traits.Mood),
            ("hair", traits.Hair),
            ("haircolour", traits.HairColour),
            ("beard", traits.Beard),
            ("skin", traits.Skin),
            ("wears", traits.Wears.Count == 0
                ? null
                : string.Join(
                    ',', traits.Wears.Select(
                        worn => string.Join('/', new[] { worn.Item, worn.Colour, worn.Pattern }.OfType<string>())))),
            ("holds", traits.Holds.Count == 0 ? null : string.Join(',', traits.Holds)),
            ("is", traits.Variants.Count == 0 ? null : string.Join(',', traits.Variants)),
            ("place", subject.Place is { } place
                ? string.Join(':', new[] { Name(place.Relation), place.To, place.And }.OfType<string>())
                : null),
            ("does", subject.Beats.Count == 0
                ? null
                : string.Concat(
                    subject.Beats.Select((beat, i) => (i == 0 ? "" : beat.Together ? "+" : ">") + Of(beat)))),
        };
        return facts.Where(fact => fact.Value is not null).Select(fact => $"{fact.Key}={fact.Value!.Replace(' ', '_')}")
            .Prepend(subject.Asset);
    }

    private static string Of(Beat beat) =>
        beat.Action + (beat.Toward is null ? "" : $":{Name(beat.Course)}:{beat.Toward}")
        + (beat.Pace == 1 ? "" : Text($"@{beat.Pace}")) + (beat.Manner is null ? "" : $"~{beat.Manner}");

    private static string Name<T>(T value)
        where T : struct, Enum => SceneNames.Of(value);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
