using System.Numerics;
using Throughline.Stage.Assets;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Blocking;

/// <summary>
/// Composes a view: the subject at its shot size by projected height, on a third with room to look into, headroom
/// above, seen from an angle from which nothing stands before it and the camera stands free.
/// </summary>
internal sealed class Composition
{
    // How far from behind each other those stand between whom the focus goes, degrees.
    private const float RackedAside = 16;

    private readonly SetModel _set;
    private readonly IReadOnlyList<Actor> _actors;
    private readonly CameraDirection _direction;
    private readonly float _aspect;
    private readonly Sightlines _sight;
    private bool _follows;
    private IReadOnlyList<IReadOnlyList<Vector3>> _others = [];
    private float _lowest;

    /// <param name="set">The set.</param>
    /// <param name="actors">The actors, main subject first.</param>
    /// <param name="direction">What the scene says.</param>
    /// <param name="aspect">Width of the frame over its height.</param>
    public Composition(SetModel set, IReadOnlyList<Actor> actors, CameraDirection direction, float aspect)
    {
        _set = set;
        _actors = actors;
        _direction = direction;
        _aspect = aspect;
        Lead = LeadOf(actors, direction);
        _sight = new Sightlines(set, actors, Lead);
    }

    /// <summary>Number of the actor the shot is about; 0 when there is none.</summary>
    public int Lead { get; }

    /// <summary>Number of the first actor of a subject; -1 for none.</summary>
    public int ActorOf(string subject) => _actors.ToList().FindIndex(actor => actor.Subject.Id == subject);

    /// <summary>Whether the lead leaps out of the water and dives again.</summary>
    public bool LeadLeaps => _actors.Count > 0
        && _actors[Lead] is { Body.Element: Element.Deep } lead && lead.Beats.Any(beat => beat.Beat.Action == "leap");

    /// <summary>Whether the lead is on the wing: it turns faster than whoever walks.</summary>
    public bool LeadFlies => _actors.Count > 0 && _actors[Lead].Body is { Alive: true, Element: Element.Air };

    // Who is named, else the first; a thing smaller than somebody alive beside it gives way to that one.
    private static int LeadOf(IReadOnlyList<Actor> actors, CameraDirection direction)
    {
        for (var i = 0; i < actors.Count; i++)
        {
            if (actors[i].Subject.Id == direction.Subject)
            {
                return i;
            }
        }

        if (actors.Count > 1 && direction.Scale is null && actors[0] is { Body: { Alive: true, Element: Element.Air } } flier
            && (flier.Subject.Place?.To
                ?? (flier.Beats is [{ Beat.Course: Course.Around or Course.Along } first, ..]
                    ? first.Beat.Toward
                    : null)) is { } below
            && actors.ToList().FindIndex(actor => actor.Subject.Id == below && actor.Body.Height > 2.5f) is > 0
                and var tower)
        {
            // Birds about a tower are a picture of the tower.
            return tower;
        }

        if (actors.Count > 1 && actors[0] is { Body.Alive: false, Subject.Place: { Relation: Relation.On or Relation.Above or Relation.Around, To: { } under } }
            && actors.ToList().FindIndex(actor => actor.Subject.Id == under && actor.Body.Alive) is > 0 and var whom)
        {
            // What falls on somebody, or is above somebody, is a picture of that one.
            return whom;
        }

        if (actors.Count == 0 || actors[0].Body.Alive || actors[0].Body.Height > 3 || actors[0].Beats.Count > 0)
        {
            return 0;
        }

        for (var i = 1; i < actors.Count; i++)
        {
            if (actors[i].Body.Alive && Vector3.Distance(actors[i].Start, actors[0].Start) < 6)
            {
                return i;
            }
        }

        return 0;
    }

    /// <summary>The view.</summary>
    /// <param name="feet">Where the actors' feet are at the instant that is composed.</param>
    /// <param name="headings">Where they face then, degrees.</param>
    /// <param name="eyes">Where the lead's eyes are then, world, metres.</param>
    /// <param name="going">Where the lead goes, metres a second; zero when it stays.</param>
    /// <param name="follows">Whether the camera goes along with the lead, and needs room wherever that is.</param>
    /// <param name="others">Where the actors' feet are at other instants of the shot: what passes may not come between.
    /// </param>
    public ViewPoint Compose(
        IReadOnlyList<Vector3> feet, IReadOnlyList<float> headings, Vector3 eyes, Vector3 going,
        bool follows, IReadOnlyList<IReadOnlyList<Vector3>> others)
    {
        (_follows, _others) = (follows, others);
        _lowest = float.MaxValue;
        if (_actors.Count == 0)
        {
            return Landscape();
        }

        if (_direction is { Scale: null, Angle: CameraAngle.EyeLevel or CameraAngle.Low } && HangsInTheSky(_actors[Lead])
            && Vector2.Distance(new(feet[Lead].X, feet[Lead].Z), Vector2.Zero) > _actors[Lead].Body.Height)
        {
            return Skyward(feet[Lead]);
        }

        var body = _actors[Lead].Body;
        var scale = _direction.Scale ?? (IsOverShoulder ? ShotScale.Medium : UsualScale(feet));
        var size = ShotSize.Of(scale);
        var lens = _direction.Lens ?? (_direction.Angle == CameraAngle.Aerial ? 28 : size.Lens);
        var height = size.HeightFor(body, scale, _aspect);
        var company = (Low: feet[Lead], High: feet[Lead] + new Vector3(0, body.Height, 0));
        if (!IsOverShoulder && (_direction.Scale is null || IsShared(scale)))
        {
            company = Company(feet);
            _lowest = company.Low.Y;
            height = Math.Max(
                height, Math.Max(
                    _direction.Scale is null && _actors[Lead].Carriage is not { Stands: true } ? (company.High.Y
                        - company.Low.Y) * 1.3f : 0, (company.High.X - company.Low.X) * 1.35f / _aspect));
        }

        // The other one's head is in the frame as well.
        var over = IsOverShoulder
            ? Math.Max(feet[Faced].Y + _actors[Faced].Body.Height - company.High.Y, 0)
            : 0;
        height += over;
        var ceiling = Ceiling;
        height = scale <= ShotScale.Wide ? Math.Min(height, ceiling * 1.15f) : height;

        // Wings beat wider than a body is long.
        height = Math.Max(height, IsAloft(feet[Lead]) ? body.Radius * (scale >= ShotScale.CloseUp ? 3 : 5) : 0);
        var distance = height / 2 / HalfTangent(lens);
        var room = Room(feet[Lead]);
        if (distance > room)
        {
            // A room too small for the lens gets a wider one.
            lens = Math.Max(lens * room / distance, 18);
            distance = room;
        }

        var centre = Middle(body, scale, size, height, feet[Lead], eyes);
        if (company.High.X - company.Low.X > body.Radius * 3)
        {
            // A group is framed as a whole.
            // Its feet stand above the frame's lower edge, however wide it is: ground that nobody stands on tells
            // nothing.
            var low = company.Low.Y + (height / 2) - (0.28f * Math.Max(height - (company.High.Y - company.Low.Y), 0));
            var middle = Math.Max(
                _direction.Scale is null
                    ? Math.Max(centre.Y, company.High.Y - (height * (0.5f - size.Head)))
                    : centre.Y, low);
            centre = new Vector3((company.Low.X + company.High.X) / 2, middle, feet[Lead].Z);
        }

        else if (_direction.Scale is null && body.Alive)
        {
            // What is above the head has headroom too.
            centre.Y = Math.Max(centre.Y, company.High.Y - (height * (0.5f - (size.Head / 2))));
        }

        if (IsOverShoulder)
        {
            // Past a back in the foreground to the other's face: between the two.
            centre = ((feet[Lead] + feet[Faced]) / 2) with { Y = centre.Y + over };
        }

        // Of a room one wants to see what is in it, not its ceiling.
        centre.Y = Math.Min(centre.Y, Math.Max(ceiling + 0.1f - (height / 2), feet[Lead].Y + (height * 0.3f)));
        var toward = going.LengthSquared() > 0.04f ? MathF.Atan2(going.X, going.Z) * 180 / MathF.PI : headings[Lead];
        var azimuth = BestAzimuth(centre, feet, toward, distance, lens);
        return Placed(azimuth, centre, feet[Lead], toward, going, distance, lens, size, height);
    }

    /// <summary>Half the frame's height at a distance of 1, for a focal length in mm.</summary>
    public float HalfTangent(float lens) => 18 / _aspect / lens;

    /// <summary>How much higher a camera would have to be for rising ground to leave the frame, metres.</summary>
    public float Rise(Vector3 place, Vector3 centre) => _sight.Rise(place, centre);

    /// <summary>A place moved into the room that the set leaves to cameras.</summary>
    public Vector3 Inside(Vector3 place) => _sight.Inside(place);

    private ShotScale UsualScale(IReadOnlyList<Vector3> feet)
    {
        var body = _actors[Lead].Body;
        if (_direction.Angle is CameraAngle.Aerial or CameraAngle.Overhead)
        {
            return ShotScale.Wide;
        }

        if (_actors[Lead].Carriage is { Stands: true } deck && _actors[deck.Actor].Body.Height > 3)
        {
            // A rail hides the legs.
            return ShotScale.Medium;
        }

        var moving = _actors[Lead].Beats.Any(beat => beat.Way.Count > 1)
            || (_actors[Lead].Carriage is { Stands: true } board && _actors[board.Actor].Beats.Any(beat => beat.Way.Count > 1));
        moving |= _actors[Lead].Beats.Any(beat => beat.Beat.Action == "drop");
        return !body.Alive && body.Height > 3 ? ShotScale.Full
            : !body.Alive ? body.IsLarge ? ShotScale.Full : ShotScale.MediumClose
            : moving || feet.Count > 3 ? ShotScale.Full : ShotScale.MediumWide;
    }

    private bool IsOverShoulder => _direction.Angle == CameraAngle.OverShoulder && _actors.Count > 1
        && _actors[Lead].Body.Alive && _actors[Faced].Body.Alive;

    // Who is seen over the lead's shoulder.
    private int Faced => Lead == 0 ? 1 : 0;

    // A two-shot: nobody is named as its subject, and somebody alive stands close.
    private bool IsShared(ShotScale scale) =>
        _direction.Subject is null && scale is >= ShotScale.Wide and <= ShotScale.MediumClose
        && _actors.Where(
            (actor, i) => i != Lead && actor.Body.Alive
                && Vector3.Distance(actor.Start, _actors[Lead].Start) < (scale == ShotScale.Wide ? 5 : 2.5f)).Any();

    // The box of the lead and those near it.
    private (Vector3 Low, Vector3 High) Company(IReadOnlyList<Vector3> feet)
    {
        var lead = _actors[Lead].Body;
        var reach = Math.Max(6, lead.Height * 2.5f);
        var (low, high) = (feet[Lead], feet[Lead] + new Vector3(0, lead.Height + lead.Overhead, 0));
        for (var i = 0; i < _actors.Count; i++)
        {
            if (_actors[i].Carriage?.Actor == Lead)
            {
                // A child on the shoulders, a balloon in the hand.
                high.Y = Math.Max(high.Y, feet[i].Y + _actors[i].Body.Height);
                continue;
            }

            // What the lead is busy with belongs to it from farther away.
            var isAim = _direction.Scale is null && _actors[Lead].Beats.Any(
                beat => beat.TargetActor is { } aim && _actors[aim].Subject.Id == _actors[i].Subject.Id);
            var carries = _actors[Lead].Subject.Place?.To == _actors[i].Subject.Id
                && !_actors[i].Body.Alive && _actors[i].Body.Radius > lead.Radius * 2.5f;
            var isCrowd = _actors[i].SubjectNumber != _actors[Lead].SubjectNumber && _actors[i].Subject.Count > 5
                && (!isAim || Vector3.Distance(feet[i], feet[Lead]) > 4);
            if (!carries && !isCrowd && Vector3.Distance(feet[i], feet[Lead]) < (isAim ? reach * 2 : _direction.Scale is null || _direction.Scale < ShotScale.Full ? reach : 2.5f)
                && (IsOwn(i) || (isAim && _actors[i].Body is { Alive: false, Height: < 3 })
                    || ((_actors[i].Body.Element == Element.Air) == (lead.Element == Element.Air)
                        && _actors[i].Body.Height < Math.Max(4, lead.Height * 3))))
            {
                // Of what is much taller than the lead that part counts at which the two meet.
                var rim = new Vector3(_actors[i].Body.Radius, 0, 0);
                var tall = lead.Alive && !IsOwn(i) && _actors[i].Body.Height > lead.Height * (isAim ? 3.4f : 2)
                    ? lead.Height * 1.3f
                    : _actors[i].Body.Height;
                low = Vector3.Min(low, feet[i] - rim);
                high = Vector3.Max(high, feet[i] + rim + new Vector3(0, tall, 0));
            }
        }

        return (low, high);
    }

    // A kite on its string, a balloon in the hand.
    private bool IsOwn(int i) => _actors[i] is { Body.Alive: false, Subject.Place: { Relation: Relation.Above } place }
        && place.To == _actors[Lead].Subject.Id;

    // Whether the lead flies then, and does not stand on its feet or on somebody.
    private bool IsAloft(Vector3 feet) =>
        _actors[Lead] is { Body: { Alive: true, Element: Element.Air }, Carriage: null, Subject.Place: not { Relation: Relation.On } }
        && feet.Y > _set.Ground.HeightAt(feet.X, feet.Z) + 0.3f;

    // The middle of the frame at the subject: headroom above the crown as it is held then, sitting or standing; near
    // views of what is long go to its head.
    private static Vector3 Middle(Body body, ShotScale scale, ShotSize size, float height, Vector3 feet, Vector3 eyes)
    {
        if (ShotSize.IsThing(body, scale))
        {
            // A thing stands a little below the middle; very near, its upper half tells what it is.
            return feet + new Vector3(
                0, scale == ShotScale.ExtremeCloseUp ? body.Height * 0.6f : (body.Height * 0.5f) + (height * 0.04f), 0);
        }

        if (!body.Alive)
        {
            // A tower in a wide country does not stand on the frame's edge.
            return feet + new Vector3(
                0, Math.Min(body.Height - (height * (0.5f - size.Head)), height * 0.35f), 0);
        }

        if (body.Element == Element.Air && body.Height < 0.8f)
        {
            return eyes - new Vector3(0, height * 0.08f, 0);
        }

        if (body.Head is not null && scale == ShotScale.ExtremeCloseUp)
        {
            return eyes - new Vector3(0, height * 0.1f, 0);
        }

        var lies = body.EyeHeight < body.Height * 0.85f || body.IsLong;
        var crown = lies && scale <= ShotScale.Full ? feet.Y + body.Height
            : lies ? Math.Max(
                eyes.Y, scale >= ShotScale.MediumClose ? eyes.Y : feet.Y + (body.EyeHeight * 0.8f)) + (height * 0.2f)
            : eyes.Y + body.Height - body.EyeHeight;
        var share = scale >= ShotScale.MediumClose ? 1 : scale == ShotScale.Medium ? 0.6f : 0;
        var middle = crown - (height * (0.5f - size.Head));

        // Whose head is down at the grass is seen with what is above it, not with the ground before it.
        return Vector3.Lerp(feet, eyes, share) with
        {
            Y = body.Head is null ? middle : Math.Max(middle, feet.Y + (height * 0.3f)),
        };
    }

    // Height of a room, metres; outdoors there is no end of it.
    private float Ceiling => _set.Indoors ? _set.CameraHigh.Y + 0.25f : 1e6f;

    private float Room(Vector3 lead)
    {
        if (!_set.Indoors)
        {
            return 400;
        }

        return Math.Max(_set.CameraHigh.Z - lead.Z - 0.1f, 1);
    }

    private float BestAzimuth(Vector3 centre, IReadOnlyList<Vector3> feet, float toward, float distance, float lens)
    {
        if (IsOverShoulder)
        {
            var back = feet[Lead] - feet[Faced];
            return (MathF.Atan2(back.X, back.Z) * 180 / MathF.PI) + 24;
        }

        var racked = Racked(feet);
        var (best, least) = (0f, float.MaxValue);
        for (var step = 0; step <= (_set.Indoors ? 24 : 60); step++)
        {
            var azimuth = (step + 1) / 2 * 6f * (step % 2 == 0 ? 1 : -1);
            var cost = (MathF.Abs(azimuth) * 0.012f) + _sight.Cost(
                centre, centre + (Direction(azimuth, Elevation()) * distance), azimuth, feet, toward, lens, _follows, _others,
                _direction.Scale >= ShotScale.MediumClose);
            cost += racked is { } behind ? 0.05f * MathF.Abs(MathF.Abs(MathF.IEEERemainder(azimuth - behind, 360)) - RackedAside) : 0;
            if (cost < least)
            {
                (best, least) = (azimuth, cost);
            }
        }

        return best;
    }

    // The azimuth from which the second of those between whom the focus goes stands behind the first; null for none.
    private float? Racked(IReadOnlyList<Vector3> feet)
    {
        var sharp = _direction.Focus.Select(ActorOf).Where(actor => actor >= 0).ToList();
        if (sharp.Count < 2)
        {
            return null;
        }

        var way = feet[sharp[0]] - feet[sharp[1]];
        return MathF.Atan2(way.X, way.Z) * 180 / MathF.PI;
    }

    private float Elevation() => _direction.Angle switch
    {
        CameraAngle.Low => -14,
        CameraAngle.High => 24,
        CameraAngle.Aerial => 40,
        CameraAngle.Overhead => 86,
        CameraAngle.Ground => -6,
        CameraAngle.OverShoulder => 6,
        _ => 3,
    };

    private static Vector3 Direction(float azimuth, float elevation)
    {
        var (sin, cos) = MathF.SinCos(azimuth * MathF.PI / 180);
        var (up, flat) = MathF.SinCos(elevation * MathF.PI / 180);
        return new Vector3(sin * flat, up, cos * flat);
    }

    private ViewPoint Placed(
        float azimuth, Vector3 centre, Vector3 feet, float toward, Vector3 going, float distance, float lens,
        ShotSize size, float height)
    {
        var body = _actors[Lead].Body;
        var place = centre + (Direction(azimuth, Elevation()) * distance);
        if (_direction.Angle is CameraAngle.EyeLevel or CameraAngle.Dutch && body.Height < 4)
        {
            // Wide views from eye height keep the horizon out of the middle; near ones look the subject in the eye.
            place.Y = centre.Y - (height / 2) + (height * 0.5f);
            place.Y = Math.Max(place.Y, Math.Min(centre.Y, 1.5f + _set.Ground.HeightAt(place.X, place.Z)));
        }

        if (_direction.Angle is CameraAngle.EyeLevel && !body.Alive && body.Height < 0.8f)
        {
            // Small things are looked down on, so that what they stand on is seen.
            place.Y = Math.Max(place.Y, centre.Y + (0.2f * distance));
        }

        if (_direction.Angle is CameraAngle.EyeLevel && _lowest < feet.Y - 0.4f)
        {
            // Over the edge of a bank one looks from a little higher up.
            place.Y += 0.2f * distance;
        }

        if (_direction.Angle == CameraAngle.Ground)
        {
            place.Y = _set.Ground.HeightAt(place.X, place.Z) + Sightlines.ClearOfGround;
        }

        place = Inside(place);
        var left = Vector3.Distance(place, centre) / distance;
        if (left < 0.92f)
        {
            // The set leaves less room than the lens asks for: a wider one sees as much from nearer.
            lens = Math.Max(lens * left, Math.Min(lens, 20));
        }

        // The subject off the middle, on the side from which it looks and goes into the frame.
        var right = Direction(azimuth + 90, 0);
        var facing = Direction(toward, 0);
        var side = Vector3.Dot(facing, right) >= 0 ? -1 : 1;
        var off = _direction.Angle is CameraAngle.Overhead || MathF.Abs(centre.X - feet.X) > body.Radius
            ? 0
            : size.Off * (going.LengthSquared() > 0.04f ? 1.15f : 1) * (body.Alive || size.View > 2 ? 1 : 0.5f);
        var aim = centre - (right * (side * off * height * _aspect));
        (aim.Y, lens) = Passed is { } tower ? UpTo(tower, place, aim, feet, lens) : (aim.Y, lens);
        return new ViewPoint
        {
            Place = place,
            Turn = ViewPoint.Looking(aim - place, _direction.Angle == CameraAngle.Dutch ? 12 : 0),
            FocalLength = lens,
            Aim = centre with { Y = Math.Max(centre.Y, _set.Ground.HeightAt(centre.X, centre.Z)) },
            // Nearer than people are filmed, the lens is stopped down, so that a small thing is as sharp from front to
            // back as a face is.
            Aperture = size.Aperture * (body.Alive ? 1 : Math.Clamp(1.8f / distance, 1, 8)),
        };
    }

    // What tall the lead goes past or round, such as a lighthouse; null for nothing.
    private Actor? Passed => _direction.Scale is null && _actors[Lead].Beats.FirstOrDefault(
        beat => beat is { TargetActor: not null, Beat.Course: Course.Past or Course.Around }) is { TargetActor: { } number }
        && _actors[number].Body.Height > 4 * _actors[Lead].Body.Height ? _actors[number] : null;

    // The camera looks up until a tower's top is in the frame, as far as the lead stays in it, through a wider lens where
    // that is not enough.
    private (float AimY, float Lens) UpTo(Actor tower, Vector3 place, Vector3 aim, Vector3 feet, float lens)
    {
        const float Widest = 22, Margin = 0.9f;
        var up = Rise(tower.Start + new Vector3(0, tower.Body.Height, 0));
        var (flat, least, most, low) = (new Vector2(aim.X - place.X, aim.Z - place.Z).Length(), 0f, 0f, Rise(feet));
        for (; lens >= Widest; lens *= 0.95f)
        {
            var half = Margin * MathF.Atan(HalfTangent(lens));
            (least, most) = (up - half, low + half);
            if (least <= most)
            {
                break;
            }
        }

        var pitch = Math.Max(Rise(aim), Math.Min(least, most));
        return (place.Y + (MathF.Tan(pitch) * flat), lens);

        float Rise(Vector3 at) => MathF.Atan2(at.Y - place.Y, new Vector2(at.X - place.X, at.Z - place.Z).Length());
    }

    private static bool HangsInTheSky(Actor actor) =>
        actor is { Body.IsOfTheSky: true, Beats.Count: 0, Carriage: null };

    // A moon or an earth in the sky: from the ground, which makes the lower part of the picture, through a lens that
    // has it large.
    private ViewPoint Skyward(Vector3 thing)
    {
        const float Fill = 0.42f;
        var body = _actors[Lead].Body;
        var centre = thing + new Vector3(0, body.Height / 2, 0);
        var place = Inside(new Vector3(0, _set.Ground.HeightAt(0, 0) + 1.7f, 0));
        var view = body.Height / Fill;
        var lens = _direction.Lens ?? Math.Clamp(18 / _aspect * 2 * Vector3.Distance(centre, place) / view, 24, 85);
        return new ViewPoint
        {
            Place = place,
            Turn = ViewPoint.Looking(
                centre - new Vector3(0, view * 0.16f, 0) - place, _direction.Angle == CameraAngle.Dutch ? 12 : 0),
            FocalLength = lens,
            Aim = centre,
            Aperture = 0,
        };
    }

    // Nobody there: the place itself, from eye height or as the angle says, horizon on the lower third's line.
    private ViewPoint Landscape()
    {
        if (_set.Indoors && _direction.Angle is CameraAngle.EyeLevel or CameraAngle.Dutch)
        {
            return Interior();
        }

        var lens = _direction.Lens ?? 28;
        var elevation =
            _direction.Angle switch { CameraAngle.Aerial => 35f, CameraAngle.Overhead => 86f, CameraAngle.High => 18f, _ => 4f };
        var distance = _set.Indoors ? Room(Vector3.Zero) : 16;
        var aim = new Vector3(0, _set.Ground.HeightAt(0, 0) + 1.6f, 0);
        var place = Inside(aim + (Direction(0, elevation) * distance));
        return new ViewPoint
        {
            Place = place,
            Turn = ViewPoint.Looking(
                aim + new Vector3(0, distance * HalfTangent(lens) * 0.2f, 0) - place,
                _direction.Angle == CameraAngle.Dutch ? 12 : 0),
            FocalLength = lens,
            Aim = aim,
            Aperture = 0,
        };
    }

    // Nobody in a room: from a corner, level, so that two walls and the floor make the picture.
    private ViewPoint Interior()
    {
        var lens = _direction.Lens ?? 26;
        var (low, high) = (_set.CameraLow, _set.CameraHigh);
        var place = Inside(new Vector3(high.X * 0.42f, 1.35f, Math.Min(high.Z, low.Z + 7.5f)));
        var aim = new Vector3(low.X * 0.12f, 1.15f, low.Z + 0.5f);
        return new ViewPoint
        {
            Place = place,
            Turn = ViewPoint.Looking(aim - place, _direction.Angle == CameraAngle.Dutch ? 12 : 0),
            FocalLength = lens,
            Aim = aim,
            Aperture = 0,
        };
    }
}
