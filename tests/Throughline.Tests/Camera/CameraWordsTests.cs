using CsCheck;
using Throughline.Camera;

namespace Throughline.Tests.Camera;

public sealed class CameraWordsTests
{
    [Theory]
    [InlineData("push in", "push_in")]
    [InlineData("The camera pushes in as the candle burns down", "push_in")]
    [InlineData("A lighthouse at dusk. Camera pans left, waves crash.", "pan_left")]
    [InlineData("The camera tilts up and zooms in", "tilt_up + zoom_in")]
    [InlineData("zoom out, then tilt down", "zoom_out, tilt_down")]
    [InlineData("the camera moves left past the pillars", "truck_left")]
    [InlineData("the camera slides to the right", "truck_right")]
    [InlineData("the camera orbits around the statue", "orbit_right")]
    [InlineData("orbiting shot of a castle", "orbit_right")]
    [InlineData("camera moves forward into the forest", "push_in")]
    [InlineData("the camera glides forward", "push_in")]
    [InlineData("the camera rises over the city", "crane_up")]
    [InlineData("CRANE UP over rooftops", "crane_up")]
    [InlineData("the camera moves back", "pull_back")]
    [InlineData("handheld, the crowd cheers", "handheld")]
    [InlineData("a vertigo effect in the stairwell", "dolly_zoom")]
    [InlineData("whip pan to the left", "whip_left")]
    public void The_cameras_own_language_is_found(string prompt, string moves) =>
        Assert.Equal(moves, CameraWords.Find(prompt));

    [Theory]
    [InlineData("The boat moves left across the lake")]
    [InlineData("a man frying eggs in a pan")]
    [InlineData("the sun rises")]
    [InlineData("a train on the track")]
    [InlineData("she turns to the camera and smiles")]
    [InlineData("a tilted hat")]
    [InlineData("static camera, zoom in on nothing")]
    [InlineData("leaves fall, no camera movement")]
    [InlineData("a dog circles the tree")]
    [InlineData("")]
    public void What_things_do_is_not_the_cameras(string prompt) => Assert.Null(CameraWords.Find(prompt));

    [Fact]
    public void Words_of_pace_change_the_amount()
    {
        double usual = CameraMoves.Of(CameraMoveKind.PushIn).Usual;
        Assert.Equal($"push_in {Amount(usual * 0.6)}", CameraWords.Find("a slow push in on the door"));
        Assert.Equal($"push_in {Amount(usual * 0.6)}", CameraWords.Find("the camera slowly pushes in"));
        Assert.Equal($"push_in {Amount(usual * 1.5)}", CameraWords.Find("quick push-in"));
    }

    [Fact]
    public void Whatever_is_found_can_be_read_as_moves() =>
        Gen.Select(Gen.Int[0, _phrases.Length - 1], Gen.Int[0, _phrases.Length - 1], Gen.String[0, 30]).Sample((one, other, noise) =>
            CameraWords.Find($"{_phrases[one]} {noise} {_phrases[other]}") is not { } text
                || CameraText.Parse(text, 5).Problems.Count == 0);

    private static readonly string[] _phrases = [
        "slow push in", "then the camera tilts up", "fast zoom out", "dolly zoom", "gently pan right",
        "and the camera rises", "handheld", "whip pan", "subtle orbit left", "crane down", "rapid roll",
        "camera rolls left"
    ];

    private static string Amount(double value) =>
        Math.Round(value, 2).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
