namespace Throughline.Stage.Stills;

/// <summary>What one picture of a pair shows and what the other does, as the first one's camera sees it.</summary>
/// <param name="Own">Colours of the picture.</param>
/// <param name="Seen">Colours of the other.</param>
/// <param name="Study">Structure of both, and how far the other reaches.</param>
internal sealed record FlowView(ColourPlanes Own, ColourPlanes Seen, FlowStudy Study)
{
    /// <summary>Columns.</summary>
    public int Width => Study.First.Width;

    /// <summary>How unlike a pixel is to a place of the other picture, at most <paramref name="most"/>.</summary>
    /// <param name="x">Column of the pixel.</param>
    /// <param name="y">Row of the pixel.</param>
    /// <param name="u">Column of the place, between pixels.</param>
    /// <param name="v">Row of the place.</param>
    /// <param name="ofStructure">How much structure counts beside colours of 0 to 255.</param>
    /// <param name="most">The most.</param>
    public float Off(int x, int y, float u, float v, float ofStructure, float most)
    {
        if (!(u > -0.5f && v > -0.5f && u < Width - 0.5f && v < Study.First.Height - 0.5f)
            || Study.Covered.Values[Study.Covered.At((int)(u + 0.5f), (int)(v + 0.5f))] == 0)
        {
            return most;
        }

        var at = Study.First.At(x, y);
        var colour = OffColour(x, y, u, v);
        var structure = ofStructure * MathF.Abs(Study.Second.Sample(u, v) - Study.First.Values[at]);
        return MathF.Min(colour + structure, most);
    }

    /// <summary>The mean difference of the colours of a pixel and a place of the other picture, 0 to 255.</summary>
    public float OffColour(int x, int y, float u, float v)
    {
        float off = 0;
        for (var c = 0; c < 3; c++)
        {
            off += MathF.Abs(Seen.Channels[c].Sample(u, v) - Own.Channels[c].Values[Study.First.At(x, y)]) / 3;
        }

        return off;
    }
}
