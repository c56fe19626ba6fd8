using System.Numerics;
using Throughline.Stage.Assets;

namespace Throughline.Stage.Motion;

/// <summary>
/// What one creature does in a shot, compiled from its beats: where it is and how it is posed as functions of time.
/// Feet that bear weight stand still on the ground. Never changes; any thread may ask, each with a stance of its own.
/// </summary>
public sealed partial class Role
{
    private readonly List<Piece> _pieces = [];
    private readonly ActionLibrary _actions;
    private readonly RoleGround _ground;
    private readonly Rig _rig;
    private readonly ChannelMap _map;
    private readonly Drift _drift;
    private readonly (int Slot, Vector3 Value)[] _bearing;
    private readonly IdleSlots _idle;
    private readonly SpringTrack? _springs;

    private Role(Creature creature, IReadOnlyList<TimedBeat> beats, ActionLibrary actions, RoleGround ground, long seed)
    {
        Creature = creature;
        _actions = actions;
        _ground = ground;
        _rig = creature.Rig;
        _map = new ChannelMap(_rig);
        _drift = new Drift(seed);
        _idle = new IdleSlots(_map);
        _bearing = [
            .. creature.Bearing.Where(pair => _map.Find(pair.Key) >= 0).Select(
                pair => (_map.Find(pair.Key), pair.Value))
        ];
        From = beats.Count > 0 ? beats.Min(beat => beat.From) : 0;
        To = beats.Count > 0 ? beats.Max(beat => beat.To) : 0;
        Build(beats);
        _springs = _rig.Springs.Length == 0 ? null : SpringTrack.Of(
            this, _rig, From, To, ground.Before?._springs, ground.BeforeSeconds);
    }

    /// <summary>Who plays it.</summary>
    public Creature Creature { get; }

    /// <summary>When its first beat starts, seconds since the scene began.</summary>
    public double From { get; }

    /// <summary>When its last beat ends; after that it goes on as it was.</summary>
    public double To { get; }

    internal Rig Rig => _rig;

    internal ChannelMap Map => _map;

    internal RoleGround Surroundings => _ground;

    internal Drift Drift => _drift;

    /// <summary>Works out a role.</summary>
    /// <param name="creature">Who plays it.</param>
    /// <param name="beats">What it does, in order; gaps are filled by standing about.</param>
    /// <param name="actions">The actions.</param>
    /// <param name="ground">Where it plays and how it begins.</param>
    /// <param name="seed">Decides when it blinks and how it sways.</param>
    public static Role Compile(
        Creature creature, IReadOnlyList<TimedBeat> beats, ActionLibrary actions, RoleGround ground, long seed)
    {
        ArgumentNullException.ThrowIfNull(creature);
        ArgumentNullException.ThrowIfNull(beats);
        ArgumentNullException.ThrowIfNull(actions);
        ArgumentNullException.ThrowIfNull(ground);
        return new Role(creature, beats, actions, ground, seed);
    }

    /// <summary>Fills a stance with the pose at a time. Allocates nothing after the stance's first use.</summary>
    /// <param name="seconds">Seconds since the scene began.</param>
    /// <param name="into">A stance of <see cref="Creature"/>.</param>
    public void At(double seconds, Stance into) => At(seconds, into, default);

    /// <summary>The same with hands and feet on what carries it.</summary>
    /// <param name="seconds">Seconds since the scene began.</param>
    /// <param name="into">A stance of <see cref="Creature"/>.</param>
    /// <param name="grasp">Where hands and feet belong that have nothing else to do.</param>
    internal void At(double seconds, Stance into, in Grasp grasp)
    {
        ArgumentNullException.ThrowIfNull(into);
        var pose = ScratchOf(into);
        PoseAt(seconds, pose, true);
        Hold(seconds, pose, grasp);
        PoseSolver.Write(_rig, _map, pose, into);
    }

    /// <summary>Where it is at a time.</summary>
    /// <param name="seconds">Seconds since the scene began.</param>
    public RolePlace PlaceAt(double seconds)
    {
        var piece = PieceAt(seconds);
        var (place, heading, _) = RootAt(piece, seconds);
        var left = Left(piece, seconds);
        return new(place + (left * piece.RootOffset.Place), heading + (left * piece.RootOffset.Heading));
    }

    /// <summary>
    /// When somebody who jumps somewhere last came down there, seconds since the scene began; null for who has not.
    /// </summary>
    internal double? LandedAt(double seconds) =>
        PieceAt(seconds) is { Hop: not null, Action.Climbs: false } piece ? piece.LandedAt(seconds) : null;

    /// <summary>When what an action is about happens, seconds since the scene began; null for who does not do
    /// it.</summary>
    /// <param name="action">Its name.</param>
    internal double? MomentOf(string action)
    {
        foreach (var piece in _pieces)
        {
            if (piece.Action.Name == action)
            {
                return piece.From - piece.Ahead + (piece.Action.Moment * piece.Clip.Seconds / piece.Pace);
            }

            if (piece.Layers.FirstOrDefault(layer => layer.Action.Name == action) is { } layer)
            {
                return piece.From + (layer.Action.Moment * layer.Clip.Seconds / piece.Pace);
            }
        }

        return null;
    }

    /// <summary>What comes out of its open mouth at a time, a kind of the air; null for nothing.</summary>
    internal string? BreathAt(double seconds)
    {
        var piece = PieceAt(seconds);
        return piece.Action.Breath
            ?? piece.Layers.Select(layer => layer.Action.Breath).FirstOrDefault(breath => breath is not null);
    }

    /// <summary>Joints and turns of all bones at a time, in the creature's space.</summary>
    /// <param name="seconds">Seconds since the scene began.</param>
    /// <param name="pose">Takes them.</param>
    /// <param name="sprung">Whether hair, cloth and tails lag.</param>
    internal void PoseAt(double seconds, PoseScratch pose, bool sprung)
    {
        var piece = PieceAt(seconds);
        Evaluate(piece, seconds, pose);
        Fade(piece, seconds, pose);
        if (sprung && _springs is not null)
        {
            _springs.At(seconds, pose.Springs);
        }
        else
        {
            Array.Fill(pose.Springs, Quaternion.Identity);
        }

        PoseSolver.Solve(_rig, _map, pose);
    }

    internal PoseScratch NewScratch() => new(_rig.Skeleton.Count, _map.Count, _rig.Legs.Length);

    private PoseScratch ScratchOf(Stance stance)
    {
        if (stance.Scratch is not PoseScratch scratch || scratch.Channels.Length != _map.Count)
        {
            stance.Scratch = scratch = NewScratch();
        }

        return scratch;
    }

    private Piece PieceAt(double seconds)
    {
        var piece = _pieces[0];
        foreach (var next in _pieces)
        {
            if (next.From > seconds)
            {
                break;
            }

            piece = next;
        }

        return piece;
    }

    // What is left of the pose before, 1 to 0, level at both ends.
    private static float Left(Piece piece, double seconds)
    {
        var share = Math.Clamp((float)((seconds - piece.From) / piece.Fade), 0, 1);
        return 1 - (share * share * share * (10 - (15 * share) + (6 * share * share)));
    }

    private static void Fade(Piece piece, double seconds, PoseScratch pose)
    {
        var left = Left(piece, seconds);
        if (left <= 0 || piece.Offset.Length == 0)
        {
            return;
        }

        for (var i = 0; i < pose.Channels.Length; i++)
        {
            pose.Channels[i] += left * piece.Offset[i];
        }

        pose.Place += left * piece.RootOffset.Place;
        pose.Heading += left * piece.RootOffset.Heading;
        for (var i = 0; i < pose.Feet.Length; i++)
        {
            pose.Feet[i].Ball += left * piece.FeetOffset[i].Ball;
            pose.Feet[i].Pitch += left * piece.FeetOffset[i].Pitch;
            pose.Feet[i].Heading += left * piece.FeetOffset[i].Heading;
        }
    }
}
