namespace Throughline.Engines;

/// <summary>The forms in which a reel takes drawn frames.</summary>
[Flags]
public enum FrameForms
{
    /// <summary>As pictures; every reel takes these.</summary>
    Picture = 1,

    /// <summary>As video holds them, which an engine that can draw so need not convert.</summary>
    Video = 2,
}
