namespace Throughline.Stage.Stills;

/// <summary>Where the ground that two pictures of one scene show goes from the one to the other, pixel by
/// pixel.</summary>
internal sealed class GroundMap
{
    private readonly Homography _map;
    private readonly Homography _back;
    private readonly int _reduction;

    /// <summary>Reads it from what flow found, things that moved left out.</summary>
    public GroundMap(PairStudy study)
    {
        (_map, _back, _reduction) = (study.Map, study.Map.Inverted(), study.Light.Reduction);
        Flow = GroundFlow.Of(study.First);
        Flow.X.Spread();
        Flow.Y.Spread();
    }

    /// <summary>Pixels of the flow's size that the first picture's ground goes beside the camera's own map.</summary>
    public FlowField Flow { get; }

    /// <summary>Where a pixel of the first picture has its ground in the last one.</summary>
    public (float X, float Y) There(float x, float y)
    {
        var (u, v) = _map.Map(x + (_reduction * At(Flow.X, x, y)), y + (_reduction * At(Flow.Y, x, y)));
        return ((float)u, (float)v);
    }

    /// <summary>Where a pixel of the last picture has its ground in the first one.</summary>
    public (float X, float Y) Back(float x, float y)
    {
        var (u, v) = _back.Map(x, y);
        float px = (float)u, py = (float)v;
        for (var i = 0; i < 2; i++)
        {
            float du = _reduction * At(Flow.X, px, py), dv = _reduction * At(Flow.Y, px, py);
            (px, py) = ((float)u - du, (float)v - dv);
        }

        return (px, py);
    }

    /// <summary>The value of a plane of the flow's size at a place of a picture.</summary>
    public float At(Plane plane, float x, float y) =>
        plane.Sample(((x + 0.5f) / _reduction) - 0.5f, ((y + 0.5f) / _reduction) - 0.5f);

    /// <summary>The last picture where the ground of the first one's pixels goes, in the first one's tone.</summary>
    /// <param name="last">Colours of the last picture at the flow's size.</param>
    /// <param name="tone">What makes its tone the first one's.</param>
    public ColourPlanes Seen(ColourPlanes last, Tone tone)
    {
        var seen = new ColourPlanes([.. last.Channels.Select(plane => new Plane(plane.Width, plane.Height))]);
        var map = _map.Resized(1.0 / _reduction);
        float[] gain = [tone.GainR, tone.GainG, tone.GainB], lift = [tone.LiftR, tone.LiftG, tone.LiftB];
        for (var y = 0; y < Flow.X.Height; y++)
        {
            ReadOnlySpan<float> us = Flow.X.Row(y), vs = Flow.Y.Row(y);
            for (var x = 0; x < us.Length; x++)
            {
                var (u, v) = map.Map(x + us[x], y + vs[x]);
                for (var c = 0; c < 3; c++)
                {
                    seen.Channels[c].Row(y)[x] = (last.Channels[c].Sample((float)u, (float)v) * gain[c]) + lift[c];
                }
            }
        }

        foreach (var plane in seen.Channels)
        {
            plane.Spread();
        }

        return seen;
    }
}
