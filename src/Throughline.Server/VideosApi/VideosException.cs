namespace Throughline.Server.VideosApi;

/// <summary>A request that OpenAI's API would refuse, with the field it is about.</summary>
/// <param name="message">What is wrong, for the client.</param>
/// <param name="param">Name of the field; null when it is none.</param>
/// <param name="code">OpenAI's word for it, such as <c>invalid_value</c>.</param>
/// <param name="status">The answer's status, 4xx.</param>
internal sealed class VideosException(
    string message, string? param = null, string? code = null, int status = StatusCodes.Status400BadRequest)
        : Exception(message)
{
    /// <summary>The video's content is gone.</summary>
    public static VideosException Expired(string? param) =>
        new("The content of this video has expired.", param, "video_expired", StatusCodes.Status404NotFound);

    /// <summary>The answer's status.</summary>
    public int Status => status;

    /// <summary>Name of the field.</summary>
    public string? Param => param;

    /// <summary>OpenAI's word for it.</summary>
    public string? Code => code;
}
