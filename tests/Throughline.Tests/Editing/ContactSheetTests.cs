using System.Numerics;
using Throughline.Camera;
using Throughline.Editing;
using Throughline.Media.Pictures;
using Throughline.Media.Video;
using Throughline.Review;

namespace Throughline.Tests.Editing;

public sealed class ContactSheetTests
{
    private static readonly (byte R, byte G, byte B)[] _colours =
        [(200, 30, 30), (30, 200, 30), (30, 30, 200), (200, 200, 30), (200, 30, 200), (30, 200, 200)];

    [Fact]
    public void A_row_for_each_shot_shows_its_first_middle_and_last_frame_in_their_places()
    {
        var (film, timeline) = TestFilms.Make(FrameRate.Film, new TestShot(48), new TestShot(24));
        var sheet = ContactSheet.Draw(film, timeline, Rows(timeline, _ => []));
        var thumbnail = ClipReview.PictureSize(film.Size);
        for (var i = 0; i < _colours.Length; i++)
        {
            // The middle of the thumbnail, off the timecode in its corner.
            var x = SheetStyle.Margin
                + SheetStyle.Words + ((i % 3) * (thumbnail.Width + SheetStyle.Gap)) + (thumbnail.Width / 2);
            var y = SheetStyle.Header + ((i / 3) * (SheetStyle.Thumbnail + SheetStyle.RowGap)) + (thumbnail.Height / 2);
            Assert.Equal(_colours[i], At(sheet, x, y));
        }

        Assert.Equal(
            SheetStyle.Header + (2 * SheetStyle.Thumbnail) + SheetStyle.RowGap + SheetStyle.Margin, sheet.Height);
    }

    [Fact]
    public void Many_shots_run_in_columns()
    {
        var (film, timeline) = TestFilms.Make(FrameRate.Film, [.. Enumerable.Repeat(new TestShot(24), 41)]);
        var (shortFilm, shortTimeline) = TestFilms.Make(FrameRate.Film, [.. Enumerable.Repeat(new TestShot(24), 21)]);
        var two = ContactSheet.Draw(film, timeline, Rows(timeline, _ => []));
        var one = ContactSheet.Draw(shortFilm, shortTimeline, Rows(shortTimeline, _ => []));
        Assert.Equal(one.Height, two.Height);
        Assert.Equal((2 * one.Width) - SheetStyle.Margin, two.Width);
    }

    // The path from above: a camera that trucks right leaves its colours from left to right, one that pushes in upward.
    [Fact]
    public void The_cameras_way_is_drawn_from_its_start_to_its_end()
    {
        var (film, timeline) = TestFilms.Make(FrameRate.Film, new TestShot(48), new TestShot(48), new TestShot(48));
        var sheet = ContactSheet.Draw(film, timeline, Rows(timeline, i => i switch
        {
            0 => Way(t => new Vector3(2 * t, 0, 0)),
            1 => Way(t => new Vector3(0, 0, -2 * t)),
            _ => [],
        }));
        var truck = Ends(sheet, 0);
        Assert.True(truck.End.X - truck.Start.X > 40 && Math.Abs(truck.End.Y - truck.Start.Y) < 12, $"{truck}");
        var push = Ends(sheet, 1);
        Assert.True(push.Start.Y - push.End.Y > 40 && Math.Abs(push.End.X - push.Start.X) < 12, $"{push}");
        Assert.Equal(default, Ends(sheet, 2));
    }

    private static CameraPose[] Way(Func<float, Vector3> at) =>
        [.. Enumerable.Range(0, 48).Select(i => new CameraPose(at(i / 47f), Quaternion.Identity, 35))];

    private static List<SheetRow> Rows(CutTimeline timeline, Func<int, IReadOnlyList<CameraPose>> camera) =>
        [.. timeline.Shots.Select((shot, i) => new SheetRow(
            shot with { Clip = shot.Clip with { Camera = camera(i) } },
            [
                .. Enumerable.Range(0, 3).Select(
                    k => new SheetPicture(shot.Start + (k * (shot.Frames - 1) / 2), Plain(_colours[((3 * i) + k) % 6])))
            ]))];

    private static Picture Plain((byte R, byte G, byte B) colour)
    {
        var picture = new Picture(128, 72);
        for (var i = 0; i < picture.Pixels.Length; i += 4)
        {
            (picture.Pixels[i], picture.Pixels[i + 1], picture.Pixels[i + 2],
                picture.Pixels[i + 3]) = (colour.R, colour.G, colour.B, 255);
        }

        return picture;
    }

    private static (byte R, byte G, byte B) At(Picture sheet, int x, int y) =>
        (sheet.Row(y)[x * 4], sheet.Row(y)[(x * 4) + 1], sheet.Row(y)[(x * 4) + 2]);

    // Mean places of the pure colours of the way's start and end within a row's card; none where there is no way.
    private static (Vector2 Start, Vector2 End) Ends(Picture sheet, int row)
    {
        var left = sheet.Width - SheetStyle.Margin - SheetStyle.Camera;
        var top = SheetStyle.Header + (row * (SheetStyle.Thumbnail + SheetStyle.RowGap));
        return (Mean((0x5C, 0x8F, 0xB8)), Mean((0xF0, 0xA8, 0x48)));

        Vector2 Mean((byte R, byte G, byte B) colour)
        {
            Vector2 sum = default;
            var count = 0;
            for (var y = top; y < top + SheetStyle.Thumbnail; y++)
            {
                for (var x = left; x < left + 208; x++)
                {
                    if (At(sheet, x, y) == colour)
                    {
                        (sum, count) = (sum + new Vector2(x, y), count + 1);
                    }
                }
            }

            return count == 0 ? default : sum / count;
        }
    }
}
