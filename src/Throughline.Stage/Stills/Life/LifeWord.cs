namespace Throughline.Stage.Stills;

/// <summary>What a word of a prompt means for what moves.</summary>
/// <param name="Use">What it says.</param>
/// <param name="Effect">The effect it asks for; null when it asks for none.</param>
/// <param name="Strength">How strongly, or by how much it strengthens.</param>
/// <param name="IsOnlyMoving">Whether it asks only beside a word of motion or strength.</param>
internal sealed record LifeWord(LifeWordUse Use, string? Effect = null, float Strength = 1, bool IsOnlyMoving = false);
