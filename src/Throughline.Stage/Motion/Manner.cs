using System.Numerics;
using Throughline.Problems;
using Throughline.Stage.Assets;

namespace Throughline.Stage.Motion;

/// <summary>
/// How something is done, or the mood somebody is in: what is added to every pose, and how lively it moves.
/// </summary>
internal sealed record Manner
{
    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Other words for it.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>How large movements are, 1 the usual.</summary>
    public float Energy { get; init; } = 1;

    /// <summary>How fast they are, 1 the usual.</summary>
    public float Pace { get; init; } = 1;

    /// <summary>What is added, by channel.</summary>
    public IReadOnlyList<(string Channel, Vector3 Value)> Adds { get; init; } = [];

    /// <summary>Reads the manners of a file; what is wrong is reported.</summary>
    public static IEnumerable<Manner> ReadAll(AssetFields? file, ProblemList problems)
    {
        foreach (var entry in file?.Entries ?? [])
        {
            if (AssetFields.Of(entry.Value, "a manner", problems) is not { } fields)
            {
                continue;
            }

            var adds = new List<(string, Vector3)>();
            foreach (var add in fields.Fields("add")?.Entries ?? [])
            {
                if (!ChannelNames.Knows(add.Key.Text))
                {
                    problems.Unknown(
                        add.Key.Place, $"there is no channel {Quoted.Of(add.Key.Text)}", add.Key.Text,
                        ChannelNames.All);
                    continue;
                }

                adds.Add(
                    (add.Key.Text, AssetFields.NumberOf(add.Value) is { } pitch
                        ? new Vector3(pitch, 0, 0)
                        : fields.Fields("add")!.Vector(add.Key.Text, Vector3.Zero)));
            }

            var manner = new Manner
            {
                Name = entry.Key.Text,
                Words = fields.Texts("words"),
                Energy = fields.Number("energy", 1, 0.1f, 2),
                Pace = fields.Number("pace", 1, 0.3f, 2.5f),
                Adds = adds,
            };
            fields.End();
            yield return manner;
        }
    }
}
