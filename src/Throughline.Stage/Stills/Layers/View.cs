using System.Numerics;
using Throughline.Camera;

namespace Throughline.Stage.Stills;

/// <summary>
/// One frame's camera against the picture it was taken from. A frame pixel sees the points of a line; the point at
/// inverse depth q lies in the picture at Start + q · Slope, which is exact: with ray r (r.z = -1) of the frame pixel
/// in the picture's axes and the camera at C, the picture's ray is r + q (C + C.z r).
/// </summary>
internal readonly struct View
{
    /// <summary>Rays that look back more than this are held here: nothing lies behind a picture.</summary>
    public const float ShallowestRay = -0.05f;

    private readonly StillSpace _space;
    private readonly Vector3 _right;
    private readonly Vector3 _down;
    private readonly Vector3 _corner;
    private readonly Quaternion _toFrame;
    private readonly float _focal;

    /// <summary>The view from a pose.</summary>
    /// <param name="space">How the picture stands in the world.</param>
    /// <param name="pose">The frame's camera.</param>
    /// <param name="margins">What the frame shows beyond the picture's own size: its pixel (0, 0) lies so much left and
    /// up.</param>
    public View(StillSpace space, CameraPose pose, Margins margins = default)
    {
        _space = space;
        _focal = pose.FocalLength / 36 * space.Width;
        Camera = pose.Position;
        _toFrame = Quaternion.Conjugate(pose.Rotation);
        _right = Vector3.Transform(Vector3.UnitX / _focal, pose.Rotation);
        _down = Vector3.Transform(-Vector3.UnitY / _focal, pose.Rotation);
        _corner = Vector3.Transform(-Vector3.UnitZ, pose.Rotation) - (_right * (space.CentreX + margins.Left))
            - (_down * (space.CentreY + margins.Top));
    }

    /// <summary>Where the camera is, in metres.</summary>
    public Vector3 Camera { get; }

    /// <summary>Focal length of the frame over that of the picture.</summary>
    public float Magnification => _focal / _space.FocalPixels;

    /// <summary>
    /// The frame's rays in the picture's axes: that of pixel (0, 0), and what a step right and a step down add.
    /// </summary>
    public (Vector3 Corner, Vector3 Right, Vector3 Down) Rays => (_corner, _right, _down);

    /// <summary>Frame pixel to the picture pixel it shows at q = 0, and what each unit of q (1/m) adds.</summary>
    public (Vector2 Start, Vector2 Slope) Line(float x, float y)
    {
        var ray = _corner + (_right * x) + (_down * y);
        var z = MathF.Min(ray.Z, ShallowestRay);
        float rx = ray.X / -z, ry = ray.Y / -z;
        return (
            new Vector2(_space.CentreX + (_space.FocalPixels * rx), _space.CentreY - (_space.FocalPixels * ry)),
            new Vector2(
                _space.FocalPixels * (Camera.X + (Camera.Z * rx)), -_space.FocalPixels * (Camera.Y + (Camera.Z * ry))));
    }

    /// <summary>Inverse depth, seen from the frame's camera, of the picture's point at (x, y, q).</summary>
    public float InverseDepth(float x, float y, float inverseDepth)
    {
        var seen = Vector3.Transform(_space.Point(x, y, inverseDepth) - Camera, _toFrame);
        return 1 / MathF.Max(-seen.Z, 0.05f);
    }
}
