using Throughline.Stage.Scenes;

namespace Throughline.Cli;

/// <summary>Says what was staged from which words, and what was not.</summary>
internal static class SceneExplanation
{
    /// <summary>
    /// The whole explanation: for people the scene file, which <c>--scene</c> takes back edited; for programs one JSON
    /// object.
    /// </summary>
    public static void Write(TextWriter output, Scene scene, bool json)
    {
        if (json)
        {
            output.WriteLine(JsonText.Of(SceneText.Explain(scene)));
            return;
        }

        output.Write(SceneText.Write(scene));
    }

    /// <summary>Only what a user should know before the clip is there: what is missing in it.</summary>
    public static void WriteShort(TextWriter output, Scene scene)
    {
        if (scene.NotStaged.Count > 0)
        {
            output.WriteLine(
                $"throughline: not staged: {string.Join(", ", scene.NotStaged)} (--explain says what was)");
        }

        foreach (string note in scene.Notes)
        {
            output.WriteLine($"throughline: {note}");
        }
    }
}
