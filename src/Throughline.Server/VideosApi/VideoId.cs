namespace Throughline.Server.VideosApi;

/// <summary>Ids of videos as clients see them: <c>video_</c> and the task's id in hexadecimal.</summary>
internal static class VideoId
{
    private const string Prefix = "video_";

    /// <summary>A task's id as clients see it.</summary>
    public static string Write(Guid id) => Prefix + id.ToString("N");

    /// <summary>The task's id; false when this is no id of a video.</summary>
    public static bool TryRead(string? text, out Guid id)
    {
        id = default;
        return text?.StartsWith(Prefix, StringComparison.Ordinal) == true
            && Guid.TryParseExact(text[Prefix.Length..], "N", out id);
    }
}
