using System.Numerics;
using Throughline.Films;
using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>What a picture shows, as far as its life needs to know: sky, plants, water, lights. Measured on a reduced
/// picture.</summary>
internal sealed class LifeSurvey
{
    private const int Side = 400;
    private const int Step = NodeGrid.Fine;

    private readonly Picture _picture;
    private readonly WorkImage _image;
    private readonly bool[] _sky;
    private readonly IReadOnlyDictionary<LifePlace, MattePicture> _masks;

    private LifeSurvey(
        Picture picture, WorkImage image, bool[] sky, float[] nearness, IReadOnlyDictionary<LifePlace,
            MattePicture> masks)
    {
        _masks = masks;
        _picture = picture;
        _image = image;
        _sky = sky;
        Nearness = nearness;
        Columns = LifePlan.NodesAlong(picture.Width);
        Rows = LifePlan.NodesAlong(picture.Height);
        Light = Lightness();
    }

    /// <summary>Nodes in a row.</summary>
    public int Columns { get; }

    /// <summary>Rows of nodes.</summary>
    public int Rows { get; }

    /// <summary>Nearness of each pixel of the reduced picture.</summary>
    public float[] Nearness { get; }

    /// <summary>Lightness of the 8 x 8 pixels around each node, 0 to 255.</summary>
    public float[] Light { get; }

    /// <summary>The patch of each pixel of the reduced picture.</summary>
    public required int[] Patches { get; init; }

    /// <summary>Surveys a picture.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="depth">Its depth where it is known; else it is estimated.</param>
    /// <param name="masks">The user's masks.</param>
    /// <param name="threads">Threads to use; the result is the same whatever their number.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static LifeSurvey Of(
        Picture picture, DepthPicture? depth, IReadOnlyDictionary<LifePlace, MattePicture> masks, int threads,
        CancellationToken cancellationToken)
    {
        var image = WorkImage.From(picture, Side, threads, cancellationToken);
        var graph = PatchGraph.Of(image, 900, threads, cancellationToken);
        var patches = SkyCue.Of(graph);
        depth ??= DepthEstimate.Of(picture, new DepthOptions { Threads = threads }, cancellationToken);
        var nearness = new float[image.Width * image.Height];
        for (var i = 0; i < nearness.Length; i++)
        {
            var x = Math.Min(depth.Width - 1, (int)(((i % image.Width) + 0.5f) * depth.Width / image.Width));
            var y = Math.Min(depth.Height - 1, (int)(((i / image.Width) + 0.5f) * depth.Height / image.Height));
            nearness[i] = depth.Nearness[(y * depth.Width) + x];
        }

        var sky = Array.ConvertAll(graph.Labels, l => patches[l]);
        AddClouds(image, sky, nearness);
        SkyLines.Take(image, sky);
        if (masks.TryGetValue(LifePlace.Sky, out var given))
        {
            sky = Array.ConvertAll(Reduced(given, image), m => m > 0.5f);
        }

        return new LifeSurvey(picture, image, sky, nearness, masks) { Patches = graph.Labels };
    }

    // Bright clouds hang below clear sky with edges softer than those of a snowy ridge. Each column is followed down
    // from the top until something else stands in it.
    private static void AddClouds(WorkImage image, bool[] sky, float[] nearness)
    {
        if (sky.Count(s => s) < 0.02 * sky.Length)
        {
            return;
        }

        for (var x = 0; x < image.Width; x++)
        {
            for (var i = x; i < sky.Length; i += image.Width)
            {
                var isCloud = image.L[i] > 66 && MathF.Abs(image.A[i]) < 7 && image.B[i] < 6 && image.Edge[i] < 27
                    && nearness[i] < 0.15f;
                if (!sky[i] && !isCloud)
                {
                    break;
                }

                sky[i] = true;
            }
        }
    }

    /// <summary>The picture.</summary>
    public Picture Picture => _picture;

    /// <summary>The picture, reduced.</summary>
    public WorkImage Image => _image;

    /// <summary>Which pixels of the reduced picture are sky.</summary>
    public IReadOnlyList<bool> SkyPixels => _sky;

    /// <summary>Where the sky moves, which goes on behind what stands before it: nodes 0 to 255, or null where there is
    /// no sky. What is at rest in it, the sun's disc, is left out.</summary>
    /// <param name="sun">The sun's disc.</param>
    public byte[]? Sky(LifeSpot? sun)
    {
        if (Mask(i => _sky[i], 1) is null)
        {
            return null;
        }

        var mask = new byte[Columns * Rows];
        Array.Fill(mask, byte.MaxValue);
        if (sun is { } s)
        {
            for (var i = 0; i < mask.Length; i++)
            {
                float dx = ((i % Columns) * Step) - s.X, dy = ((i / Columns) * Step) - s.Y;
                mask[i] = (byte)(255 * Math.Clamp((MathF.Sqrt((dx * dx) + (dy * dy)) - (1.5f * s.Radius)) / (3 * s.Radius), 0, 1));
            }
        }

        return mask;
    }

    /// <summary>The user's mask of a place: nodes 0 to 255, or null without one.</summary>
    /// <param name="place">The place.</param>
    /// <param name="taper">Pixels over which it rises from its edge; 0 takes it as it is.</param>
    public byte[]? Given(LifePlace place, float taper)
    {
        if (!_masks.TryGetValue(place, out var given))
        {
            return null;
        }

        var reduced = Reduced(given, _image);
        return taper > 0
            ? Mask(i => reduced[i] > 0.5f, taper, 0)
            : [.. Enumerable.Range(0, Columns * Rows).Select(i => (byte)(255 * reduced[PixelAt(i)]))];
    }

    /// <summary>Means of a mask over the pixels of a reduced picture.</summary>
    public static float[] Reduced(MattePicture mask, WorkImage image)
    {
        var result = new float[image.Width * image.Height];
        for (var i = 0; i < result.Length; i++)
        {
            int x = i % image.Width, y = i / image.Width;
            int x0 = x * mask.Width / image.Width, x1 = Math.Max(x0 + 1, (x + 1) * mask.Width / image.Width);
            int y0 = y * mask.Height / image.Height, y1 = Math.Max(y0 + 1, (y + 1) * mask.Height / image.Height);
            float sum = 0;
            for (var v = y0; v < y1; v++)
            {
                for (var u = x0; u < x1; u++)
                {
                    sum += mask.Coverage[(v * mask.Width) + u];
                }
            }

            result[i] = sum / ((x1 - x0) * (y1 - y0));
        }

        return result;
    }

    /// <summary>Where plants are: green, straw or autumn colours with texture.</summary>
    public byte[]? Plants(float taper)
    {
        var leafy = new float[_sky.Length];
        for (var i = 0; i < leafy.Length; i++)
        {
            float a = _image.A[i], b = _image.B[i], l = _image.L[i];
            var green = Math.Clamp(((b - a) - 9) / 8, 0, 1) * Math.Clamp((3 - a) / 4, 0, 1) * Math.Clamp((b - 4) / 5,
                0, 1);
            var autumn = Math.Clamp((b - 21) / 8, 0, 1) * Math.Clamp((26 - a) / 6, 0, 1) * Math.Clamp((a - 1) / 4, 0,
                1);
            leafy[i] = _sky[i] || l < 3 ? 0 : MathF.Max(green, autumn) * Math.Clamp((_image.Texture[i] - 0.6f) / 1.2f,
                0, 1);
        }

        var wide = Planes.Gauss(leafy, _image.Width, _image.Height, 3);
        return Mask(i => wide[i] > 0.5f, taper);
    }

    /// <summary>Where mist gathers: in the distance, above the ground, thinning upward into the sky.</summary>
    /// <param name="colour">The mist's own lightness, 0 to 255; what is lighter stays clear.</param>
    public byte[] Hollows(float colour)
    {
        int w = _image.Width, h = _image.Height;
        var skyline = new float[w];
        for (var x = 0; x < w; x++)
        {
            var low = 0;
            for (var y = 0; y < h; y++)
            {
                low = _sky[(y * w) + x] ? y + 1 : low;
            }

            skyline[x] = low;
        }

        var line = skyline.Order().ElementAt(w / 2) is var middle && middle > 0.05f * h ? middle : 0.35f * h;
        var mask = new byte[Columns * Rows];
        for (var i = 0; i < mask.Length; i++)
        {
            var (x, y) = At(i);
            var far = Math.Clamp((0.75f - Nearness[(y * w) + x]) / 0.5f, 0, 1);
            var height = (y - line) / h;
            var band = height < 0 ? Math.Clamp(1 + (height / 0.18f), 0, 1)
                : Math.Clamp(1 - ((height - 0.12f) / 0.45f), 0, 1);
            far *= Math.Clamp((colour + 8 - Light[i]) / 40, 0, 1);
            mask[i] = (byte)(255 * far * band * band * (3 - (2 * band)));
        }

        return Soft(mask);
    }

    /// <summary>A column that widens upward from a point.</summary>
    public byte[] Column(float x, float y)
    {
        var mask = new byte[Columns * Rows];
        float tall = 0.42f * _picture.Height;
        for (var i = 0; i < mask.Length; i++)
        {
            float px = (i % Columns) * Step, py = (i / Columns) * Step;
            var up = (y - py) / tall;
            if (up is > -0.1f and < 1)
            {
                var half = _picture.Height * (0.09f + (0.10f * MathF.Max(0, up)));
                var across = Math.Clamp(1 - (((px - x) / half) * ((px - x) / half)), 0, 1);
                mask[i] = (byte)(255 * across * across * Math.Clamp((up + 0.1f) * 5, 0, 1) * (1 - up));
            }
        }

        return mask;
    }

    /// <summary>The nearness of each node, 0 to 255.</summary>
    public byte[] NodeNearness()
    {
        var result = new byte[Columns * Rows];
        for (var i = 0; i < result.Length; i++)
        {
            var (x, y) = At(i);
            result[i] = (byte)(255 * Math.Clamp(Nearness[(y * _image.Width) + x], 0, 1));
        }

        return result;
    }

    /// <summary>The light of the scene: the mean colour of its brighter parts, 0 to 1.</summary>
    public Vector3 Colour(float from)
    {
        var sum = Vector3.Zero;
        float count = 0;
        var limit = Light.Order().ElementAt((int)(from * (Light.Length - 1)));
        for (var i = 0; i < Light.Length; i++)
        {
            if (Light[i] >= limit)
            {
                int x = Math.Min(_picture.Width - 1, (i % Columns) * Step),
                    y = Math.Min(_picture.Height - 1, (i / Columns) * Step);
                var pixel = _picture.Row(y).Slice(x * 4, 3);
                sum += new Vector3(pixel[0], pixel[1], pixel[2]) / 255;
                count++;
            }
        }

        return sum / count;
    }

    /// <summary>The mean colour of the pixels under a mask, 0 to 1.</summary>
    public Vector3 ColourUnder(byte[] mask)
    {
        Vector3 sum = Vector3.Zero;
        float weight = 1e-6f;
        for (var i = 0; i < mask.Length; i++)
        {
            int x = Math.Min(_picture.Width - 1, (i % Columns) * Step),
                y = Math.Min(_picture.Height - 1, (i / Columns) * Step);
            var pixel = _picture.Row(y).Slice(x * 4, 3);
            sum += mask[i] * new Vector3(pixel[0], pixel[1], pixel[2]) / 255;
            weight += mask[i];
        }

        return sum / weight;
    }

    /// <summary>Whether a node's place is sky.</summary>
    public bool IsSky(int node)
    {
        var (x, y) = At(node);
        return _sky[(y * _image.Width) + x];
    }

    /// <summary>Nodes 0 to 255 where all around them has a property, rising over the taper; null where hardly any
    /// is.</summary>
    /// <param name="has">The property of a pixel of the reduced picture.</param>
    /// <param name="taper">Pixels of the picture.</param>
    /// <param name="least">Share of the nodes below which there is no such place.</param>
    public byte[]? Mask(Func<int, bool> has, float taper, float least = 0.004f)
    {
        int w = _image.Width, h = _image.Height, reach = (int)MathF.Ceiling(Step / _image.Scale) + 1;
        var distance = new float[Columns * Rows];
        var inside = 0;
        for (var i = 0; i < distance.Length; i++)
        {
            var (x, y) = At(i);
            var all = true;
            for (var v = Math.Max(0, y - reach); all && v <= Math.Min(h - 1, y + reach); v++)
            {
                for (var u = Math.Max(0, x - reach); all && u <= Math.Min(w - 1, x + reach); u++)
                {
                    all = has((v * w) + u);
                }
            }

            distance[i] = all ? float.MaxValue : 0;
            inside += all ? 1 : 0;
        }

        if (inside < least * distance.Length)
        {
            return null;
        }

        NodeDistance.Fill(distance, Columns, Rows);
        return Array.ConvertAll(distance, d =>
        {
            var t = Math.Clamp(d * Step / taper, 0, 1);
            return (byte)(255 * t * t * (3 - (2 * t)));
        });
    }

    private byte[] Soft(byte[] mask) =>
        Array.ConvertAll(Planes.Gauss(Array.ConvertAll(mask, m => (float)m), Columns, Rows, 2), m =>
            (byte)Math.Clamp(m, 0, 255));

    /// <summary>The pixel of the reduced picture at a node.</summary>
    public int PixelAt(int node) => At(node) is var (x, y) ? (y * _image.Width) + x : 0;

    // The pixel of the reduced picture at a node.
    private (int X, int Y) At(int node) => (
        Math.Min(_image.Width - 1, (int)((node % Columns) * Step / _image.Scale)),
        Math.Min(_image.Height - 1, (int)((node / Columns) * Step / _image.Scale)));

    private float[] Lightness()
    {
        var light = new float[Columns * Rows];
        for (var i = 0; i < light.Length; i++)
        {
            int x0 = Math.Clamp(((i % Columns) * Step) - (Step / 2), 0, _picture.Width - 1),
                y0 = Math.Clamp(((i / Columns) * Step) - (Step / 2), 0, _picture.Height - 1);
            int x1 = Math.Min(_picture.Width, x0 + Step), y1 = Math.Min(_picture.Height, y0 + Step);
            var sum = 0;
            for (var y = y0; y < y1; y++)
            {
                var row = _picture.Row(y);
                for (var x = x0; x < x1; x++)
                {
                    sum += (row[4 * x] * 54) + (row[(4 * x) + 1] * 183) + (row[(4 * x) + 2] * 19);
                }
            }

            light[i] = sum / 256f / ((x1 - x0) * (y1 - y0));
        }

        return light;
    }
}
