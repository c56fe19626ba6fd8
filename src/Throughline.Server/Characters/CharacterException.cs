namespace Throughline.Server.Characters;

/// <summary>No character can be made of this. The message is for the client.</summary>
/// <param name="message">Why.</param>
/// <param name="isOfClip">Whether the clip is the reason, and not the name.</param>
internal sealed class CharacterException(string message, bool isOfClip = true) : Exception(message)
{
    /// <summary>Whether the clip is the reason, and not the name.</summary>
    public bool IsOfClip => isOfClip;
}
