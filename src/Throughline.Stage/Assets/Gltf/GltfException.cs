namespace Throughline.Stage.Assets.Gltf;

/// <summary>A glTF file that cannot be used.</summary>
internal sealed class GltfException(string message, string? fix) : Exception(message)
{
    /// <summary>What would be right, or null.</summary>
    public string? Fix { get; } = fix;
}
