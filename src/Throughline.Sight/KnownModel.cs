namespace Throughline.Sight;

/// <summary>
/// A model that Throughline knows: a TensorFlow.js graph of the npm package that <c>fetch-models</c> takes them from.
/// </summary>
/// <param name="Name">The files' name without its ending.</param>
/// <param name="GraphHash">SHA-256 of NAME.json, lower-case hexadecimal.</param>
/// <param name="WeightsHash">SHA-256 of NAME.bin, lower-case hexadecimal.</param>
public sealed record KnownModel(string Name, string GraphHash, string WeightsHash)
{
    /// <summary>Finds faces that look at the camera or to the side, from 1/8 of a square's side upwards.</summary>
    public static KnownModel FaceFinder { get; } = new(
        "facemesh-detection-short",
        "39a0a802cee9aeacd430e35b819f3a77f1440ca94747388a4147185a0bda7a03",
        "e9b69ee1c1f8cd33c58120bcd75bf8c56bfba20c880f447e9d293ec102059d4b");

    /// <summary>Gives the 478 points of a face.</summary>
    public static KnownModel FaceMesh { get; } = new(
        "facemesh-attention-pinto",
        "b3ffc872ac38e333a4dbe0330a19933d5403b65519d3e8ba02d8ac93404f2e8b",
        "c08dbb79f57bbc6fbcaa2f8b7928ab62f6d56a43e6feacd6e806272d45945b4a");

    /// <summary>Tells people from what is behind them.</summary>
    public static KnownModel People { get; } = new(
        "selfie",
        "8b7f5f95c0159a83a7240b1298a67012cfffd0396bfa653bdf452913610e9a88",
        "8f57aaa72dc068a50bd37c232d2e073e107912241e459002e1480876676f382a");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<KnownModel> All { get; } = [FaceFinder, FaceMesh, People];
}
