using Throughline.Camera;
using Throughline.Engines;
using Throughline.Films;
using Throughline.Media.Pictures;
using Throughline.Media.Video;
using Throughline.Stage.Stills;
using Throughline.Stage.Tests.Stills;

namespace Throughline.Stage.Tests.Between;

public sealed class FootageMotionTests
{
    private const int Frames = 25;

    [Theory]
    [InlineData(CameraMoveKind.PanRight, 8)]
    [InlineData(CameraMoveKind.PanLeft, 3)]
    [InlineData(CameraMoveKind.TiltUp, 4)]
    [InlineData(CameraMoveKind.TiltDown, 6)]
    [InlineData(CameraMoveKind.RollRight, 6)]
    [InlineData(CameraMoveKind.RollLeft, 6)]
    [InlineData(CameraMoveKind.ZoomIn, 1.15)]
    [InlineData(CameraMoveKind.ZoomOut, 1.1)]
    public async Task A_move_comes_to_rest_from_the_speed_that_it_had(CameraMoveKind kind, double amount)
    {
        List<Picture> shot = await ShootAsync(new CameraMove { Kind = kind, Amount = amount, Ease = Ease.Linear });
        CameraMove rest = Assert.Single(FootageMotion.Rest(shot[14], shot[19], shot[24], 5 / 24.0));
        Assert.Equal((kind, Ease.Out, 0), (rest.Kind, rest.Ease, rest.From));

        // Its first instants are as fast as the shot's second.
        double way = kind is CameraMoveKind.ZoomIn or CameraMoveKind.ZoomOut ? Math.Log(rest.Amount!.Value)
            : rest.Amount!.Value;
        double speed = kind is CameraMoveKind.ZoomIn or CameraMoveKind.ZoomOut ? Math.Log(amount) : amount;
        Assert.InRange(2 * way / (double)rest.To!, 0.9 * speed, 1.1 * speed);
    }

    [Fact]
    public async Task A_camera_that_stood_stays()
    {
        List<Picture> shot = await ShootAsync(new CameraMove { Kind = CameraMoveKind.Static });
        Assert.Empty(FootageMotion.Rest(shot[14], shot[19], shot[24], 5 / 24.0));
    }

    [Fact]
    public async Task A_hand_that_goes_back_and_forth_and_pictures_of_nothing_move_nothing()
    {
        List<Picture> shot = await ShootAsync(
            new CameraMove { Kind = CameraMoveKind.PanRight, Amount = 8, Ease = Ease.Linear });
        Assert.Empty(FootageMotion.Rest(shot[14], shot[24], shot[14], 5 / 24.0));
        var blank = new Picture(320, 180);
        Assert.Empty(FootageMotion.Rest(blank, blank, blank, 0.2));
        Assert.Empty(FootageMotion.Rest(shot[14], blank, shot[24], 0.2));
    }

    private static async Task<List<Picture>> ShootAsync(CameraMove move)
    {
        Picture picture = Scenery.Texture(320, 180, 6);
        var reel = new ListReel(picture.Size);
        await new StageEngine().ShootAsync(
            new ShotOrder
            {
                Shot = new Shot { Id = "a", Seconds = 1, Camera = [move] },
                Size = picture.Size,
                Rate = FrameRate.Film,
                Frames = Frames,
                FirstFrame = picture,
                IsContinued = false,
                Threads = 2,
            },
            reel,
            TestContext.Current.CancellationToken);
        return reel.Frames;
    }
}
