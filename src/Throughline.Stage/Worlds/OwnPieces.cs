using System.Numerics;
using Throughline.Stage.Assets;
using Throughline.Stage.Blocking;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Worlds;

/// <summary>
/// "The fire", "the bench", "the lighthouse on the cliffs" are the ones that the set has there: the subject takes the
/// place and the dress of the piece, the piece goes, and nothing is there twice.
/// </summary>
internal sealed class OwnPieces
{
    // What stands higher above the ground than this stands on something, metres.
    private const float Raised = 0.08f;

    // Chairs nearer to a table than this are the table's, metres from its middle.
    private const float DrawnUp = 1.35f;

    // What is taller than this stays where it is in a room, metres.
    private const float BuiltIn = 1.2f;

    // What is taller than this is the only one of its kind for miles, metres.
    private const float Landmark = 6;

    // What is in the air and larger than this, metres before it is scaled, is a moon, and the sky has one of it.
    private const float InTheSky = 3;

    private readonly SetModel _set;
    private readonly List<PlacedModel> _pieces;
    private readonly List<Vector3> _obstacles;
    private readonly List<Subject> _subjects;

    private OwnPieces(SetModel set, Scene scene)
    {
        _set = set;
        _pieces = [.. set.Pieces];
        _obstacles = [.. set.Obstacles];
        _subjects = [.. scene.Subjects];
    }

    /// <summary>Lets subjects be pieces of the set.</summary>
    /// <param name="set">The set.</param>
    /// <param name="scene">The scene; its subjects keep their order and number.</param>
    /// <returns>The set without those pieces, and the scene with their places.</returns>
    public static (SetModel Set, Scene Scene) Take(SetModel set, Scene scene)
    {
        var own = new OwnPieces(set, scene);

        // What stands near something else is chosen after that.
        foreach (var i in Enumerable.Range(0, own._subjects.Count)
            .OrderBy(i => own._subjects[i].Place?.To is null ? 0 : 1))
        {
            own.Take(i);
        }

        foreach (var subject in own._subjects.Where(subject => subject.Enters is null))
        {
            own.Clear(subject);
        }

        return (set with { Pieces = own._pieces, Obstacles = own._obstacles }, scene with { Subjects = own._subjects });
    }

    private void Take(int i)
    {
        var subject = _subjects[i];
        if (subject is { Count: 1, Place: { Relation: Relation.On, To: { } ground } } && !_subjects.Exists(one => one.Id == ground)
            && Nearest(subject.Asset, Vector2.Zero) is { } other && _pieces[other].Model.High.Y > Landmark
            && HasOne(subject.Asset))
        {
            // "A lighthouse on the cliffs" is the only one of a coast that has one elsewhere.
            Remove(other);
            return;
        }

        if (subject.Count > 1 || subject.Beats.Count > 0 || subject.Cast is not null || subject.Enters is not null
            || subject.Place is { Relation: not (Relation.Near or Relation.Beside) } or { At: not null })
        {
            return;
        }

        var near = subject.Place?.To is { } to ? PlaceOf(to) : Vector2.Zero;
        if (near is not { } wish || Nearest(subject.Asset, wish) is not { } number)
        {
            return;
        }

        var piece = _pieces[number];
        if (subject.Place is { Relation: Relation.Beside } && !(_set.Indoors && piece.Model.High.Y > BuiltIn))
        {
            // Of what stands beside somebody only a room's fireplace or shelf is not brought there.
            return;
        }

        var at = new Vector2(piece.Place.M41, piece.Place.M43);
        if (IsNeeded(subject) && !_set.Indoors && at.Length() > _set.Stage * 0.9f)
        {
            // Somebody who is to be there with it has it near the mark; the only one that the set has comes from where
            // it stood.
            if (HasOne(subject.Asset))
            {
                Remove(number);
            }

            return;
        }

        var facing = MathF.Atan2(piece.Place.M31, piece.Place.M33) * 180 / MathF.PI;
        var dress = piece.Dress ?? Traits.None;
        _subjects[i] = subject with
        {
            Place = new Placing { At = at, Facing = facing },
            Traits = subject.Traits with
            {
                Colour = subject.Traits.Colour ?? dress.Colour,
                SecondColour = subject.Traits.SecondColour ?? dress.SecondColour,
                Variants = [.. subject.Traits.Variants.Union(dress.Variants)],
                // The little table of a café is as little as it is.
                Size = subject.Traits.Size is > 0.6f and < 1.7f ? dress.Size : Math.Clamp(
                    subject.Traits.Size * dress.Size, 0.1f, 10),
            },
        };
        _pieces.RemoveAt(number);
    }

    private bool HasOne(string asset) => _pieces.Count(piece => piece.Model.Name == asset) == 1;

    private bool IsNeeded(Subject subject) => _subjects.Any(other => other != subject && other.Enters is null
        && (other.Place?.To == subject.Id
            || Blocker.Opening(other).Any(
                beat => beat.Toward == subject.Id && beat.Action != "sail" && beat.Course is not (Course.To or Course.Along))));

    // Of several the one nearest to where it is wished; what is behind the camera's usual place is as good as farther
    // away.
    private int? Nearest(string asset, Vector2 wish)
    {
        int? best = null;
        var least = float.MaxValue;
        for (var i = 0; i < _pieces.Count; i++)
        {
            var place = _pieces[i].Place.Translation;
            var away = Vector2.Distance(new(place.X, place.Z), wish) + (Math.Max(place.Z - 1, 0) * 3);
            var hangs = _pieces[i].Model is { Element: Element.Air, High.Y: > InTheSky };
            if (_pieces[i].Model.Name == asset && (hangs || IsOnGround(place)) && away < least)
            {
                (best, least) = (i, away);
            }
        }

        return best;
    }

    private bool IsOnGround(Vector3 place) => place.Y < _set.Ground.HeightAt(place.X, place.Z) + Raised;

    private Vector2? PlaceOf(string name) =>
        _subjects.Find(subject => subject.Id == name) is { } subject ? subject.Place?.At ?? Vector2.Zero
        : _set.Anchors.TryGetValue(name, out var anchor) ? new Vector2(anchor.X, anchor.Z) : Vector2.Zero;

    // A cup that the scene is about is the cup on the table; chairs drawn up are the table's chairs.
    private void Clear(Subject subject)
    {
        if (subject.Place is { Relation: Relation.Around, To: { } to }
            && _subjects.Find(one => one.Id == to)?.Place?.At is { } table)
        {
            for (var i = _pieces.Count - 1; i >= 0; i--)
            {
                var place = _pieces[i].Place.Translation;
                if (_pieces[i].Model is { Anchors: var anchors } model && anchors.ContainsKey("seat") && model.High.X - model.Low.X < 0.7f
                    && Vector2.Distance(new(place.X, place.Z), table) < DrawnUp)
                {
                    Remove(i);
                }
            }
        }

        // A boat that the scene is about is the set's boat, which does not lie beside it.
        for (var i = _pieces.Count - 1; i >= 0; i--)
        {
            if (_pieces[i].Model is { Element: Element.Water } afloat && afloat.Name == subject.Asset)
            {
                Remove(i);
            }
        }

        if (subject.Place is not { Relation: Relation.HeldBy })
        {
            _pieces.RemoveAll(
                piece => piece.Model.Name == subject.Asset
                    && !IsOnGround(piece.Place.Translation) && piece.Model.High.Y < 0.7f);
        }
    }

    private void Remove(int number)
    {
        var (model, place) = (_pieces[number].Model, _pieces[number].Place);
        var middle = Vector3.Transform((model.Low + model.High) / 2, place);
        var half = (model.High - model.Low) * new Vector3(place.M11, place.M12, place.M13).Length() / 2;
        var reach = new Vector2(half.X, half.Z).Length();
        _obstacles.RemoveAll(one => Vector2.Distance(new(one.X, one.Y), new(middle.X, middle.Z)) < reach);
        _pieces.RemoveAt(number);
    }
}
