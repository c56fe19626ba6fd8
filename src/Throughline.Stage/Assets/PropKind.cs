namespace Throughline.Stage.Assets;

/// <summary>What sort of thing a prop is; its folder says it.</summary>
public enum PropKind
{
    /// <summary>A thing, of <c>props/</c>, or a user's model file.</summary>
    Prop,

    /// <summary>A vehicle, of <c>vehicles/</c>.</summary>
    Vehicle,

    /// <summary>A plant, of <c>plants/</c>.</summary>
    Plant,
}
