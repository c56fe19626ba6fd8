namespace Throughline.Production;

/// <summary>Something that receives every frame of a take.</summary>
/// <param name="WriteAsync">Writes one frame, given its index from 0; must not keep it.</param>
/// <param name="Workers">How many frames it may be given at once; with 1 they come in order.</param>
internal sealed record FrameSink(Func<int, ReelFrame, CancellationToken, ValueTask> WriteAsync, int Workers = 1);
