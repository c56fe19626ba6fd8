using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Throughline.Stage.Rendering;

namespace Throughline.Stage.Assets;

/// <summary>
/// A creature's surface at rest, and how bones and face move it. Never changes; any thread may pose it.
/// </summary>
internal sealed class Skin
{
    private readonly RestPlaces _rest;
    private readonly float[] _normalX;
    private readonly float[] _normalY;
    private readonly float[] _normalZ;
    private readonly uint[] _tints;
    private readonly int[] _indices;
    private readonly byte[] _slots;
    private readonly BoneShare[] _shares;
    private readonly Morph[] _morphs;
    private readonly Drape[] _drapes;

    /// <summary>The skin of a draft.</summary>
    /// <param name="draft">All pieces.</param>
    /// <param name="radius">Radius of a ball about <paramref name="centre"/> that holds every pose.</param>
    /// <param name="centre">Middle of that ball.</param>
    public Skin(SkinDraft draft, Vector3 centre, float radius)
    {
        var count = draft.Places.Count;
        _rest = new(new float[count], new float[count], new float[count]);
        (_normalX, _normalY, _normalZ) = (new float[count], new float[count], new float[count]);
        _tints = new uint[count];
        for (var i = 0; i < count; i++)
        {
            (_rest.X[i], _rest.Y[i], _rest.Z[i]) = (draft.Places[i].X, draft.Places[i].Y, draft.Places[i].Z);
            (_normalX[i], _normalY[i], _normalZ[i]) = (draft.Normals[i].X, draft.Normals[i].Y, draft.Normals[i].Z);
            _tints[i] = Packed(draft.Tints[i]);
        }

        _indices = [.. draft.Indices];
        _slots = [.. draft.Slots];
        _shares = [.. draft.Shares];
        _morphs = [.. draft.Morphs];
        _drapes = [.. draft.Drapes];
        Centre = centre;
        Radius = radius;
    }

    /// <summary>Number of vertices.</summary>
    public int Vertices => _shares.Length;

    /// <summary>Which bones carry each vertex.</summary>
    public ReadOnlySpan<BoneShare> Shares => _shares;

    /// <summary>Middle of a ball that holds every pose.</summary>
    public Vector3 Centre { get; }

    /// <summary>Radius of that ball.</summary>
    public float Radius { get; }

    /// <summary>A mesh at rest, to be posed.</summary>
    public Mesh NewMesh()
    {
        var mesh = new Mesh(Vertices, _slots.Length) { Rest = _rest, Tints = _tints, Centre = Centre, Radius = Radius };
        _indices.CopyTo(mesh.Indices, 0);
        _slots.CopyTo(mesh.Slots, 0);
        CopyRest(mesh);
        return mesh;
    }

    /// <summary>
    /// Moves a mesh of <see cref="NewMesh"/> into a pose. Four numbers at once: the columns of a bone's matrix, padded
    /// to four lanes; model space in and out; no remainder.
    /// </summary>
    /// <param name="bones">For each bone 16 numbers: the images of X, Y, Z and the origin, each padded with 0.</param>
    /// <param name="face">For each <see cref="FaceChannel"/> how strongly it shows.</param>
    /// <param name="into">The mesh.</param>
    public void Pose(ReadOnlySpan<float> bones, ReadOnlySpan<float> face, Mesh into)
    {
        CopyRest(into);
        Bend(face, into);
        var matrices = MemoryMarshal.Cast<float, Vector128<float>>(bones);
        var (x, y, z) = (into.X, into.Y, into.Z);
        var (nx, ny, nz) = (into.NormalX, into.NormalY, into.NormalZ);
        for (var i = 0; i < _shares.Length; i++)
        {
            ref readonly var share = ref _shares[i];
            var at = 4 * share.Bone0;
            var weight = Vector128.Create(share.Share0);
            var (c0, c1, c2, c3) = (matrices[at] * weight, matrices[at + 1] * weight, matrices[at + 2]
                * weight, matrices[at + 3] * weight);
            if (share.Share1 > 0)
            {
                More(matrices, share.Bone1, share.Share1, ref c0, ref c1, ref c2, ref c3);
                if (share.Share2 > 0)
                {
                    More(matrices, share.Bone2, share.Share2, ref c0, ref c1, ref c2, ref c3);
                    if (share.Share3 > 0)
                    {
                        More(matrices, share.Bone3, share.Share3, ref c0, ref c1, ref c2, ref c3);
                    }
                }
            }

            var place = (c0 * x[i]) + (c1 * y[i]) + (c2 * z[i]) + c3;
            var normal = (c0 * nx[i]) + (c1 * ny[i]) + (c2 * nz[i]);
            normal /= Vector128.Sqrt(Vector128.Create(Math.Max(Vector128.Dot(normal, normal), 1e-20f)));
            (x[i], y[i], z[i]) = (place[0], place[1], place[2]);
            (nx[i], ny[i], nz[i]) = (normal[0], normal[1], normal[2]);
        }

        foreach (var drape in _drapes)
        {
            drape.Hang(bones, into);
        }
    }

    /// <summary>The same one number at a time: what <see cref="Pose"/> is tested against.</summary>
    internal void PosePlainly(ReadOnlySpan<float> bones, ReadOnlySpan<float> face, Mesh into)
    {
        CopyRest(into);
        Bend(face, into);
        for (var i = 0; i < _shares.Length; i++)
        {
            var share = _shares[i];
            var (place, normal) = (Vector3.Zero, Vector3.Zero);
            foreach (var (bone, part) in new[] { (share.Bone0, share.Share0), (share.Bone1, share.Share1), (share.Bone2, share.Share2), (share.Bone3, share.Share3) })
            {
                var m = bones.Slice(16 * bone, 16);
                Vector3 Column(ReadOnlySpan<float> m, int c) => new(m[4 * c], m[(4 * c) + 1], m[(4 * c) + 2]);
                place += part * ((Column(m, 0) * into.X[i]) + (Column(m, 1) * into.Y[i]) + (Column(m, 2) * into.Z[i])
                    + Column(m, 3));
                normal += part * ((Column(m, 0) * into.NormalX[i]) + (Column(m, 1) * into.NormalY[i])
                    + (Column(m, 2) * into.NormalZ[i]));
            }

            normal = Vector3.Normalize(normal);
            (into.X[i], into.Y[i], into.Z[i]) = (place.X, place.Y, place.Z);
            (into.NormalX[i], into.NormalY[i], into.NormalZ[i]) = (normal.X, normal.Y, normal.Z);
        }

        foreach (var drape in _drapes)
        {
            drape.Hang(bones, into);
        }
    }

    private static void More(
        ReadOnlySpan<Vector128<float>> matrices, int bone, float share,
        ref Vector128<float> c0, ref Vector128<float> c1, ref Vector128<float> c2, ref Vector128<float> c3)
    {
        var at = 4 * bone;
        var weight = Vector128.Create(share);
        c0 += matrices[at] * weight;
        c1 += matrices[at + 1] * weight;
        c2 += matrices[at + 2] * weight;
        c3 += matrices[at + 3] * weight;
    }

    private void Bend(ReadOnlySpan<float> face, Mesh into)
    {
        foreach (var morph in _morphs)
        {
            var strength = face[(int)morph.Channel];
            if (strength == 0)
            {
                continue;
            }

            for (var i = 0; i < morph.Vertices.Length; i++)
            {
                var vertex = morph.Vertices[i];
                into.X[vertex] += strength * morph.Moves[i].X;
                into.Y[vertex] += strength * morph.Moves[i].Y;
                into.Z[vertex] += strength * morph.Moves[i].Z;
            }
        }
    }

    private void CopyRest(Mesh mesh)
    {
        _rest.X.CopyTo(mesh.X, 0);
        _rest.Y.CopyTo(mesh.Y, 0);
        _rest.Z.CopyTo(mesh.Z, 0);
        _normalX.CopyTo(mesh.NormalX, 0);
        _normalY.CopyTo(mesh.NormalY, 0);
        _normalZ.CopyTo(mesh.NormalZ, 0);
    }

    private static uint Packed(Vector3 linear)
    {
        return Byte(linear.X) | (Byte(linear.Y) << 8) | (Byte(linear.Z) << 16);

        static uint Byte(float value)
        {
            value = Math.Clamp(value, 0, 1);
            var coded = value <= 0.0031308f ? 12.92f * value : (1.055f * MathF.Pow(value, 1 / 2.4f)) - 0.055f;
            return (uint)MathF.Round(255 * coded);
        }
    }
}
