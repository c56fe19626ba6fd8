using System.Numerics;

namespace Throughline.Stage.Assets;

/// <summary>What a builder says of a creature besides its flesh.</summary>
internal sealed record CreatureMeasures
{
    /// <inheritdoc cref="Creature.Height"/>
    public required float Height { get; init; }

    /// <inheritdoc cref="Creature.Length"/>
    public required float Length { get; init; }

    /// <inheritdoc cref="Creature.Radius"/>
    public required float Radius { get; init; }

    /// <inheritdoc cref="Creature.HeadSize"/>
    public float? HeadSize { get; init; }

    /// <inheritdoc cref="Creature.Element"/>
    public Element Element { get; init; }

    /// <inheritdoc cref="Creature.WalkSpeed"/>
    public float WalkSpeed { get; init; }

    /// <inheritdoc cref="Creature.RunSpeed"/>
    public float RunSpeed { get; init; }

    /// <inheritdoc cref="Creature.FlySpeed"/>
    public float FlySpeed { get; init; }

    /// <inheritdoc cref="Creature.SwimSpeed"/>
    public float SwimSpeed { get; init; }

    /// <inheritdoc cref="Creature.FlapHertz"/>
    public float FlapHertz { get; init; }

    /// <inheritdoc cref="Creature.Bearing"/>
    public IReadOnlyDictionary<string, Vector3> Bearing { get; init; } = new Dictionary<string, Vector3>();

    /// <inheritdoc cref="Creature.Mood"/>
    public string? Mood { get; init; }

    /// <inheritdoc cref="Creature.Held"/>
    public IReadOnlyList<Model> Held { get; init; } = [];
}
