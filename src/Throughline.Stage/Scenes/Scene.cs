namespace Throughline.Stage.Scenes;

/// <summary>
/// What a shot shows: the readable result of staging, written as <c>scene.yaml</c> and taken back edited. It names
/// assets and says what they do; where nothing is said, blocking decides.
/// </summary>
public sealed record Scene
{
    /// <summary>The prompt it was staged from; empty when it was written by hand.</summary>
    public string Prompt { get; init; } = "";

    /// <summary>Name of the look, of <c>assets/looks</c>.</summary>
    public string Look { get; init; } = "storybook";

    /// <summary>Decides everything that chance decides.</summary>
    public long Seed { get; init; }

    /// <summary>Length in seconds, which beats share.</summary>
    public decimal Seconds { get; init; } = 5;

    /// <summary>How fast its time runs under the frames.</summary>
    public Tempo Tempo { get; init; } = Tempo.Usual;

    /// <summary>Where and when.</summary>
    public required Setting Setting { get; init; }

    /// <summary>Who and what is in it, the main subject first.</summary>
    public IReadOnlyList<Subject> Subjects { get; init; } = [];

    /// <summary>How it is seen.</summary>
    public CameraDirection Camera { get; init; } = new();

    /// <summary>What the words became, in the order of the words.</summary>
    public IReadOnlyList<Staged> Staged { get; init; } = [];

    /// <summary>Words that ask for something Stage has no stand-in for, as the prompt spells them.</summary>
    public IReadOnlyList<string> NotStaged { get; init; } = [];

    /// <summary>Staged content words over all content words, 0 to 1.</summary>
    public double Coverage { get; init; } = 1;

    /// <summary>Remarks for the user: contradictions and how they were settled.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>
    /// The scene with its length and the times of its beats in seconds of its own, which <see cref="Tempo"/> makes fewer
    /// or more than those of the clip; the camera's moves stay in those of the clip.
    /// </summary>
    public Scene InOwnTime() => Tempo.IsUsual ? this : this with
    {
        Seconds = OwnTime(Seconds),
        Subjects = [
            .. Subjects.Select(subject => subject with
            {
                Beats = [
                    .. subject.Beats.Select(beat => beat with
                    {
                        From = beat.From is { } from ? OwnTime(from) : null,
                        To = beat.To is { } to ? OwnTime(to) : null,
                    })
                ],
            })
        ],
    };

    private decimal OwnTime(decimal seconds) => Seconds == 0
        ? 0
        : Math.Round(Seconds * (decimal)Tempo.At((double)(seconds / Seconds)), 6);
}
