using Throughline.Media.Pictures;

namespace Throughline.Stage.Tests.Measure;

/// <summary>
/// A rich texture that is known everywhere, not only at pixels: waves of all directions, none shorter than the limit,
/// fine ones weaker than coarse ones. Values about 128, within 0 to 255.
/// </summary>
internal sealed class Waves
{
    private const int Count = 48;
    private const double Deviation = 36;

    private readonly (double X, double Y, double Phase, double Height)[] _waves;

    /// <summary>Makes a texture.</summary>
    /// <param name="seed">Which.</param>
    /// <param name="finest">The highest frequency, cycles a pixel.</param>
    /// <param name="coarsest">The lowest frequency, cycles a pixel.</param>
    public Waves(int seed, double finest = 0.16, double coarsest = 0.015)
    {
        var random = new Random(seed);
        _waves = [.. Enumerable.Range(0, Count).Select(i =>
        {
            var frequency = coarsest * Math.Pow(finest / coarsest, (i + random.NextDouble()) / Count);
            var direction = random.NextDouble() * Math.Tau;
            return (
                Math.Tau * frequency * Math.Cos(direction), Math.Tau * frequency * Math.Sin(direction),
                random.NextDouble() * Math.Tau, Math.Pow(frequency, -0.5));
        })];
        var power = _waves.Sum(w => w.Height * w.Height / 2);
        _waves = [.. _waves.Select(w => w with { Height = w.Height * Deviation / Math.Sqrt(power) })];
    }

    private Waves((double X, double Y, double Phase, double Height)[] waves) => _waves = waves;

    /// <summary>The value at any place.</summary>
    public double At(Spot spot)
    {
        double sum = 128;
        foreach (var (x, y, phase, height) in _waves)
        {
            sum += height * Math.Sin((x * spot.X) + (y * spot.Y) + phase);
        }

        return Math.Clamp(sum, 0, 255);
    }

    /// <summary>
    /// The texture as larger pixels see it: at each place its mean over a square of <paramref name="side"/> pixels.
    /// </summary>
    public Waves Over(double side)
    {
        return new Waves([.. _waves.Select(w => w with
        {
            Height = w.Height * Sinc(w.X * side / 2) * Sinc(w.Y * side / 2),
        })]);

        static double Sinc(double t) => Math.Abs(t) < 1e-9 ? 1 : Math.Sin(t) / t;
    }

    /// <summary>The texture as an opaque grey picture.</summary>
    public Picture Draw(int width, int height) => Draw(width, height, At);

    /// <summary>A picture whose places show other places of the texture.</summary>
    public Picture Draw(int width, int height, Func<Spot, Spot> shown) => Draw(width, height, p => At(shown(p)));

    /// <summary>A function of the place as an opaque grey picture, rounded to bytes.</summary>
    public static Picture Draw(int width, int height, Func<Spot, double> value)
    {
        var picture = new Picture(width, height);
        Parallel.For(0, height, y =>
        {
            for (var x = 0; x < width; x++)
            {
                var pixel = picture.Pixels.AsSpan(((y * width) + x) * 4, 4);
                pixel.Fill((byte)Math.Clamp(value(new Spot(x, y)) + 0.5, 0, 255));
                pixel[3] = 255;
            }
        });
        return picture;
    }
}
