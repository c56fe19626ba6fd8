namespace Throughline.Films;

/// <summary>How film.yaml writes the transitions, and how long each usually takes.</summary>
internal static class TransitionNames
{
    /// <summary>The longest transition in seconds.</summary>
    public const decimal Longest = 60;

    /// <summary>Name and usual length, in the order of <see cref="TransitionKind"/>.</summary>
    public static IReadOnlyList<(string Name, decimal Seconds)> All { get; } =
        [("cut", 0), ("dissolve", 0.5m), ("fade", 1), ("wipe", 0.5m), ("match", 0.5m)];

    /// <summary>The names.</summary>
    public static IEnumerable<string> Names => All.Select(row => row.Name);

    /// <summary>The name of a transition.</summary>
    public static string Of(TransitionKind kind) => All[(int)kind].Name;

    /// <summary>The transition of that exact name with its usual length, or null.</summary>
    public static Transition? Find(string name)
    {
        for (var i = 0; i < All.Count; i++)
        {
            if (All[i].Name == name)
            {
                return new Transition((TransitionKind)i, All[i].Seconds);
            }
        }

        return null;
    }
}
