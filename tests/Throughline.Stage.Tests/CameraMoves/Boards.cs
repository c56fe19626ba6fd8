using System.Collections.Concurrent;
using Throughline.Media.Pictures;
using Throughline.Stage.Stills;
using Throughline.Stage.Tests.Measure;

namespace Throughline.Stage.Tests.CameraMoves;

/// <summary>
/// A set with strong, known depth: a wall 20.5 m away, a board 4 m away in the middle (the subject) and two boards
/// 2.3 m away at the sides, each of its own texture.
/// </summary>
internal static class Boards
{
    public const int Width = 384;
    public const int Height = 216;

    /// <summary>Inverse depth of the wall, 1/m.</summary>
    public static readonly double Far = StillSpace.InverseDepth(FarNearness);

    /// <summary>Inverse depth of the subject, 1/m.</summary>
    public static readonly double Subject = StillSpace.InverseDepth(SubjectNearness);

    /// <summary>Inverse depth of the boards at the sides, 1/m.</summary>
    public static readonly double Near = StillSpace.InverseDepth(NearNearness);

    /// <summary>Focal length of the usual lens, in pixels.</summary>
    public const double Focal = 35.0 / 36 * Width;

    /// <summary>Frames of a take that <see cref="FollowAsync"/> follows.</summary>
    public const int Frames = 13;

    private const float FarNearness = 0.05f;
    private const float SubjectNearness = 0.225f / 0.475f;
    private const float NearNearness = 0.85f;

    // Pixels from a depth edge within which a corner's surroundings belong to both sides.
    private const int Rim = FeatureTracker.Radius + 4;

    private static readonly ConcurrentDictionary<string, Lazy<Task<List<List<(Spot, Spot)>>>>> _followed = new();

    /// <summary>The middle of the picture.</summary>
    public static Spot Middle { get; } = new((Width - 1) / 2.0, (Height - 1) / 2.0);

    /// <summary>The picture.</summary>
    public static Picture Picture { get; } = Draw();

    /// <summary>Its nearness.</summary>
    public static DepthPicture Depth { get; } = new(
        Width, Height, [.. Enumerable.Range(0, Width * Height).Select(i => At(i % Width, i / Width))]);

    /// <summary>The same texture everywhere at the subject's distance.</summary>
    public static DepthPicture Flat { get; } = new(
        Width, Height, [.. Enumerable.Repeat(SubjectNearness, Width * Height)]);

    /// <summary>Corners whose surroundings lie on one thing.</summary>
    public static List<Spot> Corners() =>
        Measure.Corners.In(Grey.Of(Picture), 26, (x, y) => Around(x, y).All(n => n == At(x, y)));

    /// <summary>Inverse depth of the thing at a place of the picture.</summary>
    public static double InverseDepth(Spot spot) => StillSpace.InverseDepth(At((int)spot.X, (int)spot.Y));

    /// <summary>Shoots a move before the set once, whoever asks, and follows the corners through it.</summary>
    public static Task<List<List<(Spot Start, Spot Now)>>> FollowAsync(string move)
    {
        return _followed.GetOrAdd(move, m => new(() => ShootAndFollowAsync(m))).Value;

        static async Task<List<List<(Spot, Spot)>>> ShootAndFollowAsync(string move) =>
            TestTake.Follow((await TestTake.ShootAsync(Picture, Depth, move, Frames)).Frames, Corners());
    }

    private static float At(int x, int y) => x is >= 138 and < 246 && y is >= 54 and < 162 ? SubjectNearness
        : x is >= 14 and < 92 && y is >= 70 and < 200 ? NearNearness
        : x is >= 296 and < 370 && y is >= 16 and < 150 ? NearNearness
        : FarNearness;

    private static IEnumerable<float> Around(int x, int y) =>
        Enumerable.Range(0, 9).Select(i => At(x + (((i % 3) - 1) * Rim), y + (((i / 3) - 1) * Rim)));

    private static Picture Draw()
    {
        Waves wall = new(11), subject = new(12), near = new(13);
        return Waves.Draw(Width, Height, p => At((int)p.X, (int)p.Y) switch
        {
            FarNearness => wall.At(p) * 0.8,
            NearNearness => 60 + (near.At(p) * 0.75),
            _ => subject.At(p),
        });
    }
}
