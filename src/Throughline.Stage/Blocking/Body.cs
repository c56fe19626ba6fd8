using System.Numerics;
using Throughline.Stage.Assets;

namespace Throughline.Stage.Blocking;

/// <summary>What blocking needs to know of a subject: its size and where it is at home.</summary>
public sealed record Body
{
    /// <summary>Metres from its feet to its top.</summary>
    public required float Height { get; init; }

    /// <summary>Metres from its middle to its rim, seen from above.</summary>
    public required float Radius { get; init; }

    /// <summary>Metres from its middle to its front; with <see cref="Radius"/> for what is as deep as wide.</summary>
    public float Depth { get => field > 0 ? field : Radius; init; }

    /// <summary>Whether it lies along the ground rather than stands up: a horse, a fish, a car.</summary>
    public bool IsLong => Radius * 2 > Height * 0.8f;

    /// <summary>Whether it is of water: a puddle.</summary>
    public bool IsWet { get; init; }

    /// <summary>Whether it is larger than what is put on tables.</summary>
    public bool IsLarge => Height > 0.7f || Radius > 0.5f;

    /// <summary>Whether it is a moon, an earth or whatever else large hangs in the air by itself.</summary>
    public bool IsOfTheSky => this is { Alive: false, Element: Element.Air, Height: > 3 };

    /// <summary>Metres from its feet to its eyes, or to where one looks at it.</summary>
    public required float EyeHeight { get; init; }

    /// <summary>Metres that the head of an animal takes up, by which near views of it are measured; null for people
    /// and things.</summary>
    public float? Head { get; init; }

    /// <summary>Where it lives.</summary>
    public Element Element { get; init; }

    /// <summary>Whether it acts: a person or an animal, or a vehicle under way.</summary>
    public bool Alive { get; init; }

    /// <summary>Metres that what it holds up reaches above its crown; 0 for nothing.</summary>
    public float Overhead { get; init; }

    /// <summary>Share of the light that its skin gives back, 0 to 1; null for what has none.</summary>
    public float? Skin { get; init; }

    /// <summary>Places on it by name, as in <see cref="Model.Anchors"/>.</summary>
    public IReadOnlyDictionary<string, Vector3> Anchors { get; init; } = new Dictionary<string, Vector3>();
}
