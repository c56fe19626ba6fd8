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
    /// <summary>Why a test is skipped where there is none.</summary>
    public const string Missing = "Needs Debian's opencv-doc and python3-skimage, or THROUGHLINE_TEST_ROOTS.";

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

    /// <summary>
    /// The scene reduced to a width, with a disparity everywhere: what only one of the two cameras saw is as far as the
    /// farther of what is beside it.
    /// </summary>
    public StereoScene Reduced(int width)
    {
        var size = new PixelSize(width, (int)Math.Round((double)width * Picture.Height / Picture.Width / 2) * 2);
        var disparity = new float[size.Width * size.Height];
        for (var y = 0; y < size.Height; y++)
        {
            var row = Disparity.AsSpan((int)((y + 0.5) * Picture.Height / size.Height) * Picture.Width, Picture.Width);
            for (var x = 0; x < size.Width; x++)
            {
                int left = (int)((x + 0.5) * Picture.Width / size.Width), right = left;
                while (left > 0 && float.IsNaN(row[left]))
                {
                    left--;
                }

                while (right < row.Length - 1 && float.IsNaN(row[right]))
                {
                    right++;
                }

                disparity[(y * size.Width) + x] = float.MinNumber(row[left], row[right]);
            }
        }

        return new StereoScene(Name, Resample.To(Picture, size), disparity);
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
        if (!header.Contains("'descr': '<f4', 'fortran_order': False", StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{path}: not rows of little-endian floats: {header}");
        }

        var values = new float[(bytes.Length - start) / 4];
        for (var i = 0; i < values.Length; i++)
        {
            var value = BinaryPrimitives.ReadSingleLittleEndian(bytes[(start + (4 * i))..]);
            values[i] = float.IsFinite(value) ? value : float.NaN;
        }

        return values;
    }
}
