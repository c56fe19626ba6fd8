using Throughline.Camera;
using Throughline.Films;
using Throughline.Media.Pictures;
using Throughline.Media.Video;
using Throughline.Review;

namespace Throughline.Production;

/// <summary>One finished take: a folder that appeared all at once and never changes.</summary>
public sealed record Take
{
    internal const string FirstFrameName = "first.png";
    internal const string LastFrameName = "last.png";
    internal const string StateName = "state.bin";
    internal const string CameraName = "camera.bin";
    internal const string ReviewName = "review.png";
    internal const string InfoName = "take.json";

    /// <summary>Its key.</summary>
    public required TakeKey Key { get; init; }

    /// <summary>Absolute path of its folder.</summary>
    public required string Folder { get; init; }

    /// <summary>What is known of it.</summary>
    public required TakeInfo Info { get; init; }

    /// <summary>The encoded clip.</summary>
    public string Clip => Path.Combine(Folder, Info.Clip);

    /// <summary>The first frame as rendered, lossless.</summary>
    public string FirstFrame => Path.Combine(Folder, FirstFrameName);

    /// <summary>The last frame as rendered, lossless.</summary>
    public string LastFrame => Path.Combine(Folder, LastFrameName);

    /// <summary>The engine's state at the end; may be empty.</summary>
    public string State => Path.Combine(Folder, StateName);

    /// <summary>
    /// The camera at every frame, as it was shot; where the engine does not say, as the shot's moves do, about a
    /// subject at the usual distance; empty on the way between two pictures, which no moves describe.
    /// </summary>
    /// <param name="shot">The shot.</param>
    /// <param name="rate">The film's frames a second.</param>
    public IReadOnlyList<CameraPose> CameraOf(Shot shot, FrameRate rate)
    {
        ArgumentNullException.ThrowIfNull(shot);
        return CameraFile.Read(Path.Combine(Folder, CameraName), Info.Frames) is { Count: > 0 } shown ? shown
            : shot.Last is not null ? []
            : [.. CameraPath.Compile(shot.Camera, Info.Frames, rate, new CameraRig { Seed = shot.Seed }).Poses()];
    }

    /// <summary>What was seen in the clip when it was shot; null when nobody looked.</summary>
    /// <param name="size">Size of the clip's frames.</param>
    public ClipReview? ReviewOf(PixelSize size) => ReviewFile.Read(Path.Combine(Folder, ReviewName), size);
}
