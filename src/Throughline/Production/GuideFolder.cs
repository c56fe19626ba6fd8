using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Throughline.Camera;
using Throughline.Engines;
using Throughline.Media.Pictures;
using Throughline.Media.Video;

namespace Throughline.Production;

/// <summary>
/// The guide package beside a clip: what paid engines and compositing programs follow. One folder for each pass with a
/// file for each frame, and <c>camera.json</c>.
/// </summary>
public sealed class GuideFolder : IGuideReel
{
    private const float Nearest = 0.5f;

    // Twelve colours that are told apart easily; subjects beyond take further turns of the wheel.
    private static readonly uint[] _colours =
    [
        0xE6194B, 0x3CB44B, 0xFFE119, 0x4363D8, 0xF58231, 0x911EB4, 0x42D4F4, 0xF032E6, 0xBFEF45, 0xFABED4, 0x469990,
        0x9A6324,
    ];

    private readonly string _folder;
    private readonly GuidePasses _passes;
    private readonly CameraPose[] _cameras;
    private readonly FrameRate _rate;
    private readonly PixelSize _size;

    /// <summary>A package in <paramref name="folder"/>, which is made.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="passes">Which passes.</param>
    /// <param name="size">Size of the frames.</param>
    /// <param name="frames">How many frames there will be.</param>
    /// <param name="rate">Frames a second.</param>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    public GuideFolder(string folder, GuidePasses passes, PixelSize size, int frames, FrameRate rate)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        _folder = folder;
        _passes = passes;
        _size = size;
        _cameras = new CameraPose[frames];
        _rate = rate;
        foreach (var pass in new[] { GuidePasses.Depth, GuidePasses.Normal, GuidePasses.Mask, GuidePasses.Flow }
            .Where(pass => passes.HasFlag(pass)))
        {
            Directory.CreateDirectory(Path.Combine(folder, NameOf(pass)));
        }

        Directory.CreateDirectory(folder);
    }

    /// <inheritdoc/>
    public void Take(GuideFrame guide)
    {
        ArgumentNullException.ThrowIfNull(guide);
        _cameras[guide.Frame] = guide.Camera;
        if (_passes.HasFlag(GuidePasses.Depth))
        {
            PictureFile.WritePng(Near(guide), FileOf(GuidePasses.Depth, guide.Frame, ".png"));
            ExrFile.Write(FileOf(GuidePasses.Depth, guide.Frame, ".exr"), guide.Size, new ExrChannel("Z", guide.Depth));
        }

        if (_passes.HasFlag(GuidePasses.Normal))
        {
            PictureFile.WritePng(
                Coloured(guide, (frame, i) => OfNormal(frame.Normal.Span.Slice(3 * i, 3))),
                FileOf(GuidePasses.Normal, guide.Frame, ".png"));
        }

        if (_passes.HasFlag(GuidePasses.Mask))
        {
            PictureFile.WritePng(
                Coloured(guide, (frame, i) => ColourOf(frame.Subject.Span[i])),
                FileOf(GuidePasses.Mask, guide.Frame, ".png"));
        }

        if (_passes.HasFlag(GuidePasses.Flow))
        {
            ExrFile.Write(
                FileOf(GuidePasses.Flow, guide.Frame, ".exr"), guide.Size, new ExrChannel("u", guide.Flow, 0, 2),
                new ExrChannel("v", guide.Flow, 1, 2));
        }
    }

    /// <summary>Writes <c>camera.json</c>, once all frames are taken.</summary>
    /// <param name="subjects">Names of the subjects, the first of which is number 1 in masks.</param>
    public void Finish(IReadOnlyList<string> subjects)
    {
        ArgumentNullException.ThrowIfNull(subjects);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteNumber("guide", 1);
            json.WriteString(
                "space",
                "metres, right-handed, +X right, +Y up, the camera looks along its -Z; rotations are unit quaternions x y z w, camera to world");
            json.WriteString("size", _size.ToString());
            json.WriteString("fps", _rate.ToString());
            json.WriteString(
                "depthPng", string.Create(
                    CultureInfo.InvariantCulture,
                    $"65535 x {Nearest} / metres, near is white; depth/*.exr holds metres"));
            json.WriteString(
                "flow", "pixels right (u) and down (v): where a point was one frame earlier, less where it is now");
            json.WriteStartArray("subjects");
            for (var i = 0; i < subjects.Count; i++)
            {
                var colour = ColourOf(i + 1);
                json.WriteStartObject();
                json.WriteNumber("number", i + 1);
                json.WriteString("name", subjects[i]);
                json.WriteString(
                    "mask", string.Create(
                        CultureInfo.InvariantCulture,
                        $"#{colour & 255:x2}{(colour >> 8) & 255:x2}{(colour >> 16) & 255:x2}"));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            if (_passes.HasFlag(GuidePasses.Camera))
            {
                WriteCameras(json);
            }

            json.WriteEndObject();
        }

        File.WriteAllBytes(Path.Combine(_folder, "camera.json"), buffer.WrittenSpan);
    }

    private void WriteCameras(Utf8JsonWriter json)
    {
        json.WriteStartArray("frames");
        foreach (var pose in _cameras)
        {
            json.WriteStartObject();
            Numbers(json, "position", pose.Position.X, pose.Position.Y, pose.Position.Z);
            Numbers(json, "rotation", pose.Rotation.X, pose.Rotation.Y, pose.Rotation.Z, pose.Rotation.W);
            json.WriteNumber("focalLength", pose.FocalLength);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Numbers(Utf8JsonWriter json, string name, params ReadOnlySpan<float> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }

    private static string NameOf(GuidePasses pass) => pass.ToString().ToLowerInvariant();

    private string FileOf(GuidePasses pass, int frame, string extension) =>
        Path.Combine(_folder, NameOf(pass), string.Create(CultureInfo.InvariantCulture, $"{frame:00000}{extension}"));

    private static DepthPicture Near(GuideFrame guide)
    {
        var near = new float[guide.Depth.Length];
        var depth = guide.Depth.Span;
        for (var i = 0; i < near.Length; i++)
        {
            near[i] = Math.Min(Nearest / depth[i], 1);
        }

        return new DepthPicture(guide.Size.Width, guide.Size.Height, near);
    }

    private static Picture Coloured(GuideFrame guide, Func<GuideFrame, int, uint> colourOf)
    {
        var picture = new Picture(guide.Size.Width, guide.Size.Height);
        var pixels = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, uint>(picture.Pixels.AsSpan());
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = colourOf(guide, i) | 0xFF000000;
        }

        return picture;
    }

    private static uint OfNormal(ReadOnlySpan<float> normal)
    {
        var bytes = (new Vector3(normal) + Vector3.One) * 127.5f;
        return (uint)MathF.Round(bytes.X) | ((uint)MathF.Round(bytes.Y) << 8) | ((uint)MathF.Round(bytes.Z) << 16);
    }

    // R in the lowest byte, as pictures keep it.
    private static uint ColourOf(int subject)
    {
        if (subject == 0)
        {
            return 0;
        }

        var turn = (subject - 1) / _colours.Length;
        var colour = _colours[(subject - 1) % _colours.Length];
        var (red, green, blue) = ((colour >> 16) & 255, (colour >> 8) & 255, colour & 255);
        var dim = 1f / (1 + (0.35f * turn));
        return (uint)(red * dim) | ((uint)(green * dim) << 8) | ((uint)(blue * dim) << 16);
    }
}
