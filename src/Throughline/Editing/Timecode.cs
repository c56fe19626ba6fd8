using System.Globalization;
using Throughline.Media.Video;

namespace Throughline.Editing;

/// <summary>Non-drop timecode: frames counted at the nominal rate, 24 for 24000/1001.</summary>
public static class Timecode
{
    /// <summary>Frames that a second of timecode counts.</summary>
    public static int Nominal(FrameRate rate) => (rate.Numerator + rate.Denominator - 1) / rate.Denominator;

    /// <summary>The frame count of 01:00:00:00, at which films start by custom.</summary>
    public static int FilmStart(FrameRate rate) => 3600 * Nominal(rate);

    /// <summary><paramref name="frames"/> as <c>hh:mm:ss:ff</c>; wraps after 24 hours.</summary>
    public static string Of(long frames, FrameRate rate)
    {
        var nominal = Nominal(rate);
        var seconds = frames / nominal;
        var width = nominal > 100 ? 3 : 2;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{seconds / 3600 % 24:00}:{seconds / 60 % 60:00}:{seconds % 60:00}:")
            + (frames % nominal).ToString(CultureInfo.InvariantCulture).PadLeft(width, '0');
    }
}
