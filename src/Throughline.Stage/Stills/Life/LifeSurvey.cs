using Throughline.Films;
using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>
/// What a picture shows, as far as its life needs to know, measured on a reduced picture. The finders of places
/// (<see cref="WaterFinder"/>, <see cref="PlantFinder"/>, <see cref="MistFinder"/>, ...) read it.
/// </summary>
internal sealed class LifeSurvey
{
    private const int Side = 400;
    private const int Step = NodeGrid.Fine;

    private readonly Picture _picture;
    private readonly WorkImage _image;
    private readonly bool[] _sky;
    private readonly IReadOnlyDictionary<LifePlace, MattePicture> _masks;

    private LifeSurvey(
        Picture picture, WorkImage image, bool[] sky, float[] nearness,
        IReadOnlyDictionary<LifePlace, MattePicture> masks)
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

    /// <summary>The patches of the reduced picture.</summary>
    public required PatchGraph Graph { get; init; }

    /// <summary>Which pixels of the reduced picture have the sky's colours but lie below a level horizon: mostly
    /// sea.</summary>
    public required bool[] BelowSky { get; init; }

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
        var (patches, below) = SkyCue.Parted(graph);
        depth ??= DepthEstimate.Of(picture, new DepthOptions { Threads = threads }, cancellationToken);
        var nearness = new float[image.Width * image.Height];
        for (var i = 0; i < nearness.Length; i++)
        {
            var x = Math.Min(depth.Width - 1, (int)(((i % image.Width) + 0.5f) * depth.Width / image.Width));
            var y = Math.Min(depth.Height - 1, (int)(((i / image.Width) + 0.5f) * depth.Height / image.Height));
            nearness[i] = depth.Nearness[(y * depth.Width) + x];
        }

        var sky = Array.ConvertAll(graph.Labels, l => patches[l]);
        CloudFinder.Add(image, sky, nearness);
        SkyLines.Take(image, sky);
        if (masks.TryGetValue(LifePlace.Sky, out var given))
        {
            sky = Array.ConvertAll(Reduced(given, image), m => m > 0.5f);
        }

        return new LifeSurvey(picture, image, sky, nearness, masks)
        {
            Graph = graph,
            BelowSky = Array.ConvertAll(graph.Labels, l => below[l]),
        };
    }

    /// <summary>The picture.</summary>
    public Picture Picture => _picture;

    /// <summary>The picture, reduced.</summary>
    public WorkImage Image => _image;

    /// <summary>Which pixels of the reduced picture are sky.</summary>
    public IReadOnlyList<bool> SkyPixels => _sky;

    /// <summary>
    /// Ends the sky where water begins: a pale sea is taken for more of it, and so are the sails before it. Unless the
    /// user said what is sky.
    /// </summary>
    /// <param name="water">Which pixels of the reduced picture are water.</param>
    public void EndSkyAt(bool[] water)
    {
        if (_masks.ContainsKey(LifePlace.Sky))
        {
            return;
        }

        int w = _image.Width, reach = w / 8;
        var shore = new int[w];
        Array.Fill(shore, _image.Height);
        for (var i = water.Length - 1; i >= 0; i--)
        {
            shore[i % w] = water[i] ? i / w : shore[i % w];
        }

        for (var x = 0; x < w; x++)
        {
            // What stands in the water hides some of its shore.
            var highest = shore[Math.Max(0, x - reach)..Math.Min(w, x + reach + 1)].Min();
            for (var i = (highest * w) + x; i < _sky.Length; i += w)
            {
                _sky[i] = false;
            }
        }
    }

    /// <summary>
    /// Where the sky moves, which goes on behind what stands before it: nodes 0 to 255, or null where there is no sky.
    /// What is
    /// at rest in it, the sun's disc, is left out.
    /// </summary>
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
                var away = MathF.Sqrt((dx * dx) + (dy * dy)) - (1.5f * s.Radius);
                mask[i] = (byte)(255 * Math.Clamp(away / (3 * s.Radius), 0, 1));
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

    /// <summary>Whether a node's place is sky.</summary>
    public bool IsSky(int node)
    {
        var (x, y) = At(node);
        return _sky[(y * _image.Width) + x];
    }

    /// <summary>Nodes 0 to 255 where all around them has a property, rising over the taper; null where hardly any
    /// has.</summary>
    /// <param name="has">The property of a pixel of the reduced picture.</param>
    /// <param name="taper">Pixels of the picture.</param>
    /// <param name="least">Share of the nodes below which there is no such place.</param>
    /// <param name="isNarrow">Whether it may reach to its edges, give or take a pixel of the reduced picture, where a
    /// margin would leave nothing of it.</param>
    public byte[]? Mask(Func<int, bool> has, float taper, float least = 0.004f, bool isNarrow = false)
    {
        var cell = Step / _image.Scale;
        int w = _image.Width, h = _image.Height, reach = isNarrow ? (int)cell : (int)MathF.Ceiling(cell) + 1;
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

    /// <summary>The pixel of the reduced picture at a node.</summary>
    public int PixelAt(int node) => At(node) is var (x, y) ? (y * _image.Width) + x : 0;

    /// <summary>Column and row of the reduced picture at a node.</summary>
    public (int X, int Y) At(int node) => (
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
