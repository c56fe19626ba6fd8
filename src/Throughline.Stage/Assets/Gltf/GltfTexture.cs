using System.Numerics;
using System.Text.Json;
using Throughline.Media.Pictures;
using Throughline.Stage.Rendering;

namespace Throughline.Stage.Assets.Gltf;

/// <summary>
/// A texture of base colours, in linear light, halved again and again, so that it can be seen at any size.
/// </summary>
internal sealed class GltfTexture
{
    private const int MostSide = 4096;
    private const int FinestSide = 1024;
    private const int Repeat = 10497;
    private const int Mirror = 33648;

    private static readonly PictureLimits _limits =
        new() { MaxSide = MostSide, MaxPixels = (long)MostSide * MostSide, MaxBytes = 32 << 20 };

    private readonly List<(Vector4[] Colours, int Width, int Height)> _levels = [];
    private readonly int _wrapX, _wrapY;
    private readonly Vector2 _offset = Vector2.Zero, _scale = Vector2.One;
    private readonly float _turn;

    private GltfTexture(Picture picture, JsonElement info, JsonElement? sampler)
    {
        Set = GlbFile.Number(info, "texCoord", 0);
        _wrapX = sampler is { } across ? GlbFile.Number(across, "wrapS", Repeat) : Repeat;
        _wrapY = sampler is { } down ? GlbFile.Number(down, "wrapT", Repeat) : Repeat;
        if (info.TryGetProperty("extensions", out var extensions) && extensions.ValueKind == JsonValueKind.Object
            && extensions.TryGetProperty("KHR_texture_transform", out var moved)
                && moved.ValueKind == JsonValueKind.Object)
        {
            Set = GlbFile.Number(moved, "texCoord", Set);
            _offset = GlbFile.Numbers(moved, "offset", 2) is { } offset ? new(offset[0], offset[1]) : _offset;
            _scale = GlbFile.Numbers(moved, "scale", 2) is { } scale ? new(scale[0], scale[1]) : _scale;
            _turn = moved.TryGetProperty("rotation", out var turn) && turn.ValueKind == JsonValueKind.Number
                ? (float)turn.GetDouble()
                : 0;
        }

        _levels.Add(Finest(picture));
        while (_levels[^1].Width > 1 || _levels[^1].Height > 1)
        {
            _levels.Add(Halved(_levels[^1]));
        }
    }

    /// <summary>Which of a mesh's lists of places on textures it goes by.</summary>
    public int Set { get; }

    /// <summary>Reads the texture that a material refers to.</summary>
    /// <param name="glb">The file.</param>
    /// <param name="info">The reference.</param>
    /// <exception cref="GltfException">It is not there, not inside the file, no picture, or too large.</exception>
    public static GltfTexture Read(GlbFile glb, JsonElement info)
    {
        var texture = glb.Item(
            "textures", info.ValueKind == JsonValueKind.Object ? GlbFile.Number(info, "index", -1) : -1);
        var number = GlbFile.Number(texture, "source", -1);
        if (number < 0)
        {
            throw new GltfException("a texture is of a kind that is not read here", "Export textures as PNG or JPEG.");
        }

        var image = glb.Item("images", number);
        if (image.TryGetProperty("uri", out _))
        {
            throw new GltfException(
                $"its picture {number} is not inside the file",
                "Export the model as one .glb, with its textures inside.");
        }

        var sampler = GlbFile.Number(texture, "sampler", -1) is >= 0 and var chosen
            ? glb.Item("samplers", chosen)
            : (JsonElement?)null;
        try
        {
            return new(
                PictureFile.ReadTexture(
                    glb.Bytes(GlbFile.Number(image, "bufferView", -1)), $"picture {number}", _limits), info, sampler);
        }
        catch (PictureException failure)
        {
            throw new GltfException(
                failure.Message.TrimEnd('.'), $"Use a PNG or JPEG of at most {MostSide} pixels a side.");
        }
    }

    /// <summary>A place on the mesh's texture in texels of the finest level.</summary>
    public Vector2 Texels(Vector2 place)
    {
        var (sin, cos) = MathF.SinCos(_turn);
        place *= _scale;
        place = new Vector2((cos * place.X) + (sin * place.Y), (cos * place.Y) - (sin * place.X)) + _offset;
        return new(place.X * _levels[0].Width, place.Y * _levels[0].Height);
    }

    /// <summary>The colour about a place.</summary>
    /// <param name="texels">The place, as <see cref="Texels"/> gives it.</param>
    /// <param name="wide">How many texels it is about, at least 1.</param>
    /// <returns>Red, green, blue in linear light, and how opaque it is.</returns>
    public Vector4 At(Vector2 texels, float wide)
    {
        var level = Math.Clamp(MathF.Log2(Math.Max(wide, 1)), 0, _levels.Count - 1);
        var fine = (int)level;
        var near = At(texels, _levels[fine]);
        return fine + 1 < _levels.Count ? Vector4.Lerp(near, At(texels, _levels[fine + 1]), level - fine) : near;
    }

    private Vector4 At(Vector2 texels, (Vector4[] Colours, int Width, int Height) level)
    {
        var at = new Vector2(texels.X * level.Width / _levels[0].Width, texels.Y * level.Height / _levels[0].Height)
            - new Vector2(0.5f);
        var (x, y) = (MathF.Floor(at.X), MathF.Floor(at.Y));
        var (left, right) = (Wrapped(x, level.Width, _wrapX), Wrapped(x + 1, level.Width, _wrapX));
        var (top, bottom) = (Wrapped(y, level.Height, _wrapY) * level.Width, Wrapped(y + 1, level.Height, _wrapY)
            * level.Width);
        var upper = Vector4.Lerp(level.Colours[top + left], level.Colours[top + right], at.X - x);
        return Vector4.Lerp(
            upper, Vector4.Lerp(level.Colours[bottom + left], level.Colours[bottom + right], at.X - x), at.Y - y);
    }

    private static int Wrapped(float texel, int count, int wrap)
    {
        switch (wrap)
        {
            case Repeat:
                return Math.Clamp((int)(texel - (MathF.Floor(texel / count) * count)), 0, count - 1);
            case Mirror:
                var twice = (int)Math.Clamp(texel - (MathF.Floor(texel / (2 * count)) * 2 * count), 0, (2 * count) - 1);
                return twice < count ? twice : (2 * count) - 1 - twice;
            default:
                return (int)Math.Clamp(texel, 0, count - 1);
        }
    }

    // At most a thousand texels a side: vertices cannot carry more.
    private static (Vector4[] Colours, int Width, int Height) Finest(Picture picture)
    {
        var step = (Math.Max(picture.Width, picture.Height) + FinestSide - 1) / FinestSide;
        var (width, height) = ((picture.Width + step - 1) / step, (picture.Height + step - 1) / step);
        var linear = SrgbTable.Light;
        var colours = new Vector4[width * height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var sum = Vector4.Zero;
                var count = 0;
                for (var v = y * step; v < Math.Min((y + 1) * step, picture.Height); v++)
                {
                    var row = picture.Row(v);
                    for (var u = x * step; u < Math.Min((x + 1) * step, picture.Width); u++)
                    {
                        sum += new Vector4(
                            linear[row[4 * u]], linear[row[(4 * u) + 1]], linear[row[(4 * u) + 2]],
                            row[(4 * u) + 3] / 255f);
                        count++;
                    }
                }

                colours[(y * width) + x] = sum / count;
            }
        }

        return (colours, width, height);
    }

    private static (Vector4[] Colours, int Width, int Height) Halved((Vector4[] Colours, int Width, int Height) from)
    {
        var (width, height) = ((from.Width + 1) / 2, (from.Height + 1) / 2);
        var colours = new Vector4[width * height];
        for (var y = 0; y < height; y++)
        {
            var (top, bottom) = (2 * y * from.Width, Math.Min((2 * y) + 1, from.Height - 1) * from.Width);
            for (var x = 0; x < width; x++)
            {
                var (left, right) = (2 * x, Math.Min((2 * x) + 1, from.Width - 1));
                colours[(y * width) + x] = (from.Colours[top + left] + from.Colours[top + right]
                    + from.Colours[bottom + left] + from.Colours[bottom + right]) / 4;
            }
        }

        return (colours, width, height);
    }
}
