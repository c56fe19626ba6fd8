using CsCheck;
using Throughline.Media.Pictures;

namespace Throughline.Media.Tests.Pictures;

public sealed class PngCargoTests
{
    [Fact]
    public void What_a_picture_carries_comes_back_and_its_pixels_too()
    {
        using var scratch = new Scratch();
        var picture = new Picture(5, 3);
        picture.Pixels.AsSpan().Fill(255);
        var cargo = Enumerable.Range(0, 5000).Select(i => (byte)(i * 7)).ToArray();

        PictureFile.WritePng(picture, scratch.Path("a.png"), cargo: cargo);

        Assert.Equal(cargo, PictureFile.ReadCargo(scratch.Path("a.png")));
        Assert.Equal(picture.Pixels, PictureFile.Read(scratch.Path("a.png")).Pixels);
    }

    [Fact]
    public void A_picture_without_cargo_carries_nothing()
    {
        using var scratch = new Scratch();
        PictureFile.WritePng(new Picture(5, 3), scratch.Path("a.png"));
        Assert.Empty(PictureFile.ReadCargo(scratch.Path("a.png")));
        Assert.Empty(PictureFile.ReadCargo(scratch.Path("none.png")));
    }

    [Fact]
    public void Broken_files_carry_nothing_and_never_throw()
    {
        using var scratch = new Scratch();
        var path = scratch.Path("a.png");
        PictureFile.WritePng(new Picture(5, 3), path, cargo: new byte[300]);
        var whole = File.ReadAllBytes(path);
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte, Gen.Int[0, whole.Length]).Sample(
            (at, value, length) =>
            {
                var broken = whole[..length];
                if (at < length)
                {
                    broken[at] = value;
                }

                var read = PngCargo.Read(new MemoryStream(broken));
                Assert.True(read.Length == 0 || read.AsSpan().IndexOfAnyExcept((byte)0) < 0);
            },
            iter: 2000);
    }
}
