using System.Numerics;
using Throughline.Stage.Assets;
using Throughline.Stage.Blocking;
using Throughline.Stage.Rendering;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Tests.Blocking;

/// <summary>Sets and bodies of known size, without any asset.</summary>
internal static class Stages
{
    public static SetModel Flat(IReadOnlyList<Vector3>? obstacles = null, WaterSurface? water = null, Terrain? ground = null) => new()
    {
        Name = "flat",
        Pieces = [],
        Ground = ground ?? Terrain.Flat,
        Obstacles = obstacles ?? [],
        Water = water,
        Ways = new Dictionary<string, IReadOnlyList<Vector3>>
        {
            ["path"] = [new(-40, 0, -2), new(0, 0, -1), new(40, 0, -2)],
        },
        Anchors = new Dictionary<string, Vector3> { ["door"] = new(3, 0, -4) },
    };

    public static Body Person { get; } = new() { Height = 1.75f, Radius = 0.3f, EyeHeight = 1.62f, Alive = true };

    public static Body House { get; } = new()
    {
        Height = 6,
        Radius = 4,
        EyeHeight = 3,
        Anchors = new Dictionary<string, Vector3> { ["top"] = new(0, 6, 0) },
    };

    public static Body Table { get; } = new()
    {
        Height = 0.8f,
        Radius = 0.7f,
        EyeHeight = 0.5f,
        Anchors = new Dictionary<string, Vector3> { ["top"] = new(0, 0.8f, 0) },
    };

    public static Body Armchair { get; } = new()
    {
        Height = 1.05f,
        Radius = 0.55f,
        EyeHeight = 0.6f,
        Anchors = new Dictionary<string, Vector3> { ["seat"] = new(0, 0.56f, 0.08f) },
    };

    public static Body Cup { get; } = new() { Height = 0.1f, Radius = 0.06f, EyeHeight = 0.06f };

    public static Body Gull { get; } =
        new() { Height = 0.4f, Radius = 0.5f, EyeHeight = 0.3f, Alive = true, Element = Element.Air };

    public static Body Of(Subject subject) =>
        subject.Asset switch { "house" => House, "table" => Table, "armchair" => Armchair, "cup" => Cup, "gull" => Gull, _ => Person };

    public static float? SpeedOf(Subject subject, Beat beat) =>
        beat.Action switch { "walk" => 1.4f, "run" => 3.5f, "fly" => 6, _ => null };

    public static Scene Scene(params Subject[] subjects) => new()
    {
        Setting = new Setting { Set = "flat" },
        Seed = 3,
        Seconds = 6,
        Subjects = subjects,
    };

    public static Subject Someone(
        string id = "keeper", string asset = "person", Placing? place = null, params Beat[] beats) =>
        new() { Id = id, Asset = asset, Place = place, Beats = beats };

    public static IReadOnlyList<Actor> Block(Scene scene, SetModel? set = null) =>
        Stage.Blocking.Blocker.Block(scene, set ?? Flat(), Of, SpeedOf);
}
