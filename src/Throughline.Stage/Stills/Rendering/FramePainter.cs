using Throughline.Camera;
using Throughline.Media.Pictures;
using Throughline.Media.Video;

namespace Throughline.Stage.Stills;

/// <summary>
/// Paints frames of a shot, with motion blur where the shutter is open: the mean, in linear light (taken as the square
/// of the value), of as many instants as the picture moves pixels, around the frame's time. Frame 0 is always the
/// picture. One painter serves one thread.
/// </summary>
internal sealed class FramePainter
{
    private readonly Picture _first;
    private readonly StillRenderer _renderer;
    private readonly CameraPath _path;
    private readonly CameraPose _rest;
    private readonly double _open;
    private readonly Exposure _exposure = new();

    /// <summary>A painter.</summary>
    /// <param name="first">Frame 0.</param>
    /// <param name="renderer">The thread's own renderer.</param>
    /// <param name="path">The camera's way.</param>
    /// <param name="rest">The pose of the picture.</param>
    /// <param name="shutter">Shutter angle, 0 to 360 degrees.</param>
    public FramePainter(Picture first, StillRenderer renderer, CameraPath path, CameraPose rest, double shutter)
    {
        _first = first;
        _renderer = renderer;
        _path = path;
        _rest = rest;
        _open = shutter / 360;
    }

    /// <summary>Paints frame <paramref name="index"/>.</summary>
    public void Paint(int index, Picture frame)
    {
        if (index == 0)
        {
            _first.Pixels.CopyTo(frame.Pixels, 0);
            return;
        }

        var instants = _open <= 0 ? 1 : Instants(index);
        if (instants == 1)
        {
            _renderer.Draw(_path.At(index), _rest, frame, index);
            return;
        }

        _exposure.Open(frame.Pixels.Length);
        for (var i = 0; i < instants; i++)
        {
            var time = index + (_open * (((i + 0.5) / instants) - 0.5));
            _renderer.Draw(_path.At(time), _rest, frame, time);
            _exposure.Add(frame.Pixels);
        }

        _exposure.Develop(frame.Pixels);
    }

    /// <summary>Whether frames can be painted as video.</summary>
    public bool PaintsVideo => _open <= 0 && _renderer.DrawsVideo;

    /// <summary>Paints frame <paramref name="index"/>, above 0, as video.</summary>
    public void Paint(int index, VideoFrame frame) => _renderer.Draw(_path.At(index), _rest, frame);

    private int Instants(int index) =>
        Exposure.Instants(_renderer.Travel(_path.At(index - (_open / 2)), _path.At(index + (_open / 2))));
}
