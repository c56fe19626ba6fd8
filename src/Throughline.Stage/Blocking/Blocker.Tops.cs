using System.Numerics;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Blocking;

/// <content>Where on a table something is put down: where nothing stands yet, near the front, where it is
/// seen.</content>
public sealed partial class Blocker
{
    // Tops and what stands on them are at one height within this, metres.
    private const float SameTop = 0.12f;

    // Shares of a top's half width and depth, the best places first.
    private static readonly Vector2[] _spots =
    [
        new(0, 0.3f), new(-0.3f, 0.35f), new(0.3f, 0.35f), new(0, 0), new(-0.6f, 0.3f), new(0.6f, 0.3f),
        new(-0.35f, -0.2f), new(0.35f, -0.2f),
        new(0, -0.4f), new(-0.75f, 0), new(0.75f, 0), new(-0.7f, -0.4f), new(0.7f, -0.4f),
    ];

    /// <summary>A free place on top of something.</summary>
    /// <param name="top">The middle of the top.</param>
    /// <param name="half">Half the width and half the depth of the top, metres.</param>
    /// <param name="turn">How what has the top is turned.</param>
    /// <param name="body">What is put there.</param>
    private Vector3 Upon(Vector3 top, Vector2 half, Matrix4x4 turn, Body body)
    {
        if (body.Alive || body.IsLarge || body.Radius > Math.Min(half.X, half.Y) * 0.8f)
        {
            return top;
        }

        var room = Vector2.Max(half - new Vector2(body.Radius + 0.03f), Vector2.Zero);
        foreach (var spot in _spots)
        {
            var place = top + Vector3.Transform(new Vector3(spot.X * room.X, 0, spot.Y * room.Y), turn);
            if (!IsTaken(place, body))
            {
                return place;
            }
        }

        return top;
    }

    // Who has hands at a small thing; null for what nobody has to do with.
    private Actor? HandledBy(Subject thing, Body body) =>
        body.Alive || body.IsLarge ? null : _actors.FirstOrDefault(
            actor => actor.Body.Alive && actor.Subject.Id != thing.Id && Opening(actor.Subject).Any(
                beat => beat.Toward == thing.Id && beat.Action != "throw" && _handwork.Contains(beat.Action)));

    // On a table near the edge at which somebody stands whose hands are at it.
    private static Vector3 NearEdge(Actor table, float top, Actor hands, Body body)
    {
        var way = (hands.Start - table.Start) with { Y = 0 };
        var reach = Math.Max(Math.Min(table.Body.Radius, table.Body.Depth) - body.Radius - 0.08f, 0);
        return (table.Start + (way * (reach / Math.Max(way.Length(), 0.01f)))) with { Y = top };
    }

    // On what stands under an anchor of the set; the anchor itself where nothing does.
    private Vector3 Upon(Vector3 anchor, Body body)
    {
        foreach (var (model, place, _) in _floor.Set.Pieces)
        {
            if (!model.Anchors.TryGetValue("top", out var own))
            {
                continue;
            }

            var top = Vector3.Transform(own, place);
            var scale = new Vector3(place.M11, place.M12, place.M13).Length();
            var half = new Vector2(model.High.X - model.Low.X, model.High.Z - model.Low.Z) * (scale / 2);
            if (MathF.Abs(top.Y - anchor.Y) < 0.3f
                && Vector2.Distance(new(top.X, top.Z), new(anchor.X, anchor.Z)) < Math.Max(half.X, half.Y))
            {
                return Upon(
                    top, half, place with { Translation = Vector3.Zero } * Matrix4x4.CreateScale(1 / scale), body);
            }
        }

        return anchor;
    }

    private bool IsTaken(Vector3 place, Body body)
    {
        bool Meets(Vector3 other, float radius) => MathF.Abs(other.Y - place.Y) < SameTop
            && Vector2.Distance(new(other.X, other.Z), new(place.X, place.Z)) < radius + body.Radius + 0.02f;
        return _actors.Exists(
            actor => !actor.Body.Alive && !actor.Body.IsLarge && Meets(actor.Start, actor.Body.Radius))
            || _floor.Set.Pieces.Any(piece => piece.Model.High.Y < 0.7f && piece.Model.High.X - piece.Model.Low.X < 1
                && Meets(
                    piece.Place.Translation, Math.Max(piece.Model.High.X, piece.Model.High.Z)
                        * new Vector3(piece.Place.M11, piece.Place.M12, piece.Place.M13).Length()));
    }
}
