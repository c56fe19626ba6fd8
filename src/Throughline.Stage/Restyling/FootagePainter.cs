using Throughline.Media.Pictures;
using Throughline.Stage.Rendering;

namespace Throughline.Stage.Restyling;

/// <summary>
/// Draws frames of footage in a look: smoothed along their edges, tinted, with lines, paper and grain. One thread's.
/// </summary>
internal sealed class FootagePainter : IDisposable
{
    private readonly PixelSize _size;
    private readonly Look _look;
    private readonly int _rounds, _shock;
    private readonly float _range, _sigma;
    private readonly FootageWords _one, _other;
    private readonly Tangents _tangents;
    private readonly Drawing _drawing;
    private readonly LineKernel? _lines;
    private readonly Film _film;

    /// <summary>Room for a frame.</summary>
    public FootagePainter(PixelSize size, Look look)
    {
        (_size, _look) = (size, look);

        // What a look leaves of the patterns of surfaces, and whether a hand painted it, says how far footage is
        // simplified.
        var plain = 1 - Math.Clamp(look.PatternStrength, 0, 1);
        var painted = look.Ink > 0 || look.Wash > 0 || look.Mottle > 0.1f;
        _rounds = 1 + (painted ? 1 : 0) + (plain > 0.5f ? 1 : 0);
        _range = 0.16f + (0.1f * plain) + (painted && look.Ink == 0 ? 0.06f : 0);
        var scale = MathF.Max(size.Height / 720f, 0.34f);
        _sigma = (3f + (2f * plain) + (painted ? 1f : 0)) * scale;
        _shock = painted || plain > 0.5f ? Math.Clamp((int)MathF.Round(2 * scale), 1, 6) : 0;
        _one = new(size);
        _other = new(size);
        _tangents = new(size);
        _drawing = new(size, look);
        _lines = look.Line > 0 ? new(size, look.LineWidth * size.Height / 1000f) : null;
        _film = new(size);
    }

    /// <summary>Draws a frame.</summary>
    /// <param name="frame">The footage, steadied.</param>
    /// <param name="number">Of the frame, from 0: its grain comes from it.</param>
    /// <param name="drift">How far the picture has moved, in pixels to the right and down.</param>
    /// <param name="picture">Filled.</param>
    public unsafe void Paint(FootageWords frame, int number, (float X, float Y) drift, Picture picture)
    {
        var from = frame;
        _tangents.Take(frame);
        for (var round = 0; round < _rounds; round++)
        {
            SmoothKernel.Pass(from, from = Other(from), _tangents, along: false, 0.6f * _sigma, _range);
            SmoothKernel.Pass(from, from = Other(from), _tangents, along: true, 1.4f * _sigma, _range);
            if (_shock > 0)
            {
                SmoothKernel.Shock(from, from = Other(from), _tangents, _shock);
            }
        }

        if (_lines is not null)
        {
            _tangents.TakeLuma(from);
            _lines.Find(_tangents, _drawing);
        }

        var settings = Settings(number);
        for (var y = 0; y < _size.Height; y++)
        {
            TintKernel.Row(from, _film, y, _look, drift.X, drift.Y);
            Developer.Row(_film.R(y), _film.G(y), _film.B(y), y, settings);
            if (_drawing.HasLines || _drawing.HasPaper)
            {
                _drawing.Draw(y, _film.R(y), _film.G(y), _film.B(y));
            }
        }

        if (_look.Wash > 0)
        {
            _drawing.Wash(_film);
        }

        for (var y = 0; y < _size.Height; y++)
        {
            Developer.Store(_film.R(y), _film.G(y), _film.B(y), y, picture);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _one.Dispose();
        _other.Dispose();
        _tangents.Dispose();
        _drawing.Dispose();
        _lines?.Dispose();
        _film.Dispose();
    }

    private FootageWords Other(FootageWords words) => words == _one ? _other : _one;

    private DevelopSettings Settings(int number) => new()
    {
        Width = _size.Width,
        Height = _size.Height,
        IsDrawn = true, // Footage is developed already.
        Exposure = 1,
        Contrast = _look.Contrast,
        Saturation = _look.Saturation,
        Filter = DevelopSettings.FilterOf(_look),
        ShadowTint = _look.ShadowTint,
        LightTint = _look.LightTint,
        Lift = _look.Lift,
        Vignette = _look.Vignette,
        Grain = _look.Grain * 0.3f,
        GrainSeed = _look.Grain > 0 ? (int)(Chance.SplitMix.Mix((ulong)number) >> 32) : 0,
    };
}
