using Throughline.Stage.Restyling;

namespace Throughline.Stage.Tests.Restyling;

public sealed class DriftTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-6)]
    [InlineData(2.5)]
    [InlineData(-0.25)]
    public void A_profile_that_moved_is_found(double moved)
    {
        float[] before = Profile(0), after = Profile(moved);
        Assert.Equal(moved, Drift.Movement(before, after), 0.12);
    }

    [Fact]
    public void A_change_that_no_movement_explains_counts_as_none()
    {
        float[] before = Profile(0);
        Assert.Equal(0, Drift.Movement(before, [.. before.Select(value => 1 - value)]));
        Assert.Equal(0, Drift.Movement(before, [.. before.Select(value => value + 0.1f)]));
        Assert.Equal(0, Drift.Movement(before, before));
        Assert.Equal(0, Drift.Movement(new float[8], new float[8]));
    }

    [Fact]
    public void Something_that_moves_by_itself_is_no_drift()
    {
        float[] before = Profile(0), after = Profile(0);
        for (int i = 0; i < 40; i++)
        {
            before[100 + i] += 0.2f;
            after[112 + i] += 0.2f;
        }

        Assert.Equal(0, Drift.Movement(before, after));
    }

    private static float[] Profile(double moved) =>
        [
            .. Enumerable.Range(0, 300).Select(
                i => (float)(0.5 + (0.2 * Math.Sin((i - moved) / 9)) + (0.15 * Math.Sin((i - moved) / 3.7))
                    + (0.1 * Math.Cos((i - moved) / 31))))
        ];
}
