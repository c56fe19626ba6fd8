using System.Numerics;
using Throughline.Engines;
using Throughline.Media.Faces;
using Throughline.Media.Pictures;

namespace Throughline.Stage.Tests.Life;

/// <summary>Sees one drawn face: an oval with two open eyes, and shoulders below it.</summary>
internal sealed class FakeSight : IPictureSight
{
    public const int Width = 320;
    public const int Height = 240;

    public static readonly Vector2 Middle = new(160, 90);

    private const float Half = 60;

    public string Version => "fake 1";

    public static Vector2 Eye(int side) => Middle + new Vector2(side * 24, -14);

    /// <summary>A bust before a striped wall: skin, dark eyes in white, a red coat.</summary>
    public static Picture Portrait()
    {
        var picture = new Picture(Width, Height);
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var off = new Vector2(x, y) - Middle;
                var grain = (int)(8 * Math.Sin(x * 0.7) * Math.Sin(y * 0.6));
                var colour = (off / new Vector2(46, 64)).Length() < 1 ? (212 + grain, 168 + grain, 140 + grain)
                    : y > 150 && Math.Abs(off.X) < 40 + ((y - 150) * 1.1f) ? (170 + grain, 40 + grain, 38)
                    : (96 + grain + (20 * (x / 12 % 2)), 110 + grain, 120);
                foreach (var side in (int[])[-1, 1])
                {
                    var eye = (new Vector2(x, y) - Eye(side)) / new Vector2(13, 6);
                    var isPupil = (eye * new Vector2(1, 0.5f)).Length() < 0.42f;
                    colour = eye.Length() >= 1 ? colour : isPupil ? (30, 24, 20) : (240, 240, 240);
                }

                new[] { (byte)colour.Item1, (byte)colour.Item2, (byte)colour.Item3, (byte)255 }
                    .CopyTo(picture.Row(y)[(4 * x)..]);
            }
        }

        return picture;
    }

    public IReadOnlyList<FaceMesh> Faces(Picture picture, CancellationToken cancellationToken)
    {
        // A sunflower over the oval, nearer in its middle; then the points that are named.
        var points = new Vector3[FaceMesh.Count];
        for (var i = 0; i < points.Length; i++)
        {
            float far = MathF.Sqrt((i + 0.5f) / points.Length), turn = 2.39996f * i;
            var at = Middle + (far * new Vector2(46 * MathF.Cos(turn), Half * MathF.Sin(turn)));
            points[i] = new Vector3(at, -30 * (1 - (far * far)));
        }

        points[FaceParts.Forehead] = new Vector3(Middle + new Vector2(0, -Half), 0);
        points[FaceParts.Chin] = new Vector3(Middle + new Vector2(0, Half), 0);
        Lid(FaceParts.RightUpperLid, -1, -6);
        Lid(FaceParts.RightLowerLid, -1, 6);
        Lid(FaceParts.RightLidCrease, -1, -10);
        Lid(FaceParts.LeftUpperLid, 1, -6);
        Lid(FaceParts.LeftLowerLid, 1, 6);
        Lid(FaceParts.LeftLidCrease, 1, -10);
        return [new FaceMesh { Points = points, Presence = 1 }];

        // From the outer to the inner corner.
        void Lid(IReadOnlyList<int> lid, int side, float high)
        {
            for (var i = 0; i < lid.Count; i++)
            {
                var t = (2f * i / (lid.Count - 1)) - 1;
                points[lid[i]] = new Vector3(Eye(side) + new Vector2(-side * 13 * t, high * (1 - (t * t))), -20);
            }
        }
    }

    public MattePicture? People(Picture picture, CancellationToken cancellationToken)
    {
        var coverage = new float[80 * 60];
        for (var i = 0; i < coverage.Length; i++)
        {
            var off = (new Vector2(i % 80, i / 80) * 4) + new Vector2(2, 2) - Middle;
            coverage[i] = (off / new Vector2(46, 64)).Length() < 1
                || (off.Y > 60 && Math.Abs(off.X) < 40 + ((off.Y - 60) * 1.1f)) ? 1 : 0;
        }

        return new MattePicture(80, 60, coverage);
    }

    public DepthPicture? Depth(Picture picture, CancellationToken cancellationToken) => null;
}
