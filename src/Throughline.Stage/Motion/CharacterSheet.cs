using System.Numerics;
using Throughline.Camera;
using Throughline.Media.Pictures;
using Throughline.Stage.Assets;
using Throughline.Stage.Blocking;
using Throughline.Stage.Rendering;

namespace Throughline.Stage.Motion;

/// <summary>
/// Draws creatures on a plain ground, for casting and for the gallery: a character sheet, a contact sheet of many, a
/// strip of one movement. The same arguments give the same picture.
/// </summary>
public sealed class CharacterSheet : IDisposable
{
    private const float Lens = 85;

    private static readonly string[] _faces = ["calm", "happy", "sad", "angry", "surprised", "tired"];

    private readonly ActionLibrary _actions;
    private readonly PixelSize _tile;
    private readonly Look _look;
    private readonly SceneRenderer _renderer;
    private readonly SceneFrame _frame = new();
    private readonly Picture _picture;
    private readonly Mesh _floor = Plane();

    /// <summary>A sheet of tiles of one size.</summary>
    /// <param name="actions">What creatures can do.</param>
    /// <param name="look">The look they are drawn in.</param>
    /// <param name="tile">Size of a tile in pixels, at least 16 × 16.</param>
    public CharacterSheet(ActionLibrary actions, Look look, PixelSize tile)
    {
        ArgumentNullException.ThrowIfNull(actions);
        _actions = actions;
        _tile = tile;
        _look = look;
        _renderer = new SceneRenderer(tile, look, RenderQuality.Usual);
        _picture = new Picture(tile.Width, tile.Height);
    }

    /// <summary>
    /// Somebody's sheet: the whole figure from the front, three quarters, the side and the back, and below six
    /// expressions of the face.
    /// </summary>
    /// <param name="creature">Who.</param>
    /// <param name="seed">Decides the small movements it is caught in.</param>
    public Picture Cast(Creature creature, long seed)
    {
        ArgumentNullException.ThrowIfNull(creature);
        var sheet = new Picture(6 * _tile.Width, 3 * _tile.Height);
        var idle = Role.Compile(creature, [Idle(null)], _actions, new RoleGround(), seed);
        float[] turns = [0, -35, -90, 180];
        for (var i = 0; i < 4; i++)
        {
            // Figures take two rows and one and a half columns each.
            Draw(
                creature, idle, 1.2, turns[i], null, new PixelSize(_tile.Width * 3 / 2, 2 * _tile.Height), sheet,
                i * _tile.Width * 3 / 2, 0);
        }

        for (var i = 0; i < _faces.Length; i++)
        {
            var role = Role.Compile(creature, [Idle(_faces[i])], _actions, new RoleGround(), seed);
            Draw(
                creature, role, 1.2, i % 2 == 0 ? -14 : 14, FaceHeight(creature), _tile, sheet, i * _tile.Width,
                2 * _tile.Height);
        }

        return sheet;
    }

    /// <summary>A thing's sheet: from the front, three quarters, the side and the back.</summary>
    /// <param name="model">The thing.</param>
    public Picture Cast(Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var sheet = new Picture(6 * _tile.Width, 2 * _tile.Height);
        float[] turns = [0, -35, -90, 180];
        var middle = (model.Low + model.High) / 2;
        var size = new PixelSize(_tile.Width * 3 / 2, 2 * _tile.Height);
        for (var i = 0; i < 4; i++)
        {
            var stand = Matrix4x4.CreateTranslation(-middle.X, -model.Low.Y, -middle.Z) * Matrix4x4.CreateRotationY(
                turns[i] * MathF.PI / 180);
            Begin(Box(model.Mesh, stand, size), 0.12f, size);
            Add(model, stand);
            Floor(20 * (model.High - model.Low).Length());
            Finish(size, sheet, i * _tile.Width * 3 / 2, 0);
        }

        return sheet;
    }

    /// <summary>Many side by side, each standing three quarters to the camera.</summary>
    /// <param name="creatures">Who, in reading order.</param>
    /// <param name="columns">Tiles in a row.</param>
    public Picture Contact(IReadOnlyList<Creature> creatures, int columns)
    {
        ArgumentNullException.ThrowIfNull(creatures);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        var sheet = new Picture(columns * _tile.Width, (creatures.Count + columns - 1) / columns * _tile.Height);
        for (var i = 0; i < creatures.Count; i++)
        {
            var flies = creatures[i].Family is CreatureFamily.Insect && creatures[i].FlySpeed > 0;
            var beat = flies ? Idle(null) with { Action = "fly" } : Idle(null);
            var role = Role.Compile(creatures[i], [beat], _actions, new RoleGround(), i);
            Draw(
                creatures[i], role, 1.2, -38, null, _tile, sheet, i % columns * _tile.Width,
                i / columns * _tile.Height);
        }

        return sheet;
    }

    /// <summary>One movement in steps, left to right, seen from the side or three quarters.</summary>
    /// <param name="creature">Who.</param>
    /// <param name="action">Name of the action.</param>
    /// <param name="steps">How many tiles.</param>
    /// <param name="seconds">Seconds from the first to the last.</param>
    /// <param name="turn">Degrees it is turned from the camera: -90 is its left side.</param>
    public Picture Strip(Creature creature, string action, int steps, double seconds, float turn)
    {
        ArgumentNullException.ThrowIfNull(creature);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        var sheet = new Picture(steps * _tile.Width, _tile.Height);
        var speed = _actions.SpeedOf(action, creature) ?? 0;
        var beat = new TimedBeat
        {
            Action = action,
            From = 0,
            To = seconds + 2,
            Way = speed > 0 ? [Vector3.Zero, new(0, 0, speed * (float)(seconds + 2))] : [],
            SetsOff = false,
            Arrives = false,
        };
        var role = Role.Compile(creature, [beat], _actions, new RoleGround(), 3);
        for (var i = 0; i < steps; i++)
        {
            Draw(
                creature, role, 1 + (seconds * i / Math.Max(steps - 1, 1)), turn, null, _tile, sheet, i * _tile.Width,
                0);
        }

        return sheet;
    }

    /// <inheritdoc/>
    public void Dispose() => _renderer.Dispose();

    private static TimedBeat Idle(string? manner) => new() { Action = "idle", From = 0, To = 4, Manner = manner };

    // Height of what a picture of the face shows.
    private static float FaceHeight(Creature creature) =>
        creature.Family == CreatureFamily.Biped ? 0.3f * creature.EyeHeight : 0.55f * Math.Max(
            creature.Height, 0.6f * creature.Length);

    private void Draw(
        Creature creature, Role role, double seconds, float turn, float? face, PixelSize size, Picture sheet, int left,
        int top)
    {
        var (stance, mesh) = (creature.NewStance(), creature.NewMesh());
        role.At(seconds, stance);
        creature.Pose(stance, mesh);
        var spin = Matrix4x4.CreateRotationY(turn * MathF.PI / 180);
        var place = role.PlaceAt(seconds);
        var stand = Matrix4x4.CreateRotationY(place.Heading * MathF.PI / 180) * spin;
        var away = Matrix4x4.CreateTranslation(-place.Place) * spin;
        var box = face is { } height ? (Middle: Vector3.Transform(stance.Eyes, away), Height: height) : Box(
            mesh, stand, size);

        Begin(box, face is null ? 0.06f : -0.20f, size);
        _frame.Instances.Add(
            new Instance
            {
                Mesh = mesh,
                Materials = creature.Materials,
                Place = stand,
                PlaceBefore = stand,
                Subject = 1,
            });
        for (var hand = 0; hand < creature.Held.Count; hand++)
        {
            Add(
                creature.Held[hand], Matrix4x4.CreateTranslation(-creature.Held[hand].Grip)
                    * (hand == 0 ? stance.RightGrip : stance.LeftGrip) * away);
        }

        if (creature.Element is Element.Ground || creature.Family == CreatureFamily.Bird)
        {
            Floor(20 * Math.Max(creature.Height, creature.Length));
        }

        Finish(size, sheet, left, top);
    }

    // Far enough for the box to fill the frame's height; a lens of 85 mm flatters.
    private void Begin((Vector3 Middle, float Height) box, float rise, PixelSize size)
    {
        var distance = box.Height * Lens / 36 * size.Width / size.Height;
        var camera = box.Middle + new Vector3(0, rise * distance, distance);
        var pose = new CameraPose(camera, ViewPoint.Looking(box.Middle - camera), Lens);
        _frame.Clear();
        _frame.FrameTime = 1 / 24.0;
        _frame.Camera = new ViewCamera { Pose = pose, PoseBefore = pose, FocusDistance = distance };
        _frame.Lighting = new Lighting
        {
            SunDirection = Vector3.Normalize(new(0.5f, 0.75f, 0.65f)),
            SunSize = 0,
            Backdrop = new Vector3(0.62f, 0.66f, 0.68f),
            Clouds = 0,
            FogDensity = 0,
            Exposure = 0.82f,
        };
    }

    private void Add(Model model, in Matrix4x4 place)
    {
        _frame.Instances.Add(
            new Instance
            {
                Mesh = model.Mesh,
                Materials = model.Materials,
                Place = place,
                PlaceBefore = place,
                Subject = 1,
            });
        foreach (var part in model.Turning)
        {
            var at = Matrix4x4.CreateTranslation(part.Place) * place;
            _frame.Instances.Add(
                new Instance
                {
                    Mesh = part.Mesh,
                    Materials = part.Materials,
                    Place = at,
                    PlaceBefore = at,
                    Subject = 1,
                });
        }
    }

    private void Floor(float size)
    {
        var floor = Matrix4x4.CreateScale(size);
        Material[] ground = [new() { Colour = new Vector3(0.60f, 0.62f, 0.62f) }];
        _frame.Instances.Add(
            new Instance { Mesh = _floor, Materials = ground, Place = floor, PlaceBefore = floor, Shadowless = true });
    }

    private void Finish(PixelSize size, Picture sheet, int left, int top)
    {
        if (size == _tile)
        {
            _renderer.Render(_frame, _picture);
            Paste(_picture, sheet, left, top);
            return;
        }

        using var other = new SceneRenderer(size, _look, RenderQuality.Usual);
        var picture = new Picture(size.Width, size.Height);
        other.Render(_frame, picture);
        Paste(picture, sheet, left, top);
    }

    private static (Vector3 Middle, float Height) Box(Mesh mesh, Matrix4x4 place, PixelSize size)
    {
        var (low, high) = (new Vector3(float.MaxValue), new Vector3(float.MinValue));
        for (var i = 0; i < mesh.Vertices; i++)
        {
            var at = Vector3.Transform(new Vector3(mesh.X[i], mesh.Y[i], mesh.Z[i]), place);
            (low, high) = (Vector3.Min(low, at), Vector3.Max(high, at));
        }

        return ((low + high) / 2, 1.3f * Math.Max(high.Y - low.Y, (high.X - low.X) * size.Height / size.Width));
    }

    private static void Paste(Picture tile, Picture sheet, int left, int top)
    {
        for (var y = 0; y < tile.Height; y++)
        {
            tile.Row(y).CopyTo(sheet.Row(top + y)[(4 * left)..]);
        }
    }

    private static Mesh Plane()
    {
        var mesh = new Mesh(4, 2) { Radius = 1.5f };
        for (var i = 0; i < 4; i++)
        {
            (mesh.X[i], mesh.Z[i], mesh.NormalY[i]) = (i is 1 or 2 ? 1 : -1, i > 1 ? -1 : 1, 1);
        }

        ReadOnlySpan<int> corners = [0, 1, 2, 0, 2, 3];
        corners.CopyTo(mesh.Indices);
        return mesh;
    }
}
