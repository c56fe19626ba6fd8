using System.Numerics;
using Throughline.Stage.Blocking;
using Throughline.Stage.Rendering;

namespace Throughline.Stage.Worlds;

/// <summary>
/// The lamp a film crew brings: where the hour leaves the face of whom the shot is about in the dark (at night, against
/// the sun, indoors), a soft light from beside and above the camera makes up for it, in the colour of what light there
/// is. It goes along with its subject.
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

    /// <param name="eyes">The eyes of whom the shot is about.</param>
    /// <param name="lighting">The light of the hour.</param>
    /// <param name="look">The look: its <see cref="Look.KeyLight"/> is the share that is made up for.</param>
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
    }

    /// <summary>The lamp at a time; null where the hour gives enough.</summary>
    /// <param name="time">Seconds since the scene began.</param>
    /// <param name="camera">Where the camera is, world, metres.</param>
    /// <param name="lamps">The lamps there are.</param>
    public Lamp? At(double time, Vector3 camera, IReadOnlyList<Lamp> lamps)
    {
        var eyes = _eyes.At(time);
        var away = camera - eyes;
        var distance = away.Length();
        var toward = Vector3.Normalize((away with { Y = 0 }) + (Vector3.UnitZ * 1e-4f));

        // Beside the camera on the side the sun does not light, so that the face is modelled, and higher.
        var right = new Vector3(toward.Z, 0, -toward.X);
        var side = Vector3.Dot(_lighting.SunDirection, right) > 0 ? -1 : 1;
        var way = Vector3.Normalize((toward * 0.75f) + (right * (0.6f * side)) + (Vector3.UnitY * 0.55f));
        var given = Front(toward) + FromLamps(eyes, toward, lamps);
        var light = Vector3.Dot(given, new(0.2126f, 0.7152f, 0.0722f));
        var wanted = ByDay + ((AtNight - ByDay) * Math.Clamp((_exposure - 1) / 1.3f, 0, 1));
        var missing = ((wanted * _more / _exposure) - light) * _share;
        if (missing <= 0)
        {
            return null;
        }

        // Far enough not to burn what is near, near enough not to light the ground about it; gone where the shot is
        // wide.
        var stand = Math.Clamp(distance * 0.7f, 1.2f, 4);
        var wide = Math.Clamp(2 - (distance / 9), 0, 1);
        var colour = Vector3.Lerp(Vector3.One, given / Math.Max(light, 1e-4f), 0.35f);
        return wide <= 0 ? null : new Lamp(
            eyes + (way * stand), colour * (missing * wide * stand * stand / 0.6f), stand * 2.2f, IsKey: true);
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
        return (_lighting.Sun * (facing * (_isIndoors ? 0.1f : 1)))
            + (sky * (_lighting.SkyLight * (_isIndoors ? 0.4f : 1)));
    }
}
