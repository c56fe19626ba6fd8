using System.Numerics;
using Throughline.Chance;
using Throughline.Stage.Assets;
using Throughline.Stage.Blocking;
using Throughline.Stage.Motion;
using Throughline.Stage.Rendering;

namespace Throughline.Stage.Worlds;

/// <summary>
/// A thing in pieces: what of it is of glass or china goes to shards that fly off, fall and lie; a tray stays whole.
/// </summary>
internal sealed class Shards
{
    private const int Pieces = 18;
    private const float Gravity = 9.81f;

    private readonly Model? _whole;
    private readonly (Mesh Mesh, Vector3 Middle, Vector3 Flat)[] _pieces;
    private readonly Model _model;

    private Shards(Model model, Model? whole, (Mesh Mesh, Vector3 Middle, Vector3 Flat)[] pieces) =>
        (_model, _whole, _pieces) = (model, whole, pieces);

    /// <summary>A thing in pieces; null for what does not break.</summary>
    public static Shards? Of(Model model)
    {
        if (!model.Breaks && !model.Materials.Any(material => material.Kind == MaterialKind.Glass))
        {
            return null;
        }

        // Of a tray with glasses the metal that all stands on stays whole; of a cup nothing does.
        var mesh = model.Mesh;
        var all = Enumerable.Range(0, mesh.Triangles).ToArray();
        var stays = all.GroupBy(i => mesh.Slots[i]).Where(
            slot => !model.Breaks && model.Materials[slot.Key].Kind is MaterialKind.Metal or MaterialKind.Wood or MaterialKind.Cloth
                && slot.Min(i => Middle(mesh, i).Y) < model.Low.Y + 0.02f).Select(slot => slot.Key).ToHashSet();
        var broken = all.Where(i => !stays.Contains(mesh.Slots[i])).ToArray();
        var kept = all.Where(i => stays.Contains(mesh.Slots[i])).ToArray();
        if (broken.Length == 0)
        {
            return null;
        }

        // Triangles go with the nearest of a few of them.
        var dice = new Dice(mesh.Triangles);
        var seeds = Enumerable.Range(0, Pieces).Select(_ => Middle(mesh, broken[(int)(dice.Next() * broken.Length)])).ToArray();
        var pieces = broken.GroupBy(
                i => Enumerable.Range(0, Pieces).MinBy(seed => Vector3.DistanceSquared(seeds[seed], Middle(mesh, i))))
            .OrderBy(group => group.Key).Select(group => Cut(mesh, [.. group], true)).ToArray();
        return new(
            model,
            kept.Length == 0 ? null : model with { Mesh = Cut(mesh, kept, false).Mesh, Lamps = [], Sources = [], Turning = [] },
            pieces);
    }

    /// <summary>Adds what is left of it to a frame.</summary>
    /// <param name="frame">The frame, at or after the fall.</param>
    /// <param name="fall">How it fell.</param>
    /// <param name="actor">Who it was.</param>
    /// <param name="context">What surrounds it.</param>
    public void Add(SceneFrame frame, Release fall, Actor actor, FigureContext context)
    {
        var earlier = Math.Max(frame.Time - frame.FrameTime, fall.Lands);
        if (_whole is not null)
        {
            Staging.Add(
                frame, _whole, fall.At(frame.Time), fall.At(earlier), actor.SubjectNumber, actor.Seed, context);
        }

        for (var i = 0; i < _pieces.Length; i++)
        {
            frame.Instances.Add(new Instance
            {
                Mesh = _pieces[i].Mesh,
                Materials = _model.Materials,
                Place = PlaceOf(i, fall, actor.Seed, (float)(frame.Time - fall.Lands)),
                PlaceBefore = PlaceOf(i, fall, actor.Seed, (float)(earlier - fall.Lands)),
                Subject = actor.SubjectNumber,
            });
        }
    }

    // Off from where the thing struck, over and over, until it lies flat on the ground.
    private Matrix4x4 PlaceOf(int piece, Release fall, long seed, float come)
    {
        var dice = Dice.Of(seed, 700 + piece);
        var struck = fall.At(fall.Lands);
        var (_, middle, flat) = _pieces[piece];
        var at = Vector3.Transform(middle, struck);
        var turn = dice.Next() * MathF.Tau;
        var speed = (new Vector3(MathF.Sin(turn), 0, MathF.Cos(turn)) * dice.Between(0.25f, 1.5f))
            + (0.3f * fall.SpeedAtEnd with { Y = 0 }) + new Vector3(0, dice.Between(0.4f, 1.9f), 0);
        var floor = fall.End.Y + _model.Low.Y + 0.006f;
        var fallen = (speed.Y + MathF.Sqrt((speed.Y * speed.Y) + (2 * Gravity * Math.Max(at.Y - floor, 0)))) / Gravity;
        var share = Math.Clamp(come / fallen, 0, 1);
        var time = Math.Min(come, fallen);
        var place = at + (speed * time) - new Vector3(0, 0.5f * Gravity * time * time, 0);
        var begins = Quaternion.CreateFromRotationMatrix(struck);
        var over = Quaternion.CreateFromAxisAngle(Vector3.Normalize(new(MathF.Cos(turn), 0, -MathF.Sin(turn))), share * MathF.Tau);
        var lies = Upright(Vector3.Transform(flat, begins)) * begins;
        return Matrix4x4.CreateTranslation(-middle)
            * Matrix4x4.CreateFromQuaternion(over * Quaternion.Slerp(begins, lies, Role.Ease(share)))
            * Matrix4x4.CreateTranslation(place);
    }

    // The least turn that brings a direction up.
    private static Quaternion Upright(Vector3 way)
    {
        var axis = Vector3.Cross(way, Vector3.UnitY);
        return axis.LengthSquared() < 1e-6f ? Quaternion.Identity : Quaternion.CreateFromAxisAngle(
            Vector3.Normalize(axis), MathF.Acos(Math.Clamp(way.Y, -1, 1)));
    }

    private static Vector3 Corner(Mesh mesh, int vertex) => new(mesh.X[vertex], mesh.Y[vertex], mesh.Z[vertex]);

    private static Vector3 Middle(Mesh mesh, int triangle) =>
        (Corner(mesh, mesh.Indices[3 * triangle]) + Corner(mesh, mesh.Indices[(3 * triangle) + 1])
            + Corner(mesh, mesh.Indices[(3 * triangle) + 2])) / 3;

    // Some triangles as a mesh of their own, their middle, and where most of them face. A shard has two sides: each
    // triangle is there twice, once turned over.
    private static (Mesh Mesh, Vector3 Middle, Vector3 Flat) Cut(Mesh mesh, int[] triangles, bool isShard)
    {
        var sides = isShard ? 2 : 1;
        var cut = new Mesh(3 * triangles.Length * sides, triangles.Length * sides)
        {
            Tints = mesh.Tints is null ? null : new uint[3 * triangles.Length * sides],
        };
        var (middle, flat) = (Vector3.Zero, Vector3.Zero);
        for (var i = 0; i < triangles.Length * sides; i++)
        {
            var triangle = triangles[i / sides];
            var isBack = isShard && i % 2 == 1;
            cut.Slots[i] = mesh.Slots[triangle];
            for (var corner = 0; corner < 3; corner++)
            {
                var (from, to) = (mesh.Indices[(3 * triangle) + (isBack ? 2 - corner : corner)], (3 * i) + corner);
                var facing = isBack ? -1 : 1;
                (cut.X[to], cut.Y[to], cut.Z[to]) = (mesh.X[from], mesh.Y[from], mesh.Z[from]);
                (cut.NormalX[to], cut.NormalY[to], cut.NormalZ[to]) =
                    (facing * mesh.NormalX[from], facing * mesh.NormalY[from], facing * mesh.NormalZ[from]);
                cut.Indices[to] = to;
                if (cut.Tints is { } tints)
                {
                    tints[to] = mesh.Tints![from];
                }

                middle += Corner(mesh, from) / (3 * triangles.Length * sides);
                flat += isBack ? Vector3.Zero : new Vector3(mesh.NormalX[from], mesh.NormalY[from], mesh.NormalZ[from]);
            }
        }

        cut.Centre = middle;
        cut.Radius = Enumerable.Range(0, cut.Vertices).Max(i => Vector3.Distance(Corner(cut, i), middle));
        return (cut, middle, flat.LengthSquared() < 1e-6f ? Vector3.UnitY : Vector3.Normalize(flat));
    }
}
