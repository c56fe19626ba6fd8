using System.Numerics;
using Throughline.Camera;

namespace Throughline.Stage.Stills;

/// <summary>
/// How a picture stands in the world. Pixel indices (centre of pixel 0 is 0, x right, y down) and inverse depth q in
/// 1/m give a point: the ray through the pixel, 1/q metres along the camera's axis. Nearness 0 is 40 m, 1 is 2 m away.
/// </summary>
internal readonly struct StillSpace
{
    /// <summary>Inverse depth of nearness 0, 1/m.</summary>
    public const float FarthestQ = 1 / 40f;

    /// <summary>Inverse depth of nearness 1, 1/m.</summary>
    public const float NearestQ = 1 / 2f;

    public StillSpace(int width, int height, float focalLength)
    {
        CentreX = (width - 1) / 2f;
        CentreY = (height - 1) / 2f;
        FocalPixels = focalLength / 36 * width;
        Width = width;
        Height = height;
    }

    public int Width { get; }

    public int Height { get; }

    public float CentreX { get; }

    public float CentreY { get; }

    /// <summary>Focal length in pixels.</summary>
    public float FocalPixels { get; }

    /// <summary>Inverse depth of a nearness.</summary>
    public static float InverseDepth(float nearness) => FarthestQ + (nearness * (NearestQ - FarthestQ));

    /// <summary>Nearness of an inverse depth.</summary>
    public static float Nearness(float inverseDepth) => (inverseDepth - FarthestQ) / (NearestQ - FarthestQ);

    /// <summary>The point seen at a pixel, in metres.</summary>
    public Vector3 Point(float x, float y, float inverseDepth) =>
        new Vector3((x - CentreX) / FocalPixels, (CentreY - y) / FocalPixels, -1) / inverseDepth;

    /// <summary>How a frame taken from <paramref name="pose"/> looks back into the picture.</summary>
    public View Through(CameraPose pose, Margins margins = default) => new(this, pose, margins);
}
