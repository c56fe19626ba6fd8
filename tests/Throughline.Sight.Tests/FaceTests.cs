using System.Numerics;
using Throughline.Media.Faces;
using Throughline.Media.Pictures;

namespace Throughline.Sight.Tests;

public class FaceTests
{
    // Read off the photograph by hand, at twice its size.
    private static readonly (int Point, float X, float Y)[] _truth =
    [
        (FaceParts.RightIrisMiddle, 203.5f, 101f),
        (FaceParts.LeftIrisMiddle, 246.5f, 103f),
        (FaceParts.NoseTip, 222.5f, 125f),
        (61, 202.5f, 138f),
        (291, 246.5f, 139f),
        (FaceParts.Chin, 223f, 177f),
    ];

    [Fact]
    public void A_face_is_found_with_its_points_where_they_are()
    {
        var face = Assert.Single(Look(Astronaut()));

        Assert.InRange(face.Presence, 0.95f, 1);
        Assert.Equal(FaceMesh.Count, face.Points.Count);
        foreach (var (point, x, y) in _truth)
        {
            Assert.True(
                Vector2.Distance(face.Place(point), new Vector2(x, y)) < 3.5f,
                $"point {point} is at {face.Place(point)}, not {x}, {y}");
        }

        Assert.InRange(face.Openness(FaceParts.RightUpperLid, FaceParts.RightLowerLid), 0.2f, 0.5f);
        Assert.InRange(face.Openness(FaceParts.LeftUpperLid, FaceParts.LeftLowerLid), 0.2f, 0.5f);
    }

    [Fact]
    public void The_nose_is_nearer_than_the_outline()
    {
        var face = Assert.Single(Look(Astronaut()));

        var outline = FaceParts.Oval.Average(point => face.Points[point].Z);
        Assert.True(face.Points[FaceParts.NoseTip].Z < outline - (0.3f * face.EyeDistance));
        Assert.Equal(face.Points[FaceParts.NoseTip].Z, face.Points.Min(point => point.Z), face.EyeDistance / 20);
    }

    [Fact]
    public void Irises_lie_between_their_lids_and_lips_above_the_chin()
    {
        var face = Assert.Single(Look(Astronaut()));

        foreach (var (iris, upper, lower) in new[]
        {
            (FaceParts.RightIrisMiddle, FaceParts.RightUpperLid, FaceParts.RightLowerLid),
            (FaceParts.LeftIrisMiddle, FaceParts.LeftUpperLid, FaceParts.LeftLowerLid),
        })
        {
            Assert.InRange(
                face.Points[iris].X, upper.Min(point => face.Points[point].X),
                upper.Max(point => face.Points[point].X));
            Assert.InRange(
                face.Points[iris].Y, upper.Min(point => face.Points[point].Y),
                lower.Max(point => face.Points[point].Y));
        }

        Assert.All(FaceParts.LowerLipOuter, point => Assert.True(face.Points[point].Y < face.Points[FaceParts.Chin].Y));
        Assert.All(FaceParts.UpperLipInner, point => Assert.InRange(
            face.Points[point].X, face.Points[FaceParts.UpperLipOuter[0]].X,
            face.Points[FaceParts.UpperLipOuter[^1]].X));
    }

    [Fact]
    public void The_mirrored_portrait_has_the_mirrored_face()
    {
        var picture = Astronaut();
        var mirrored = new Picture(picture.Width, picture.Height);
        for (var i = 0; i < picture.Width * picture.Height; i++)
        {
            int x = i % picture.Width, y = i / picture.Width;
            picture.Row(y).Slice(x * 4, 4).CopyTo(mirrored.Row(y)[((picture.Width - 1 - x) * 4)..]);
        }

        FaceMesh face = Assert.Single(Look(picture)), other = Assert.Single(Look(mirrored));

        // What is the right eye in one is the left eye in the other.
        Assert.Equal(
            picture.Width - 1 - face.Points[FaceParts.RightIrisMiddle].X, other.Points[FaceParts.LeftIrisMiddle].X,
            1.5f);
        Assert.Equal(face.Points[FaceParts.RightIrisMiddle].Y, other.Points[FaceParts.LeftIrisMiddle].Y, 1.5f);
    }

    [Fact]
    public void A_small_face_in_a_large_picture_is_found_in_its_place()
    {
        var portrait = Astronaut();
        var small = Resample.To(portrait, new PixelSize(256, 256));
        var picture = new Picture(1280, 720);
        for (var i = 0; i < picture.Pixels.Length; i++)
        {
            picture.Pixels[i] = (byte)(i % 4 == 3 ? 255 : 90 + (i / 4 / 1280 / 9));
        }

        for (var y = 0; y < 256; y++)
        {
            small.Row(y).CopyTo(picture.Row(y + 300)[(900 * 4)..]);
        }

        FaceMesh large = Assert.Single(Look(portrait)), found = Assert.Single(Look(picture));

        Assert.Equal(900 + (large.EyesMiddle.X / 2), found.EyesMiddle.X, 2f);
        Assert.Equal(300 + (large.EyesMiddle.Y / 2), found.EyesMiddle.Y, 2f);
        Assert.Equal(large.EyeDistance / 2, found.EyeDistance, 2f);
    }

    [Fact]
    public void Where_no_face_is_none_is_found()
    {
        var picture = new Picture(320, 240);
        for (var i = 0; i < 320 * 240; i++)
        {
            int x = i % 320, y = i / 320;
            picture.Pixels[4 * i] = (byte)(128 + (60 * MathF.Sin(x / 9f)));
            picture.Pixels[(4 * i) + 1] = (byte)(y / 2);
            picture.Pixels[(4 * i) + 2] = (byte)(x / 2);
            picture.Pixels[(4 * i) + 3] = 255;
        }

        Assert.Empty(Look(picture));
    }

    [Fact]
    public void Without_models_nothing_is_seen()
    {
        using var sight = new PictureSight(null, null);
        var picture = new Picture(64, 64);

        Assert.Empty(sight.Faces(picture, TestContext.Current.CancellationToken));
        Assert.Null(sight.People(picture, TestContext.Current.CancellationToken));
        Assert.Null(sight.Depth(picture, TestContext.Current.CancellationToken));
    }

    private static Picture Astronaut()
    {
        Assert.SkipWhen(Models.Folder is null || Models.Astronaut is null, Models.Missing);
        return Models.Astronaut!;
    }

    private static IReadOnlyList<FaceMesh> Look(Picture picture)
    {
        Assert.SkipWhen(Models.Folder is null, Models.Missing);
        using var sight = new PictureSight(Models.Folder, null);
        return sight.Faces(picture, TestContext.Current.CancellationToken);
    }
}
