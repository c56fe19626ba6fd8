using Throughline.Production;

namespace Throughline.Cli.Progress;

/// <summary>One way to show progress. Called from one thread at a time.</summary>
internal interface IProgressFace : IAsyncDisposable
{
    /// <summary>How often it wants to be called.</summary>
    TimeSpan Interval { get; }

    /// <summary>Shows how far everything is. Called at every interval and once at the end.</summary>
    void Show(FilmProgress now);

    /// <summary>
    /// Says what happens besides shooting: <paramref name="name"/> for programs, <paramref name="text"/> for people.
    /// </summary>
    void Say(string name, string text);
}
