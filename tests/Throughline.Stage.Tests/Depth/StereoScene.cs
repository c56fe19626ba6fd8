using System.Buffers.Binary;
using System.IO.Compression;
using SkiaSharp;
using Throughline.Media.Pictures;

namespace Throughline.Stage.Tests.Depth;

/// <summary>
/// A photograph with measured disparities, from a Debian package. Looked for under every folder of
/// THROUGHLINE_TEST_ROOTS (separated by colons; each holds an unpacked package) and then under /.
/// </summary>
internal sealed record StereoScene(string Name, Picture Picture, float[] Disparity)
{
    private const string OpenCv = "usr/share/doc/opencv-doc/examples/data/";
    private const string Skimage = "usr/lib/python3/dist-packages/skimage/data/";

    /// <summary>The scene, or null when the package is not there; pixels without a disparity are NaN.</summary>
    public static StereoScene? Find(string name)
    {
        var (left, truth) = name == "aloe"
            ? (Locate(OpenCv + "aloeL.jpg"), Locate(OpenCv + "aloeGT.png"))
            : (Locate(Skimage + "motorcycle_left.png"), Locate(Skimage + "motorcycle_disp.npz"));
        return left is null || truth is null
            ? null
            : new StereoScene(name, Decode(left), name == "aloe" ? Grey(truth) : FirstArray(truth));
    }

    private static string? Locate(string path)
    {
        var roots = Environment.GetEnvironmentVariable("THROUGHLINE_TEST_ROOTS") ?? string.Empty;
        return roots.Split(':', StringSplitOptions.RemoveEmptyEntries).Append("/")
            .Select(root => Path.Combine(root, path))
            .FirstOrDefault(File.Exists);
    }

    private static Picture Decode(string path)
    {
        using var codec = SKCodec.Create(path);
        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        using var bitmap = SKBitmap.Decode(codec, info);
        return new Picture(bitmap.Width, bitmap.Height, bitmap.Bytes);
    }

    private static float[] Grey(string path)
    {
        var picture = Decode(path);
        return [.. Enumerable.Range(0, picture.Width * picture.Height)
            .Select(i => picture.Pixels[4 * i] == 0 ? float.NaN : picture.Pixels[4 * i])];
    }

    // An .npz file is a zip of .npy files: a magic word, a text header, and here little-endian floats row by row.
    private static float[] FirstArray(string path)
    {
        using var zip = ZipFile.OpenRead(path);
        using var entry = zip.Entries[0].Open();
        using var memory = new MemoryStream();
        entry.CopyTo(memory);
        var bytes = memory.ToArray().AsSpan();
        var start = 10 + BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]);
        var header = System.Text.Encoding.Latin1.GetString(bytes[10..start]);
        Assert.Contains("'descr': '<f4', 'fortran_order': False", header, StringComparison.Ordinal);
        var values = new float[(bytes.Length - start) / 4];
        for (var i = 0; i < values.Length; i++)
        {
            var value = BinaryPrimitives.ReadSingleLittleEndian(bytes[(start + (4 * i))..]);
            values[i] = float.IsFinite(value) ? value : float.NaN;
        }

        return values;
    }
}
