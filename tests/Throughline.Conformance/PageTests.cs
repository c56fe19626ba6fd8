namespace Throughline.Conformance;

/// <summary>
/// The page at <c>/</c> in Debian's Chromium, driven by Playwright, on the real server with the real engine.
/// </summary>
public sealed class PageTests
{
    [Fact]
    public async Task People_can_shoot_watch_and_send_films_with_mouse_keyboard_and_phone()
    {
        Assert.SkipUnless(
            File.Exists("/usr/bin/chromium"),
            "Chromium is not installed; ./test installs it where it can be had (apt-get install chromium).");
        await VendorLibraries.RunAsync("page.mjs", "playwright-core");
    }
}
