using Throughline.Media.Pictures;
using Throughline.Server.Assets;
using Throughline.Server.Fetching;
using Throughline.Server.Keys;

namespace Throughline.Server.Tasks;

/// <summary>
/// Pictures and clips as clients of every API give them: an HTTPS URL, a <c>runway://</c> upload, or a base64 data URI.
/// </summary>
internal sealed class InputUri(AssetStore assets, UploadStore uploads)
{
    /// <summary>How the URI of an upload begins.</summary>
    public const string Scheme = "runway://";

    private const int MostDataBytes = 5 << 20;
    private const int MostClipDataBytes = 16 << 20;

    /// <summary>Reads one. A URL is fetched later; the others are looked at now.</summary>
    /// <param name="uri">The URI.</param>
    /// <param name="caller">Whose uploads count.</param>
    /// <param name="problem">What is wrong with it, or null.</param>
    /// <param name="mostDataBytes">The most bytes a data URI may hold.</param>
    /// <returns>The picture, or null when something is wrong.</returns>
    public PictureInput? Read(string uri, Caller caller, out string? problem, int mostDataBytes = MostDataBytes)
    {
        problem = null;
        if (uri.StartsWith(DataUri.Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return ReadData(uri, mostDataBytes, ref problem);
        }

        if (uri.StartsWith(Scheme, StringComparison.Ordinal))
        {
            return uploads.AssetOf(uri[Scheme.Length..], caller.KeyId) is { } asset
                ? Checked(asset, ref problem)
                : Nothing("This upload does not exist, has not arrived or has expired.", ref problem);
        }

        return SafeFetch.Refusal(uri) is { } refusal ? Nothing(refusal, ref problem) : new PictureInput { Url = uri };
    }

    private PictureInput? ReadData(string uri, int mostBytes, ref string? problem)
    {
        // Four characters of base64 hold three bytes.
        if (uri.Length > (mostBytes / 3 * 4) + 256)
        {
            return Nothing($"A data URI holds at most {mostBytes >> 20} MB. Upload the file instead.", ref problem);
        }

        if (!DataUri.TryRead(uri, out string mediaType, out byte[] bytes))
        {
            return Nothing("This data URI is not base64 or is broken.", ref problem);
        }

        return mediaType.StartsWith("image/", StringComparison.Ordinal)
            ? Checked(assets.Keep(bytes), ref problem)
            : Nothing($"Expected a data URI of an image, not of '{mediaType}'.", ref problem);
    }

    /// <summary>Reads a clip, given as pictures are; what it holds is looked at later.</summary>
    /// <param name="uri">The URI.</param>
    /// <param name="caller">Whose uploads count.</param>
    /// <param name="problem">What is wrong with it, or null.</param>
    public ClipInput? ReadClip(string uri, Caller caller, out string? problem)
    {
        problem = null;
        if (uri.StartsWith(DataUri.Scheme, StringComparison.OrdinalIgnoreCase))
        {
            byte[] bytes = [];
            problem = uri.Length > (MostClipDataBytes / 3
                * 4) + 256 ? $"A data URI of a clip holds at most {MostClipDataBytes >> 20} MB. Upload the file instead."
                : !DataUri.TryRead(uri, out string mediaType, out bytes) ? "This data URI is not base64 or is broken."
                : !mediaType.StartsWith(
                    "video/", StringComparison.Ordinal) ? $"Expected a data URI of a video, not of '{mediaType}'."
                : null;
            return problem is null ? new ClipInput { Asset = assets.Keep(bytes) } : null;
        }

        if (uri.StartsWith(Scheme, StringComparison.Ordinal))
        {
            string? asset = uploads.AssetOf(uri[Scheme.Length..], caller.KeyId);
            problem = asset is null ? "This upload does not exist, has not arrived or has expired." : null;
            return asset is null ? null : new ClipInput { Asset = asset };
        }

        problem = SafeFetch.Refusal(uri);
        return problem is null ? new ClipInput { Url = uri } : null;
    }

    /// <summary>An asset as a picture of an order, if it can be read.</summary>
    /// <param name="asset">Name of the asset.</param>
    /// <param name="problem">What is wrong with it; unchanged when nothing is.</param>
    public PictureInput? Checked(string asset, ref string? problem)
    {
        try
        {
            assets.CheckPicture(asset);
            return new PictureInput { Asset = asset };
        }
        catch (PictureException failure)
        {
            // The message begins with the file's path, which is ours.
            return Nothing(
                "Invalid asset: " + failure.Message[(failure.Message.IndexOf(": ", StringComparison.Ordinal) + 2)..],
                ref problem);
        }
    }

    private static PictureInput? Nothing(string what, ref string? problem)
    {
        problem = what;
        return null;
    }
}
