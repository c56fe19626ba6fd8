namespace Throughline.Server.Assets;

/// <summary>A client's file is larger than it may be.</summary>
internal sealed class AssetTooLargeException(long mostBytes)
    : Exception($"The file is larger than {mostBytes >> 20} MB.");
