namespace Throughline.Server.Characters;

/// <summary>What is to be seen of a clip's subject.</summary>
/// <param name="IsPerson">Whether a face was seen; null when there are no models that see faces. What has none may
/// still be somebody, from behind.</param>
/// <param name="Parts">The colours; none when nothing stands out from the picture.</param>
internal sealed record Likeness(bool? IsPerson, IReadOnlyList<LikenessPart> Parts)
{
    /// <summary>The part of that name; null when it was not to be seen.</summary>
    public LikenessPart? Find(string part) => Parts.FirstOrDefault(one => one.Part == part);
}
