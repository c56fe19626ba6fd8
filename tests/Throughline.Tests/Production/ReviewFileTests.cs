using Throughline.Media.Pictures;
using Throughline.Media.Video;
using Throughline.Production;
using Throughline.Review;
using Throughline.Tests.Editing;

namespace Throughline.Tests.Production;

public sealed class ReviewFileTests : IDisposable
{
    private static readonly PixelSize _frame = new(320, 180);

    private readonly NumberedClips _clips = new();

    public void Dispose() => _clips.Dispose();

    [Fact]
    public void What_is_written_is_read_to_the_last_bit()
    {
        var review = Review();
        var path = _clips.PathOf("review.png");
        ReviewFile.Write(path, review);
        var read = ReviewFile.Read(path, _frame)!;

        Assert.Equal((review.FirstFrame, review.Middle), (read.FirstFrame, read.Middle));
        Assert.Equal(review.Pictures.Select(p => p.Pixels), read.Pictures.Select(p => p.Pixels));
        Assert.All(read.Pictures, p => Assert.Equal(ClipReview.PictureSize(_frame), p.Size));
    }

    [Fact]
    public void What_is_missing_broken_or_of_other_frames_counts_as_no_review()
    {
        var path = _clips.PathOf("review.png");
        Assert.Null(ReviewFile.Read(path, _frame));
        ReviewFile.Write(path, Review());
        Assert.Null(ReviewFile.Read(path, new PixelSize(180, 320)));
        var bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..(bytes.Length / 2)]);
        Assert.Null(ReviewFile.Read(path, _frame));
        PictureFile.WritePng(Review().Pictures[0], path);
        Assert.Null(ReviewFile.Read(path, _frame));
        PictureFile.WritePng(Review().Pictures[0], path, cargo: "{\"schema\":7}"u8.ToArray());
        Assert.Null(ReviewFile.Read(path, _frame));
    }

    [Fact]
    public async Task The_middle_of_a_clip_is_where_its_stream_can_be_entered()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var order = await _clips.OrderAsync(
            FrameRate.Film, new ClipFormat { Threads = 1 }, new TestShot(80), new TestShot(30, IsChained: true));
        var tracks = await Throughline.Editing.ClipTracks.ReadAsync(order, cancellation);
        var seen = await ClipReviewer.ReadAsync(
            order.Ffmpeg, [new(tracks[0], 0, null, null), new(tracks[1], 1, null, null)],
            _clips.PathOf("samples.mp4"), cancellation).ToListAsync(cancellation);

        Assert.Equal([48, 25], seen.Select(review => review.Middle));
        Assert.Equal([(0, 0), (0, 48), (0, 79)], seen[0].Pictures.Select(Shown));
        Assert.Equal([(1, 1), (1, 25), (1, 30)], seen[1].Pictures.Select(Shown));
        Assert.All(seen, review => Assert.Null(review.FirstFrame));
    }

    private static (int Shot, int Frame) Shown(Picture small) =>
        NumberedClips.Read(Resample.Part(small, new PixelRegion(0, 0, small.Width, small.Height), NumberedClips.Size));

    private static ClipReview Review()
    {
        var size = ClipReview.PictureSize(_frame);
        return new ClipReview
        {
            FirstFrame = new FirstFrameReview(45.25, 0.012, 0.75),
            Middle = 17,
            Pictures = [.. Enumerable.Range(1, 3).Select(shade => Grey(size, (byte)(shade * 60)))],
        };
    }

    private static Picture Grey(PixelSize size, byte shade)
    {
        var picture = new Picture(size.Width, size.Height);
        picture.Pixels.AsSpan().Fill(shade);
        for (var i = 3; i < picture.Pixels.Length; i += 4)
        {
            picture.Pixels[i] = byte.MaxValue;
        }

        return picture;
    }
}
