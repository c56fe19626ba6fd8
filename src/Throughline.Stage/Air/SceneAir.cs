using System.Numerics;
using Throughline.Chance;
using Throughline.Stage.Assets;
using Throughline.Stage.Rendering;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Air;

/// <summary>
/// What is in the air of a scene at a time: weather about the camera, and what sources give off. Everything is a closed
/// form of time, so any frame can be asked for alone; what drifts is anchored to the world, not to the camera.
/// </summary>
internal sealed class SceneAir
{
    private const float StormSpeed = 11;

    private readonly AirKind[] _ambient;
    private readonly AirLibrary _library;
    private readonly Terrain _ground;
    private readonly float? _water;
    private readonly long _seed;
    private readonly Vector3 _wind;

    /// <param name="library">The kinds.</param>
    /// <param name="setting">Weather, season, hour and wind.</param>
    /// <param name="set">Where.</param>
    /// <param name="windHeading">Where the wind blows to, degrees.</param>
    /// <param name="seed">The scene's.</param>
    public SceneAir(AirLibrary library, Setting setting, SetModel set, float windHeading, long seed)
    {
        _library = library;
        _ambient = [.. library.All.Where(kind => kind.When?.Holds(setting, set.Indoors) == true)];
        _ground = set.Ground;
        _water = set.Water?.Level;
        _seed = seed;
        var (sin, cos) = MathF.SinCos(windHeading * MathF.PI / 180);
        _wind = set.Indoors ? Vector3.Zero : new Vector3(sin, 0, cos) * (setting.Wind * StormSpeed);
    }

    /// <summary>Adds the weather about the camera.</summary>
    public void Fill(SceneFrame frame)
    {
        for (var i = 0; i < _ambient.Length; i++)
        {
            Fill(frame, _ambient[i], i);
        }
    }

    /// <summary>Adds what a source gives off.</summary>
    /// <param name="frame">Takes the sprites.</param>
    /// <param name="name">Name of the kind; an unknown one gives off nothing.</param>
    /// <param name="place">World, metres.</param>
    /// <param name="size">Metres across.</param>
    /// <param name="number">Number of the source in the scene.</param>
    /// <param name="colour">Its colour, linear light; null for the kind's own.</param>
    public void Emit(SceneFrame frame, string name, Vector3 place, float size, int number, Vector3? colour = null)
    {
        if (_library.Find(name) is not { } kind)
        {
            return;
        }

        if (colour is { } tint)
        {
            // Coloured smoke is deep where it is dense and pales as it thins.
            kind = kind with { From = tint * 0.9f, To = Vector3.Lerp(tint, Vector3.One, 0.18f) };
        }

        var rate = kind.Rate;
        var last = (long)Math.Floor(frame.Time * rate);
        var first = (long)Math.Ceiling((frame.Time - kind.Life.Y) * rate) - kind.Burst;
        for (var n = first; n <= last; n++)
        {
            var dice = new Dice(_seed ^ ((long)number << 40) ^ n);
            var life = dice.Between(kind.Life.X, kind.Life.Y);
            var age = (float)(frame.Time - (Together(n, kind.Burst) / (double)rate));
            Emit(frame, kind, place, size, age, life, ref dice);
        }
    }

    /// <summary>Adds what something throws up at once: who lands in a puddle.</summary>
    /// <param name="frame">Takes the sprites.</param>
    /// <param name="name">Name of the kind; an unknown one gives off nothing. Its <c>count</c> come at once.</param>
    /// <param name="place">World, metres.</param>
    /// <param name="size">Metres across.</param>
    /// <param name="number">Number of the source in the scene.</param>
    /// <param name="since">Seconds since it happened.</param>
    public void Burst(SceneFrame frame, string name, Vector3 place, float size, int number, double since)
    {
        if (_library.Find(name) is not { } kind || since < 0 || since >= kind.Life.Y)
        {
            return;
        }

        for (var n = 0; n < kind.Count; n++)
        {
            var dice = new Dice(_seed ^ ((long)number << 40) ^ n ^ 0x5350);
            Emit(frame, kind, place, size, (float)since, dice.Between(kind.Life.X, kind.Life.Y), ref dice);
        }
    }

    private void Emit(
        SceneFrame frame, AirKind kind, Vector3 place, float size, float age, float life, ref Dice dice)
    {
        if (age < 0 || age >= life)
        {
            return;
        }

        var turn = dice.Next() * MathF.Tau;
        var off = size * 0.35f * MathF.Sqrt(dice.Next());
        var side = new Vector3(MathF.Sin(turn), 0, MathF.Cos(turn));
        var birth = place + (side * off);
        var speed = (side * (kind.Spread * dice.Between(0.2f, 1))) + new Vector3(
            0, kind.Rise * dice.Between(0.7f, 1.2f), 0);
        if (kind.Burst > 1)
        {
            // To all sides, up and down as well.
            var up = dice.Between(-1, 1);
            speed = (((side * MathF.Sqrt(1 - (up * up))) + new Vector3(0, up, 0)) * (kind.Spread * dice.Between(0.75f, 1)))
                + new Vector3(0, kind.Rise, 0);
        }

        var phase = dice.Next() * MathF.Tau;
        Add(frame, kind, size, age, life, new Flight(birth, (_wind * kind.Wind) + speed, phase));
    }

    // The last of those that come at once with the nth.
    private static long Together(long n, int burst) => n - (((n % burst) + burst) % burst) + burst - 1;

    private void Fill(SceneFrame frame, AirKind kind, int number)
    {
        var camera = frame.Camera.Pose;
        var ahead = Vector3.Transform(-Vector3.UnitZ, camera.Rotation);
        var corner = camera.Position + (ahead * (kind.Box.Z * 0.42f)) - (kind.Box / 2);
        for (var i = 0; i < kind.Count; i++)
        {
            var dice = new Dice(_seed ^ ((long)(number + 1) << 48) ^ i);
            var start = new Vector3(dice.Next(), dice.Next(), dice.Next()) * kind.Box;
            var speed = (_wind * kind.Wind) + new Vector3(
                dice.Between(-1, 1) * kind.Spread, kind.Rise * dice.Between(0.8f, 1.25f),
                dice.Between(-1, 1) * kind.Spread);
            var phase = dice.Next() * MathF.Tau;
            if (kind.OnGround)
            {
                Splash(frame, kind, start, corner, dice.Between(kind.Life.X, kind.Life.Y), i);
                continue;
            }

            var life = kind.Life.Y;
            var place = Wrapped(start + Wandered(kind, speed, frame.Time, phase), corner, kind.Box);
            if (place.Y < _ground.HeightAt(place.X, place.Z) || place.Y < _water)
            {
                continue;
            }

            var before = place - (Wandered(kind, speed, frame.Time, phase)
                - Wandered(kind, speed, frame.Time - frame.FrameTime, phase));
            var glow = kind.Blink > 0 ? Blinking(frame.Time, kind.Blink, phase) : 1;
            frame.Sprites.Add(new Sprite
            {
                Place = place,
                PlaceBefore = before,
                Radius = kind.Size.X + ((kind.Size.Y - kind.Size.X) * (phase / MathF.Tau)),
                Colour = Vector3.Lerp(kind.From, kind.To, phase / MathF.Tau),
                Cover = kind.Cover.X * glow * Margin(place, corner, kind.Box),
                Softness = kind.Softness,
                Glows = kind.Glows,
            });
        }
    }

    private static Vector3 Wandered(AirKind kind, Vector3 speed, double time, float phase)
    {
        var swirl = (float)(Math.Tau * Math.IEEERemainder(kind.SwirlRate * time, 1e6)) + phase;
        return new Vector3(
            (float)(speed.X * time) + (kind.Swirl * MathF.Sin(swirl)),
            (float)(speed.Y * time) + (kind.Swirl * 0.4f * MathF.Sin((swirl * 1.3f) + 1)),
            (float)(speed.Z * time) + (kind.Swirl * MathF.Cos(swirl * 0.9f)));
    }

    // A drop's splash: it stays where it falls and comes again elsewhere.
    private void Splash(SceneFrame frame, AirKind kind, Vector3 start, Vector3 corner, float life, int number)
    {
        var (turns, time) = ((long)Math.Floor((frame.Time / life) + start.X), (frame.Time / life) + start.X);
        var dice = new Dice(_seed ^ (number * 7919L) ^ (turns << 24));
        var place = Wrapped(new Vector3(dice.Next(), 0, dice.Next()) * kind.Box, corner, kind.Box);
        place.Y = Math.Max(_ground.HeightAt(place.X, place.Z), _water ?? float.MinValue) + 0.01f;
        var age = (float)(time - turns) * life;
        Add(frame, kind, 1, age, life, new Flight(place, new Vector3(0, kind.Rise, 0), 0));
    }

    private static void Add(SceneFrame frame, AirKind kind, float size, float age, float life, Flight flight)
    {
        var share = age / life;
        var fade = Math.Min(1, share * 8) * Math.Min(1, (1 - share) * 4);
        frame.Sprites.Add(new Sprite
        {
            Place = flight.At(kind, age),
            PlaceBefore = flight.At(kind, Math.Max(age - (float)frame.FrameTime, 0)),
            Radius = size * (kind.Size.X + ((kind.Size.Y - kind.Size.X) * share)),
            Colour = Vector3.Lerp(kind.From, kind.To, share),
            Cover = fade * (kind.Cover.X + ((kind.Cover.Y - kind.Cover.X) * share))
                * (kind.Blink > 0 ? Blinking(frame.Time, kind.Blink, flight.Phase) : 1),
            Softness = kind.Softness,
            Glows = kind.Glows,
        });
    }

    private static float Blinking(double time, float rate, float phase)
    {
        var wave = MathF.Sin((float)(Math.Tau * Math.IEEERemainder(rate * time, 1e6)) + phase);
        return Math.Max(0, wave) * Math.Max(0, wave);
    }

    // The world is filled with boxes alike; the one about the camera is seen.
    private static Vector3 Wrapped(Vector3 place, Vector3 corner, Vector3 box)
    {
        static float Wrap(float value, float low, float size) => value - (MathF.Floor((value - low) / size) * size);
        return new Vector3(
            Wrap(place.X, corner.X, box.X), Wrap(place.Y, corner.Y, box.Y), Wrap(place.Z, corner.Z, box.Z));
    }

    // Nothing appears or goes at once at the faces of the box.
    private static float Margin(Vector3 place, Vector3 corner, Vector3 box)
    {
        var inside = Vector3.Min(place - corner, corner + box - place) / (box * 0.08f);
        return Math.Clamp(Math.Min(inside.X, Math.Min(inside.Y, inside.Z)), 0, 1);
    }

    // Where one thing was born and how it flies.
    private readonly record struct Flight(Vector3 Birth, Vector3 Speed, float Phase)
    {
        public Vector3 At(AirKind kind, float age)
        {
            var swirl = MathF.Tau * kind.SwirlRate * age;
            var reach = kind.Swirl * Math.Min(age, 1);
            return Birth + (Speed * age)
                + new Vector3(
                    reach * MathF.Sin(swirl + Phase), -0.5f * kind.Gravity * age * age,
                    reach * MathF.Cos((swirl * 0.8f) + Phase));
        }
    }
}
