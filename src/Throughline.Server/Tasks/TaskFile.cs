namespace Throughline.Server.Tasks;

/// <summary>A result of a task.</summary>
/// <param name="Name">The name clients see, such as <c>clip.mp4</c>.</param>
/// <param name="Path">Where it lies, from the server's data folder.</param>
/// <param name="MediaType">Such as <c>video/mp4</c>.</param>
/// <param name="Bytes">Its length.</param>
internal sealed record TaskFile(string Name, string Path, string MediaType, long Bytes);
