namespace Throughline.Conformance;

public sealed class VideosTests
{
    [Theory]
    [InlineData("openai-7.57")]
    [InlineData("openai-6.49")]
    public Task OpenAIs_own_library_runs_unchanged(string library) => VendorLibraries.RunAsync("videos.mjs", library);

    [Theory]
    [InlineData("openai-7.57")]
    [InlineData("openai-6.49")]
    public Task OpenAIs_own_library_unwraps_what_webhooks_are_told(string library) =>
        VendorLibraries.RunAsync("webhooks.mjs", library);
}
