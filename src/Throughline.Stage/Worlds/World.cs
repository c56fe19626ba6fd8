using System.Numerics;
using Throughline.Chance;
using Throughline.Media.Pictures;
using Throughline.Media.Video;
using Throughline.Stage.Air;
using Throughline.Stage.Assets;
using Throughline.Stage.Blocking;
using Throughline.Stage.Rendering;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Worlds;

/// <summary>
/// A scene, built: its set, its actors in their roles, light, air and camera through one shot. Any frame can be asked
/// for alone and by any thread: it is a pure function of the world and its number.
/// </summary>
internal sealed partial class World : ITracks
{
    // What is wider from its middle than this is carried in both arms, metres.
    private const float InOneHand = 0.14f;

    // The grain of narrow film, and what is left of the colour of an old print.
    private const float FilmGrain = 0.75f;
    private const float FadedColour = 0.62f;

    // The mood of a scene in which a spotlight follows the lead, and the prop that is its light in the air.
    private const string Spotlit = "spotlit";
    private const string SpotBeam = "spot_beam";

    private readonly SetModel _set;
    private readonly IReadOnlyList<Actor> _actors;
    private readonly Figure[] _figures;
    private readonly List<Lazy<Release?>> _releases = [];
    private readonly Lighting _lighting;
    private readonly SceneAir _air;
    private readonly FigureContext _context;
    private readonly float _windHeading;
    private readonly WaterSurface? _water;
    private readonly WorldPast? _past;
    private readonly Clock _clock;
    private CameraWork _camera = null!;
    private float[] _pixelsPerMetre = [];
    private KeyLight? _key;
    private (Model Beam, int Lead)? _spot;

    private World(Scene scene, Stock stock, FrameRate rate, int frames, WorldPast? past, float aspect)
    {
        _past = past;
        _clock = new Clock(past?.Seconds ?? 0, (double)rate.Denominator / rate.Numerator, frames, scene.Tempo);
        var bodies = new Bodies(scene, stock);
        bodies.Begin();
        var set = stock.Sets.Build(scene.Setting.Set, scene.Setting, scene.Seed);
        scene = past is null ? scene : Entrances.Placed(scene, set, past.Joints[^1], past.Camera, aspect, bodies.Of);
        Scene = scene;
        (_set, var played) = OwnPieces.Take(set, scene);
        Look = OnFilm(stock.Looks.Find(scene.Look) ?? stock.Looks.Find(LookLibrary.Usual)!, scene.Setting.Mood);
        var lighting = Atmosphere.Of(scene.Setting, Look, scene.Seed);
        _lighting = _set.Relight?.Invoke(lighting) ?? lighting;
        _water = Sea.Of(_set.Water, scene.Setting);
        _windHeading = new Dice(scene.Seed ^ 0x57494E44).Between(50, 130);
        _air = new SceneAir(stock.Air, scene.Setting, _set, _windHeading, scene.Seed);
        _context = new FigureContext(_air, scene.Setting.Wind);
        _actors = Blocker.Block(played, _set, bodies.Of, bodies.SpeedOf);
        var (windX, windZ) = MathF.SinCos(_windHeading * MathF.PI / 180);
        var wind = new Vector3(windX, 0, windZ) * (_set.Indoors ? 0 : scene.Setting.Wind);
        _figures = new Figure[_actors.Count];
        for (var i = 0; i < _actors.Count; i++)
        {
            // Whoever is carried asks its carrier, who may come later in the list, only when it is drawn.
            var carrier = _actors[i].Carriage?.Actor;
            _figures[i] = bodies.FigureOf(
                _actors[i], _set, past?.Joints ?? [], wind, CarriedOf(i, out var release), HandedOf(i),
                carrier is { } by ? (name, time) => _figures[by].AnchorAt(name, time) : null, new Fate(release, LitAt(i)));
        }
    }

    /// <summary>The scene it was built from.</summary>
    public Scene Scene { get; }

    /// <summary>The look it is drawn in.</summary>
    public Look Look { get; }

    /// <summary>Names of its subjects, as masks number them.</summary>
    public IReadOnlyList<string> Subjects => [.. Scene.Subjects.Select(subject => subject.Id)];

    /// <inheritdoc/>
    public int Count => _actors.Count;

    /// <summary>Which of the <see cref="Subjects"/> an actor is, from 0.</summary>
    public int SubjectOf(int actor) => _actors[actor].SubjectNumber - 1;

    /// <summary>Where the hollow of an actor's hand is at a time, world, metres; 0 is the right one.</summary>
    public Vector3 HandAt(int actor, double time, int hand) => _figures[actor].HandAt(time, hand).Translation;

    /// <summary>Builds the world of a shot.</summary>
    /// <param name="scene">The scene: the whole of it when the shot continues others.</param>
    /// <param name="stock">What it is built of.</param>
    /// <param name="size">Size of the frames.</param>
    /// <param name="rate">Frames a second.</param>
    /// <param name="frames">Frames in the shot.</param>
    /// <param name="past">Where the shot that this one continues ended; null for a new one.</param>
    public static World Build(
        Scene scene, Stock stock, PixelSize size, FrameRate rate, int frames, WorldPast? past = null)
    {
        ArgumentNullException.ThrowIfNull(scene);
        ArgumentNullException.ThrowIfNull(stock);
        var aspect = size.Width / (float)size.Height;
        var world = new World(scene, stock, rate, frames, past, aspect);
        var composition = new Composition(world._set, world._actors, scene.Camera, aspect);
        world._camera = CameraWork.Of(
            composition, scene.Camera, world, world._clock, rate, scene.Seed,
            past is null ? null : (past.Camera, past.Motion));
        world._pixelsPerMetre = [.. world._actors.Select((_, actor) => world.Nearest(actor, size, frames))];
        if (scene.Setting.Mood.Contains(Spotlit) && world._actors.Count > 0 && stock.Props.Has(SpotBeam))
        {
            world._spot = (stock.Props.Build(SpotBeam, Traits.None, scene.Setting, scene.Seed), composition.Lead);
        }

        if (world._actors.Count > 0
            && (world._actors[composition.Lead].Body.Alive || world._actors[composition.Lead].Body.Height < 3))
        {
            var eyes = new EyeTrack(world, composition.Lead, world._clock.Begin, world._clock.At(frames));
            world._key = new KeyLight(
                eyes, world._lighting, world.Look, world._set.Indoors, world._actors[composition.Lead].Body.Skin);
        }

        return world;
    }

    /// <inheritdoc/>
    public Vector3 FeetAt(int actor, double time) => _figures[actor].FeetAt(time);

    /// <inheritdoc/>
    public Vector3 EyesAt(int actor, double time) =>
        _figures[actor].EyesAt(time) ?? FeetAt(actor, time) + new Vector3(0, _actors[actor].Body.EyeHeight, 0);

    /// <inheritdoc/>
    public float HeadingAt(int actor, double time) => _figures[actor].HeadingAt(time);

    /// <summary>What a painter needs of its own to fill frames.</summary>
    /// <param name="moves">Whether it draws how every point moves, for the shutter or the flow pass.</param>
    /// <param name="quality">How finely bodies are drawn, for the size at which they are seen in the shot.</param>
    public object?[] NewCostumes(bool moves = false, RenderQuality quality = RenderQuality.Usual)
    {
        // Triangles that are smaller than this show nothing that larger ones do not.
        var side = quality switch { RenderQuality.Draft => 10f, RenderQuality.Usual => 6.5f, _ => 3f };
        var costumes = new object?[_figures.Length];
        Parallel.For(
            0, costumes.Length,
            actor => costumes[actor] = _figures[actor].NewCostume(moves, _pixelsPerMetre[actor], side));
        return costumes;
    }

    /// <summary>The camera at a frame.</summary>
    public ViewCamera CameraAt(int frame) => _camera.At(frame);

    /// <summary>Where the shot ends, for one that continues it.</summary>
    public WorldPast EndAt(int frame) => new()
    {
        Scene = Scene,
        Seconds = _clock.At(frame),
        Camera = _camera.At(frame),
        Motion = _camera.End,
        Joints = [.. _past?.Joints ?? [], (double)Scene.Seconds],
    };

    /// <summary>Fills a frame.</summary>
    /// <param name="number">Its number in the shot.</param>
    /// <param name="frame">Takes what is seen.</param>
    /// <param name="costumes">The painter's own, from <see cref="NewCostumes"/>.</param>
    public void Fill(int number, SceneFrame frame, object?[] costumes)
    {
        frame.Clear();
        frame.Time = _clock.At(number);
        frame.FrameTime = _clock.StepAt(number);
        frame.Seed = Scene.Seed;
        frame.Camera = _camera.At(number);
        frame.Lighting = _lighting;
        frame.Wind = Scene.Setting.Wind;
        frame.WindHeading = _windHeading;
        frame.Water = _water;
        frame.Flash = Scene.Setting.Weather == Weather.Storm ? Lightning(frame.Time) : 0;
        frame.Wet =
            _set.Indoors ? 0 : Scene.Setting.Weather switch { Weather.Rain => 0.85f, Weather.Storm => 1, _ => 0 };
        for (var i = 0; i < _set.Pieces.Count; i++)
        {
            var piece = _set.Pieces[i];
            Staging.Add(frame, piece.Model, piece.Place, piece.Place, 0, (long)SplitMix.Mix((ulong)i), _context);
        }

        for (var i = 0; i < _figures.Length; i++)
        {
            _figures[i].Add(frame, costumes[i], _context);
        }

        if (_spot is var (beam, lead))
        {
            Staging.Add(
                frame, beam, Matrix4x4.CreateTranslation(FeetAt(lead, frame.Time)),
                Matrix4x4.CreateTranslation(FeetAt(lead, frame.Time - frame.FrameTime)), 0, 0, _context);
        }

        _key?.Add(frame.Time, frame.Camera.Pose.Position, frame.Lamps);
        Splashes(frame);
        _air.Fill(frame);
    }

    // Words of film stock: the look's own picture with more grain, or with less colour.
    private static Look OnFilm(Look look, IReadOnlyList<string> moods)
    {
        look = moods.Contains("grainy") ? look with { Grain = MathF.Max(look.Grain, FilmGrain) } : look;
        return moods.Contains("faded") ? look with { Saturation = look.Saturation * FadedColour } : look;
    }

    // How large a metre of an actor is seen at most: one measure for the whole shot, so that nothing changes its shape
    // in it.
    private float Nearest(int actor, PixelSize size, int frames)
    {
        const int Every = 6;
        var body = _actors[actor].Body;
        var reach = Math.Max(body.Height, 2 * body.Radius);
        var most = 0f;
        for (var at = 0; at <= frames + Every - 1; at += Every)
        {
            var number = Math.Min(at, frames - 1);
            var view = new ViewBasis(_camera.At(number).Pose, size);
            var middle = FeetAt(actor, _clock.At(number)) + new Vector3(0, body.Height / 2, 0);
            if (new Frustum(view, size).Sees(middle, reach))
            {
                most = Math.Max(
                    most, view.Focal / Math.Max(Vector3.Dot(middle - view.Eye, view.Forward) - (reach / 2), 0.2f));
            }
        }

        return most;
    }

    // When somebody lights it; null for what nobody does.
    private Func<double?>? LitAt(int thing) =>
        _actors.ToList().FindIndex(
            actor => actor.Beats.Any(beat => beat.Beat.Action == "light" && beat.TargetActor == thing)) is >= 0 and var by
            ? () => _figures[by].MomentOf("light")
            : null;

    // Where the carrier of an actor has it; and when it lets go of it, if it does.
    private Func<double, Matrix4x4>? CarriedOf(int number, out Lazy<Release?>? release)
    {
        release = null;
        var actor = _actors[number];
        if (actor.Carriage is not { } carriage)
        {
            return null;
        }

        if (!carriage.InHand)
        {
            var seat = Matrix4x4.CreateTranslation(carriage.Place);
            return time => seat * _figures[carriage.Actor].PlaceAt(time);
        }

        var hand = FreeHand(carriage.Actor);
        Func<double, Matrix4x4> held =
            actor.Body.Radius > InOneHand && !actor.Body.Anchors.ContainsKey("grip") ? time => InArms(_figures[carriage.Actor], actor.Body, time)
            : Given(carriage.Actor) is { } given ? time => given(_figures[carriage.Actor].HandAt(time, hand), time)
            : time => _figures[carriage.Actor].HandAt(time, hand);
        var let = release = ReleaseOf(carriage.Actor, held, () => _figures[number].Thing);
        return time => Let(let, _figures[number].Thing, time) ?? held(time);
    }

    // Where what an actor holds in its last hand is, if that is what it gives away, throws or drops; null for what it
    // keeps.
    private Func<Matrix4x4, double, Matrix4x4>? HandedOf(int giver)
    {
        if (_actors.Any(actor => actor.Carriage is { InHand: true } carriage && carriage.Actor == giver))
        {
            return null;
        }

        if (Given(giver) is { } given)
        {
            return given;
        }

        var release = ReleaseOf(
            giver, time => _figures[giver].HandAt(time, Math.Clamp(_actors[giver].Subject.Traits.Holds.Count - 1, 0, 1)), () => _figures[giver].Thing);
        return (hand, time) => Let(release, _figures[giver].Thing, time) ?? hand;
    }

    private Lazy<Release?> ReleaseOf(int holder, Func<double, Matrix4x4> hand, Func<Model?> thing)
    {
        var release = new Lazy<Release?>(() => thing() is { } model ? Released(holder, hand, model) : null);
        _releases.Add(release);
        return release;
    }

    // Where the grip of what was let go is; null before that.
    private static Matrix4x4? Let(Lazy<Release?> release, Model? thing, double time) =>
        release.Value is { } let && time >= let.Seconds
            ? Matrix4x4.CreateTranslation(thing!.Grip) * let.At(time)
            : null;

    // Where a hand's thing is while its holder gives it to somebody; null for who gives nothing.
    private Func<Matrix4x4, double, Matrix4x4>? Given(int giver)
    {
        if (Handing.Of(_actors, _actors[giver]) is not { } handing)
        {
            return null;
        }

        var free = FreeHand(handing.Taker);
        return (hand, time) => handing.ShareAt(time) > 0
            ? handing.Between(hand, _figures[handing.Taker].HandAt(time, free), time)
            : hand;
    }

    // Who holds something by nature has the other hand for what is carried or taken.
    private int FreeHand(int actor) => Math.Min(_actors[actor].Subject.Traits.Holds.Count, 1);

    // Between both hands and before the chest, upright, turned as its carrier is.
    private static Matrix4x4 InArms(Figure carrier, Body body, double time)
    {
        var hands = (carrier.HandAt(time, 0).Translation + carrier.HandAt(time, 1).Translation) / 2;
        var turn = Matrix4x4.CreateRotationY(carrier.HeadingAt(time) * MathF.PI / 180);
        return turn * Matrix4x4.CreateTranslation(
            hands + Vector3.TransformNormal(new Vector3(0, -body.Height * 0.4f, body.Depth * 0.55f), turn));
    }

    // A few strokes a minute, each a double flicker; the same for every frame that asks.
    private float Lightning(double time)
    {
        const double Every = 3.1;
        var stroke = (long)Math.Floor(time / Every);
        var dice = new Dice(Scene.Seed ^ (stroke * 0x9E37) ^ 0x1234);
        var start = dice.Next() * (Every - 0.6);
        if (dice.Next() < 0.35f)
        {
            return 0;
        }

        var age = (float)(time - (stroke * Every) - start);
        return age is < 0 or > 0.5f ? 0 : MathF.Exp(
            -age * 14) + (age > 0.13f ? 0.7f * MathF.Exp(-(age - 0.13f) * 10) : 0);
    }
}
