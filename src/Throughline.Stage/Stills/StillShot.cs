using System.Numerics;
using Throughline.Camera;
using Throughline.Engines;
using Throughline.Media.Faces;
using Throughline.Media.Pictures;

namespace Throughline.Stage.Stills;

/// <summary>A shot from a picture, ready to draw: its scene and its camera path.</summary>
internal sealed class StillShot : IDisposable
{
    // How far a subject is taken to be: never so near that an orbit swings wildly, never beyond the middle ground.
    private const float NearestSubject = 2.5f;
    private const float FarthestSubject = 5f;

    // How much of what lies round a frame goes into its scene for the shots that go on from it, in frames.
    private const double MostCanvas = 2;

    private readonly StillScene _scene;
    private readonly CameraPose _rest;
    private readonly double _shutter;
    private readonly DepthPicture? _depth;
    private readonly Picture _first;
    private readonly Life? _life;
    private readonly int _threads;
    private readonly Surroundings _view;

    private StillShot(
        Picture first, Surroundings view, StillScene scene, CameraPath path, CameraPose rest, double shutter,
        DepthPicture? depth, Life? life, IReadOnlyList<UnusedWord> notUsed, int threads)
    {
        _first = first;
        _view = view;
        _life = life;
        NotUsed = notUsed;
        _scene = scene;
        _rest = rest;
        _shutter = shutter;
        _depth = depth;
        _threads = threads;
        Path = path;
    }

    /// <summary>The camera's way.</summary>
    public CameraPath Path { get; }

    /// <summary>What moves by itself; null for nothing.</summary>
    public Life? Living => _life;

    /// <summary>The faces in frame 0, in its pixels, largest first; none without a sight.</summary>
    public IReadOnlyList<FaceMesh> Faces { get; private init; } = [];

    /// <summary>Words of the prompt that ask for motion that the shot cannot show.</summary>
    public IReadOnlyList<UnusedWord> NotUsed { get; }

    /// <summary>Prepares everything that the frames share: depth, camera path, what lies beyond and behind.</summary>
    /// <param name="order">What to shoot.</param>
    /// <param name="sight">What models see in pictures; null without.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static async Task<StillShot> PrepareAsync(
        ShotOrder order, IPictureSight? sight, CancellationToken cancellationToken)
    {
        var previous = order.Previous is { State.Length: > 0 } handover ? StillState.Read(handover.State.Span) : null;
        var carried = previous?.Motion ?? CarriedMotion.None;

        // The frame handed over shows life in mid-motion; the scene is made of what was there without it.
        var picture = previous?.Life?.Clean(order.FirstFrame!) ?? order.FirstFrame!;
        var seen = await StillSeen.OfAsync(
            View(order, picture, previous), picture, sight, CameraPath.Travels(order.Shot.Camera), order.Threads,
            cancellationToken);
        var view = seen.View;
        var grown = 1f;
        if (view.Depth is { } near && order.Depth is null && near.Nearness.Max() is > 1 and var nearest)
        {
            // The camera has come near: the world is taken to be larger, so that there is room again.
            view = view with { Depth = Times(near, 1 / nearest) };
            carried = carried.Scaled(nearest);
            grown = nearest;
        }

        var depth = Frame(view, picture.Size);
        var rig = new CameraRig
        {
            FocalLength = previous?.FocalLength ?? CameraPose.UsualFocalLength,
            Seed = order.Shot.Seed,
            Carried = carried,
        };
        var space = new StillSpace(picture.Width, picture.Height, rig.FocalLength);
        rig = rig with { Subject = Subject(space, depth, order.Focus.X, order.Focus.Y) };
        var path = CameraPath.Compile(order.Shot.Camera, order.Frames, order.Rate, rig);
        var nearestQ = StillSpace.InverseDepth(view.Depth?.Nearness.Max() ?? 1);
        var farthestQ = StillSpace.InverseDepth(view.Depth?.Nearness.Min() ?? 0);
        var framing = Framing.Of(path, space, nearestQ, farthestQ);
        if (order.IsContinued && !path.IsStatic)
        {
            // The shot that goes on from this one may look at what lies beyond this one's frames.
            framing = framing.With(Margins.Of(view, picture.Size).Within(picture.Size, MostCanvas));
        }

        var living = new LifeView(picture, depth, seen.Faces, sight, order, cancellationToken);
        var (life, notUsed) = LifeStart.Of(order, living, rig.FocalLength, previous?.Life, grown, cancellationToken);
        SkyPlate? sky = null;
        if (life is { MovesSky: true })
        {
            sky = SkyMatte.Of(living.Survey) is { } matte ? new SkyPlate(
                matte, Math.Max(life.Beyond.Left, life.Beyond.Right)) : null;
            framing = framing with
            {
                Left = Math.Max(framing.Left, life.Beyond.Left),
                Right = Math.Max(framing.Right, life.Beyond.Right),
            };
        }

        var scene = StillScene.Build(
            picture, view, space, framing, sky, order.Shot.Seed, order.Threads, cancellationToken);
        return new StillShot(
            order.FirstFrame!, view, scene, path, CameraPose.AtRest(rig.FocalLength),
            order.Shot.Shutter ?? path.UsualShutter, depth, life, notUsed, order.Threads)
        {
            Faces = seen.Faces,
        };
    }

    /// <summary>Whether painters can paint frames as video.</summary>
    public bool PaintsVideo => Painter().PaintsVideo;

    /// <summary>
    /// Makes what painters of frames of video share, with all threads, rather than when the first of them asks.
    /// </summary>
    public void ReadyVideo()
    {
        foreach (var layer in _scene.Layers)
        {
            _ = layer.Video;
        }
    }

    /// <summary>A painter of frames for one thread.</summary>
    public FramePainter Painter() => new(_first, new StillRenderer(_scene, _life), Path, _rest, _shutter);

    /// <summary>What the next shot starts with.</summary>
    /// <param name="last">The last frame as it was painted.</param>
    public StillState End(Picture last)
    {
        var pose = Path.At(Path.Frames - 1);
        var still = _life is null ? last : WithoutLife(last.Size);
        var around = pose == _rest
            ? LastView.Same(_view, last.Size)
            : LastView.Of(_scene, pose, Margins.Of(_view, last.Size), still, hasDepth: _depth is not null, _threads);
        return new StillState
        {
            FocalLength = pose.FocalLength,
            Motion = Path.End,
            Depth = around?.Depth ?? (_depth is null ? null : LastDepth.Of(_scene, pose, _threads)),
            Around = around,
            Life = _life?.End(_scene, pose, Path.Frames, last, still),
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _scene.Dispose();

    // The last frame as it would be if nothing moved by itself.
    private Picture WithoutLife(PixelSize size)
    {
        var frame = new Picture(size.Width, size.Height);
        var painter = new FramePainter(_scene.First, new StillRenderer(_scene), Path, _rest, _shutter);
        painter.Paint(Path.Frames - 1, frame);
        return frame;
    }

    // Frame 0 and what is around it, with what the user or the shot before knows of it.
    private static Surroundings View(ShotOrder order, Picture picture, StillState? previous)
    {
        var view = order.Surroundings ?? Known(order, picture, previous)
            ?? new Surroundings(picture, order.Depth ?? OwnDepth(), 0, 0) { Matte = order.Matte };
        Check("depth", view.Depth?.Width, view.Depth?.Height);
        Check("matte", view.Matte?.Width, view.Matte?.Height);
        return view;

        DepthPicture? OwnDepth() => previous?.Around is { } around
            ? Frame(around with { Depth = previous.Depth }, picture.Size)
            : previous?.Depth;

        void Check(string what, int? width, int? height)
        {
            if (width is not null && (width != view.Picture.Width || height != view.Picture.Height))
            {
                throw new EngineException(
                    EngineError.BadOrder, $"the {what} is {width}x{height}, its picture {view.Picture.Size}.");
            }
        }
    }

    // What the shot before knew round this shot's first frame, unless the user says more of the frame itself.
    private static Surroundings? Known(ShotOrder order, Picture picture, StillState? previous)
    {
        if (previous?.Around is not { } around || order.Depth is not null || order.Matte is not null
            || Margins.Of(around, picture.Size) is not { Right: >= 0, Bottom: >= 0 })
        {
            return null;
        }

        LastView.Insert(around, picture);
        return around with { Depth = previous.Depth };
    }

    private static DepthPicture Times(DepthPicture depth, float factor) =>
        new(depth.Width, depth.Height, Array.ConvertAll(depth.Nearness, n => n * factor));

    // The part of the view's depth that is frame 0's.
    private static DepthPicture? Frame(Surroundings view, PixelSize size)
    {
        if (view.Depth is null || view.Picture.Size == size)
        {
            return view.Depth;
        }

        var nearness = new float[size.Width * size.Height];
        for (var y = 0; y < size.Height; y++)
        {
            view.Depth.Nearness.AsSpan(((y + view.Y) * view.Depth.Width) + view.X, size.Width).CopyTo(
                nearness.AsSpan(y * size.Width));
        }

        return new DepthPicture(size.Width, size.Height, nearness);
    }

    // The median nearness round the focus says how far the subject is.
    private static Vector3 Subject(StillSpace space, DepthPicture? depth, double focusX, double focusY)
    {
        float x = (float)(focusX * (space.Width - 1)), y = (float)(focusY * (space.Height - 1));
        var distance = 4f;
        if (depth is not null)
        {
            var around = new List<float>();
            int half = Math.Max(1, space.Width / 24);
            for (var v = Math.Max(0, (int)y - half); v <= Math.Min(space.Height - 1, (int)y + half); v += 2)
            {
                for (var u = Math.Max(0, (int)x - half); u <= Math.Min(space.Width - 1, (int)x + half); u += 2)
                {
                    around.Add(depth.Nearness[(v * space.Width) + u]);
                }
            }

            around.Sort();
            distance = Math.Clamp(
                1 / StillSpace.InverseDepth(around[around.Count / 2]), NearestSubject, FarthestSubject);
        }

        return space.Point(x, y, 1 / distance);
    }
}
