using Throughline.Media.Pictures;

namespace Throughline.Sight.People;

/// <summary>Tells people from what is behind them. Source: MediaPipe Selfie Segmentation, general model.</summary>
internal sealed class PeopleFinder(Network network)
{
    private const int Grid = 256;

    /// <summary>How much each part of the picture is a person, as a matte of 256x256 of the whole picture.</summary>
    public MattePicture Find(Picture picture, CancellationToken cancellationToken)
    {
        var seen = network.Run(
            PictureSample.Whole(picture, Grid, Grid).Take(picture, Grid, Grid, 0, 1, black: false),
            cancellationToken).Values.First();
        return new MattePicture(Grid, Grid, Array.ConvertAll(seen, share => Math.Clamp(share, 0, 1)));
    }
}
