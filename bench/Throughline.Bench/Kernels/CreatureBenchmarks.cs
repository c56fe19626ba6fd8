using BenchmarkDotNet.Attributes;
using System.Numerics;
using Throughline.Stage.Assets;
using Throughline.Stage.Motion;
using Throughline.Stage.Rendering;
using Throughline.Stage.Scenes;

namespace Throughline.Bench.Kernels;

/// <summary>
/// What a creature costs: to build, to compile a role of ten seconds, and for each frame to pose and to skin.
/// </summary>
[ShortRunJob]
public class CreatureBenchmarks
{
    private readonly CreatureLibrary _library = new(AssetFolder.BuiltIn);
    private readonly ActionLibrary _actions = new(AssetFolder.BuiltIn);
    private Creature _creature = null!;
    private Role _role = null!;
    private Stance _stance = null!;
    private Mesh _mesh = null!;

    [Params("person", "dog", "gull")]
    public string Name { get; set; } = "person";

    [GlobalSetup]
    public void SetUp()
    {
        _creature = Build();
        _role = Compile();
        (_stance, _mesh) = (_creature.NewStance(), _creature.NewMesh());
        _role.At(1, _stance);
    }

    [Benchmark]
    public Creature Build() => _library.Build(Name, Traits.None, 3);

    [Benchmark]
    public Role Compile() => Role.Compile(
        _creature, [new TimedBeat { Action = "walk", From = 0, To = 10, Way = [Vector3.Zero, new(10, 0, 3)] }],
        _actions, new RoleGround(), 3);

    [Benchmark]
    public void At() => _role.At(2.3, _stance);

    [Benchmark]
    public void Pose() => _creature.Pose(_stance, _mesh);
}
