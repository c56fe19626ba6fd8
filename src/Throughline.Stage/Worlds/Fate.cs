namespace Throughline.Stage.Worlds;

/// <summary>What others do to a thing in the course of a scene.</summary>
/// <param name="Release">When and how who holds it lets go of it; null when nobody holds it.</param>
/// <param name="LitAt">When somebody lights it, seconds since the scene began; null when nobody does.</param>
internal readonly record struct Fate(Lazy<Release?>? Release, Func<double?>? LitAt);
