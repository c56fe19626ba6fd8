using System.Numerics;
using Throughline.Stage.Assets;

namespace Throughline.Stage.Motion;

/// <content>Hands and feet that have nothing else to do are where they belong: on the wheel, the pedals, the other end
/// of what is carried.</content>
public sealed partial class Role
{
    private const string OtherHand = "hand_left";

    // Metres between the crown and the rim of what is held over it.
    private const float AboveCrown = 0.04f;

    // How far below the crown a hand holds up a lantern, in heights of the body.
    private const float RaisedHand = 0.35f;

    private void Hold(double seconds, PoseScratch pose, in Grasp grasp)
    {
        if (_rig.Grips.Length < 2)
        {
            return;
        }

        var back = Quaternion.CreateFromAxisAngle(Vector3.UnitY, -pose.Heading * MathF.PI / 180);
        if (grasp.RightHand is { } right && Creature.Held.Count == 0)
        {
            Reaching.Hand(
                _rig, pose, 0, Vector3.Transform(right - pose.Place, back), Share(seconds, BodyParts.RightArm));
        }

        if (grasp.LeftHand is { } left && Creature.Held.Count < 2)
        {
            Reaching.Hand(_rig, pose, 1, Vector3.Transform(left - pose.Place, back), Share(seconds, BodyParts.LeftArm));
        }

        for (var i = 0; i < _rig.Legs.Length; i++)
        {
            if ((_rig.Legs[i].Name.EndsWith('L') ? grasp.LeftFoot : grasp.RightFoot) is { } place)
            {
                PoseSolver.Foot(_rig, pose, i, place, Share(seconds, BodyParts.Legs));
            }
        }

        Reach(seconds, pose);
        Raise(seconds, pose);
        Catch(seconds, pose);

        // A guitar or a book is held with both hands, if both are at it.
        if (Creature.Held.Count == 1 && Creature.Held[0].Anchors.TryGetValue(OtherHand, out var end))
        {
            Reaching.Hand(
                _rig, pose, 1, Vector3.Transform(end - Creature.Held[0].Grip, PoseSolver.Grip(_rig, _map, pose, 0)),
                BothAt(seconds));
        }
    }

    // Seconds in which a hand goes to what it reaches for, and how long it is there.
    private const float Going = 0.7f, There = 0.35f;

    // The hand goes to a wick and back again.
    private void Reach(double seconds, PoseScratch pose)
    {
        if (PieceAt(seconds) is not { Action.Reaches: true, Target: { } target } piece)
        {
            return;
        }

        var off = MathF.Abs((float)(seconds - piece.From) - (piece.Action.Moment * piece.Clip.Seconds / piece.Pace));
        var back = Quaternion.CreateFromAxisAngle(Vector3.UnitY, -pose.Heading * MathF.PI / 180);
        Reaching.Hand(
            _rig, pose, 0, Vector3.Transform(target - pose.Place, back), Ease(Math.Clamp((Going + There - off) / Going, 0, 1)));
    }

    /// <summary>What a hand strikes at a time, a kind of the air, such as the flame of a match; null for nothing.</summary>
    internal string? StruckAt(double seconds) =>
        PieceAt(seconds) is { Action.Strikes: { } kind } piece
            && Math.Abs(seconds - piece.From - (piece.Action.Moment * piece.Clip.Seconds / piece.Pace)) < Going ? kind : null;

    // A lantern is held up before the chest, an umbrella so high that its rim is above the crown, wherever the arm would
    // swing.
    private void Raise(double seconds, PoseScratch pose)
    {
        if (_idle.Chest < 0 || Raised is not var (hand, held))
        {
            return;
        }

        var chest = _idle.Chest / 3;
        var size = _rig.LegLength;
        var side = hand == 0 ? -0.19f : 0.19f;
        var to = pose.Joints[chest] + Vector3.Transform(new(side * size, 0.17f * size, 0.35f * size), pose.Turns[chest]);
        if (held.Anchors.TryGetValue(Model.Cover, out var rim) && _idle.Head >= 0)
        {
            var head = _idle.Head / 3;
            var crown = pose.Joints[head].Y + Creature.Height - _rig.Skeleton.Bones[head].Rest.Y;
            to = pose.Joints[chest] + Vector3.Transform(new(side * size, 0, 0.24f * size), pose.Turns[chest]);
            to.Y = Math.Max(to.Y, crown + AboveCrown - (rim.Y - held.Grip.Y));
        }

        Reaching.Hand(_rig, pose, hand, to, RaisedShare(seconds, hand == 0 ? BodyParts.RightArm : BodyParts.LeftArm));
    }

    /// <summary>How far what somebody holds up reaches above the crown, metres; 0 for what does not.</summary>
    internal static float Overhead(Creature creature, Model held)
    {
        var top = held.High.Y - held.Grip.Y;
        return Math.Max(
            held.Anchors.TryGetValue(Model.Cover, out var rim)
                ? AboveCrown + held.High.Y - rim.Y
                : top - (RaisedHand * creature.Height), 0);
    }

    // What is held up, and in which hand.
    private (int Hand, Model Held)? Raised
    {
        get
        {
            for (var hand = 0; hand < Creature.Held.Count; hand++)
            {
                if (Creature.Held[hand].IsHeldUp)
                {
                    return (hand, Creature.Held[hand]);
                }
            }

            return _ground.InHand is { IsHeldUp: true } held ? (Math.Min(Creature.Held.Count, 1), held) : null;
        }
    }

    // The cup is held under the spout.
    private void Catch(double seconds, PoseScratch pose)
    {
        if (Pouring.Of(Creature.Held) is not var (spout, bowl))
        {
            return;
        }

        var under = Vector3.Transform(spout, PoseSolver.Grip(_rig, _map, pose, 0)) - new Vector3(0, Pouring.Fall, 0);
        Reaching.Hand(
            _rig, pose, 1, under - bowl, Blended(
                seconds,
                piece => piece.Action.Holds.Count == 2 || piece.Layers.Any(layer => layer.Action.Holds.Count == 2)));
    }

    // How much a limb is on what carries the body: not while it is busy with something else, and it takes a moment to
    // go there.
    private float Share(double seconds, BodyParts limb) => Blended(seconds, piece =>
        (piece.Action.Travel == ActionTravel.Carried || (piece.Action.Uses & limb) == 0)
            && piece.Layers.All(layer => (layer.Action.Uses & limb) == 0));

    // Whoever walks swings an arm; one that holds something up does not.
    private float RaisedShare(double seconds, BodyParts limb) => Blended(seconds, piece =>
        (piece.Action.Travel != ActionTravel.None || (piece.Action.Uses & limb) == 0)
            && piece.Layers.All(layer => (layer.Action.Uses & limb) == 0));

    private float BothAt(double seconds) => Blended(seconds, piece =>
        TakesBoth(piece.Action) || piece.Layers.Any(layer => TakesBoth(layer.Action)));

    private static bool TakesBoth(ActionText action) =>
        action.Holds.Count == 1 && (action.Uses & BodyParts.Arms) == BodyParts.Arms;

    private float Blended(double seconds, Func<Piece, bool> holds)
    {
        var piece = PieceAt(seconds);
        var now = holds(piece) ? 1f : 0;
        var at = _pieces.IndexOf(piece);
        var before = at > 0 ? (holds(_pieces[at - 1]) ? 1f : 0) : now;
        return now + ((before - now) * Left(piece, seconds));
    }
}
