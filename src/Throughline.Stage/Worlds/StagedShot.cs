using Throughline.Camera;
using Throughline.Engines;
using Throughline.Films;
using Throughline.Media.Pictures;
using Throughline.Stage.Direction;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Worlds;

/// <summary>A shot of a staged scene: from words, from a scene file, or going on where another one ended.</summary>
internal sealed class StagedShot : IDisposable
{
    private readonly ShotOrder _order;
    private readonly World _world;
    private readonly List<StagePainter> _painters = [];

    private StagedShot(ShotOrder order, World world)
    {
        _order = order;
        _world = world;
    }

    /// <summary>What the shot shows.</summary>
    public Scene Scene => _world.Scene;

    /// <summary>Stages and builds an order.</summary>
    /// <param name="order">The order; its prompt is staged unless it brings a scene.</param>
    /// <param name="past">Where the shot that this one continues ended; null for a new one.</param>
    /// <param name="stock">What it is built of.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    /// <exception cref="EngineException">There is nothing that can be staged.</exception>
    public static StagedShot Prepare(ShotOrder order, WorldPast? past, Stock stock, CancellationToken cancellationToken)
    {
        var scene = SceneOf(order, past, stock);
        cancellationToken.ThrowIfCancellationRequested();
        return new StagedShot(order, World.Build(past is null ? scene.InOwnTime() : scene, stock, order.Size, order.Rate, order.Frames, past));
    }

    /// <summary>The scene of an order, joined to what went before.</summary>
    /// <exception cref="EngineException">There is nothing that can be staged, or the scene file is not
    /// right.</exception>
    public static Scene SceneOf(ShotOrder order, WorldPast? past, Stock stock)
    {
        var next = order.Scene is { } text ? FromFile(text, order, stock) : FromWords(order, past, stock);
        return past is null ? next : Continuation.Join(past.Scene, next, subject => Entering(subject, stock));
    }

    // How a subject comes in: each family as it goes, vehicles under way; what cannot move by itself, not at all.
    private static string? Entering(Subject subject, Stock stock) =>
        stock.Vocabulary.Find(AssetKind.Creature, subject.Asset) is { } creature
        ? creature.Family switch { "bird" or "insect" => "fly", "fish" => "swim", _ => "walk" }
        : stock.Vocabulary.Find(AssetKind.Prop, subject.Asset)?.Element switch
        {
            null => null,
            "water" => "sail",
            "air" => "fly",
            _ => "drive",
        };

    /// <summary>
    /// A painter of frames, for one thread at a time. It is made with its first frame, so that several are made side by
    /// side.
    /// </summary>
    public Action<int, Picture> Painter()
    {
        StagePainter? painter = null;

        // What continues begins on the very picture that it was given.
        return (number, picture) =>
            (painter ??= NewPainter()).Paint(number, picture, number == 0 ? _order.FirstFrame : null);
    }

    /// <summary>What a shot that continues this one starts with.</summary>
    /// <param name="frame">The frame on which it starts.</param>
    public byte[] End(int frame) => WorldState.Write(_world.EndAt(frame));

    /// <summary>The camera at every frame, seen from where and how it stood at frame 0.</summary>
    public IReadOnlyList<CameraPose> Camera()
    {
        var start = _world.CameraAt(0).Pose;
        return [.. Enumerable.Range(0, _order.Frames).Select(frame => _world.CameraAt(frame).Pose.From(start))];
    }

    /// <summary>The shot as binary glTF.</summary>
    public byte[] Export() => GltfExport.Write(
        _world, _order.Frames, (double)_order.Rate.Denominator / _order.Rate.Numerator,
        _order.Size.Width / (float)_order.Size.Height);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var painter in _painters)
        {
            painter.Dispose();
        }
    }

    private StagePainter NewPainter()
    {
        var painter = new StagePainter(_world, _order.Size, _order.Quality, _order.Guide);
        lock (_painters)
        {
            _painters.Add(painter);
        }

        return painter;
    }

    private static Scene FromFile(string text, ShotOrder order, Stock stock)
    {
        var reading = SceneText.Read(text, "scene", stock.Vocabulary);
        return reading.Scene is { } scene
            ? scene with
            {
                Seconds = order.Shot.Seconds,
                Camera = order.Shot.Camera.Count > 0 ? scene.Camera with { Moves = order.Shot.Camera } : scene.Camera,
            }
            : throw new EngineException(EngineError.BadOrder, string.Join('\n', reading.Problems));
    }

    private static Scene FromWords(ShotOrder order, WorldPast? past, Stock stock)
    {
        if (past is not null && string.IsNullOrWhiteSpace(order.Shot.Prompt))
        {
            // Nothing said: everybody goes on.
            return past.Scene with
            {
                Prompt = "",
                Subjects = [],
                Seconds = order.Shot.Seconds,
                Camera = new CameraDirection { Moves = order.Shot.Camera },
            };
        }

        try
        {
            var scene = stock.Director.Stage(new DirectionRequest
            {
                Prompt = order.Shot.Prompt ?? "",
                Seconds = order.Shot.Seconds,
                Seed = order.Shot.Seed,
                Look = order.Look,
                Moves = order.Shot.Camera.Count > 0 ? order.Shot.Camera : null,
                Continues = past is not null,
                Cast = order.Cast,
            });
            return scene with { Subjects = [.. scene.Subjects.Select(subject => Seeded(subject, order.Cast))] };
        }
        catch (DirectionException refusal)
        {
            throw new EngineException(EngineError.BadOrder, $"shot '{order.Shot.Id}': {refusal.Message}", refusal);
        }
    }

    private static Subject Seeded(Subject subject, IReadOnlyList<CastMember> cast) =>
        cast.FirstOrDefault(
            member => string.Equals(member.Name, subject.Cast, StringComparison.OrdinalIgnoreCase)) is { } found
            ? subject with { Seed = found.Seed }
            : subject;
}
