namespace Throughline.Camera;

/// <summary>Gen-3's camera control: six numbers, each -10 to 10, 0 for none.</summary>
public sealed record SixNumbers
{
    /// <summary>Truck: right is positive.</summary>
    public double Horizontal { get; init; }

    /// <summary>Pedestal: up is positive.</summary>
    public double Vertical { get; init; }

    /// <summary>Pan: right is positive.</summary>
    public double Pan { get; init; }

    /// <summary>Tilt: up is positive.</summary>
    public double Tilt { get; init; }

    /// <summary>Zoom: in is positive.</summary>
    public double Zoom { get; init; }

    /// <summary>Roll: right (clockwise camera) is positive.</summary>
    public double Roll { get; init; }
}
