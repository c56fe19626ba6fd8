using Throughline.Camera;

namespace Throughline.Tests.Films;

/// <summary>The three writings of a camera give the same moves.</summary>
public sealed class FilmCameraTests(FilmFolder folder) : IClassFixture<FilmFolder>
{
    [Theory]
    [InlineData("push_in", "push_in")]
    [InlineData("'push_in 0.6'", "push_in 0.6")]
    [InlineData("{move: push_in, amount: 0.6, ease: in_out, from: 0, to: 3}", "push_in 0.6 in_out from 0 to 3")]
    [InlineData("[push_in 0.6, {move: pan_left, to: 2}]", "push_in 0.6 + pan_left to 2")]
    [InlineData("{sequence: [push_in, pan_left]}", "push_in to 2.5 + pan_left from 2.5")]
    [InlineData("{sequence: [push_in + tilt_up, [pan_left, {move: zoom_in, amount: 2}]]}", "push_in to 2.5 + tilt_up to 2.5 + pan_left from 2.5 + zoom_in 2 from 2.5")]
    [InlineData("[handheld 0.5, {sequence: [push_in, static]}]", "handheld 0.5 + push_in to 2.5 + static from 2.5")]
    [InlineData("{sequence: [static, {sequence: [push_in, pull_back]}]}", "static to 2.5 + push_in from 2.5 to 3.75 + pull_back from 3.75")]
    [InlineData("['push_in, pull_back', handheld]", "push_in to 2.5 + pull_back from 2.5 + handheld")]
    [InlineData("{horizontal: 0, vertical: 0, pan: 0, tilt: 0, zoom: 3, roll: 0}", "zoom=3")]
    [InlineData("{pan: -2.5, zoom: 10, ease: linear, from: 1}", "pan=-2.5 zoom=10 linear from 1")]
    [InlineData("zoom=3 pan=-2", "pan=-2 zoom=3")]
    public void Written(string camera, string meaning) =>
        Assert.Equal(meaning, CameraText.Write(folder.GoodShot($"camera: {camera}").Camera));

    [Fact]
    public void Six_numbers_are_a_move_of_their_own_kind()
    {
        var move = Assert.Single(folder.GoodShot("camera: {zoom: 3, roll: -1}").Camera);
        Assert.Equal((CameraMoveKind.Six, new SixNumbers { Zoom = 3, Roll = -1 }), (move.Kind, move.Six));
    }
}
