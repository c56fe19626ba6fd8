namespace Throughline.Camera;

/// <summary>How film.yaml and <c>--camera</c> write the easings.</summary>
internal static class EaseNames
{
    /// <summary>The names, in the order of <see cref="Ease"/>.</summary>
    public static IReadOnlyList<string> All { get; } = ["in_out", "linear", "in", "out"];

    /// <summary>The easing of that exact name, or null.</summary>
    public static Ease? Find(string name)
    {
        for (var i = 0; i < All.Count; i++)
        {
            if (All[i] == name)
            {
                return (Ease)i;
            }
        }

        return null;
    }

    /// <summary>The name of an easing.</summary>
    public static string Of(Ease ease) => All[(int)ease];
}
