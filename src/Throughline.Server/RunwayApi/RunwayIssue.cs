namespace Throughline.Server.RunwayApi;

/// <summary>Something wrong in a body.</summary>
/// <param name="Path">Where: names and indices, from the outside in.</param>
/// <param name="Message">What.</param>
internal sealed record RunwayIssue(IReadOnlyList<object> Path, string Message);
