namespace Throughline.Conformance;

public sealed class RunwayTests
{
    [Theory]
    [InlineData("runway-4.20")]
    [InlineData("runway-3.24")]
    [InlineData("runway-2.11")]
    public Task Runways_own_library_runs_unchanged(string library) => VendorLibraries.RunAsync("runway.mjs", library);

    [Theory]
    [InlineData("runway-4.20")]
    [InlineData("runway-2.11")]
    public Task A_create_that_the_library_sends_again_makes_one_task(string library) =>
        VendorLibraries.RunAsync("resend.mjs", library);
}
