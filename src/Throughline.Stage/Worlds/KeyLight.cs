using System.Numerics;
using Throughline.Stage.Blocking;
using Throughline.Stage.Rendering;

namespace Throughline.Stage.Worlds;

/// <summary>
/// The lamps a film crew brings: where the hour leaves the face of whom the shot is about in the dark (at night, against
/// the sun, indoors), a soft light from beside and above the camera makes up for it, in the colour of what light there
/// is; and one from behind, if the look wants it, that parts head and shoulders from what is dark. They go along with
/// their subject.
/// </summary>
internal sealed class KeyLight
{
    // What a face should get as the renderer exposes it: by day, and at night, which must still read as night.
    private const float ByDay = 1.1f;
    private const float AtNight = 0.8f;

    // A fair face; one that gives back less is lit more, as a crew would, so that it is seen as well.
    private const float Fair = 0.3f;
    private const float MostMore = 2.2f;

    private readonly EyeTrack _eyes;
    private readonly Lighting _lighting;
    private readonly bool _isIndoors;
    private readonly float _share;
    private readonly float _more;
    private readonly float _exposure;
    private readonly float _wrap;
    private readonly float _sky;
    private readonly float _sun;
    private readonly float _lamps;
    private readonly float _back;
    private readonly Vector2 _side;

    /// <param name="eyes">The eyes of whom the shot is about.</param>
    /// <param name="lighting">The light of the hour.</param>
    /// <param name="look">The look: how much is made up for, from where.</param>
    /// <param name="isIndoors">Whether walls and a ceiling keep most of the hour's light out.</param>
    /// <param name="skin">Share of the light that the face gives back; null where it is no matter.</param>
    public KeyLight(EyeTrack eyes, Lighting lighting, Look look, bool isIndoors, float? skin = null)
    {
        _eyes = eyes;
        _lighting = lighting;
        _isIndoors = isIndoors;
        _share = look.KeyLight;
        _more = Math.Clamp(MathF.Sqrt(Fair / Math.Max(skin ?? Fair, 0.01f)), 1, MostMore);
        _wrap = look.Wrap + 0.15f;
        _exposure = lighting.Exposure * MathF.Pow(2, look.Exposure);
        _sky = lighting.SkyLight * look.SkyStrength;

        // Where a look has little light from the sky, the sun leaves half of a face in the dark however bright it is.
        _sun = (isIndoors ? 0.1f : 1) * MathF.Min(look.SkyStrength, 1);
        _lamps = look.Lamps;
        _back = look.BackLight;
        var (sin, cos) = MathF.SinCos(look.KeySide * MathF.PI / 180);
        _side = new Vector2(cos, sin) * 0.96f;
    }

    /// <summary>Adds what lamps it takes at a time: none where the hour gives enough.</summary>
    /// <param name="time">Seconds since the scene began.</param>
    /// <param name="camera">Where the camera is, world, metres.</param>
    /// <param name="lamps">The lamps there are; takes those of the crew.</param>
    public void Add(double time, Vector3 camera, List<Lamp> lamps)
    {
        var eyes = _eyes.At(time);
        var away = camera - eyes;
        var distance = away.Length();
        var toward = Vector3.Normalize((away with { Y = 0 }) + (Vector3.UnitZ * 1e-4f));

        // Beside the camera on the side the sun does not light, so that the face is modelled, and higher.
        var right = new Vector3(toward.Z, 0, -toward.X);
        var side = Vector3.Dot(_lighting.SunDirection, right) > 0 ? -1 : 1;
        var given = Front(toward) + (FromLamps(eyes, toward, lamps) * _lamps);
        var light = Vector3.Dot(given, new(0.2126f, 0.7152f, 0.0722f));
        var wanted = (ByDay + ((AtNight - ByDay) * Math.Clamp((_exposure - 1) / 1.3f, 0, 1))) * _more / _exposure;

        // Far enough not to burn what is near, near enough not to light the ground about it; gone where the shot is
        // wide.
        var stand = Math.Clamp(distance * 0.7f, 1.2f, 4);
        var wide = Math.Clamp(2 - (distance / 9), 0, 1);
        var colour = Vector3.Lerp(Vector3.One, given / Math.Max(light, 1e-4f), 0.35f);
        Stand((toward * _side.X) + (right * (_side.Y * side)), stand, (wanted - light) * _share / 0.6f);
        Stand((toward * -0.7f) - (right * (0.65f * side)), Math.Min(stand, 1.8f), wanted * _back);

        void Stand(Vector3 way, float apart, float strength)
        {
            if (strength > 0 && wide > 0)
            {
                lamps.Add(
                    new Lamp(
                        eyes + (Vector3.Normalize(way + (Vector3.UnitY * 0.55f)) * apart),
                        colour * (strength * wide * apart * apart), apart * 2.2f, IsKey: true));
            }
        }
    }

    private static Vector3 FromLamps(Vector3 eyes, Vector3 toward, IReadOnlyList<Lamp> lamps)
    {
        var sum = Vector3.Zero;
        foreach (var lamp in lamps)
        {
            var way = lamp.Place - eyes;
            var apart = Math.Max(way.LengthSquared(), 0.06f);
            var window = Math.Max(1 - (apart / (lamp.Reach * lamp.Reach)), 0);
            sum += lamp.Light
                * (window * window / apart * Math.Max(Vector3.Dot(Vector3.Normalize(way), toward) + 0.2f, 0) / 1.2f);
        }

        return sum;
    }

    // The light of the hour on something that faces the camera, before it is exposed.
    private Vector3 Front(Vector3 toward)
    {
        var facing = Math.Clamp(
            (Vector3.Dot(toward, Vector3.Normalize(_lighting.SunDirection)) + _wrap) / (1 + _wrap), 0, 1);
        var sky = (_lighting.Zenith * 0.3f)
            + (_lighting.Horizon * 0.37f) + (_lighting.SunHorizon * 0.08f) + (_lighting.Ground * 0.5f);

        // In a room the sun falls on floors, not on faces.
        return (_lighting.Sun * (facing * _sun))
            + (sky * (_sky * (_isIndoors ? 0.4f : 1)));
    }
}
