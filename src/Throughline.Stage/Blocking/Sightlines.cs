using System.Numerics;
using Throughline.Stage.Assets;
using Throughline.Stage.Assets.Staging;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Blocking;

/// <summary>
/// What a camera sees of the lead from where, and where it may stand at all: not in walls, rocks, crowns of trees or
/// under ground.
/// </summary>
internal sealed class Sightlines
{
    /// <summary>How far above ground or water a camera keeps, metres.</summary>
    public const float ClearOfGround = 0.25f;

    private readonly SetModel _set;
    private readonly IReadOnlyList<Actor> _actors;
    private readonly int _lead;

    // What the lead stands or sits on; -1 for nothing.
    private readonly int _under;

    // What the lead has come to together with others, such as a fire; null for nothing.
    private readonly int? _hearth;
    private readonly List<(Vector3 Middle, float Radius)> _large = [];
    private readonly List<(Vector3 Middle, float Radius, float Top)> _solid = [];
    private readonly List<(Vector3 Middle, Vector3 Half)> _crowns = [];
    private readonly Herbs _herbs;

    // The set's, without what the lead stands on.
    private readonly Vector3[] _obstacles;

    /// <param name="set">The set.</param>
    /// <param name="actors">The actors.</param>
    /// <param name="lead">Number of the one the shot is about.</param>
    public Sightlines(SetModel set, IReadOnlyList<Actor> actors, int lead)
    {
        (_set, _actors, _lead) = (set, actors, lead);
        _under = actors.Count > 0 && actors[lead].Subject.Place is { Relation: Relation.On, To: { } below }
            ? actors.ToList().FindIndex(actor => actor.Subject.Id == below)
            : -1;
        _hearth = actors.Count > 0 ? HearthOf() : null;
        _herbs = new Herbs(set, actors.Count > 0 ? actors[lead].Start : Vector3.Zero);
        _obstacles = [.. set.Obstacles.Where(one => !IsUnderfoot(new(one.X, 0, one.Y), one.Z))];
        foreach (var (model, place, _) in set.Pieces)
        {
            var scale = new Vector3(place.M11, place.M12, place.M13).Length();
            var (low, high) = (model.Low, model.High);
            var tall = (high.Y - low.Y) * scale;
            var radius = scale * Math.Min(high.X - low.X, high.Z - low.Z) / 2;
            if (model is { Name: not ("ground" or "range"), Sway: 0 } && radius is > 0.3f and < 9 && tall > 0.7f
                && !IsUnderfoot(place.Translation, radius))
            {
                _solid.Add((Vector3.Transform((low + high) / 2, place), radius, place.M42 + (high.Y * scale)));
            }
            else if (model.Sway > 0 && tall > 1.8f && radius is > 0.4f and < 9)
            {
                // The upper two thirds of a tree are leaves.
                _crowns.Add(
                    (new Vector3(place.M41, place.M42 + (tall * 0.66f), place.M43), new Vector3(radius, tall * 0.36f, radius)
                        * 1.05f));
            }
        }

        foreach (var actor in actors.Where((actor, i) => i != lead && actor is { Body: { Alive: false, Height: > 1.2f }, Carriage: null } && actor.Beats.Count == 0 && actors[lead].Carriage?.Actor != i && i != _under))
        {
            _solid.Add((actor.Start, Math.Min(actor.Body.Radius, 9), actor.Start.Y + actor.Body.Height));
        }

        if (actors.Count > 0)
        {
            _large.AddRange(set.Pieces.Where(piece => piece.Model.High.Y > actors[lead].Body.Height * 0.6f)
                .Select(
                    piece =>
                        (Vector3.Transform((piece.Model.Low + piece.Model.High) / 2, piece.Place), (piece.Model.High.X - piece.Model.Low.X)
                            / 2))
                .Where(
                    one => Vector3.Distance(one.Item1, actors[lead].Start) < Math.Max(
                        30, actors[lead].Body.Height * 8)));
        }
    }

    // Whether the lead is up on something of the set, such as a boxing ring: that hides nothing of it from any side.
    private bool IsUnderfoot(Vector3 middle, float radius) => _actors.Count > 0 && _actors[_lead].Start is var feet
        && feet.Y > _set.Ground.HeightAt(feet.X, feet.Z) + 0.3f && _actors[_lead].Body.Element == Element.Ground
        && Vector3.Distance(feet with { Y = 0 }, middle with { Y = 0 }) < radius;

    /// <summary>Height of the floor or water below a camera, plus the clearance it keeps, metres.</summary>
    public float Lowest(Vector3 place)
    {
        var ground = Highest(place);
        return Math.Max(ground, _set.Water is { } water && ground < water.Level ? water.Level + 0.1f : ground)
            + ClearOfGround;
    }

    // Ground about a place as it is drawn: far from the mark in cells so wide that their edges cut through hills.
    private float Highest(Vector3 place)
    {
        var (reachX, reachZ) = (Ground.CellAt(place.X), Ground.CellAt(place.Z));
        var ground = _set.Ground.HeightAt(place.X, place.Z);
        for (var corner = 0; corner < 8 && Math.Max(reachX, reachZ) > 1; corner++)
        {
            var (sin, cos) = MathF.SinCos(corner * MathF.PI / 4);
            ground = Math.Max(ground, _set.Ground.HeightAt(place.X + (reachX * sin), place.Z + (reachZ * cos)));
        }

        return ground;
    }

    /// <summary>A place moved into the room that the set leaves to cameras.</summary>
    public Vector3 Inside(Vector3 place)
    {
        place = Vector3.Clamp(place, _set.CameraLow, _set.CameraHigh);
        return place with { Y = Math.Max(place.Y, Lowest(place)) };
    }

    /// <summary>What is against a place of the camera: 0 for nothing.</summary>
    /// <param name="centre">The middle of the frame at the lead, world, metres.</param>
    /// <param name="place">Where the camera would stand; what the set does not leave to cameras counts against
    /// it.</param>
    /// <param name="azimuth">Where that is, degrees about the lead, 0 towards the audience.</param>
    /// <param name="feet">Where the actors' feet are.</param>
    /// <param name="toward">Where the lead faces or goes, degrees.</param>
    /// <param name="lens">Focal length, mm.</param>
    /// <param name="follows">Whether the camera goes along with the lead.</param>
    /// <param name="others">Where the actors' feet are at other instants of the shot.</param>
    /// <param name="isNear">Whether the shot is of the face: then nobody is seen from behind.</param>
    public float Cost(
        Vector3 centre, Vector3 place, float azimuth, IReadOnlyList<Vector3> feet, float toward, float lens,
        bool follows, IReadOnlyList<IReadOnlyList<Vector3>> others, bool isNear)
    {
        Vector3[] strays = follows ? [.. others.Select(then => then[_lead] - feet[_lead])] : [];
        var distance = Vector3.Distance(centre, place);
        var cost = 0f;
        var inside = Inside(place);
        cost += Vector3.Distance(inside, place) * (_set.Indoors ? 1 : 0.35f);
        place = inside;

        // Three-quarter views tell more than profiles, and profiles more than backs, unless somebody faces what the
        // shot shows.
        var off = MathF.Abs(MathF.IEEERemainder(toward - azimuth, 360));
        var (unseen, seen) = Unseen(place, centre, feet, lens);
        cost += unseen + Hidden(place, feet);

        // From over the water, reeds and banks stand before who is ashore.
        cost += _set.Water is { } water
            && _actors[_lead].Body.Element == Element.Ground && _actors[_lead].Carriage is null
            && _set.Ground.HeightAt(place.X, place.Z) < water.Level ? 1.1f : 0;
        cost += _actors[_lead].Body.Element is Element.Water or Element.Deep && _set.Water is { } sea && _set.Ground
            .HeightAt(place.X, place.Z) > sea.Level ? 0.9f : 0;
        cost += (_actors[_lead].Body.Alive
            || _actors[_lead].Beats.Any(beat => beat.Way.Count > 1) ? (MathF.Abs(off - 35)
                * (_actors[_lead].Body.Alive ? 0.004f : 0.02f)) + (seen ? 0 : Math.Max(off - 100, 0) * 0.025f) : 0);
        cost += Backs(azimuth);
        cost += isNear && _actors[_lead].Body.Alive ? Math.Max(off - 60, 0) * 0.03f : 0;
        foreach (var one in _obstacles)
        {
            cost += Blocked(place, centre, new Vector2(one.X, one.Y), one.Z, _actors[_lead].Body.Radius);
        }

        cost += Leaves(place, centre) + Slopes(place, centre) + (3 * _herbs.Before(place, centre, 18 / lens))
            + (_herbs.AreAbout(place, centre) ? 1.4f : 0);
        foreach (var (middle, radius, top) in _solid)
        {
            cost += Within(place, middle, radius, top);
            foreach (var stray in strays.Where(stray => stray.Length() > distance * 0.35f))
            {
                cost += 0.5f * Within(place + stray, middle, radius, top);
            }
        }

        foreach (var stray in strays.Where(stray => stray.Length() > distance * 0.35f))
        {
            foreach (var one in _obstacles)
            {
                cost += 0.3f * Blocked(
                    place + stray, centre + stray, new Vector2(one.X, one.Y), one.Z, _actors[_lead].Body.Radius);
            }

            var there = place + stray;
            cost += 0.5f * Leaves(there, centre + stray);
            cost += there.Y < Lowest(there) ? 1.5f : 0;
            cost += 0.5f * Slopes(there, centre + stray);
            cost += _herbs.Before(there, centre + stray, 18 / lens) + (_herbs.AreAbout(there, centre + stray) ? 2 : 0);
        }

        foreach (var (middle, radius) in _large)
        {
            cost += Behind(place, centre, middle, radius);
        }

        for (var i = 0; i < _actors.Count; i++)
        {
            var body = _actors[i].Body;
            if (i != _lead && i != _under && body.Element != Element.Air && _actors[i].Carriage is null
                && _actors[_lead].Carriage?.Actor != i && feet[i].Y + body.Height > centre.Y - 0.4f)
            {
                cost += Blocked(
                    place, centre, new Vector2(feet[i].X, feet[i].Z), body.Radius, _actors[_lead].Body.Radius);
            }
        }

        foreach (var then in others)
        {
            cost += Passers(place, centre, feet, then, follows);
        }

        for (var i = 1; i < 12; i++)
        {
            var at = Vector3.Lerp(centre, place, i / 12f);
            cost += at.Y < _set.Ground.HeightAt(at.X, at.Z) ? 3 : 0;
        }

        return cost;
    }

    // Cars that drive past are behind the one the shot is about, not before: what moves by itself, and is large enough
    // to hide it.
    private float Passers(
        Vector3 place, Vector3 centre, IReadOnlyList<Vector3> feet, IReadOnlyList<Vector3> then, bool follows)
    {
        var cost = 0f;
        var stray = then[_lead] - feet[_lead];
        for (var i = 0; i < _actors.Count; i++)
        {
            var body = _actors[i].Body;
            if (i != _lead && i != _under && body is { Alive: false, Element: Element.Ground } && _actors[i].Carriage is null
                && _actors[_lead].Carriage?.Actor != i && then[i].Y + body.Height > centre.Y - 0.4f
                && Vector3.Distance(then[i], feet[i]) > body.Radius)
            {
                cost += 0.4f * Blocked(
                    follows ? place + stray : place, centre + stray, new Vector2(then[i].X, then[i].Z), body.Radius,
                    _actors[_lead].Body.Radius);
            }
        }

        return cost;
    }

    // A camera inside a rock or a wall sees nothing.
    private static float Within(Vector3 place, Vector3 middle, float radius, float top)
    {
        var (dx, dz) = (place.X - middle.X, place.Z - middle.Z);
        return place.Y < top + 0.2f && (dx * dx) + (dz * dz) < (radius + 0.3f) * (radius + 0.3f) ? 8 : 0;
    }

    // Something large and near right behind the subject grows out of its head, and takes its outline.
    private static float Behind(Vector3 from, Vector3 to, Vector3 middle, float radius)
    {
        var (sight, way) = (to - from, middle - from);
        var (near, far) = (sight.Length(), Vector3.Dot(way, sight) / Math.Max(sight.LengthSquared(), 1e-4f));
        if (far is < 1.05f or > 5)
        {
            return 0;
        }

        var off = Vector3.Distance(way, sight * far) / (near * far);
        return off < 0.08f + (0.5f * radius / (near * far)) ? 0.35f / far : 0;
    }

    // What it costs that others are out of the frame, most of all what the lead is busy with; and whether something
    // large that it is busy with is in it.
    private (float Cost, bool Seen) Unseen(Vector3 place, Vector3 centre, IReadOnlyList<Vector3> feet, float lens)
    {
        var ahead = Vector3.Normalize((centre - place) with { Y = 0 });
        var (cost, seen) = (0f, false);
        for (var i = 0; i < _actors.Count; i++)
        {
            if (i == _lead || _actors[i].Number > 0 || _actors[i].Carriage is not null)
            {
                continue;
            }

            var isIn = IsIn(feet[i], place, ahead, lens);
            var isAim = _actors[_lead].Beats.Any(beat => beat.TargetActor == i);
            var isPassed = isAim && _actors[_lead].Beats.Any(beat => beat.TargetActor == i && beat.Beat.Course is Course.Past or Course.Around);
            seen |= isIn && isAim && _actors[i].Body.Height > 2.5f && Vector3.Distance(feet[i], feet[_lead]) > 3;
            cost += isIn ? 0 : isPassed ? 4 : isAim ? 1.5f : 0.5f;
        }

        // "Sails past the lighthouse": so must that be, where it belongs to the set.
        foreach (var beat in _actors[_lead].Beats.Where(beat => beat is { TargetActor: null, Target: not null, Beat.Course: Course.Past or Course.Around }))
        {
            cost += beat.Beat.Toward is { } name && _set.Anchors.ContainsKey(name)
                && !IsIn(beat.Target!.Value, place, ahead, lens) ? 1.5f : 0;
        }

        return (cost, seen);
    }

    private static bool IsIn(Vector3 point, Vector3 place, Vector3 ahead, float lens)
    {
        var way = point - place;
        var depth = Vector3.Dot(way, ahead);
        return depth > 0.5f && MathF.Abs((way.X * ahead.Z) - (way.Z * ahead.X)) < depth * 0.88f * 18 / lens;
    }

    // What it costs that one of the company stands behind another's outline.
    private float Hidden(Vector3 place, IReadOnlyList<Vector3> feet)
    {
        var cost = 0f;
        for (var i = 0; i < _actors.Count && i < 12; i++)
        {
            if (i == _lead || !_actors[i].Body.Alive || _actors[i].Carriage is not null || Vector3.Distance(feet[i], feet[_lead]) > 6
                || _actors[i].Body.Element == Element.Air || _actors[i].Body.Height < _actors[_lead].Body.Height * 0.5f)
            {
                continue;
            }

            var (one, other) = (feet[i] - place, feet[_lead] - place);
            var near = Math.Max(MathF.Min(Flat(one), Flat(other)), 0.5f);
            var apart = MathF.Abs((one.X * other.Z) - (one.Z * other.X)) / Math.Max(Flat(one) * Flat(other), 0.01f);
            var wanted = 0.8f * (_actors[i].Body.Radius + Math.Min(_actors[_lead].Body.Radius, 1)) / near;
            cost += apart < wanted ? 2.2f * (1 - (apart / wanted)) : 0;
        }

        // Whom a fire hides about which they sit.
        for (var i = 0; i < _actors.Count && i < 12; i++)
        {
            if (_hearth is { } hearth && _actors[i].Body.Alive && _actors[i].Carriage is null)
            {
                var (one, fire) = (feet[i] - place, feet[hearth] - place);
                var apart = MathF.Abs((one.X * fire.Z) - (one.Z * fire.X)) / Math.Max(Flat(fire), 0.5f);
                cost += 1.5f * Math.Max(1 - (apart / (_actors[hearth].Body.Radius + (0.6f * _actors[i].Body.Radius))), 0);
            }
        }

        return cost;

        static float Flat(Vector3 way) => MathF.Sqrt((way.X * way.X) + (way.Z * way.Z));
    }

    private int? HearthOf()
    {
        var lead = _actors[_lead];
        var name = lead.Subject.Place is { Relation: Relation.Around or Relation.Beside or Relation.Near, To: { } by } ? by
            : lead.Beats.FirstOrDefault(beat => beat.TargetActor is not null)?.Beat.Toward;
        var at = _actors.ToList().FindIndex(actor => actor.Subject.Id == name);
        return at >= 0 && _actors[at].Body is { Alive: false, Height: > 0.5f and < 1.6f } ? at : null;
    }

    // What it costs that others who stay where they are turn their backs.
    private float Backs(float azimuth) => _actors.Where(
        (actor, i) => i != _lead && _hearth is not null && actor is { Body.Alive: true, Carriage: null }
            && actor.Beats.All(beat => beat.Way.Count == 0))
        .Sum(actor => 0.03f * Math.Max(MathF.Abs(MathF.IEEERemainder(actor.Heading - azimuth, 360)) - 95, 0));

    // Something round that stands on the line of sight, or in which the camera would stand.
    private static float Blocked(Vector3 from, Vector3 to, Vector2 middle, float radius, float lead)
    {
        var (start, end) = (new Vector2(from.X, from.Z), new Vector2(to.X, to.Z));
        if (Vector2.Distance(start, middle) < radius + 0.5f)
        {
            return 40;
        }

        var along = end - start;
        var share = Vector2.Dot(middle - start, along) / Math.Max(along.LengthSquared(), 1e-4f);
        if (radius > 1.5f && Vector2.Distance(end, middle) < radius + 0.5f)
        {
            // Close by a house: from the other side of it nothing is seen.
            return Vector2.Dot(start - middle, end - middle) < 0 ? 6 : 0;
        }

        if (share is < 0 or > 1 || Vector2.Distance(end, middle) < radius + Math.Min(lead, 0.5f))
        {
            return 0;
        }

        var gap = Vector2.Distance(start + (along * share), middle) - radius;
        return gap < 0.3f ? 4 - (gap > 0 ? gap * 8 : 0) : 0;
    }

    /// <summary>
    /// How much higher a camera would have to be for the ground that rises before it to leave the frame, metres: 0 on
    /// level ground, however low the camera is.
    /// </summary>
    /// <param name="place">Where it stands.</param>
    /// <param name="centre">What it looks at.</param>
    public float Rise(Vector3 place, Vector3 centre)
    {
        var rise = Math.Max(Lowest(place) - place.Y, 0);
        var level = _set.Ground.HeightAt(place.X, place.Z) + 0.4f;
        foreach (var ground in Ahead(place, centre))
        {
            rise = ground > level ? Math.Max(rise, ground + 0.6f - place.Y) : rise;
        }

        return rise;
    }

    // Ground that rises before the lens as high as the camera: it would fill the frame.
    private float Slopes(Vector3 place, Vector3 centre) =>
        Ahead(place, centre).Count(ground => ground > place.Y - 0.2f);

    // Heights of the ground in the nearer part of what a camera sees.
    private IEnumerable<float> Ahead(Vector3 place, Vector3 centre)
    {
        var way = (centre - place) with { Y = 0 };
        var distance = way.Length();
        var ahead = way / Math.Max(distance, 1e-3f);
        var aside = new Vector3(-ahead.Z, 0, ahead.X);
        for (var far = 1.5f; far < distance * 0.7f; far *= 2)
        {
            for (var side = -1; side <= 1; side++)
            {
                var at = place + (far * (ahead + (0.4f * side * aside)));
                yield return _set.Ground.HeightAt(at.X, at.Z);
            }
        }
    }

    // Leaves before the lens, or a camera among them.
    private float Leaves(Vector3 place, Vector3 centre)
    {
        const int Steps = 8;
        var cost = 0f;
        foreach (var (middle, half) in _crowns)
        {
            if (Vector3.DistanceSquared(middle, place) > 900)
            {
                continue;
            }

            if (((place - middle) / (half + new Vector3(0.5f))).LengthSquared() < 1)
            {
                cost += 8;
            }

            for (var i = 1; i < Steps; i++)
            {
                cost += ((Vector3.Lerp(place, centre, i / (float)Steps) - middle) / half)
                    .LengthSquared() < 1 ? 2.5f / Steps : 0;
            }
        }

        return Math.Min(cost, 10);
    }
}
