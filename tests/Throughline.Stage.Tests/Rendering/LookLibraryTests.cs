using Throughline.Stage.Assets;
using Throughline.Stage.Rendering;

namespace Throughline.Stage.Tests.Rendering;

public sealed class LookLibraryTests
{
    [Fact]
    public void The_looks_of_the_program_are_there_the_usual_one_first()
    {
        var looks = new LookLibrary(AssetFolder.BuiltIn);
        Assert.Equal(LookLibrary.Usual, looks.All[0].Name);
        foreach (var name in (ReadOnlySpan<string>)["storybook", "clay", "ink", "watercolour", "noir", "greybox"])
        {
            Assert.NotNull(looks.Find(name));
            Assert.NotEmpty(looks.Find(name)!.About);
        }
    }

    [Fact]
    public void A_users_file_adds_a_look_and_an_unknown_key_names_the_nearest()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            Directory.CreateDirectory(Path.Combine(folder.FullName, "looks"));
            File.WriteAllText(
                Path.Combine(folder.FullName, "looks", "mine.yaml"), "about: Mine.\ncontrast: 1.4\nclay: '#ff0000'\n");
            var mine = new LookLibrary(AssetFolder.With(folder.FullName)).Find("mine")!;
            Assert.Equal(1.4f, mine.Contrast);
            Assert.Equal(1, mine.Clay.X, 3);

            File.WriteAllText(Path.Combine(folder.FullName, "looks", "wrong.yaml"), "contrst: 2\nsaturation: 9\n");
            var refused = Assert.Throws<AssetException>(() => new LookLibrary(AssetFolder.With(folder.FullName)));
            Assert.Equal(2, refused.Problems.Count);
            Assert.Contains("contrast", refused.Problems[0].Fix, StringComparison.Ordinal);
            Assert.Equal(2, refused.Problems[1].Place.Line);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
