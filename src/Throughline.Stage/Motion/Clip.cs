using System.Numerics;
using Throughline.Problems;
using Throughline.Stage.Assets;

namespace Throughline.Stage.Motion;

/// <summary>What one body family does in an action: keys over time, or over the cycle of its gait.</summary>
internal sealed record Clip
{
    /// <summary>Length of a cycle, or of the whole when it does not repeat, in seconds.</summary>
    public required float Seconds { get; init; }

    /// <summary>Whether it repeats.</summary>
    public required bool Loop { get; init; }

    /// <summary>The curves, by the channel's name as the file has it.</summary>
    public required IReadOnlyList<(string Channel, Curve Curve)> Curves { get; init; }

    /// <summary>How it walks; null for what goes nowhere or not on legs.</summary>
    public Gait? Gait { get; init; }

    /// <summary>Reads a clip; what is wrong is reported.</summary>
    public static Clip Read(AssetFields fields)
    {
        var problems = fields.Problems;
        var loop = fields.Flag("loop", true);
        var seconds = fields.Number("seconds", 2, 0.1f, 60);
        var gait = fields.Fields("gait") is { } walking ? Gait.Read(walking) : null;
        var keys = new SortedDictionary<string, List<(float Time, Vector3 Value)>>(StringComparer.Ordinal);
        foreach (var node in fields.Items("keys", 64))
        {
            if (AssetFields.Of(node, "a key", problems) is not { } key)
            {
                continue;
            }

            var at = key.Number("at", 0, 0, 1);
            foreach (var entry in key.Entries.Where(entry => entry.Key.Text != "at"))
            {
                var value = AssetFields.NumberOf(entry.Value) is { } pitch ? new Vector3(pitch, 0, 0) : key.Vector(
                    entry.Key.Text, Vector3.Zero);
                if (!ChannelNames.Knows(entry.Key.Text))
                {
                    problems.Unknown(
                        entry.Key.Place, $"there is no channel {Quoted.Of(entry.Key.Text)}", entry.Key.Text,
                        ChannelNames.All);
                    continue;
                }

                if (!keys.TryGetValue(entry.Key.Text, out var list))
                {
                    keys.Add(entry.Key.Text, list = []);
                }

                if (list.Count > 0 && list[^1].Time >= at)
                {
                    problems.Error(
                        entry.Key.Place, "keys come in the order of their times", "Raise 'at' from key to key.");
                    continue;
                }

                list.Add((at, value));
            }
        }

        fields.End();
        return new Clip
        {
            Seconds = seconds,
            Loop = loop,
            Gait = gait,
            Curves = [
                .. keys.Select(
                    pair => (pair.Key,
                        new Curve(
                            [.. pair.Value.Select(key => key.Time)], [.. pair.Value.Select(key => key.Value)], loop)))
            ],
        };
    }
}
