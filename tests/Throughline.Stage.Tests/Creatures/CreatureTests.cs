using System.Numerics;
using System.Runtime.InteropServices;
using Throughline.Stage.Assets;
using Throughline.Stage.Motion;
using Throughline.Stage.Rendering;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Tests.Creatures;

public sealed class CreatureTests
{
    private static readonly CreatureLibrary _library = new(AssetFolder.BuiltIn);
    private static readonly ActionLibrary _actions = new(AssetFolder.BuiltIn);

    public static TheoryData<string> Names => [.. _library.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Is_well_formed(string name)
    {
        var creature = _library.Build(name, Traits.None, 11);
        var mesh = creature.NewMesh();

        foreach (var share in creature.Skin.Shares)
        {
            Assert.Equal(1, share.Share0 + share.Share1 + share.Share2 + share.Share3, 1e-4f);
        }

        var wrong = 0;
        var closed = 0;
        for (var t = 0; t < mesh.Triangles; t++)
        {
            var (a, b, c) = (mesh.Indices[3 * t], mesh.Indices[(3 * t) + 1], mesh.Indices[(3 * t) + 2]);
            var face = Vector3.Cross(Place(mesh, b) - Place(mesh, a), Place(mesh, c) - Place(mesh, a));
            if (creature.Materials[mesh.Slots[t]].TwoSided || face.Length() < 1e-9f * creature.Height)
            {
                continue;
            }

            closed++;
            wrong += Vector3.Dot(face, Normal(mesh, a) + Normal(mesh, b) + Normal(mesh, c)) < 0 ? 1 : 0;
        }

        Assert.True(wrong < 0.01 * closed, $"{wrong} of {closed} triangles face away from their normals");
        Assert.All(Enumerable.Range(0, mesh.Vertices), i => Assert.Equal(1, Normal(mesh, i).Length(), 1e-3f));
        Assert.InRange(mesh.Triangles, 500, 16000);
        Assert.InRange(
            mesh.Y.Min(), (creature.Element == Element.Deep ? -0.5f : -0.04f) * creature.Height,
            0.5f * creature.Height);
        Assert.InRange(creature.EyeHeight, 0.1f * creature.Height, creature.Height);
        Assert.InRange(mesh.Slots.Max(), 0, creature.Materials.Count - 1);
    }

    [Theory]
    [InlineData("person")]
    [InlineData("dog")]
    [InlineData("gull")]
    public void Same_seed_builds_the_same_bytes(string name)
    {
        var traits = Traits.None with { Age = 40 };
        Assert.Equal(
            Bytes(_library.Build(name, traits, 5)),
            Bytes(new CreatureLibrary(AssetFolder.BuiltIn).Build(name, traits, 5)));
    }

    [Fact]
    public void Different_seeds_are_different_people()
    {
        var people = Enumerable.Range(0, 12).Select(seed => _library.Build("person", Traits.None, seed)).ToList();
        for (var i = 0; i < people.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                Assert.NotEqual(Bytes(people[i]), Bytes(people[j]));
                Assert.False(
                    people[i].Materials.SequenceEqual(people[j].Materials),
                    $"people {j} and {i} have the same colours");
            }
        }
    }

    [Fact]
    public void A_trait_changes_what_it_is_about_and_leaves_the_face()
    {
        var plain = _library.Build("person", Traits.None with { Gender = "woman", Age = 30 }, 8);
        var coated = _library.Build(
            "person", Traits.None with { Gender = "woman", Age = 30, Wears = [new Worn("raincoat", "yellow")] }, 8);

        Assert.Equal(plain.Eyes, coated.Eyes);
        Assert.Equal(plain.Materials[0], coated.Materials[0]);
        Assert.Contains(
            coated.Materials, material => material.Colour == new Colours(AssetFolder.BuiltIn).Find("yellow"));
    }

    [Fact]
    public void Age_and_build_shape_a_person()
    {
        var child = _library.Build("person", Traits.None with { Age = 6, Hair = "short" }, 4);
        var adult = _library.Build("person", Traits.None with { Age = 30, Hair = "short" }, 4);

        Assert.InRange(child.Height, 0.9f, 1.35f);
        Assert.InRange(adult.Height, 1.5f, 2f);
        Assert.True(child.WalkSpeed < adult.WalkSpeed);
    }

    [Fact]
    public void Every_garment_can_be_worn()
    {
        foreach (var word in _library.GarmentWords.Select(word => _library.FindGarment(word)!).Distinct())
        {
            var plain = _library.Build(
                "person", Traits.None with { Gender = "man", Age = 40, Hair = "bald", Wears = [] }, 3);
            var dressed = _library.Build(
                "person",
                Traits.None with { Gender = "man", Age = 40, Hair = "bald", Wears = [new Worn(word, "#12fe34")] }, 3);

            // Its colour arrives on the body, whatever the outfit was.
            Assert.True(
                dressed.Materials.Any(
                    material => MathF.Abs(material.Colour.Y - 0.99f) < 0.02f && material.Colour.X < 0.05f),
                $"{word} is not to be seen in its colour");
            Assert.NotEqual(Bytes(plain), Bytes(dressed));
        }
    }

    [Theory]
    [InlineData("person")]
    [InlineData("horse")]
    [InlineData("owl")]
    public void Vector_skinning_equals_plain_skinning(string name)
    {
        var creature = _library.Build(name, Traits.None, 2);
        var role = Role.Compile(
            creature, [new TimedBeat { Action = "talk", From = 0, To = 3, Manner = "happy" }], _actions,
            new RoleGround(), 1);
        var stance = creature.NewStance();
        role.At(1.37, stance);
        var (one, two) = (creature.NewMesh(), creature.NewMesh());
        creature.Pose(stance, one);
        creature.Skin.PosePlainly(stance.Bones, stance.Face, two);

        for (var i = 0; i < one.Vertices; i++)
        {
            Assert.True(Vector3.Distance(Place(one, i), Place(two, i)) < 1e-5f * creature.Height);
            Assert.True(Vector3.Distance(Normal(one, i), Normal(two, i)) < 1e-4f);
        }
    }

    [Fact]
    public void A_wrong_file_is_refused_with_its_place()
    {
        var folder = Directory.CreateTempSubdirectory("creatures").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "creatures"));
            File.WriteAllText(
                Path.Combine(folder, "creatures", "griffin.yaml"), "family: quadruped\nshapes: {leg: 1}\n");
            File.WriteAllText(Path.Combine(folder, "creatures", "roc.yaml"), "like: gul\n");

            var refused = Assert.Throws<AssetException>(() => new CreatureLibrary(AssetFolder.With(folder)));
            Assert.Contains(refused.Problems, problem => problem.Line == 2 && problem.Fix == "Did you mean 'shape'?");
            Assert.Contains(
                refused.Problems, problem => problem.Message.Contains("no creature 'gul'", StringComparison.Ordinal)
                    && problem.Fix == "Did you mean 'gull'?");
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    [Fact]
    public void A_users_file_becomes_a_creature()
    {
        var folder = Directory.CreateTempSubdirectory("creatures").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "creatures"));
            File.WriteAllText(
                Path.Combine(folder, "creatures", "okapi.yaml"),
                "like: deer\nwords: [forest giraffe]\nshape: {neck: 0.5}\n");
            var library = new CreatureLibrary(AssetFolder.With(folder));

            Assert.Equal("okapi", library.Find("forest giraffe"));
            Assert.Equal(CreatureFamily.Quadruped, library.Build("okapi", Traits.None, 1).Family);
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    private static Vector3 Place(Mesh mesh, int i) => new(mesh.X[i], mesh.Y[i], mesh.Z[i]);

    private static Vector3 Normal(Mesh mesh, int i) => new(mesh.NormalX[i], mesh.NormalY[i], mesh.NormalZ[i]);

    private static byte[] Bytes(Creature creature)
    {
        var mesh = creature.NewMesh();
        return
        [
            .. MemoryMarshal.AsBytes(mesh.X.AsSpan()), .. MemoryMarshal.AsBytes(mesh.Y.AsSpan()),
            .. MemoryMarshal.AsBytes(mesh.NormalZ.AsSpan()),
            .. MemoryMarshal.AsBytes(mesh.Tints.AsSpan()), .. mesh.Slots,
        ];
    }
}
