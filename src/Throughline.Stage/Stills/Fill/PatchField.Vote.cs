using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Throughline.Stage.Stills;

/// <summary>
/// Colours from matches: every patch that covers a pixel votes for the colour that its match has there.
/// </summary>
/// <remarks>Source: Wexler, Shechtman and Irani 2007, doi:10.1109/TPAMI.2007.60.</remarks>
internal sealed partial class PatchField
{
    private float[] _weight = [];

    /// <summary>Fills all holes from the present matches.</summary>
    /// <param name="softness">
    /// Difference per channel at which a patch's vote falls to 60 %; 0 gives all votes the same weight.
    /// </param>
    public void Vote(float softness)
    {
        Weigh(softness);
        var pixels = _level.Pixels;
        _work.For((Holes.Length + 1023) / 1024, block =>
        {
            for (var i = block * 1024; i < Math.Min(Holes.Length, (block + 1) * 1024); i++)
            {
                var p = Holes[i];
                Store(pixels, p, Voted(p));
            }
        });
    }

    /// <summary>What the patches over a pixel say its colour is; zero where no patch says anything.</summary>
    public Vector128<float> Voted(int p)
    {
        ref var bytes = ref MemoryMarshal.GetArrayDataReference(_level.Pixels);
        var sum = Vector128<float>.Zero;
        var total = 0f;
        for (var dy = -_radius; dy <= _radius; dy++)
        {
            for (var dx = -_radius; dx <= _radius; dx++)
            {
                var offset = (dy * _level.Stride) + dx;
                var match = Match[p + offset];
                if (match < 0)
                {
                    continue;
                }

                var weight = _weight[p + offset];
                sum += Colour(ref bytes, match - offset) * weight;
                total += weight;
            }
        }

        return total > 0 ? sum / total : sum;
    }

    private void Weigh(float softness)
    {
        if (_weight.Length == 0)
        {
            _weight = new float[Match.Length];
        }

        var size = (2 * _radius) + 1;
        var scale = softness == 0 ? 0 : 1f / (2 * softness * softness * 3 * size * size);
        _work.For((Targets.Length + 4095) / 4096, block =>
        {
            for (var i = block * 4096; i < Math.Min(Targets.Length, (block + 1) * 4096); i++)
            {
                var p = Targets[i];
                _weight[p] = MathF.Exp(-Math.Min(60f, Cost[p] * scale)) * _trust[p];
            }
        });
    }

    /// <summary>The four channels of a pixel.</summary>
    public static Vector128<float> Colour(byte[] pixels, int place) =>
        Colour(ref MemoryMarshal.GetArrayDataReference(pixels), place);

    /// <summary>Rounds and writes the four channels of a pixel.</summary>
    public static void Store(byte[] pixels, int place, Vector128<float> colour)
    {
        for (var c = 0; c < 4; c++)
        {
            pixels[(place * 4) + c] = (byte)Math.Clamp(colour[c] + 0.5f, 0f, 255f);
        }
    }

    private static Vector128<float> Colour(ref byte bytes, int place)
    {
        var packed = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref bytes, place * 4));
        var wide = Vector128.WidenLower(Vector128.WidenLower(Vector128.CreateScalarUnsafe(packed).AsByte()));
        return Vector128.ConvertToSingle(wide.AsInt32());
    }
}
