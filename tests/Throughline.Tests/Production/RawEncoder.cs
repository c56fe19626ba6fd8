using Throughline.Engines;
using Throughline.Media.Pictures;
using Throughline.Production;

namespace Throughline.Tests.Production;

/// <summary>Writes the frames' bytes one after the other: a clip that can be compared bit for bit.</summary>
internal sealed class RawEncoder(string path) : IClipEncoder
{
    private readonly FileStream _file = File.Create(path);

    public static Func<ShootingOutput, ShotOrder, IClipEncoder> Open { get; } = (output, _) => new RawEncoder(
        output.Clip!);

    public async ValueTask WriteAsync(Picture frame, CancellationToken cancellationToken) =>
        await _file.WriteAsync(frame.Pixels, cancellationToken);

    public async Task FinishAsync(CancellationToken cancellationToken) => await _file.DisposeAsync();

    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
