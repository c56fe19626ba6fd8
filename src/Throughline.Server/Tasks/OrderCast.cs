namespace Throughline.Server.Tasks;

/// <summary>Somebody who plays in a task where a prompt names them: a cast member as film.yaml has it.</summary>
/// <param name="Name">The name, as prompts use it.</param>
/// <param name="Description">What they look like, in words.</param>
/// <param name="Seed">Decides what the description leaves open.</param>
internal sealed record OrderCast(string Name, string Description, long Seed);
