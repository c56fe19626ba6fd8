namespace Throughline.Server.Tasks;

/// <summary>What a task makes.</summary>
internal enum OrderKind
{
    /// <summary>One clip; several shots are chained and cut together.</summary>
    Clip,

    /// <summary>Still pictures, one of each shot.</summary>
    Picture,
}
