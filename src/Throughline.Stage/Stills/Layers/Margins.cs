using Throughline.Engines;
using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>Pixels beyond a frame's edges, each 0 or more.</summary>
/// <param name="Left">On the left.</param>
/// <param name="Top">Above.</param>
/// <param name="Right">On the right.</param>
/// <param name="Bottom">Below.</param>
internal readonly record struct Margins(int Left, int Top, int Right, int Bottom)
{
    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => this == default;

    /// <summary>The margins of a view round its frame.</summary>
    public static Margins Of(Surroundings view, PixelSize frame) =>
        new(view.X, view.Y, view.Picture.Width - view.X - frame.Width, view.Picture.Height - view.Y - frame.Height);

    /// <summary>The frame with its margins.</summary>
    public PixelSize Round(PixelSize frame) => new(Left + frame.Width + Right, Top + frame.Height + Bottom);

    /// <summary>
    /// At most half a frame on each side, and less where frame and margins together would be more than so many frames.
    /// </summary>
    public Margins Within(PixelSize frame, double mostFrames)
    {
        int wide = frame.Width / 2, tall = frame.Height / 2;
        for (var share = 1.0; share > 0; share -= 0.125)
        {
            var some = new Margins(Part(Left, wide), Part(Top, tall), Part(Right, wide), Part(Bottom, tall));
            if (some.Round(frame).Area <= mostFrames * frame.Area)
            {
                return some;
            }

            int Part(int pixels, int most) => (int)(Math.Min(pixels, most) * share);
        }

        return default;
    }
}
