namespace Throughline.Stage.Scenes;

/// <summary>The weather of a scene.</summary>
public enum Weather
{
    /// <summary>Blue sky with some clouds.</summary>
    Fair,

    /// <summary>No cloud at all.</summary>
    Clear,

    /// <summary>Broken clouds.</summary>
    Cloudy,

    /// <summary>Closed cloud, no shadows.</summary>
    Overcast,

    /// <summary>Thin mist near the ground.</summary>
    Mist,

    /// <summary>Thick fog.</summary>
    Fog,

    /// <summary>Rain.</summary>
    Rain,

    /// <summary>Snow falling.</summary>
    Snow,

    /// <summary>Rain, wind and lightning.</summary>
    Storm,
}
