using Throughline.Stage.Tests.Measure;

namespace Throughline.Stage.Tests.CameraMoves;

/// <summary>
/// Every move, measured from the frames: corners are tracked through the clip, and each must be where the move puts
/// what the picture shows there at its known depth, half way and at the end. Half of a move is done at half time
/// (in_out easing).
/// </summary>
public sealed class CameraMoveTests
{
    private const int FewestTracks = 25;

    // Pixels. The instruments alone are off by up to 0.1 (InstrumentTests).
    private const double UsualError = 0.05;
    private const double LargeError = 0.15;

    public static TheoryData<string> Moves => new(Seen.By.Keys);

    [Theory]
    [MemberData(nameof(Moves))]
    public async Task Everything_is_where_the_move_puts_it(string move)
    {
        var steps = await Boards.FollowAsync(move);
        foreach (var (frame, share) in new[] { (Boards.Frames / 2, 0.5), (Boards.Frames - 1, 1.0) })
        {
            var tracks = steps[frame];
            Assert.True(tracks.Count >= FewestTracks, $"{tracks.Count} tracks of {steps[0].Count} at frame {frame}");
            var errors = tracks
                .Select(t => Seen.After(move, share, t.Start, Boards.InverseDepth(t.Start)).To(t.Now)).ToList();
            var moved = tracks.Select(t => t.Start.To(t.Now)).Percentile(0.9);
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"frame {frame}: {tracks.Count}/{steps[0].Count} tracks moved {moved:F1}, "
                + $"off by {errors.Median():F3} median, {errors.Percentile(0.95):F3} 95th, {errors.Max():F2} max");
            Assert.True(moved > 3, $"the picture moves {moved:F2} pixels");
            Assert.InRange(errors.Median(), 0, UsualError);
            Assert.InRange(errors.Percentile(0.95), 0, LargeError);
        }
    }
}
