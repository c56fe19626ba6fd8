using System.Numerics;
using Throughline.Camera;
using Throughline.Media.Pictures;

namespace Throughline.Stage.Rendering;

/// <summary>
/// A camera as the renderer uses it. Pixel (0, 0) reaches from 0 to 1; its middle is 0.5. A place p has W = forward·(p
/// - eye), the depth in metres, and is seen at (X / W, Y / W).
/// </summary>
internal readonly struct ViewBasis
{
    /// <summary>Where the camera is.</summary>
    public readonly Vector3 Eye;

    /// <summary>The camera's axes in the world.</summary>
    public readonly Vector3 Right, Up, Forward;

    /// <summary>Focal length in pixels.</summary>
    public readonly float Focal;

    /// <summary>The middle of the frame in pixels.</summary>
    public readonly float CentreX, CentreY;

    public ViewBasis(CameraPose pose, PixelSize size)
    {
        Eye = pose.Position;
        Right = Vector3.Transform(Vector3.UnitX, pose.Rotation);
        Up = Vector3.Transform(Vector3.UnitY, pose.Rotation);
        Forward = Vector3.Transform(-Vector3.UnitZ, pose.Rotation);
        Focal = pose.FocalLength / 36f * size.Width;
        CentreX = size.Width / 2f;
        CentreY = size.Height / 2f;
    }

    /// <summary>From the world to (X, Y, W).</summary>
    public Affine ToScreen()
    {
        var x = (Right * Focal) + (Forward * CentreX);
        var y = (Up * -Focal) + (Forward * CentreY);
        return new(x, -Vector3.Dot(x, Eye), y, -Vector3.Dot(y, Eye), Forward, -Vector3.Dot(Forward, Eye));
    }

    /// <summary>What a ray through a pixel's place moves by for a metre of depth.</summary>
    public Vector3 Ray(float x, float y) =>
        Forward + (Right * ((x - CentreX) / Focal)) - (Up * ((y - CentreY) / Focal));

    /// <summary>Where a place is seen, with its depth as Z.</summary>
    public Vector3 Project(Vector3 place)
    {
        var at = place - Eye;
        var depth = Vector3.Dot(at, Forward);
        return new(
            CentreX + (Focal * Vector3.Dot(at, Right) / depth), CentreY - (Focal * Vector3.Dot(at, Up) / depth), depth);
    }
}
