namespace Throughline.Media.Pictures;

/// <summary>
/// <see cref="Resample.To(Picture, PixelSize)"/> again and again between the same two sizes, into pictures that there
/// are: it keeps what it takes and allocates nothing more. The same bytes. One thread's.
/// </summary>
public sealed class Resampler
{
    private readonly PixelSize _from, _to;
    private readonly LanczosPass _pass;
    private readonly LanczosPass.Load _load;
    private readonly LanczosPass.Store _store;
    private Picture? _source, _target;

    /// <summary>From pictures of one size to those of another.</summary>
    public Resampler(PixelSize from, PixelSize to)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Math.Min(from.Width, from.Height), 1, nameof(from));
        ArgumentOutOfRangeException.ThrowIfLessThan(Math.Min(to.Width, to.Height), 1, nameof(to));
        (_from, _to) = (from, to);
        _pass = new(new(from.Width, 0, from.Width, to.Width), new(from.Height, 0, from.Height, to.Height), 4);
        var light = to.Area < from.Area;
        _load = (y, row) => Light.Load(_source!.Row(y), row, light);
        _store = (y, row) => Light.Store(row, _target!.Row(y), light);
    }

    /// <summary>Resamples a picture into another; every byte of it is written.</summary>
    /// <exception cref="ArgumentException">One of them is of another size.</exception>
    public void Run(Picture source, Picture target)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        if (source.Size != _from || target.Size != _to)
        {
            throw new ArgumentException($"From {_from} to {_to}.", source.Size != _from ? nameof(source) : nameof(target));
        }

        if (_from == _to)
        {
            source.Pixels.CopyTo(target.Pixels.AsSpan());
            return;
        }

        (_source, _target) = (source, target);
        _pass.Run(0, _to.Height, _load, _store);
        (_source, _target) = (null, null);
    }
}
