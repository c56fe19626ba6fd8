using System.Numerics;

namespace Throughline.Stage.Stills;

/// <summary>A frame to put small soft things on. Space: frame pixels. Sprites are few and small: they are drawn pixel
/// by pixel.</summary>
internal readonly unsafe struct SpriteCanvas(byte* pixels, int width, int height)
{
    // A thing in front of the lens never hides the picture.
    private const float MostOfStreak = 0.85f;

    public int Width { get; } = width;

    public int Height { get; } = height;

    public float CentreX { get; } = (width - 1) / 2f;

    public float CentreY { get; } = (height - 1) / 2f;

    /// <summary>Puts a disc, drawn out along a line, onto the frame.</summary>
    /// <param name="middle">Its middle.</param>
    /// <param name="along">From its middle to its end.</param>
    /// <param name="radius">Its half width, pixels.</param>
    /// <param name="blur">How much of the radius is a lens's blur, whose discs have firmer rims.</param>
    /// <param name="colour">Red, green, blue, 0 to 1.</param>
    /// <param name="opacity">0 to 1.</param>
    /// <param name="shine">1 adds its light, 0 covers.</param>
    /// <param name="isLeaf">Whether it is pointed at both ends rather than drawn out by its motion.</param>
    public void Stroke(Vector2 middle, Vector2 along, float radius, float blur, Vector3 colour, float opacity,
        float shine, bool isLeaf = false)
    {
        // What a streak covers longer it covers thinner.
        var length = along.Length();
        opacity = isLeaf ? opacity : MathF.Min(MostOfStreak, opacity * 2 * radius / ((2 * radius) + length));
        var soft = isLeaf ? MathF.Max(1, blur) : MathF.Max(1, (radius - (0.5f * blur * shine)) * 0.95f);
        var narrow = isLeaf ? radius - 0.3f : 0;
        var reach = radius + (soft / 2);
        int left = Math.Max(0, (int)MathF.Floor(middle.X - MathF.Abs(along.X) - reach)),
            right = Math.Min(Width - 1, (int)MathF.Ceiling(middle.X + MathF.Abs(along.X) + reach));
        int top = Math.Max(0, (int)MathF.Floor(middle.Y - MathF.Abs(along.Y) - reach)),
            bottom = Math.Min(Height - 1, (int)MathF.Ceiling(middle.Y + MathF.Abs(along.Y) + reach));
        var rgb = Vector4.Clamp(new Vector4(colour, 0), Vector4.Zero, Vector4.One) * 255;
        var through = ((rgb / 255) * shine) + (Vector4.One * (1 - shine));
        through.W = 0;
        var perLength = length > 1e-3f ? along / (length * length) : Vector2.Zero;
        for (var y = top; y <= bottom; y++)
        {
            var at = pixels + ((((nint)y * Width) + left) * 4);
            for (var x = left; x <= right; x++, at += 4)
            {
                var off = new Vector2(x, y) - middle;
                var t = Math.Clamp(Vector2.Dot(off, perLength), -1, 1);
                var distance = (off - (along * t)).Length();
                var cover = Math.Clamp((reach - (narrow * t * t) - distance) / soft, 0, 1);
                if (cover > 0)
                {
                    var share = opacity * cover * cover * (3 - (2 * cover));
                    var here = new Vector4(at[0], at[1], at[2], at[3]);
                    here += share * (rgb - (here * through));
                    at[0] = (byte)MathF.Min(255, here.X + 0.5f);
                    at[1] = (byte)MathF.Min(255, here.Y + 0.5f);
                    at[2] = (byte)MathF.Min(255, here.Z + 0.5f);
                }
            }
        }
    }

    /// <summary>Puts a ring that lies flat onto the frame.</summary>
    /// <param name="middle">Its middle.</param>
    /// <param name="radius">Half its width, pixels.</param>
    /// <param name="flat">Its height over its width.</param>
    /// <param name="thick">How thick it is, pixels.</param>
    /// <param name="colour">Red, green, blue, 0 to 1.</param>
    /// <param name="opacity">0 to 1.</param>
    public void Ring(Vector2 middle, float radius, float flat, float thick, Vector3 colour, float opacity)
    {
        if (opacity < 0.01f || radius < 0.5f)
        {
            return;
        }

        float wide = radius + thick, tall = (radius * flat) + thick;
        int left = Math.Max(0, (int)(middle.X - wide)), right = Math.Min(Width - 1, (int)(middle.X + wide + 1));
        int top = Math.Max(0, (int)(middle.Y - tall)), bottom = Math.Min(Height - 1, (int)(middle.Y + tall + 1));
        var rgb = Vector3.Clamp(colour, Vector3.Zero, Vector3.One) * 255;
        for (var y = top; y <= bottom; y++)
        {
            var at = pixels + ((((nint)y * Width) + left) * 4);
            for (var x = left; x <= right; x++, at += 4)
            {
                float dx = x - middle.X, dy = (y - middle.Y) / flat;
                var far = MathF.Sqrt((dx * dx) + (dy * dy));

                // Distances down are stretched: the ring is as thick there as to the sides.
                var slope = far < 1e-3f ? 1 : MathF.Sqrt((dx * dx) + (dy * dy / (flat * flat))) / far;
                var cover = Math.Clamp(1 - (MathF.Abs(far - radius) / (thick * slope)), 0, 1);
                if (cover > 0)
                {
                    var share = opacity * cover;
                    at[0] = (byte)(at[0] + (share * (rgb.X - at[0])) + 0.5f);
                    at[1] = (byte)(at[1] + (share * (rgb.Y - at[1])) + 0.5f);
                    at[2] = (byte)(at[2] + (share * (rgb.Z - at[2])) + 0.5f);
                }
            }
        }
    }
}
