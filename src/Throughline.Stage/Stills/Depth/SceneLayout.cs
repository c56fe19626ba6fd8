namespace Throughline.Stage.Stills;

/// <summary>
/// The stage that a picture is taken for: where the ground begins, how far the backdrop is, who stands where.
/// </summary>
internal sealed class SceneLayout
{
    private const float SubjectTrust = 0.25f;

    // From this trust on edges that meet say where walls and ceiling are.
    private const float LeastMeeting = 0.3f;

    // Seen from above nothing stands; widths of the picture.
    private const float MostUpright = 0.6f;

    private float _foot;
    private float _behind;
    private float _front = 1;
    private float _confidence;
    private float _height;
    private float _haze;
    private float _subjectTrust;
    private HorizonCue.Horizon _horizon;
    private VanishingCue.Vanishing _vanishing;

    /// <summary>What the picture shows.</summary>
    public required SceneKind Kind { get; init; }

    /// <summary>What each patch is part of.</summary>
    public required SceneLayer[] Layers { get; init; }

    /// <summary>Nearness of the subject that each patch belongs to; 0 elsewhere.</summary>
    public required float[] Standing { get; init; }

    /// <summary>Whether any ground is seen.</summary>
    public bool HasGround { get; private set; }

    /// <summary>Concludes the layout from the cues.</summary>
    public static SceneLayout Of(PatchGraph graph, DepthCues cues)
    {
        var count = graph.Patches.Length;
        var front = cues.Subject.Trust >= SubjectTrust ? cues.Subject.Front : new bool[count];
        var skyShare = Share(graph, k => cues.Sky[k]);
        var outdoors = skyShare > 0.03f;
        var even = Evenness.Of(graph);
        var flat = !outdoors && even > 0.5f && cues.Subject.Trust < 0.7f;
        var ground = GroundCue.Of(graph, cues.Sky, front, cues.Horizon.Row, outdoors ? 32 : 26);
        var layers = new SceneLayer[count];
        for (var k = 0; k < count; k++)
        {
            layers[k] = cues.Sky[k] ? SceneLayer.Sky
                : front[k] ? SceneLayer.Subject
                : ground[k] > 0.5f ? SceneLayer.Ground
                : SceneLayer.Backdrop;
        }

        var groundShare = Share(graph, k => layers[k] == SceneLayer.Ground);
        var subjectShare = Share(graph, k => front[k]);
        var kind = flat ? SceneKind.Flat
            : !outdoors && !cues.Subject.Close && cues.Upright < MostUpright && Parting(
                graph, layers) < 1 && Evenness.TopToBottom(graph, front) < 18 ? SceneKind.TopDown
            : outdoors && subjectShare < 0.3f ? SceneKind.Landscape
            : subjectShare > 0 ? SceneKind.Subject
            : SceneKind.Interior;
        var layout = new SceneLayout { Kind = kind, Layers = layers, Standing = new float[count] };
        layout._horizon = cues.Horizon;
        layout._vanishing = cues.Vanishing.Trust < LeastMeeting || kind is SceneKind.Flat or SceneKind.TopDown ? default
            : outdoors ? cues.Vanishing with { Ceiling = 0 } : cues.Vanishing;
        layout._height = graph.Image.Height;
        layout._subjectTrust = cues.Subject.Trust;
        layout._haze = outdoors ? Haze(graph, cues.Sky) : 0;
        layout.HasGround = groundShare > 0.02f;
        layout._confidence = flat ? 0.2f * (1 - even)
            : Math.Clamp(
                Math.Max(cues.Horizon.Trust, cues.Subject.Trust * 0.8f), 0.1f, kind == SceneKind.TopDown ? 0.4f : 0.9f);
        layout.Raise(graph, outdoors);
        layout.Stand(graph, front, cues.Subject.Close);
        return layout;
    }

    /// <summary>
    /// Nearness of the ground at <paramref name="row"/> of the reduced picture: linear in the row, as inverse depth is.
    /// </summary>
    public float Plane(float row)
    {
        var along = (row - _foot) / Math.Max(1, _height - 1 - _foot);
        return Math.Clamp(_behind + ((_front - _behind) * along), 0.06f, 1);
    }

    /// <summary>Nearness of the backdrop at <paramref name="row"/> where nothing else tells.</summary>
    public float Behind(float row)
    {
        if (!HasGround)
        {
            return 0.12f + (0.25f * row / _height);
        }

        return row < _foot ? Math.Max(0.06f, _behind * (0.75f + (0.25f * row / Math.Max(1, _foot)))) : Plane(row);
    }

    /// <summary>
    /// Nearness of the backdrop at a place: as far back as its row says, or a wall or ceiling before that.
    /// </summary>
    public float Behind(float x, float y) =>
        MathF.Max(Behind(y), MathF.Min(1, _vanishing.Box(x, y) / MathF.Max(1, _height - 1 - _vanishing.Point.Y)));

    /// <summary>How surely walls are seen, 0 to 1.</summary>
    public float Walls => _vanishing.Trust;

    /// <summary>
    /// How clear the air before <paramref name="patch"/> is, as a factor on its nearness: under a sky 0.6 (hazy) to
    /// 1.8. Source: dark channel, He et al. 2011, doi:10.1109/TPAMI.2010.168.
    /// </summary>
    public float Clear(in Patch patch) =>
        _haze <= 0 || Below(patch.Y) ? 1 : 0.6f + (1.2f * SkyCue.Ramp(patch.Dark, _haze, 0.15f * _haze));

    /// <summary>Whether <paramref name="row"/> of the reduced picture lies where there is ground to stand on.</summary>
    public bool Below(float row) => HasGround && row > _foot;

    /// <summary>The layout in a few figures.</summary>
    public DepthReport Report(PatchGraph graph) => new()
    {
        Kind = Kind,
        HorizonRow = Kind is SceneKind.Flat or SceneKind.TopDown || (!HasGround && _horizon.Trust < 0.4f)
            ? null
            : (_horizon.Row + 0.5) * graph.Image.Scale,
        SkyShare = Share(graph, k => Layers[k] == SceneLayer.Sky),
        GroundShare = Kind == SceneKind.Flat ? 0 : Share(graph, k => Layers[k] == SceneLayer.Ground),
        SubjectShare = Kind == SceneKind.Flat ? 0 : Share(graph, k => Layers[k] == SceneLayer.Subject),
        SubjectTrust = _subjectTrust,
        Confidence = _confidence,
    };

    // The darkest channel of air without end: that of the lowest sky.
    private static float Haze(PatchGraph graph, bool[] sky)
    {
        var lowest = Enumerable.Range(0, sky.Length)
            .Where(k => sky[k]).OrderByDescending(k => graph.Patches[k].Y).Take(20).ToArray();
        return lowest.Length == 0 ? 0 : Math.Max(0.1f, lowest.Average(k => graph.Patches[k].Dark));
    }

    // How clear the line is at which the ground ends: the step across it over the usual step between patches. Without
    // one the ground is a surface seen from above, or so close that nothing tells where anything stands.
    private static float Parting(PatchGraph graph, SceneLayer[] layers)
    {
        double step = 0, length = 1e-3, all = 0, allLength = 1e-3;
        foreach (var border in graph.Borders)
        {
            var unlike = Patch.Unlike(graph.Patches[border.From], graph.Patches[border.To]) * border.Length;
            SceneLayer a = layers[border.From], b = layers[border.To];
            if ((a == SceneLayer.Ground && b == SceneLayer.Backdrop)
                || (a == SceneLayer.Backdrop && b == SceneLayer.Ground))
            {
                step += unlike;
                length += border.Length;
            }
            else if (a == b)
            {
                all += unlike;
                allLength += border.Length;
            }
        }

        return (float)(step / length / Math.Max(0.5, all / allLength));
    }

    // Where the ground ends at the back, and how near that is.
    private void Raise(PatchGraph graph, bool outdoors)
    {
        if (Kind == SceneKind.TopDown)
        {
            HasGround = true;
            _foot = 0;
            _behind = 0.3f;
            _front = 0.62f;
            for (var k = 0; k < Layers.Length; k++)
            {
                Layers[k] = Layers[k] == SceneLayer.Backdrop ? SceneLayer.Ground : Layers[k];
            }

            return;
        }

        if (outdoors || !HasGround)
        {
            _foot = _horizon.Row;
            _behind = outdoors ? 0.08f : 0.15f;
            return;
        }

        var image = graph.Image;
        var row = image.Height - 1;
        for (; row > _horizon.Row; row--)
        {
            int floor = 0, other = 0;
            for (var x = 0; x < image.Width; x++)
            {
                var layer = Layers[graph.Labels[(row * image.Width) + x]];
                floor += layer == SceneLayer.Ground ? 1 : 0;
                other += layer == SceneLayer.Backdrop ? 1 : 0;
            }

            if (other > 1.2f * floor)
            {
                break;
            }
        }

        _foot = Math.Min(row, image.Height * 0.93f);

        // The plane through the eye's height would put a low wall very near; a wall is a wall.
        _behind = Math.Clamp((_foot - _horizon.Row) / (image.Height - _horizon.Row), 0.16f, Walls > 0 ? 0.6f : 0.34f);
    }

    // Each piece of the subject stands where its foot touches the ground.
    private void Stand(PatchGraph graph, bool[] front, bool close)
    {
        foreach (var piece in SubjectCue.Pieces(graph, front))
        {
            if (!front[piece[0]])
            {
                continue;
            }

            var foot = piece.Max(k => graph.Patches[k].Bottom);
            var cut = piece.Sum(k => graph.Patches[k].OnBottom) > 0.04f * graph.Image.Width;
            var behind = piece.Average(k => Behind(graph.Patches[k].Y));
            var near = HasGround ? Plane(foot) : 0.75f;
            near = cut || close ? Math.Max(near, 0.85f) : near;
            near = Kind == SceneKind.TopDown ? Plane(piece.Average(k => graph.Patches[k].Y)) + 0.18f
                : Kind == SceneKind.Landscape ? near
                : Math.Max(near, Math.Min(0.85f, behind + (0.3f * (1 - Walls))));
            var feet = Feet(graph, piece);
            foreach (var k in piece)
            {
                Standing[k] = feet is null ? near : Math.Min(
                    near, Math.Max(Plane(feet[(int)graph.Patches[k].X]), behind));
            }
        }
    }

    // What is wider than one thing usually is may be several, one behind the other: each part then stands on its own
    // foot.
    private float[]? Feet(PatchGraph graph, List<int> piece)
    {
        int width = graph.Image.Width, height = graph.Image.Height;
        var mine = new HashSet<int>(piece);
        var low = new float[width];
        int first = width, last = -1;
        for (var i = 0; i < graph.Labels.Length; i++)
        {
            if (mine.Contains(graph.Labels[i]))
            {
                low[i % width] = i / width;
                (first, last) = (Math.Min(first, i % width), Math.Max(last, i % width));
            }
        }

        if (!HasGround || Kind == SceneKind.TopDown || last - first < 0.4f * width)
        {
            return null;
        }

        // An arm held out belongs to the foot beside it, and from foot to foot the depth changes gently.
        var reach = width / 14;
        var feet = Around(low, reach, (most, foot) => Math.Max(most, foot));
        return Array.ConvertAll(Around(feet, reach, (sum, foot) => sum + foot), sum => sum / ((2 * reach) + 1));
    }

    // What each column and those beside it come to; beyond the ends the end goes on.
    private static float[] Around(float[] line, int reach, Func<float, float, float> join) => [.. Enumerable.Range(0, line.Length)
        .Select(
            x => Enumerable.Range(x - reach, (2 * reach) + 1)
                .Aggregate(0f, (sum, u) => join(sum, line[Math.Clamp(u, 0, line.Length - 1)])))];

    private static float Share(PatchGraph graph, Func<int, bool> which)
    {
        var area = 0;
        for (var k = 0; k < graph.Patches.Length; k++)
        {
            area += which(k) ? graph.Patches[k].Area : 0;
        }

        return area / (float)graph.Labels.Length;
    }
}
