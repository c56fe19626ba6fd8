namespace Throughline.Server.Tasks;

/// <summary>What a task makes.</summary>
internal enum OrderKind
{
    /// <summary>One clip; several shots are chained and cut together.</summary>
    Clip,

    /// <summary>One clip: given footage drawn anew in a look, frame for frame.</summary>
    Restyle,

    /// <summary>One clip: given footage, and shots that go on from its last frame.</summary>
    Extension,

    /// <summary>Still pictures, one of each shot.</summary>
    Picture,

    /// <summary>A film that a client sent as a folder: its shots, cut, and what belongs to it.</summary>
    Film,
}
