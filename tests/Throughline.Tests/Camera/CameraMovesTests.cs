using Throughline.Camera;

namespace Throughline.Tests.Camera;

public class CameraMovesTests
{
    [Fact]
    public void The_table_has_one_row_for_every_kind_in_the_order_of_the_kinds()
    {
        foreach (var kind in Enum.GetValues<CameraMoveKind>())
        {
            Assert.Equal(kind, CameraMoves.Of(kind).Kind);
        }

        Assert.Equal(Enum.GetValues<CameraMoveKind>().Length - 1, CameraMoves.All.Count);
        Assert.DoesNotContain(CameraMoves.All, info => info.Kind == CameraMoveKind.Six);
    }

    [Fact]
    public void Names_are_the_kinds_in_snake_case_and_find_their_row()
    {
        foreach (var info in CameraMoves.All)
        {
            Assert.Equal(
                info.Kind.ToString(),
                string.Concat(info.Name.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..])));
            Assert.Same(info, CameraMoves.Find(info.Name));
        }
    }

    [Fact]
    public void Usual_amounts_lie_within_the_limits()
    {
        foreach (var info in CameraMoves.All)
        {
            Assert.InRange(info.Usual, info.Minimum, info.Maximum);
        }
    }

    [Fact]
    public void Opposites_point_at_each_other_and_share_a_unit()
    {
        foreach (var info in CameraMoves.All.Where(info => info.Opposite is not null))
        {
            var other = CameraMoves.Of(info.Opposite!.Value);
            Assert.Equal(info.Kind, other.Opposite);
            Assert.Equal(info.Unit, other.Unit);
        }
    }

    [Fact]
    public void Other_names_lead_to_one_move_and_are_no_names_themselves()
    {
        var others = CameraMoves.All.SelectMany(info => info.AlsoCalled).ToList();
        Assert.Distinct(others);
        Assert.All(others, name => Assert.Null(CameraMoves.Find(name)));
        Assert.Equal(CameraMoveKind.PushIn, CameraMoves.FindOtherName("dolly-in")?.Kind);
    }

    [Theory]
    [InlineData(CameraMoveKind.Handheld, Ease.Linear)]
    [InlineData(CameraMoveKind.Follow, Ease.Linear)]
    [InlineData(CameraMoveKind.PushIn, Ease.InOut)]
    [InlineData(CameraMoveKind.Six, Ease.InOut)]
    public void Usual_easing(CameraMoveKind kind, Ease ease) => Assert.Equal(ease, CameraMoves.Of(kind).UsualEase);
}
