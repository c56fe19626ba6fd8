namespace Throughline.Server.VideosApi;

/// <summary>A file that came with a request.</summary>
/// <param name="Asset">Name of the asset it was kept as.</param>
/// <param name="Name">The client's name of it, never a path of ours.</param>
/// <param name="Bytes">Its length.</param>
internal sealed record VideoFormFile(string Asset, string Name, long Bytes);
