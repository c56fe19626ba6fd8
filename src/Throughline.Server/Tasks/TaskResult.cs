namespace Throughline.Server.Tasks;

/// <summary>What shooting a task gave.</summary>
/// <param name="Files">The results, complete and on the disk.</param>
/// <param name="NotStaged">What was asked for and could not be shown, each with the reason.</param>
internal sealed record TaskResult(IReadOnlyList<TaskFile> Files, IReadOnlyList<string> NotStaged);
