using Throughline.Engines;
using Throughline.Media.Pictures;
using Throughline.Stage.Rendering;

namespace Throughline.Stage.Worlds;

/// <summary>Paints frames of a world, one thread's own: its scene frame, its creatures' meshes, its renderer.</summary>
internal sealed class StagePainter : IDisposable
{
    private readonly World _world;
    private readonly IGuideReel? _guide;
    private readonly SceneFrame _frame = new();
    private readonly object?[] _costumes;
    private readonly SceneRenderer _renderer;
    private readonly PassBuffers? _passes;

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
        _renderer = new SceneRenderer(size, world.Look, care);
        _passes = guide is null ? null : new PassBuffers(size);
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
            _renderer.Render(_frame, picture, _passes);
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
    public void Dispose() => _renderer.Dispose();
}
