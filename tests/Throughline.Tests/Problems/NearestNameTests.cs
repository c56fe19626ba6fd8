using CsCheck;
using Throughline.Problems;

namespace Throughline.Tests.Problems;

public class NearestNameTests
{
    private static readonly string[] _known = ["push_in", "pull_back", "pan_left", "pan_right", "zoom_in", "zoom_out"];

    [Theory]
    [InlineData("push_in", "push_in")]
    [InlineData("psuh_in", "push_in")]
    [InlineData("pushin", "push_in")]
    [InlineData("Push-In", "push_in")]
    [InlineData("pan_rigth", "pan_right")]
    [InlineData("zoom_ot", "zoom_out")]
    [InlineData("teleport", null)]
    [InlineData("", null)]
    public void Few_slips_lead_to_the_name(string written, string? meant) =>
        Assert.Equal(meant, NearestName.Of(written, _known));

    [Fact]
    public void One_slip_in_a_long_name_always_leads_back() =>
        Gen.Select(Gen.Int[0, _known.Length - 1].Select(i => _known[i]), Gen.Int[0, 100], Gen.Char['a', 'z']).Sample((name, at, letter) =>
        {
            at %= name.Length;
            var slip = name.Remove(at, 1).Insert(at, letter.ToString());
            Assert.Equal(name, NearestName.Of(slip, _known));
        });

    [Fact]
    public void Endless_names_and_lists_stay_cheap_and_find_nothing() =>
        Assert.Null(NearestName.Of(new string('a', 100_000), Enumerable.Repeat(new string('a', 100_000), 100_000)));
}
