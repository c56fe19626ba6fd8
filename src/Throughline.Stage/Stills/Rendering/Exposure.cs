namespace Throughline.Stage.Stills;

/// <summary>The mean of instants in linear light, taken as the square of the value: what an open shutter gathers. Owned
/// by one thread.</summary>
internal sealed class Exposure
{
    private const int MostInstants = 24;
    private const float PixelsPerInstant = 1.5f;

    private int[] _light = [];
    private int _instants;

    /// <summary>How many instants show a motion of some pixels without steps.</summary>
    public static int Instants(float pixels) =>
        Math.Clamp((int)MathF.Ceiling(pixels / PixelsPerInstant), 1, MostInstants);

    /// <summary>Opens the shutter.</summary>
    /// <param name="bytes">Bytes of a frame.</param>
    public void Open(int bytes)
    {
        _light = _light.Length == bytes ? _light : new int[bytes];
        Array.Clear(_light);
        _instants = 0;
    }

    /// <summary>Gathers an instant.</summary>
    public void Add(byte[] pixels)
    {
        _instants++;
        for (var i = 0; i < pixels.Length; i++)
        {
            _light[i] += pixels[i] * pixels[i];
        }
    }

    /// <summary>Closes the shutter and writes the frame.</summary>
    public void Develop(byte[] pixels)
    {
        var share = 1f / _instants;
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)(MathF.Sqrt(_light[i] * share) + 0.5f);
        }
    }
}
