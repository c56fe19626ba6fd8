using System.Numerics;
using Throughline.Chance;
using Throughline.Stage.Assets;
using Throughline.Stage.Blocking;
using Throughline.Stage.Rendering;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Worlds;

/// <summary>
/// Where those wait who come in as a shot begins that continues another: beside what its first frame shows, so far that
/// neither they nor their shadows are in it. The place is written into the scene, so that every later shot finds them
/// where they came from.
/// </summary>
internal static class Entrances
{
    // Metres kept between the frame's edge and who waits, and for each metre of height.
    private const float Spare = 0.8f;
    private const float Shadow = 1.4f;

    /// <summary>The scene with a place for everybody who enters at an instant.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="set">Its set.</param>
    /// <param name="seconds">The instant.</param>
    /// <param name="camera">What is seen then.</param>
    /// <param name="aspect">Width of the frame over its height.</param>
    /// <param name="bodyOf">The size of a subject.</param>
    public static Scene Placed(
        Scene scene, SetModel set, double seconds, ViewCamera camera, float aspect, Func<Subject, Body> bodyOf)
    {
        var floor = new Floor(set);
        var subjects = scene.Subjects.ToList();
        for (var i = 0; i < subjects.Count; i++)
        {
            if (subjects[i] is { Enters: { } at, Place: null } && Math.Abs((double)at - seconds) < 0.001)
            {
                subjects[i] = subjects[i] with
                {
                    Place = PlaceOf(subjects[i], i, scene.Seed, floor, camera, aspect, bodyOf(subjects[i])),
                };
            }
        }

        return scene with { Subjects = subjects };
    }

    private static Placing PlaceOf(
        Subject subject, int number, long seed, Floor floor, ViewCamera camera, float aspect, Body body)
    {
        var pose = camera.Pose;
        var ahead = Vector3.Normalize(
            Vector3.Transform(-Vector3.UnitZ, pose.Rotation) with { Y = 0 } + new Vector3(0, 0, -1e-4f));
        var right = new Vector3(-ahead.Z, 0, ahead.X);
        var half = 18 / pose.FocalLength;
        var crowd = MathF.Sqrt(subject.Count) * body.Radius * 2;
        var first = Dice.Of(seed, 900 + number).Next() < 0.5f ? -1 : 1;
        Vector3? best = null;
        for (var step = 0; step < 12 && best is null; step++)
        {
            // At the distance of what the shot is about, on one side and then the other, then farther from the camera.
            var depth = camera.FocusDistance * (1 + (0.15f * (step / 2)));
            var side = step % 2 == 0 ? first : -first;
            var off = (depth * half * Math.Max(1, aspect / 1.78f))
                + crowd + body.Radius + Spare + (Shadow * Math.Min(body.Height, 4));
            var wish = pose.Position + (ahead * depth) + (right * (side * off));
            var inRoom = !floor.Set.Indoors || (wish.X > floor.Set.CameraLow.X && wish.X < floor.Set.CameraHigh.X);
            best = inRoom && floor.IsFree(wish.X, wish.Z, body.Radius, body.Element) ? wish : null;
        }

        // Nowhere to wait beside the frame: behind the camera.
        var place = best ?? pose.Position - (ahead * (body.Radius + Spare + 1));
        var to = pose.Position + (ahead * camera.FocusDistance) - place;
        return new Placing { At = new Vector2(place.X, place.Z), Facing = MathF.Atan2(to.X, to.Z) * 180 / MathF.PI };
    }
}
