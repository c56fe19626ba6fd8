namespace Throughline.Stage.Tests.Measure;

/// <summary>A place in a picture: pixel indices, the centre of pixel 0 is 0, x right, y down.</summary>
internal readonly record struct Spot(double X, double Y)
{
    public static Spot operator +(Spot a, Spot b) => new(a.X + b.X, a.Y + b.Y);

    public static Spot operator -(Spot a, Spot b) => new(a.X - b.X, a.Y - b.Y);

    /// <summary>Pixels to another place.</summary>
    public double To(Spot other) => double.Hypot(X - other.X, Y - other.Y);
}
