namespace Throughline.Media.Faces;

/// <summary>
/// Which points of a <see cref="FaceMesh"/> are what. Right and left are the person's own: in a picture of someone who
/// looks at the camera the right eye is on the picture's left. Lids and lips run from one corner to the other, both
/// corners included, so that the upper and the lower of a pair have the same length and lie opposite each other.
/// Source: the face mesh topology of MediaPipe (canonical face model), with its attention model's order of irises.
/// </summary>
public static class FaceParts
{
    /// <summary>Tip of the nose.</summary>
    public const int NoseTip = 4;

    /// <summary>Top of the nose, between the eyes.</summary>
    public const int NoseBridge = 168;

    /// <summary>Top of the forehead, on the outline.</summary>
    public const int Forehead = 10;

    /// <summary>Lowest point of the chin, on the outline.</summary>
    public const int Chin = 152;

    /// <summary>Outer corner of the right eye.</summary>
    public const int RightEyeOuterCorner = 33;

    /// <summary>Outer corner of the left eye.</summary>
    public const int LeftEyeOuterCorner = 263;

    /// <summary>Middle of the right iris.</summary>
    public const int RightIrisMiddle = 468;

    /// <summary>Middle of the left iris.</summary>
    public const int LeftIrisMiddle = 473;

    /// <summary>Edge of the right upper lid, from the outer to the inner corner; 9 points.</summary>
    public static IReadOnlyList<int> RightUpperLid { get; } = [33, 246, 161, 160, 159, 158, 157, 173, 133];

    /// <summary>Edge of the right lower lid, from the outer to the inner corner; 9 points.</summary>
    public static IReadOnlyList<int> RightLowerLid { get; } = [33, 7, 163, 144, 145, 153, 154, 155, 133];

    /// <summary>Edge of the left upper lid, from the outer to the inner corner; 9 points.</summary>
    public static IReadOnlyList<int> LeftUpperLid { get; } = [263, 466, 388, 387, 386, 385, 384, 398, 362];

    /// <summary>Edge of the left lower lid, from the outer to the inner corner; 9 points.</summary>
    public static IReadOnlyList<int> LeftLowerLid { get; } = [263, 249, 390, 373, 374, 380, 381, 382, 362];

    /// <summary>
    /// The crease above the right eye, where the lid folds away, from outside inwards; 9 points opposite the lid's.
    /// </summary>
    public static IReadOnlyList<int> RightLidCrease { get; } = [130, 247, 30, 29, 27, 28, 56, 190, 243];

    /// <summary>
    /// The crease above the left eye, where the lid folds away, from outside inwards; 9 points opposite the lid's.
    /// </summary>
    public static IReadOnlyList<int> LeftLidCrease { get; } = [359, 467, 260, 259, 257, 258, 286, 414, 463];

    /// <summary>Edge of the right iris: four points a quarter turn apart.</summary>
    public static IReadOnlyList<int> RightIris { get; } = [469, 470, 471, 472];

    /// <summary>Edge of the left iris: four points a quarter turn apart.</summary>
    public static IReadOnlyList<int> LeftIris { get; } = [474, 475, 476, 477];

    /// <summary>Upper edge of the right eyebrow, from outside inwards; 5 points.</summary>
    public static IReadOnlyList<int> RightBrow { get; } = [70, 63, 105, 66, 107];

    /// <summary>Upper edge of the left eyebrow, from outside inwards; 5 points.</summary>
    public static IReadOnlyList<int> LeftBrow { get; } = [300, 293, 334, 296, 336];

    /// <summary>Outer edge of the upper lip, from the right to the left corner of the mouth; 11 points.</summary>
    public static IReadOnlyList<int> UpperLipOuter { get; } = [61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291];

    /// <summary>Outer edge of the lower lip, from the right to the left corner of the mouth; 11 points.</summary>
    public static IReadOnlyList<int> LowerLipOuter { get; } = [61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291];

    /// <summary>Inner edge of the upper lip, from the right to the left corner of the mouth; 11 points.</summary>
    public static IReadOnlyList<int> UpperLipInner { get; } = [78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308];

    /// <summary>Inner edge of the lower lip, from the right to the left corner of the mouth; 11 points.</summary>
    public static IReadOnlyList<int> LowerLipInner { get; } = [78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308];

    /// <summary>
    /// The outline of the face: 36 points from the top of the forehead down the person's left side and up the right.
    /// </summary>
    public static IReadOnlyList<int> Oval { get; } =
    [
        10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377,
        152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
    ];
}
