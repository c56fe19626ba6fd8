namespace Throughline.Server.Tasks;

/// <summary>An input of a task is not what it should be. The message is for the task's owner.</summary>
internal sealed class InputException(string message) : Exception(message);
