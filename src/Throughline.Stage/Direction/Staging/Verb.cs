namespace Throughline.Stage.Direction;

/// <summary>What the verb of a clause asks its complements for.</summary>
internal enum VerbUse
{
    /// <summary>An action: objects and places say where to.</summary>
    Action,

    /// <summary>To be: what follows describes.</summary>
    Being,

    /// <summary>To wear.</summary>
    Wearing,

    /// <summary>To hold.</summary>
    Holding,

    /// <summary>To have.</summary>
    Having,

    /// <summary>To show: what follows is what the scene is about.</summary>
    Showing,

    /// <summary>What nature does by itself.</summary>
    Nature,

    /// <summary>Of the camera.</summary>
    Camera,

    /// <summary>Done to the subject by what follows "by".</summary>
    Passive,

    /// <summary>Nothing that can be staged.</summary>
    Unknown,
}

/// <summary>The verb of the clause that is being read.</summary>
internal sealed class Verb
{
    /// <summary>Its term; null for a form of to be.</summary>
    public required Term? Term { get; init; }

    /// <summary>What it asks for.</summary>
    public required VerbUse Use { get; init; }

    /// <summary>Who does it.</summary>
    public required IReadOnlyList<SubjectDraft> Who { get; init; }

    /// <summary>The action's name; null when it is none.</summary>
    public string? Action { get; set; }

    /// <summary>Who is given what is said to be given; null while nobody is named.</summary>
    public string? Recipient { get; set; }

    /// <summary>Whether its objects are already said: a second one is joined by "and".</summary>
    public bool HasObject { get; set; }

    /// <summary>Whether it is denied.</summary>
    public bool IsDenied { get; init; }
}
