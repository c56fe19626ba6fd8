using System.Numerics;
using Throughline.Stage.Rendering;

namespace Throughline.Stage.Assets;

/// <summary>
/// Cloth that hangs about limbs and stays outside of them: bones carry it only so far, and a thigh that is lifted more
/// would come through. What a limb would pass is moved out along its normal, so that the leg lifts the cloth.
/// </summary>
/// <param name="Vertices">Numbers of the cloth's vertices.</param>
/// <param name="Limbs">What it stays outside of, as thick as it has to keep clear.</param>
internal sealed record Drape(int[] Vertices, Limb[] Limbs)
{
    /// <summary>Moves the cloth of a posed mesh out of its limbs.</summary>
    /// <param name="bones">For each bone 16 numbers, as <see cref="Skin.Pose"/> takes them.</param>
    /// <param name="into">The mesh, posed.</param>
    public void Hang(ReadOnlySpan<float> bones, Mesh into)
    {
        Span<Limb> posed = stackalloc Limb[Limbs.Length];
        for (var i = 0; i < posed.Length; i++)
        {
            posed[i] = Limbs[i].Posed(bones);
        }

        foreach (var v in Vertices)
        {
            var place = new Vector3(into.X[v], into.Y[v], into.Z[v]);
            var normal = new Vector3(into.NormalX[v], into.NormalY[v], into.NormalZ[v]);
            var way = 0f;
            foreach (ref readonly var limb in posed)
            {
                way = Math.Max(way, limb.WayOut(place, normal));
            }

            if (way > 0)
            {
                place += normal * way;
                (into.X[v], into.Y[v], into.Z[v]) = (place.X, place.Y, place.Z);
            }
        }
    }
}
