using System.Text.Json;

namespace Throughline.Stage.Scenes;

/// <summary>How scene files write the names of enums: <c>medium_close</c>.</summary>
internal static class SceneNames
{
    /// <summary>The name of a value.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <summary>All names of an enum, in its order.</summary>
    public static IEnumerable<string> All<T>()
        where T : struct, Enum => Enum.GetValues<T>().Select(Of);

    /// <summary>The value of a name, or null; case, spaces, '-' and '_' are free.</summary>
    public static T? Find<T>(string name)
        where T : struct, Enum
    {
        static string Plain(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();
        var plain = Plain(name);
        foreach (var value in Enum.GetValues<T>())
        {
            if (Plain(value.ToString()) == plain)
            {
                return value;
            }
        }

        return null;
    }
}
