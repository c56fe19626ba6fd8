using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>The three colours of a picture as planes, 0 to 255 as encoded, margins filled.</summary>
/// <param name="Channels">Red, green and blue.</param>
internal sealed record ColourPlanes(Plane[] Channels)
{
    /// <summary>A picture's colours.</summary>
    public static ColourPlanes Of(Picture picture)
    {
        var planes = New(picture.Width, picture.Height);
        for (var y = 0; y < picture.Height; y++)
        {
            var from = picture.Row(y);
            for (var c = 0; c < 3; c++)
            {
                var to = planes[c].Row(y);
                for (var x = 0; x < to.Length; x++)
                {
                    to[x] = from[(4 * x) + c];
                }
            }
        }

        return Filled(planes);
    }

    /// <summary>The colours as another camera sees them.</summary>
    /// <param name="map">From that camera's pixels to these.</param>
    public ColourPlanes Through(Homography map) => Filled([.. Channels.Select(plane => Seen(plane, map))]);

    /// <summary>A plane as another camera sees it; its edges go on.</summary>
    /// <param name="plane">The plane.</param>
    /// <param name="map">From that camera's pixels to the plane's.</param>
    public static Plane Seen(Plane plane, Homography map)
    {
        var seen = new Plane(plane.Width, plane.Height);
        for (var y = 0; y < seen.Height; y++)
        {
            var to = seen.Row(y);
            for (var x = 0; x < to.Length; x++)
            {
                var (u, v) = map.Map(x, y);
                to[x] = plane.Sample((float)u, (float)v);
            }
        }

        seen.Spread();
        return seen;
    }

    private static Plane[] New(int width, int height) =>
        [new Plane(width, height), new Plane(width, height), new Plane(width, height)];

    private static ColourPlanes Filled(Plane[] planes)
    {
        foreach (var plane in planes)
        {
            plane.Spread();
        }

        return new ColourPlanes(planes);
    }
}
