namespace Throughline.Stage.Tests.CameraMoves;

/// <summary>A point from a camera: metres right of it, above it, before it.</summary>
internal readonly record struct Point(double Right, double Up, double Ahead)
{
    /// <summary>As seen by a camera that went this far.</summary>
    public Point Gone(double right, double up, double ahead) => new(Right - right, Up - up, Ahead - ahead);

    /// <summary>As seen by a camera that turned right.</summary>
    public Point Panned(double degrees) =>
        Turn(Right, Ahead, degrees) is var (right, ahead) ? new(right, Up, ahead) : default;

    /// <summary>As seen by a camera that turned up.</summary>
    public Point Tilted(double degrees) =>
        Turn(Up, Ahead, degrees) is var (up, ahead) ? new(Right, up, ahead) : default;

    /// <summary>As seen by a camera whose top turned right.</summary>
    public Point Rolled(double degrees) =>
        Turn(Right, Up, degrees) is var (right, up) ? new(right, up, Ahead) : default;

    /// <summary>As seen by a camera that circled a point this far ahead, to the right, looking at it.</summary>
    public Point Circled(double degrees, double distance) =>
        new Point(Right, Up, Ahead - distance).Panned(-degrees).Gone(0, 0, -distance);

    private static (double A, double B) Turn(double a, double b, double degrees)
    {
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        return ((a * cos) - (b * sin), (a * sin) + (b * cos));
    }
}
