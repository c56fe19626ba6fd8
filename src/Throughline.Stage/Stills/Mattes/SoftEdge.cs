namespace Throughline.Stage.Stills;

/// <summary>
/// A subject's edge as its matte has it: how much of each pixel the subject is, and how near the subject and what is
/// behind it are there, each gone on across the edge by itself. Where it is known, sheets take their alpha from it.
/// </summary>
internal sealed class SoftEdge
{
    // How far from the edge a depth may still be that of the other side, as a share of the longer side.
    private const float Doubt = 0.03f;

    // Alpha comes from the matte within this many pixels of where it is soft; a hard edge gets the softness of any
    // contour.
    private const int Margin = 3;

    // The subject must stand before what is behind it by this much; where it touches the ground there is no edge to
    // cut.
    private const float LeastStep = 0.02f;

    // Where the trust in a depth begins, as a share of the doubt from the edge inwards; it is whole at twice that.
    private const float Deep = 0.45f;
    private const float Shown = 0.01f;

    private readonly float[] _share;
    private readonly float[] _near;
    private readonly float[] _far;

    private SoftEdge(float[] share, float width)
    {
        (_share, _near, _far) = (share, new float[share.Length], new float[share.Length]);
        Width = width;
    }

    /// <summary>About how far the soft edge reaches to either side, in pixels.</summary>
    public float Width { get; }

    /// <summary>Lays the step in nearness onto the matte's edge and keeps what both sides are.</summary>
    /// <param name="nearness">One value a pixel; changed near the matte's edge.</param>
    /// <param name="share">How much of each pixel is the subject, 0 to 1.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="threads">Threads to use; the result is the same whatever their number.</param>
    /// <returns>The edge; null when the matte shows no subject.</returns>
    public static SoftEdge? Of(float[] nearness, float[] share, int width, int height, int threads)
    {
        if (share.Max() < 0.5f)
        {
            return null;
        }

        var doubt = Math.Max(4, (int)(Doubt * Math.Max(width, height)));
        var inside = Planes.Box(Array.ConvertAll(share, s => s >= 0.5f ? 1f : 0f), width, height, doubt);
        float[] subject = new float[share.Length], behind = new float[share.Length];
        var soft = new byte[share.Length];
        for (var i = 0; i < share.Length; i++)
        {
            // Deep inside either side the depth is trusted; by the edge only where there is nothing deeper.
            var deep = ((2 * inside[i]) - 1) / Deep;
            subject[i] = share[i] > 0.95f ? 1e-3f + Math.Clamp(deep - 1, 0, 1) : 0;
            behind[i] = share[i] < 0.05f ? 1e-3f + Math.Clamp(-deep - 1, 0, 1) : 0;
            soft[i] = share[i] is > Shown and < 1 - Shown ? byte.MaxValue : byte.MinValue;
        }

        DepthField of = DepthField.From(nearness, subject, width, height),
            around = DepthField.From(nearness, behind, width, height);
        soft = Neighbours.Extreme<byte, Neighbours.Most<byte>>(soft, width, height, Margin, threads);
        var edge = new SoftEdge(share, width: Doubt / 2 * Math.Max(width, height));
        Rows.Split(height, threads, (from, to) =>
        {
            for (var i = from * width; i < to * width; i++)
            {
                if (soft[i] == 0 && inside[i] is <= 0.001f or >= 0.999f)
                {
                    continue;
                }

                float near = of.At(i % width, i / width), far = around.At(i % width, i / width);
                if (near - far <= LeastStep)
                {
                    continue;
                }

                // What has the depth of the other side gets that of its own.
                var isSubject = share[i] >= 0.5f;
                if (isSubject != nearness[i] > (near + far) / 2 || share[i] is > 0.05f and < 0.95f)
                {
                    nearness[i] = isSubject ? near : far;
                }

                if (soft[i] != 0)
                {
                    (edge._near[i], edge._far[i]) = (near, far);
                }
            }
        });
        return edge;
    }

    /// <summary>
    /// Whether a pixel shows something of a subject that goes when everything nearer than <paramref name="threshold"/>
    /// goes.
    /// </summary>
    public bool Shows(int i, float threshold) => _near[i] >= threshold && _far[i] < threshold && _share[i] > Shown;

    /// <summary>
    /// A sheet's alpha at a pixel of the edge: the subject's share of what the sheet's side of the threshold is.
    /// </summary>
    /// <param name="i">The pixel.</param>
    /// <param name="to">Nearness at which the sheet ends: what is nearer is not there any more.</param>
    /// <param name="band">Alpha of a nearness, 0 to 255.</param>
    /// <param name="alpha">Alpha as the nearness alone has it, kept away from the edge.</param>
    public byte Alpha(int i, float to, Func<float, float> band, byte alpha) => _near[i] <= 0 || _near[i] >= to
        ? alpha : (byte)((_share[i] * band(_near[i])) + ((1 - _share[i]) * band(_far[i])) + 0.5f);
}
