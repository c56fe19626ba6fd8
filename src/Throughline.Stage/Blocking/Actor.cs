using System.Numerics;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Blocking;

/// <summary>One individual of a scene, blocked: where it starts, where it faces, what it does when.</summary>
public sealed record Actor
{
    /// <summary>What the scene says of it.</summary>
    public required Subject Subject { get; init; }

    /// <summary>Its number among its subject's <see cref="Subject.Count"/>, from 0.</summary>
    public required int Number { get; init; }

    /// <summary>Number of its subject in the scene, from 1, as in <see cref="Rendering.Instance.Subject"/>.</summary>
    public required int SubjectNumber { get; init; }

    /// <summary>Decides what is left open about it.</summary>
    public required long Seed { get; init; }

    /// <summary>Its size.</summary>
    public required Body Body { get; init; }

    /// <summary>Where its feet are at the start, world, metres.</summary>
    public required Vector3 Start { get; init; }

    /// <summary>Where it faces at the start in degrees, 0 towards the audience, positive to its left.</summary>
    public required float Heading { get; init; }

    /// <summary>What it does, in order, without gaps that matter.</summary>
    public IReadOnlyList<BlockedBeat> Beats { get; init; } = [];

    /// <summary>The actor that carries it: a horse, a boat, a hand; null when it goes by itself.</summary>
    public Carriage? Carriage { get; init; }
}
