using System.Numerics;
using Throughline.Camera;
using Throughline.Production;
using Throughline.Review;

namespace Throughline.Tests.Production;

public sealed class CameraFileTests
{
    [Fact]
    public async Task Poses_read_back_and_a_file_of_other_frames_gives_none()
    {
        string file = Path.GetTempFileName();
        try
        {
            CameraPose[] poses = [.. Enumerable.Range(0, 5).Select(i => new CameraPose(
                new Vector3(i, -i, 0.5f * i), Quaternion.CreateFromAxisAngle(Vector3.UnitY, 0.1f * i), 35 + i))];
            await CameraFile.WriteAsync(file, poses, TestContext.Current.CancellationToken);
            Assert.Equal(poses, CameraFile.Read(file, 5));
            Assert.Empty(CameraFile.Read(file, 4));
            Assert.Empty(CameraFile.Read(file + ".gone", 5));
        }
        finally
        {
            File.Delete(file);
        }
    }

    // A camera that looks east of north, seen from itself, looks ahead; what is before it is before it.
    [Fact]
    public void A_pose_seen_from_another_has_its_way_ahead_and_to_the_right()
    {
        var turn = Quaternion.CreateFromAxisAngle(Vector3.UnitY, -MathF.PI / 2);
        var start = new CameraPose(new Vector3(3, 1, 4), turn, 35);
        Assert.Equal(90, start.Pan, 3);
        CameraPose[] way = [
            start.From(start), (start with { Position = start.Position + new Vector3(2, 0.5f, 1) }).From(start)
        ];
        Assert.Equal(0, way[0].Pan, 3);
        var review = CameraReview.Of(way, 24)!;
        Assert.Equal((2, 1, 0.5), (review.Forward, review.Right, review.Up));
        Assert.Equal(Math.Round(24 * Math.Sqrt(5.25), 2), Math.Round(review.SpeedIn, 2));
        Assert.Null(CameraReview.Of([], 24));
    }
}
