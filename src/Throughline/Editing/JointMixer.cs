using Throughline.Films;
using Throughline.Media.Pictures;

namespace Throughline.Editing;

/// <summary>Draws the frames that transitions change. Every transition starts and ends at rest.</summary>
internal static class JointMixer
{
    // The share of the frame's width over which a wipe's edge is soft.
    private const double WipeSoftness = 0.16;

    // A fade that is even to the eye follows the encoded value, not the light.
    private const double FadeGamma = 2.2;

    /// <summary>Mixes both shots of a dissolve or wipe.</summary>
    /// <param name="frame">Where in the transition.</param>
    /// <param name="outgoing">The outgoing shot's frame.</param>
    /// <param name="incoming">The incoming shot's frame.</param>
    /// <param name="result">Receives the mix; may be one of the two.</param>
    public static void Mix(FilmFrame frame, Picture outgoing, Picture incoming, Picture result)
    {
        var share = Eased((frame.Step + 1.0) / (frame.Steps + 1));
        if (frame.Kind == TransitionKind.Dissolve)
        {
            LightMix.Dissolve(outgoing, incoming, share, result);
        }
        else
        {
            LightMix.Columns(outgoing, incoming, WipeShares(result.Width, share), result);
        }
    }

    /// <summary>Darkens a frame of a fade: the outgoing half ends in black, the incoming half rises from it.</summary>
    public static void Fade(FilmFrame frame, Picture picture)
    {
        var brightness = frame.IsOutgoing
            ? 1 - ((frame.Step + 1.0) / frame.Steps)
            : (frame.Step + 1.0) / (frame.Steps + 1);
        LightMix.Dim(picture, Math.Pow(Eased(brightness), FadeGamma), picture);
    }

    /// <summary>How much of the outgoing shot's colour a frame of a match keeps: 1 at the joint, easing to 0.</summary>
    public static double MatchWeight(FilmFrame frame) => 1 - Eased((double)frame.Step / frame.Steps);

    /// <summary>0 to 1 with rest at both ends: 3t² - 2t³.</summary>
    internal static double Eased(double t) => t * t * (3 - (2 * t));

    // The edge travels from just outside the left border to just outside the right one.
    private static float[] WipeShares(int width, double share)
    {
        var edge = share * (1 + WipeSoftness);
        var shares = new float[width];
        for (var x = 0; x < width; x++)
        {
            var into = (edge - ((x + 0.5) / width)) / WipeSoftness;
            shares[x] = (float)Eased(Math.Clamp(into, 0, 1));
        }

        return shares;
    }
}
