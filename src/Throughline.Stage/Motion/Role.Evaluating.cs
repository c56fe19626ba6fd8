using System.Numerics;
using Throughline.Stage.Assets;

namespace Throughline.Stage.Motion;

/// <content>The pose of one piece at a time, before what the piece before left has faded.</content>
public sealed partial class Role
{
    private void Evaluate(Piece piece, double seconds, PoseScratch pose)
    {
        var channels = pose.Channels;
        Array.Clear(channels);
        foreach (var (slot, value) in _bearing)
        {
            Put(channels, slot, 3, value);
        }

        var (place, heading, going) = RootAt(piece, seconds);
        pose.Place = place;
        pose.Heading = heading;
        pose.Bank = 0;
        Life(seconds, channels, 1 - (0.7f * going));
        foreach (var (slot, parts, value) in piece.Posture)
        {
            Put(channels, slot, parts, value);
        }

        foreach (var (slot, parts, value) in piece.Adds)
        {
            Put(channels, slot, parts, value);
        }

        Play(piece, seconds, going, channels);
        foreach (var layer in piece.Layers)
        {
            Play(layer, piece, seconds, channels);
        }

        Sit(piece, channels);
        Wind(piece, seconds, going, channels);
        Fly(piece, seconds, going, channels);
        Look(piece, seconds, place, heading, channels);
        Point(piece, seconds, place, heading, channels);
        Speak(piece, seconds, channels);
        Slope(piece, place, heading, channels);
        for (var i = 0; i < pose.Feet.Length; i++)
        {
            pose.Feet[i] = FootAt(piece, seconds, i, place, heading, channels);
        }
    }

    private static void Put(float[] channels, int slot, int parts, Vector3 value)
    {
        channels[slot] += value.X;
        if (parts > 1)
        {
            channels[slot + 1] += value.Y;
            channels[slot + 2] += value.Z;
        }
    }

    private (Vector3 Place, float Heading, float Going) RootAt(Piece piece, double seconds)
    {
        if (piece.Way is not { } way)
        {
            return (IsOnRungs(piece) ? piece.SpotAt(seconds) : OnGround(piece, piece.SpotAt(seconds)), piece.Heading, piece.Action.Travel == ActionTravel.None ? 0 : 0.3f);
        }

        var steps = piece.StepsAt(seconds);
        var body = piece.BodyAt(steps);
        var (place, heading) = way.At(body);
        if (piece.Action.Travel is ActionTravel.Air or ActionTravel.Water)
        {
            return (place, heading, piece.GoingAt(steps));
        }

        // The ground under the body, evened over a stride, so that small bumps are the legs' business.
        var reach = 0.3f * _rig.LegLength;
        var (ahead, _) = way.At(body + reach);
        var (behind, _) = way.At(body - reach);
        var height = 0.25f * (_ground.HeightAt(ahead.X, ahead.Z) + (2 * _ground.HeightAt(place.X, place.Z))
            + _ground.HeightAt(behind.X, behind.Z));
        return (place with { Y = height }, heading, seconds > piece.Arrival
            && piece.EaseOut > 0 ? 0 : piece.GoingAt(steps));
    }

    private Vector3 OnGround(Piece piece, Vector3 place) => Creature.Element == Element.Ground
        || piece.Action.Travel is ActionTravel.None or ActionTravel.Ground or ActionTravel.Carried
        ? Creature.Element is Element.Deep ? place : Flies(
            piece) ? place : place with { Y = _ground.HeightAt(place.X, place.Z) }
        : place;

    private static bool IsOnRungs(Piece piece) => piece is { Action.Climbs: true, Hop: not null };

    // Something that flew in stays up until it lands.
    private static bool Flies(Piece piece) => piece.Action.Travel == ActionTravel.Air;

    private void Play(Piece piece, double seconds, float going, float[] channels)
    {
        float phase;
        var strength = 1f;
        if (piece.Clip.Gait is not null && piece.Way is not null)
        {
            phase = Share(piece.Phase + (piece.StepsAt(seconds) / piece.Stride));
            strength = going;
        }
        else
        {
            var time = piece.Action.Travel == ActionTravel.Air && Creature.FlapHertz > 0
                ? (float)((seconds - piece.From + piece.Ahead) * Creature.FlapHertz)
                : piece.ClipsAt(seconds);
            phase = piece.Clip.Loop ? Share(time) : Math.Clamp(time, 0, 1);
            strength = piece.Action.Travel == ActionTravel.Air ? Flap(seconds) : 1;
        }

        foreach (var (slot, parts, curve) in piece.Curves)
        {
            // Manner makes turns of bones larger, not steps and postures; resting wings rest alone.
            var bone = slot < _map.RootOffset;
            var part = piece.Action.Travel == ActionTravel.Air && !(bone
                && Array.IndexOf(_rig.Folding, slot / 3) >= 0) ? 1 : strength;
            var bend = Array.IndexOf(_idle.Back, slot) >= 0 ? _rig.Supple : 1;
            Put(
                channels, slot, parts, curve.At(phase)
                    * bend * (bone && piece.Clip.Loop ? part * piece.Energy : piece.Clip.Gait is null ? 1 : part));
        }
    }

    private static void Play(PieceLayer layer, Piece piece, double seconds, float[] channels)
    {
        var time = (float)((seconds - piece.From) / (layer.Clip.Seconds / piece.Pace));
        var phase = layer.Clip.Loop ? Share(time) : Math.Clamp(time, 0, 1);
        foreach (var (slot, parts, curve) in layer.Curves)
        {
            Put(channels, slot, parts, curve.At(phase));
        }
    }

    // Large birds rest on the air between beats.
    private float Flap(double seconds)
    {
        if (Creature.FlapHertz is 0 or > 3.2f || Creature.Family != CreatureFamily.Bird)
        {
            return 1;
        }

        var rest = Math.Clamp(0.55f + (1.1f * _drift.At(70, seconds, 0.11)), 0, 1);
        return 0.12f + (0.88f * rest);
    }

    private static float Share(float value) => value - MathF.Floor(value);

    // Breath, shifting weight, small movements of the head, blinking.
    private void Life(double seconds, float[] channels, float strength)
    {
        var slots = _idle;
        var size = Math.Clamp(_rig.LegLength / 0.8f, 0.15f, 3);
        var breath = MathF.Sin((float)((Math.Tau * 0.27 / Math.Sqrt(size) * seconds) + (6 * _drift.Toss(1, 0))))
            + (0.3f * _drift.At(2, seconds, 0.1));
        Nudge(slots.Chest, -1.1f * breath, 0, 0);
        Nudge(slots.Spine, 0.4f * breath, 1.2f * strength * _drift.At(3, seconds, 0.07), 0);
        Nudge(slots.Neck, 0.5f * breath, 0, 0);
        foreach (var shoulder in slots.Shoulders)
        {
            Nudge(shoulder, 0, 0, 1.3f * breath);
        }

        // Who stands on two legs rests on one of them, and changes it now and then; the pelvis hangs on the other side.
        var two = _rig.Family == CreatureFamily.Biped;
        var weight = strength * (two ? MathF.Tanh(2.2f * _drift.At(4, seconds, 0.05)) : _drift.At(4, seconds, 0.06));
        channels[_map.RootOffset] += (two ? 0.042f : 0.020f) * weight;
        Nudge(slots.Root, 0, (two ? 1.6f : 0.8f) * weight, (two ? 2.4f : 1.0f) * weight);
        Nudge(slots.Spine, 0, (two ? -1.2f : 0) * weight, (two ? -3.2f : -1.3f) * weight);
        Nudge(
            slots.Head, 1.6f * _drift.At(5, seconds, 0.13), 3.0f * strength * _drift.At(6, seconds, 0.09),
            1.4f * _drift.At(7, seconds, 0.08));
        for (var i = 0; i < slots.Arms.Length; i++)
        {
            Nudge(slots.Arms[i], 1.3f * strength * _drift.At(10 + i, seconds, 0.11), 0, 0.9f * breath);
            Nudge(slots.Fingers[i], 12 + (5 * _drift.At(12 + i, seconds, 0.1)), 0, 0);
        }

        for (var i = 0; i < slots.Ears.Length; i++)
        {
            Nudge(
                slots.Ears[i], 5 * _drift.At(20 + i, seconds, 0.2) + (14 * Flick(seconds, 22 + i, 2.7)),
                6 * _drift.At(24 + i, seconds, 0.15), 0);
        }

        for (var i = 0; i < slots.Tail.Length; i++)
        {
            Nudge(
                slots.Tail[i], 3 * _drift.At(30, seconds - (0.12 * i), 0.2),
                (5 + (3 * i)) * _drift.At(31, seconds - (0.15 * i), 0.35), 0);
        }

        for (var i = 0; i < slots.Feelers.Length; i++)
        {
            Nudge(
                slots.Feelers[i], 7 * _drift.At(40 + i, seconds, 0.6), 5 * _drift.At(50 + i, seconds, 0.4),
                4 * _drift.At(60 + i, seconds, 0.5));
        }

        channels[_map.Face + (int)FaceChannel.Shut] += Blink(seconds);
        var (left, up) = Glance(seconds);
        channels[_map.Face + (int)FaceChannel.LookLeft] += left;
        channels[_map.Face + (int)FaceChannel.LookUp] += up;

        void Nudge(int slot, float pitch, float yaw, float roll)
        {
            if (slot >= 0)
            {
                channels[slot] += pitch;
                channels[slot + 1] += yaw;
                channels[slot + 2] += roll;
            }
        }
    }

    /// <summary>
    /// How far the lids are down at a time, 0 to 1: one blink in every stretch of 3.4 s, now and then two.
    /// </summary>
    internal float Blink(double seconds)
    {
        const double Stretch = 3.4;
        const double Length = 0.2;
        var stretch = (long)Math.Floor(seconds / Stretch);
        var begin = (stretch * Stretch) + (_drift.Toss(80, stretch) * (Stretch - (3 * Length)));
        var shut = Once(seconds - begin);
        return _drift.Toss(81, stretch) < 0.18f ? Math.Max(shut, Once(seconds - begin - (1.3 * Length))) : shut;

        // Down in a third of the time, up in the rest.
        static float Once(double time)
        {
            var share = (float)(time / Length);
            return share is <= 0 or >= 1 ? 0 : share < 0.35f ? Ease(share / 0.35f) : 1 - Ease((share - 0.35f) / 0.65f);
        }
    }

    // Where the eyes wander: they rest, then jump.
    private (float Left, float Up) Glance(double seconds)
    {
        const double Stretch = 1.7;
        var stretch = (long)Math.Floor(seconds / Stretch);
        var jump = (stretch * Stretch) + (Stretch * 0.7 * _drift.Toss(82, stretch));
        var share = Ease(Math.Clamp((float)((seconds - jump) / 0.07), 0, 1));
        var (before, after) = (Rest(stretch - 1), Rest(stretch));
        var at = Vector2.Lerp(before, after, share);
        return (at.X, at.Y);

        Vector2 Rest(long number) => _drift.Toss(83, number) < 0.45f ? Vector2.Zero : new(
            (0.5f * _drift.Toss(84, number)) - 0.25f, (0.24f * _drift.Toss(85, number)) - 0.12f);
    }

    // A short twitch now and then, 0 to 1.
    private float Flick(double seconds, int channel, double stretch)
    {
        var number = (long)Math.Floor(seconds / stretch);
        var share = (float)((seconds - (number * stretch) - (_drift.Toss(channel, number) * (stretch - 0.3))) / 0.25);
        return share is <= 0 or >= 1 ? 0 : MathF.Sin(MathF.PI * share);
    }

    /// <summary>A share of a way, 0 to 1, gone with a soft beginning and end.</summary>
    internal static float Ease(float share) => share * share * (3 - (2 * share));

    private void Sit(Piece piece, float[] channels)
    {
        if (piece.Seat is not { } seat || channels[_map.RootOffset + 1] is >= -0.02f and <= 0.02f)
        {
            return;
        }

        var full = Lowest(
            piece.Curves.Where(one => one.Slot == _map.RootOffset).Select(one => one.Curve.At(1).Y).Concat(
                piece.Posture.Where(one => one.Slot == _map.RootOffset).Select(one => one.Value.Y)));
        if (MathF.Abs(full) > 0.02f)
        {
            var share = Math.Clamp(channels[_map.RootOffset + 1] / full, 0, 1);
            channels[_map.RootOffset + 1] = share * ((seat - _rig.Seat.Place.Y) / _rig.LegLength);
        }

        static float Lowest(IEnumerable<float> values) => values.DefaultIfEmpty(0).MinBy(value => -MathF.Abs(value));
    }

    // The wave that swimmers and snakes go by: it runs back along the body and grows on its way.
    private void Wind(Piece piece, double seconds, float going, float[] channels)
    {
        if (_rig.Wave.Length == 0)
        {
            return;
        }

        var speed = piece.Way is null ? 0 : (piece.LastStep - piece.FirstStep) / Math.Max(
            (float)(piece.Arrival - piece.From), 0.1f);
        var length = Math.Max(Creature.Length, 0.05f);
        var snake = Creature.Family == CreatureFamily.Snake;
        var strength = snake ? 26 : 5 + (9 * going);
        var waves = snake ? 1.6f : 0.55f;

        // A snake's body follows its own track; a fish beats about one and a half times for each length it goes.
        var turns = snake && piece.Way is not null ? waves * piece.BodyAt(piece.StepsAt(seconds)) / length
            : (float)(seconds * Math.Clamp(1.4 * speed / length, 0.45 / Math.Sqrt(length), 4.5))
                + (snake ? 0.1f * _drift.At(45, seconds, 0.1) : 0);
        for (var i = 0; i < _rig.Wave.Length; i++)
        {
            var along = (i + 1f) / _rig.Wave.Length;
            var bend = strength * (snake ? 1 : (0.25f + along) * (i == 0 ? -0.35f : 1)) * MathF.Sin(
                MathF.Tau * (turns - (waves * along)));
            channels[(3 * _rig.Wave[i]) + (_rig.WaveUpright ? 0 : 1)] += bend;
        }
    }

    // Flyers and swimmers lean into their curves and point along their climb.
    private void Fly(Piece piece, double seconds, float going, float[] channels)
    {
        if (piece.Action.Travel == ActionTravel.Air && _rig.FlightPitch != 0)
        {
            // Birds stand upright and fly level, their heads level too.
            channels[_idle.Root] += _rig.FlightPitch;
            channels[_idle.Neck] -= 0.5f * _rig.FlightPitch;
            channels[_idle.Head] -= 0.5f * _rig.FlightPitch;
        }

        if (piece.Way is not { } way || piece.Action.Travel is not (ActionTravel.Air or ActionTravel.Water))
        {
            return;
        }

        var body = piece.BodyAt(piece.StepsAt(seconds));
        const float Reach = 0.6f;
        var (ahead, headingAhead) = way.At(body + Reach);
        var (behind, headingBehind) = way.At(body - Reach);
        var rise = (ahead.Y - behind.Y) / Math.Max(Vector3.Distance(ahead, behind), 1e-3f);
        var bend = Way.Nearest(headingAhead - headingBehind) / (2 * Reach);
        var speed = (piece.LastStep - piece.FirstStep) / Math.Max((float)(piece.Arrival - piece.From), 0.1f);
        channels[_idle.Root] -= MathF.Asin(Math.Clamp(rise, -0.9f, 0.9f)) * 180 / MathF.PI * going;

        // Balance of weight and the turn's pull: tan(bank) = v²/(g r). Roll to the left is about -Z.
        var pull = bend * MathF.PI / 180 * speed * speed / 9.81f;
        channels[_idle.Root + 2] -= Math.Clamp(MathF.Atan(pull) * 180 / MathF.PI, -48, 48) * going;
        var hover = 0.05f * (1 - going) + 0.012f;
        channels[_map.RootOffset + 1] += hover * _drift.At(71, seconds, 0.5);
    }

    private void Look(Piece piece, double seconds, Vector3 place, float heading, float[] channels)
    {
        var strength = piece.Gaze;
        if (strength <= 0 || _rig.Gaze.Length == 0)
        {
            return;
        }

        float yaw, pitch;
        if (piece.Target is { } target)
        {
            var eyes = place + new Vector3(0, Creature.EyeHeight + (channels[_map.RootOffset + 1] * _rig.LegLength), 0);
            var way = target - eyes;
            if (Flat(way) < 0.04f)
            {
                return;
            }

            yaw = Way.Nearest(Bearing(way) - heading);
            yaw = MathF.Abs(yaw) > 120 ? 0 : Math.Clamp(yaw, -75, 75);
            pitch = Math.Clamp(MathF.Atan2(way.Y, MathF.Sqrt(Flat(way))) * 180 / MathF.PI, -40, 40);
        }
        else if (piece.Way is { } line)
        {
            // Round the coming bend.
            var body = piece.BodyAt(piece.StepsAt(seconds));
            yaw = Math.Clamp(0.6f * Way.Nearest(line.At(body + (1.6f * _rig.LegLength)).Heading - heading), -30, 30);
            pitch = 0;
        }
        else
        {
            return;
        }

        foreach (var (bone, share) in _rig.Gaze)
        {
            channels[(3 * bone) + 1] += 0.82f * strength * share * yaw;
            channels[3 * bone] -= 0.75f * strength * share * pitch;
        }

        channels[_map.Face + (int)FaceChannel.LookLeft] += strength * Math.Clamp(
            0.25f * yaw / _rig.Face.EyeTurn, -0.8f, 0.8f);
        channels[_map.Face + (int)FaceChannel.LookUp] += strength * Math.Clamp(
            0.3f * pitch / _rig.Face.EyeTurn, -0.8f, 0.8f);
    }

    // The arm on the target's side is raised to it. What it looks at is pointed out.
    private void Point(Piece piece, double seconds, Vector3 place, float heading, float[] channels)
    {
        if (!piece.Points || _idle.Arms.Length < 2)
        {
            return;
        }

        var (yaw, rise) = (-25f, 6f);
        if (piece.Target is { } target)
        {
            var shoulder = place + new Vector3(0, 0.8f * Creature.EyeHeight, 0);
            var way = target - shoulder;
            yaw = Math.Clamp(Way.Nearest(Bearing(way) - heading), -100, 100);
            rise = Math.Clamp(MathF.Atan2(way.Y, MathF.Sqrt(Flat(way))) * 180 / MathF.PI, -50, 80);
        }

        var left = yaw > 0;
        var arm = _idle.Arms[left ? 0 : 1];
        var (sinYaw, cosYaw) = MathF.SinCos(yaw * MathF.PI / 180);
        var (sinRise, cosRise) = MathF.SinCos(rise * MathF.PI / 180);
        var side = MathF.Asin(Math.Clamp((left ? 1 : -1) * sinYaw * cosRise, -0.98f, 0.98f));
        var raise = MathF.Atan2(cosYaw * cosRise, -sinRise);
        var share = Ease(Math.Clamp((float)((seconds - piece.From + piece.Ahead) / 0.6), 0, 1));
        channels[arm] += share * ((raise * 180 / MathF.PI) - channels[arm] + (2 * _drift.At(72, seconds, 0.3)));
        channels[arm + 1] *= 1 - share;
        channels[arm + 2] += share * ((side * 180 / MathF.PI) - channels[arm + 2]);
        var fore = arm + 3;
        channels[fore] += share * (4 - channels[fore]);
    }

    private void Speak(Piece piece, double seconds, float[] channels)
    {
        if (piece.Speaks <= 0)
        {
            return;
        }

        // Syllables about five a second in phrases with rests between.
        var syllable = MathF.Max(
            0, MathF.Sin((float)(Math.Tau * 2.6 * seconds) + (1.6f * _drift.At(73, seconds, 0.9))));
        var phrase = Math.Clamp(0.75f + (1.4f * _drift.At(74, seconds, 0.28)), 0, 1);
        var strength = piece.Speaks * phrase;
        channels[_map.Face + (int)FaceChannel.Open] += strength
            * syllable * (0.55f + (0.3f * _drift.At(75, seconds, 1.3)));
        channels[_map.Face + (int)FaceChannel.Round] += strength * 0.5f * MathF.Max(0, _drift.At(76, seconds, 1.1));
        channels[_map.Face + (int)FaceChannel.Smile] += strength * 0.25f * _drift.At(77, seconds, 0.4);
        channels[_map.Face + (int)FaceChannel.Brow] += strength * 0.45f * _drift.At(78, seconds, 0.5);
    }
}
