using Throughline.Engines;
using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>
/// A picture made into a scene: sheets from rear to front, each a smooth surface with soft-edged colours, complete
/// behind the sheets before it. Seen from the first frame's camera the sheets add up to the picture.
/// </summary>
internal sealed class StillScene : IDisposable
{
    private StillScene(Picture first, StillSpace space, int canvasX, int canvasY, IReadOnlyList<Layer> layers)
    {
        First = first;
        Space = space;
        CanvasX = canvasX;
        CanvasY = canvasY;
        Layers = layers;
    }

    /// <summary>The picture, frame 0.</summary>
    public Picture First { get; }

    /// <summary>How it stands in the world.</summary>
    public StillSpace Space { get; }

    /// <summary>Left of the layers' depth grids in the picture's pixels.</summary>
    public int CanvasX { get; }

    /// <summary>Top of the layers' depth grids in the picture's pixels.</summary>
    public int CanvasY { get; }

    /// <summary>The sheets, rear first.</summary>
    public IReadOnlyList<Layer> Layers { get; }

    /// <summary>Whether the rear sheet is the sky alone.</summary>
    public bool HasSky { get; private init; }

    /// <summary>Builds the scene that a camera path needs.</summary>
    /// <param name="picture">Frame 0.</param>
    /// <param name="view">The picture and what is known around it; its depth may be null when the camera does not move
    /// from its place.</param>
    /// <param name="space">How it stands in the world.</param>
    /// <param name="framing">What the camera path needs.</param>
    /// <param name="sky">The sky that drifts; null when none does.</param>
    /// <param name="seed">Decides what chance decides.</param>
    /// <param name="threads">Threads to use; the scene is the same whatever their number.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static StillScene Build(
        Picture picture, Surroundings view, StillSpace space, Framing framing, SkyPlate? sky, long seed, int threads,
        CancellationToken cancellationToken)
    {
        var canvas = Canvas.Around(view, picture.Size, framing, seed, threads, cancellationToken);
        int width = canvas.Picture.Width, height = canvas.Picture.Height;
        var thresholds = view.Depth is null || framing.Reach.IsNone ? [] : LayerSplit.Thresholds(
            canvas.Nearness, width, height);
        canvas = sky is null ? canvas : canvas with { Nearness = sky.Mark(canvas, picture.Size) };

        // What is left of the picture at each layer when all nearer ones are off. Each is made from the picture itself,
        // so they can be made side by side.
        var whole = new Peeling(canvas.Picture, canvas.Nearness) { Edge = canvas.Edge };
        var peelings = new Peeling[thresholds.Length + 1];
        peelings[^1] = whole;
        Rows.For(thresholds.Length, threads, i => peelings[i] = whole.Remove(
            i == 0 ? float.NegativeInfinity : thresholds[i - 1], thresholds[i], ReachOf(canvas, framing), seed + i,
            threads, cancellationToken),
            cancellationToken);

        // From rear to front: each sheet is what makes the sheets behind it into its peeling.
        var layers = new List<Layer>();
        var behind = peelings[0].Picture.Pixels;
        if (sky is not null)
        {
            var plate = Sheet.Cut(
                sky.Of(peelings[0], threads), float.NegativeInfinity, float.PositiveInfinity, behind, threads);
            layers.Add(plate.ToLayer(canvas.X, canvas.Y, framing.Halvings, threads));
            behind = plate.Over;
        }

        for (var i = 0; i < peelings.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var from = i > 0 ? thresholds[i - 1] : sky is null ? float.NegativeInfinity : SkyPlate.Edge;
            var to = i == thresholds.Length ? float.PositiveInfinity : thresholds[i];
            var sheet = Sheet.Cut(peelings[i], from, to, behind, threads);
            if (sheet.IsEmpty)
            {
                continue;
            }

            behind = sheet.Over;
            layers.Add(sheet.ToLayer(canvas.X, canvas.Y, framing.Halvings, threads));
        }

        return new StillScene(picture, space, canvas.X, canvas.Y, layers) { HasSky = sky is not null };
    }

    // The reach by canvas pixel rather than by fraction of the picture.
    private static Func<int, int, float> ReachOf(Canvas canvas, Framing framing)
    {
        float width = canvas.Picture.Width - framing.Left - framing.Right,
            height = canvas.Picture.Height - framing.Top - framing.Bottom;
        return (x, y) => framing.Reach.At((x + canvas.X) / width, (y + canvas.Y) / height);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var layer in Layers)
        {
            layer.Dispose();
        }
    }
}
