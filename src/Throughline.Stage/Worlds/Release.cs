using System.Numerics;
using Throughline.Stage.Assets;
using Throughline.Stage.Motion;

namespace Throughline.Stage.Worlds;

/// <summary>
/// What a hand lets go: it flies as what is thrown does, turns over on its way, and comes to rest, or is caught. A
/// closed form of time.
/// </summary>
internal sealed class Release
{
    private const float Gravity = 9.81f;

    // Share of its speed that is left after it hits the ground.
    private const float Bounce = 0.28f;

    private readonly Matrix4x4 _from;
    private readonly Vector3 _speed;
    private readonly Quaternion _turned;
    private readonly Quaternion _lies;
    private readonly Vector3 _axis;
    private readonly float _spin;
    private readonly Func<double, Matrix4x4>? _caught;

    private Release(
        Matrix4x4 from, Vector3 speed, double seconds, float flight, Vector3 end, Quaternion lies, float spin,
        Func<double, Matrix4x4>? caught)
    {
        (_from, _speed, Seconds, Lands, End) = (from, speed, seconds, seconds + flight, end);
        _turned = Quaternion.CreateFromRotationMatrix(from);
        _lies = lies;
        _axis = Vector3.Normalize(Vector3.Cross(Vector3.UnitY, speed with { Y = 0 } + new Vector3(1e-3f, 0, 0)));
        _spin = spin;
        _caught = caught;
    }

    /// <summary>When it is let go, seconds since the scene began.</summary>
    public double Seconds { get; }

    /// <summary>When it comes down or is caught.</summary>
    public double Lands { get; }

    /// <summary>Where its origin is then, world, metres.</summary>
    public Vector3 End { get; }

    /// <summary>Whether somebody catches it.</summary>
    public bool IsCaught => _caught is not null;

    /// <summary>Metres a second with which it comes down.</summary>
    public Vector3 SpeedAtEnd => _speed - new Vector3(0, Gravity * (float)(Lands - Seconds), 0);

    /// <summary>What falls out of a hand.</summary>
    /// <param name="from">From the model to the world as it is let go.</param>
    /// <param name="speed">Of the hand then, metres a second.</param>
    /// <param name="seconds">When.</param>
    /// <param name="model">The thing.</param>
    /// <param name="floorAt">Height of what it falls on.</param>
    public static Release Falling(
        in Matrix4x4 from, Vector3 speed, double seconds, Model model, Func<float, float, float> floorAt)
    {
        // Where it comes down decides how far it falls: two rounds settle it.
        var (flight, end) = (0.5f, from.Translation);
        for (var round = 0; round < 3; round++)
        {
            end = from.Translation + (speed * flight);
            end.Y = floorAt(end.X, end.Z) - model.Low.Y;
            var fall = Math.Max(from.Translation.Y - end.Y, 0.01f);
            flight = (speed.Y + MathF.Sqrt((speed.Y * speed.Y) + (2 * Gravity * fall))) / Gravity;
        }

        return new(from, speed, seconds, flight, end, Lying(from), MathF.Tau, null);
    }

    /// <summary>What is thrown to a place.</summary>
    /// <param name="from">From the model to the world as it is let go.</param>
    /// <param name="to">Where its origin is to come down, world, metres.</param>
    /// <param name="seconds">When it is let go.</param>
    /// <param name="caught">From the model to the world in the hands of who catches it; null when nobody does.</param>
    public static Release Thrown(in Matrix4x4 from, Vector3 to, double seconds, Func<double, Matrix4x4>? caught)
    {
        var flight = Math.Clamp(Vector3.Distance(from.Translation, to) / 5.5f, 0.4f, 1.4f);
        if (caught is not null)
        {
            to = caught(seconds + flight).Translation;
        }

        var speed = ((to - from.Translation) / flight) + new Vector3(0, Gravity * flight / 2, 0);
        return new(from, speed, seconds, flight, to, Lying(from), MathF.Tau * MathF.Round(flight * 1.2f), caught);
    }

    /// <summary>From the model to the world at a time after it is let go.</summary>
    public Matrix4x4 At(double seconds)
    {
        var (come, flight) = ((float)(seconds - Seconds), (float)(Lands - Seconds));
        if (_caught is not null && come > flight)
        {
            return _caught(seconds);
        }

        var share = Math.Clamp(come / flight, 0, 1);
        var turn = _caught is null ? Quaternion.Slerp(_turned, _lies, Role.Ease(share)) : Quaternion.Slerp(
            _turned, Quaternion.CreateFromRotationMatrix(_caught(Lands)), share);
        var over = Quaternion.CreateFromAxisAngle(_axis, _spin * share) * turn;
        return Matrix4x4.CreateFromQuaternion(over) * Matrix4x4.CreateTranslation(
            come <= flight ? Flown(come) : Bounced(come - flight));
    }

    private Vector3 Flown(float come) =>
        _from.Translation + (_speed * come) - new Vector3(0, 0.5f * Gravity * come * come, 0);

    // Up once more, and a little onward.
    private Vector3 Bounced(float come)
    {
        var down = SpeedAtEnd;
        var up = Bounce * -down.Y;
        var height = Math.Max((up * come) - (0.5f * Gravity * come * come), 0);
        return End + ((down with { Y = 0 }) * (0.12f * (1 - MathF.Exp(-5 * come)))) + new Vector3(0, height, 0);
    }

    // Upright, turned as it is.
    private static Quaternion Lying(in Matrix4x4 from) =>
        Quaternion.CreateFromAxisAngle(Vector3.UnitY, MathF.Atan2(from.M31, from.M33));
}
