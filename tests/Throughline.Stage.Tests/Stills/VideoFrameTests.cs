using Throughline.Camera;
using Throughline.Engines;
using Throughline.Films;
using Throughline.Media.Pictures;
using Throughline.Media.Video;

namespace Throughline.Stage.Tests.Stills;

/// <summary>Stills drawn as frames of video must be what their pictures would have been converted to.</summary>
public sealed class VideoFrameTests
{
    // As wide as frames are drawn so, and no whole number of tiles or cells either way.
    private const int Width = 1000;
    private const int Height = 140;

    [Theory]
    [InlineData("push_in 0.6")]
    [InlineData("truck_right 0.5 + roll_left 20")]
    [InlineData("orbit_left 15")]
    [InlineData("zoom_in 1.5")]
    [InlineData("static")]
    public async Task Frames_of_video_are_the_pictures_converted(string camera)
    {
        var (picture, depth) = Scenery.SquareBeforeWall(Width, Height);
        var reel = new BothReel(picture.Size, FrameForms.Picture | FrameForms.Video);
        await ShootAsync(picture, depth, camera, reel, 7);
        Assert.Equal(7, reel.Frames.Count);
        Assert.Equal(6, reel.Frames.Count(frame => frame.Video is not null));
        var converted = new VideoFrame(picture.Size);
        foreach (var (pixels, video) in reel.Frames)
        {
            if (video is null)
            {
                Assert.Equal(picture.Pixels, pixels!.Pixels);
                continue;
            }

            converted.Set(pixels!);
            long sum = 0;
            for (var i = 0; i < video.Length; i++)
            {
                var off = Math.Abs(video[i] - converted.Planes[i]);
                sum += off;

                // At the sharpest edges a colour beyond the range is held before luma is made of it rather than after,
                // and chroma is averaged before it is moved rather than after: that is seen in a few steps.
                Assert.True(
                    off <= (i < Width * Height ? 12 : 24),
                    $"{camera}: byte {i} is {video[i]}, not {converted.Planes[i]}");
            }

            Assert.InRange(sum / (double)video.Length, 0, 0.6);
        }
    }

    [Fact]
    public async Task A_clip_is_the_same_with_and_without_pictures_and_whatever_the_number_of_threads()
    {
        var (picture, depth) = Scenery.SquareBeforeWall(Width, Height);
        var both = new BothReel(picture.Size, FrameForms.Picture | FrameForms.Video);
        var end = await ShootAsync(picture, depth, "orbit_right 10", both, 6, threads: 2);
        var alone = new BothReel(picture.Size, FrameForms.Video);
        await ShootAsync(picture, depth, "orbit_right 10", alone, 6, threads: 3);
        for (var i = 1; i < 6; i++)
        {
            Assert.Equal(both.Frames[i].Video, alone.Frames[i].Video);
        }

        // As the clip was given it: nobody continues from here.
        var last = new VideoFrame(picture.Size);
        alone.Frames[^1].Video!.CopyTo(last.Planes, 0);
        Assert.Equal(last.ToPicture().Pixels, end.LastFrame.Pixels);
    }

    [Fact]
    public async Task A_shot_goes_on_from_a_picture_that_was_never_video()
    {
        var (picture, depth) = Scenery.SquareBeforeWall(Width, Height);
        var reel = new BothReel(picture.Size, FrameForms.Picture | FrameForms.Video);
        var end = await ShootAsync(picture, depth, "push_in 0.4", reel, 4, isContinued: true);
        Assert.Equal(reel.Frames[^1].Picture!.Pixels, end.LastFrame.Pixels);
    }

    [Theory]
    [InlineData("pull_back 1", null)]
    [InlineData("push_in 0.5", 180.0)]
    public async Task What_video_cannot_show_comes_as_pictures(string camera, double? shutter)
    {
        var (picture, depth) = Scenery.SquareBeforeWall(Width, Height);
        var reel = new BothReel(picture.Size, FrameForms.Video);
        await ShootAsync(picture, depth, camera, reel, 4, shutter: shutter);
        Assert.All(reel.Frames, frame => Assert.NotNull(frame.Picture));
    }

    private static Task<Handover> ShootAsync(
        Picture picture, DepthPicture depth, string camera, IReel reel, int frames, int threads = 1,
        double? shutter = null, bool isContinued = false)
    {
        var reading = CameraText.Parse(camera, (frames - 1) / 24m, "camera");
        Assert.Empty(reading.Problems);
        var order = new ShotOrder
        {
            Shot = new Shot { Id = "a", Seconds = frames / 24m, Camera = reading.Moves, Seed = 4, Shutter = shutter },
            Size = picture.Size,
            Rate = FrameRate.Film,
            Frames = frames,
            FirstFrame = picture,
            Depth = depth,
            Threads = threads,
            IsContinued = isContinued,
        };
        return new StageEngine().ShootAsync(order, reel, TestContext.Current.CancellationToken);
    }

    /// <summary>A reel that keeps every frame in the forms it came in.</summary>
    private sealed class BothReel(PixelSize size, FrameForms wanted) : IReel
    {
        public List<(Picture? Picture, byte[]? Video)> Frames { get; } = [];

        public FrameForms Wanted => wanted;

        public ValueTask<Picture> BlankAsync(CancellationToken cancellationToken) =>
            ValueTask.FromResult(new Picture(size.Width, size.Height));

        public ValueTask<VideoFrame> BlankVideoAsync(CancellationToken cancellationToken)
        {
            // Whatever is left in a blank must not show.
            var blank = new VideoFrame(size);
            blank.Planes.AsSpan().Fill(0x5A);
            return ValueTask.FromResult(blank);
        }

        public ValueTask TakeAsync(Picture frame, CancellationToken cancellationToken)
        {
            Frames.Add((frame, null));
            return ValueTask.CompletedTask;
        }

        public ValueTask TakeAsync(VideoFrame frame, Picture? picture, CancellationToken cancellationToken)
        {
            Frames.Add((picture, (byte[])frame.Planes.Clone()));
            return ValueTask.CompletedTask;
        }
    }
}
