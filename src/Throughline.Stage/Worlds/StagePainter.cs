using Throughline.Engines;
using Throughline.Media.Pictures;
using Throughline.Stage.Rendering;

namespace Throughline.Stage.Worlds;

/// <summary>
/// Paints frames of a world, one thread's own: its scene frame, its creatures' meshes, its renderer. A draft is drawn
/// at half the size and enlarged, a final frame at twice the size and reduced; what is known of frames besides is
/// always worked out at their own.
/// </summary>
internal sealed class StagePainter : IDisposable
{
    private readonly World _world;
    private readonly IGuideReel? _guide;
    private readonly SceneFrame _frame = new();
    private readonly object?[] _costumes;
    private readonly SceneRenderer _renderer;
    private readonly Picture? _drawn;
    private readonly Resampler? _resampler;
    private readonly PassBuffers? _passes;
    private readonly SceneRenderer? _passRenderer;

    /// <param name="world">What is painted.</param>
    /// <param name="size">Size of the frames.</param>
    /// <param name="quality">How much care is taken.</param>
    /// <param name="guide">Takes what is known of the frames besides; null for nobody.</param>
    public StagePainter(World world, PixelSize size, ShotQuality quality, IGuideReel? guide)
    {
        _world = world;
        _guide = guide;
        var care = quality switch
        {
            ShotQuality.Draft => RenderQuality.Draft,
            ShotQuality.Final => RenderQuality.Final,
            _ => RenderQuality.Usual,
        };
        _costumes = world.NewCostumes(guide is not null || world.CameraAt(0).Shutter > 0, care);
        var drawn = DrawnSize(size, care);
        _renderer = new SceneRenderer(drawn, world.Look, care) { GrainScale = Math.Max(drawn.Height / size.Height, 1) };
        _drawn = drawn == size ? null : new Picture(drawn.Width, drawn.Height);
        _resampler = drawn == size ? null : new Resampler(drawn, size);
        _passes = guide is null ? null : new PassBuffers(size);
        _passRenderer = _passes is null || _drawn is null ? null : new SceneRenderer(
            size, world.Look, RenderQuality.Draft);
    }

    /// <summary>Paints a frame.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="picture">Takes it.</param>
    /// <param name="given">The picture it has to be, bit for bit; null to draw it.</param>
    public void Paint(int number, Picture picture, Picture? given)
    {
        if (given is null || _guide is not null)
        {
            _world.Fill(number, _frame, _costumes);
            Draw(picture);
        }

        given?.Pixels.CopyTo(picture.Pixels.AsSpan());
        if (_passes is { } passes)
        {
            _guide!.Take(new GuideFrame
            {
                Frame = number,
                Size = passes.Size,
                Camera = _world.CameraAt(number).Pose,
                Depth = passes.Depth,
                Normal = passes.Normal,
                Subject = passes.Subject,
                Flow = passes.Flow,
            });
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _renderer.Dispose();
        _passRenderer?.Dispose();
    }

    private void Draw(Picture picture)
    {
        if (_drawn is null)
        {
            _renderer.Render(_frame, picture, _passes);
            return;
        }

        if (_passRenderer is not null)
        {
            _passRenderer.Render(_frame, picture, _passes);
        }

        _renderer.Render(_frame, _drawn);
        _resampler!.Run(_drawn, picture);
    }

    // Frames above 1080 rows are fine enough as they are, and small ones are not worth a draft.
    private static PixelSize DrawnSize(PixelSize size, RenderQuality care) => care switch
    {
        RenderQuality.Draft when Math.Min(size.Width, size.Height) >= 256 =>
            new((size.Width + 1) / 2, (size.Height + 1) / 2),
        RenderQuality.Final when size.Area <= 1920 * 1088 => new(2 * size.Width, 2 * size.Height),
        _ => size,
    };
}
