using Throughline.Camera;
using Throughline.Engines;
using Throughline.Films;
using Throughline.Media.Pictures;
using Throughline.Media.Video;
using Throughline.Stage.Tests.Measure;
using Throughline.Stage.Tests.Stills;

namespace Throughline.Stage.Tests.CameraMoves;

/// <summary>A take by Stage whose frames are in memory, unencoded.</summary>
/// <param name="Frames">All frames.</param>
/// <param name="End">What a shot that continues it starts with.</param>
internal sealed record TestTake(List<Picture> Frames, Handover End)
{
    /// <summary>Shoots at 24 frames a second, on one thread, without motion blur unless a shutter is given.</summary>
    public static async Task<TestTake> ShootAsync(
        Picture picture, DepthPicture? depth, string camera, int frames, double shutter = 0, Handover? previous = null)
    {
        var reading = CameraText.Parse(camera, (frames - 1) / 24m, "camera");
        Assert.Empty(reading.Problems);
        var order = new ShotOrder
        {
            Shot = new Shot { Id = "a", Seconds = frames / 24m, Camera = reading.Moves, Seed = 7, Shutter = shutter },
            Size = picture.Size,
            Rate = FrameRate.Film,
            Frames = frames,
            FirstFrame = picture,
            Depth = depth,
            Previous = previous,
        };
        var reel = new ListReel(picture.Size);
        var end = await new StageEngine().ShootAsync(order, reel, TestContext.Current.CancellationToken);
        return new TestTake(reel.Frames, end);
    }

    /// <summary>Where the corners are in each frame; a step's list holds the tracks not lost so far.</summary>
    public static List<List<(Spot Start, Spot Now)>> Follow(IReadOnlyList<Picture> frames, IEnumerable<Spot> corners)
    {
        var tracker = new FeatureTracker(Grey.Of(frames[0]), corners);
        var steps = new List<List<(Spot, Spot)>> { tracker.Tracks.Select(t => (t.Start, t.Now)).ToList() };
        foreach (var frame in frames.Skip(1))
        {
            tracker.Advance(Grey.Of(frame));
            steps.Add([.. tracker.Alive.Select(t => (t.Start, t.Now))]);
        }

        return steps;
    }
}
