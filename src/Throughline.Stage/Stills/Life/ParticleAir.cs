using System.Numerics;
using Throughline.Camera;
using Throughline.Films;

namespace Throughline.Stage.Stills;

/// <summary>
/// Particles of one kind in the air of a picture's world, in three shells round the camera. In each shell space repeats
/// itself, so a particle's place is a function of its number and of time alone; it is repeated outside what the camera
/// sees.
/// </summary>
internal sealed class ParticleAir
{
    private static readonly (float Near, float Far)[] _shells = [(5, 13), (1.8f, 5), (0.55f, 1.8f)];

    private readonly LifePlan _plan;
    private readonly PlacedEffect _effect;
    private readonly ParticleKind _kind;
    private readonly StillSpace _space;
    private readonly LifeChance _chance;
    private readonly int[] _counts;
    private readonly int _wind;

    /// <summary>The air of an effect.</summary>
    public ParticleAir(LifePlan plan, PlacedEffect effect, ParticleKind kind)
    {
        _plan = plan;
        _effect = effect;
        _kind = kind;
        _space = new StillSpace(plan.Width, plan.Height, plan.FocalLength);
        _chance = new LifeChance(plan.Seed + 0xA117 + (ulong)StableSeed.Of(effect.Kind));
        _counts = [.. new[] { kind.Count.Far, kind.Count.Middle, kind.Count.Near }.Select(c =>
            (int)(c * effect.Strength))];
        _wind = plan.Wind;
    }

    /// <summary>Draws the particles as a camera sees them, farthest shell first.</summary>
    /// <param name="moment">When.</param>
    /// <param name="pose">The camera in the picture's world.</param>
    /// <param name="canvas">Where to.</param>
    public void Draw(in LifeMoment moment, CameraPose pose, in SpriteCanvas canvas)
    {
        var toCamera = Quaternion.Conjugate(pose.Rotation);
        var focal = pose.FocalLength / 36 * canvas.Width;
        var first = 0;
        for (var s = 0; s < _shells.Length; s++)
        {
            for (var i = first; i < first + _counts[s]; i++)
            {
                DrawOne(i, _shells[s], moment, pose, toCamera, focal, canvas);
            }

            first += _counts[s];
        }
    }

    /// <summary>Where particle <paramref name="index"/> of a shell is, metres in the picture's world, and how far it
    /// is from the shell's end, 0 to 1.</summary>
    public (Vector3 Place, float Inside, Vector3 Velocity) At(int index, int shell, in LifeMoment moment,
        CameraPose pose) =>
        At(index, _shells[shell], moment, pose);

    private (Vector3 Place, float Inside, Vector3 Velocity) At(int index, (float Near, float Far) shell,
        in LifeMoment moment, CameraPose pose)
    {
        // As wide as the picture's camera sees at the shell's far end, and a half more for what turns into view.
        var deep = shell.Far - shell.Near;
        var wide = 1.5f * shell.Far * _plan.Width / _space.FocalPixels;
        var tall = 1.5f * shell.Far * _plan.Height / _space.FocalPixels;
        var speed = new Vector3(_kind.Velocity.X * _wind, _kind.Velocity.Y, _kind.Velocity.Z);
        speed *= 1 + (_kind.Spread * _chance.Signed(index, 3));
        speed += new Vector3(_chance.Signed(index, 4), _chance.Signed(index, 5),
            _chance.Signed(index, 6)) * (0.3f * _kind.Spread * _kind.Velocity.Length());
        var velocity = new Vector3(Round(speed.X, wide), Round(speed.Y, tall), Round(speed.Z, deep));
        var place = new Vector3(_chance.At(index, 0) * wide, _chance.At(index, 1) * tall, _chance.At(index, 2) * deep);
        place += velocity * (float)moment.Seconds;
        if (_kind.Wander > 0)
        {
            place += _kind.Wander * new Vector3(Swing(index, 7, moment), 0.6f * Swing(index, 8, moment),
                0.6f * Swing(index, 9, moment));
        }

        var ahead = Vector3.Transform(-Vector3.UnitZ, pose.Rotation);
        var middle = pose.Position + (ahead * ((shell.Near + shell.Far) / 2));
        var depth = Wrap(place.Z - middle.Z, deep);
        return (
            new Vector3(middle.X + Wrap(place.X - middle.X, wide), middle.Y + Wrap(place.Y - middle.Y, tall),
                middle.Z + depth),
            Math.Clamp(5 * (1 - (2 * MathF.Abs(depth) / deep)), 0, 1),
            velocity);
    }

    private void DrawOne(
        int index, (float Near, float Far) shell, in LifeMoment moment, CameraPose pose, Quaternion toCamera,
            float focal, in SpriteCanvas canvas)
    {
        var (place, inside, velocity) = At(index, shell, moment, pose);
        var seen = Vector3.Transform(place - pose.Position, toCamera);
        if (seen.Z > -0.3f)
        {
            return;
        }

        float z = -seen.Z, x = canvas.CentreX + (focal * seen.X / z), y = canvas.CentreY - (focal * seen.Y / z);
        var size = _kind.Radius.Least + ((_kind.Radius.Most - _kind.Radius.Least) * _chance.At(index, 10));

        // The lens is taken to be sharp at 4 m: a point elsewhere is a disc.
        var sharp = size * focal / z;
        var blur = 0.0085f * focal * MathF.Abs((1 / z) - 0.25f);
        var radius = sharp + blur;
        if (x < -60 - radius || y < -60 - radius || x > canvas.Width + 60 + radius || y > canvas.Height + 60 + radius)
        {
            return;
        }

        var opacity = _kind.Opacity * inside * Appeared(index, moment) * Blink(index, moment) * Seen(place, z);
        if (radius < 0.8f)
        {
            opacity *= _kind.IsStreak ? radius / 0.8f : radius * radius / 0.64f;
            radius = 0.8f;
        }
        else
        {
            // The same light on a larger disc; it does not vanish, as bright discs of a lens do not.
            opacity *= MathF.Max(_kind.Shine > 0 ? 0.16f : 0.10f, sharp * sharp / (radius * radius));
        }

        if (_kind.Ceiling > 0)
        {
            opacity *= Math.Clamp(((y / canvas.Height) - _kind.Ceiling) * 6, 0, 1);
        }

        if (opacity < 0.004f)
        {
            return;
        }

        var streak = Vector3.Transform(velocity * (_kind.Exposure / 2), toCamera);
        var along = new Vector2(focal * (streak.X + (seen.X / z * streak.Z)) / z,
            -focal * (streak.Y + (seen.Y / z * streak.Z)) / z);
        if (_kind.Long > 1)
        {
            // A leaf tumbles: its length turns, its width comes and goes.
            var spin = (float)((2 * Math.PI * (Turns(index, 11, moment) + _chance.At(index, 12))) % (2 * Math.PI));
            var flip = 0.35f + (0.65f * MathF.Abs(MathF.Cos((2 * spin) + (6 * _chance.At(index, 13)))));
            along += new Vector2(MathF.Cos(spin), MathF.Sin(spin)) * (sharp * (_kind.Long - 1));
            radius = MathF.Max(0.8f, (sharp * flip) + blur);
        }

        var shade = 1 + (_kind.Shades * _chance.Signed(index, 14));
        canvas.Stroke(new Vector2(x, y), along, radius, blur, _effect.Colour * shade, opacity, _kind.Shine,
            _kind.Long > 1);
    }

    // What stands before a particle hides it, as seen from the picture's camera; motes are seen against the light.
    private float Seen(Vector3 place, float z)
    {
        float far = MathF.Max(-place.Z, 0.3f), x = _space.CentreX + (_space.FocalPixels * place.X / far),
            y = _space.CentreY - (_space.FocalPixels * place.Y / far);
        var node = (Math.Clamp((int)(y / NodeGrid.Fine), 0,
            _plan.Rows - 1) * _plan.Columns) + Math.Clamp((int)(x / NodeGrid.Fine), 0, _plan.Columns - 1);

        // How deep an estimated scene is nobody knows: only what is clearly nearer hides.
        var behind = 0.4f * StillSpace.InverseDepth(_plan.Nearness[node] / 255f);
        var before = Math.Clamp(1 + (((1 / far) - behind) / 0.06f), 0, 1);
        var near = Math.Clamp((z - 0.45f) / 0.3f, 0, 1);
        var light = _plan.Light[node] / 255f;
        var open = _effect.Mask.Length > 0 ? _effect.Mask[node] / 255f : 1;
        return open * before * near * (1 - (_kind.Backlit * (1 - (light * light * (3 - (2 * light))))));
    }

    // Each comes in its own time, so that the air fills instead of appearing.
    private float Appeared(int index, in LifeMoment moment) =>
        _plan.Period > 0 ? moment.Gain : Math.Clamp(((float)moment.Seconds - (2 * _chance.At(index, 15))) / 0.7f, 0, 1);

    private float Blink(int index, in LifeMoment moment)
    {
        if (_kind.BlinkHertz <= 0)
        {
            return 1;
        }

        var wave = 0.5f + (0.5f * Swing(index, 16, moment, _kind.BlinkHertz));
        return 0.12f + (0.88f * wave * wave);
    }

    private float Swing(int index, int channel, in LifeMoment moment, float hertz = 0)
    {
        hertz = hertz > 0 ? hertz : _kind.WanderHertz;
        var seconds = LifeMoment.Whole(1 / (hertz * (0.6 + (0.8 * _chance.At(index, channel + 32)))), _plan.Period);
        return (float)Math.Sin(2 * Math.PI * ((moment.Seconds / seconds) + _chance.At(index, channel)));
    }

    private double Turns(int index, int channel, in LifeMoment moment) =>
        moment.Seconds / LifeMoment.Whole(1 / (0.25 + (0.5 * _chance.At(index, channel))),
            _plan.Period) * (_chance.At(index, channel + 32) < 0.5f ? -1 : 1);

    // A loop holds a whole number of repeats of space.
    private float Round(float speed, float size) =>
        _plan.Period <= 0 ? speed : (float)(Math.Round(speed * _plan.Period / size) * size / _plan.Period);

    private static float Wrap(float at, float size) => at - (size * MathF.Round(at / size));
}
