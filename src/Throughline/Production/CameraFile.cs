using System.Buffers.Binary;
using System.Numerics;
using Throughline.Camera;

namespace Throughline.Production;

/// <summary>
/// The camera of a take as it was shot. On disk a pose a frame: position, rotation and focal length as eight 32-bit
/// floats, little-endian.
/// </summary>
internal static class CameraFile
{
    private const int Numbers = 8;

    /// <summary>Writes the poses.</summary>
    public static Task WriteAsync(string path, IReadOnlyList<CameraPose> poses, CancellationToken cancellationToken)
    {
        var bytes = new byte[poses.Count * Numbers * sizeof(float)];
        for (int i = 0; i < poses.Count; i++)
        {
            (Vector3 at, Quaternion turn) = (poses[i].Position, poses[i].Rotation);
            ReadOnlySpan<float> numbers = [at.X, at.Y, at.Z, turn.X, turn.Y, turn.Z, turn.W, poses[i].FocalLength];
            for (int n = 0; n < Numbers; n++)
            {
                BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(((i * Numbers) + n) * sizeof(float)), numbers[n]);
            }
        }

        return File.WriteAllBytesAsync(path, bytes, cancellationToken);
    }

    /// <summary>Reads the poses of so many frames; none when the file is not there or holds other ones.</summary>
    public static IReadOnlyList<CameraPose> Read(string path, int frames)
    {
        if (new FileInfo(path) is not { Exists: true } file || file.Length != (long)frames * Numbers * sizeof(float))
        {
            return [];
        }

        byte[] bytes = File.ReadAllBytes(path);
        return [.. Enumerable.Range(0, frames).Select(i => Pose(i * Numbers))];

        CameraPose Pose(int at) => new(
            new Vector3(Number(at), Number(at + 1), Number(at + 2)),
            new Quaternion(Number(at + 3), Number(at + 4), Number(at + 5), Number(at + 6)),
            Number(at + 7));

        float Number(int at) => BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(at * sizeof(float)));
    }
}
