namespace Throughline.Stage.Rendering;

/// <summary>
/// Everything that is seen at one frame: what the renderer draws. A frame is a pure function of the world and its
/// number, so painters work on different frames side by side; each has its own SceneFrame and fills it anew for every
/// frame.
/// </summary>
public sealed class SceneFrame
{
    /// <summary>Seconds since the scene began, through all shots that continue it.</summary>
    public double Time { get; set; }

    /// <summary>Seconds from one frame to the next.</summary>
    public double FrameTime { get; set; }

    /// <summary>Decides the renderer's noise: grain, twinkle.</summary>
    public long Seed { get; set; }

    /// <summary>The camera.</summary>
    public ViewCamera Camera { get; set; }

    /// <summary>Sky, sun and air.</summary>
    public Lighting Lighting { get; set; } = new();

    /// <summary>Direction the wind blows to in degrees, 0 towards the audience.</summary>
    public float WindHeading { get; set; } = 90;

    /// <summary>Strength of the wind, 0 to 1.</summary>
    public float Wind { get; set; }

    /// <summary>A flash of lightning, 0 to 1.</summary>
    public float Flash { get; set; }

    /// <summary>How wet hard ground under the sky is, 0 to 1.</summary>
    public float Wet { get; set; }

    /// <summary>The meshes, in an order that is the same in every frame of a shot.</summary>
    public List<Instance> Instances { get; } = [];

    /// <summary>Local lights; the renderer uses the strongest eight on screen.</summary>
    public List<Lamp> Lamps { get; } = [];

    /// <summary>What is in the air.</summary>
    public List<Sprite> Sprites { get; } = [];

    /// <summary>The set's water; null for none.</summary>
    public WaterSurface? Water { get; set; }

    /// <summary>Empties the lists.</summary>
    public void Clear()
    {
        Instances.Clear();
        Lamps.Clear();
        Sprites.Clear();
        Water = null;
        Flash = 0;
        Wet = 0;
    }
}
