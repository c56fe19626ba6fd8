using Throughline.Media.Video;

namespace Throughline.Media.Tests.Video;

public sealed class FfmpegTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Looked_for_by_option_then_variable_then_path_then_beside_the_product()
    {
        string[] places = ["option", "variable", "path", "product/tools/ffmpeg"];
        foreach (var place in places)
        {
            Directory.CreateDirectory(_scratch.Path(place));
            File.WriteAllText(_scratch.Path(place + "/ffmpeg"), "");
        }

        File.WriteAllText(_scratch.Path("variable/ffprobe"), "");
        Directory.CreateDirectory(_scratch.Path("product/artifacts/bin"));
        var (option, variable, path, product) = (
            _scratch.Path("option/ffmpeg"), _scratch.Path("variable"), $"/nowhere:.:{_scratch.Path("path")}",
            _scratch.Path("product/artifacts/bin"));
        Assert.Equal(option, Ffmpeg.Find(option, variable, path, product).Path);
        Assert.Equal(_scratch.Path("variable/ffmpeg"), Ffmpeg.Find(null, variable, path, product).Path);
        Assert.Equal(_scratch.Path("variable/ffprobe"), Ffmpeg.Find(null, variable, path, product).ProbePath);
        Assert.Equal(_scratch.Path("path/ffmpeg"), Ffmpeg.Find(null, "", path, product).Path);
        Assert.Equal(_scratch.Path("product/tools/ffmpeg/ffmpeg"), Ffmpeg.Find(null, null, "/nowhere", product).Path);
    }

    [Fact]
    public void Missing_is_one_sentence_with_the_command()
    {
        var failure = Assert.Throws<MediaException>(() => Ffmpeg.Find(null, null, null, _scratch.Folder));
        Assert.Equal(MediaError.FfmpegMissing, failure.Code);
        Assert.Contains("`apt-get install -y ffmpeg`", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public void A_wrong_choice_is_named_and_nothing_else_taken() =>
        Assert.Contains("--ffmpeg names /nowhere", Assert.Throws<MediaException>(
            () => Ffmpeg.Find("/nowhere", null, "/usr/bin", _scratch.Folder)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Version_and_encoders_of_the_real_one()
    {
        var ffmpeg = Ffmpeg.Find();
        Assert.StartsWith(
            "ffmpeg version", await ffmpeg.VersionAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
        Assert.True(await ffmpeg.CanEncodeAsync(new(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_program_that_is_not_ffmpeg_is_refused()
    {
        var failure = await Assert.ThrowsAsync<MediaException>(
            () => Ffmpeg.Find("/bin/true").VersionAsync(TestContext.Current.CancellationToken));
        Assert.Equal(MediaError.FfmpegMissing, failure.Code);
    }
}
