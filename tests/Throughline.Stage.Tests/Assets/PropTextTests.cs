using System.Numerics;
using Throughline.Stage.Assets;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Tests.Assets;

public sealed class PropTextTests : IDisposable
{
    private static readonly Setting _day = new() { Set = "meadow" };
    private readonly string _folder = Directory.CreateTempSubdirectory("throughline-props-").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public void A_users_prop_is_a_file_and_nothing_else()
    {
        var props = Library("pole", "words: [mast]\nheight: 3\nparts: [{cylinder: [1, 20]}]\n");
        Assert.Equal("pole", props.Find("mast"));
        var model = props.Build("pole", Traits.None, _day, 1);
        Assert.Equal(3, model.High.Y, 1e-4f);
        Assert.Equal(0.15f, model.High.Z, 1e-3f);
    }

    [Theory]
    [InlineData("box: [1, 2, 3]", 6)]
    [InlineData("box: [1, 2, 3], bevel: 0.001", 6)]
    [InlineData("cylinder: [1, 2], segments: 64", 6.2832)]
    [InlineData("ball: 1, segments: 64", 4.1888)]
    [InlineData("cone: [1, 3], segments: 64", 3.1416)]
    [InlineData("lathe: [[1, 0], [1, 2]], segments: 64", 6.2832)]
    [InlineData("lathe: [[0, 2], [1, 2], [1, 0], [0, 0]], segments: 64", 6.2832)]
    [InlineData("torus: [2, 0.5], segments: 64, sides: 32", 9.8696)]
    [InlineData("tube: [[0, 0, 0], [0, 4, 0]], radius: 0.5, sides: 32", 3.1416)]
    [InlineData("loft: [[0, 0, 1, 1, 2], [2, 0, 1, 1, 2]], sides: 48", 6.2832)]
    [InlineData("loft: [[2, 0, 1, 1, 2], [0, 0, 1, 1, 2]], sides: 48", 6.2832)]
    [InlineData("extrude: [[0, 0], [2, 0], [2, 1], [1, 1], [1, 2], [0, 2]], depth: 2", 6)]
    [InlineData("extrude: [[0, 0], [0, 2], [1, 2], [1, 1], [2, 1], [2, 0]], depth: 2", 6)]
    [InlineData("extrude: [[1, 0, 1], [-1, 0, 1]], depth: 1", 0)]
    [InlineData("extrude: [[1, 0, 1], [-1, 0], [0, -0.001]], depth: 1", 1.5708)]
    [InlineData("roof: [4, 1, 2], thick: 0.5", 4)]
    [InlineData("blob: [[0, 0, 0, 1]], cells: 40", 4.1888)]
    [InlineData("stairs: [1, 1, 1], steps: 2", 0.75)]
    public void A_shape_is_closed_and_has_its_volume(string shape, double volume)
    {
        var text = $"height: 1\nparts: [{{{shape}}}]\n";
        if (volume == 0)
        {
            Assert.Throws<AssetException>(() => Library("thing", text));
            return;
        }

        var model = Library("thing", text).Build("thing", Traits.None, _day, 1);
        var scaled = volume * Math.Pow(1 / Height(shape), 3);
        Assert.InRange(Volume(model), scaled * 0.97, scaled * 1.03);
    }

    [Fact]
    public void Everything_wrong_in_all_files_is_said_at_once()
    {
        Write(
            "props/a.yaml",
            "height: 1\nparts:\n- {bax: [1, 1, 1]}\n- {box: [1, 1]}\n- {box: [1, 1, 1], material: wod}\n");
        Write("plants/b.yaml", "parts: [{prop: nothing}]\ncolor: red\n");
        Write("props/c.yaml", "height: [\n");
        var problems = Assert.Throws<AssetException>(() => new PropLibrary(AssetFolder.With(_folder))).Problems.Select(
            problem => problem.ToString().Replace(_folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal))
            .ToList();
        Assert.Contains(
            problems, said => said.StartsWith("props/a.yaml:3:3: this part has no shape", StringComparison.Ordinal));
        Assert.Contains(
            problems, said => said.StartsWith(
                "props/a.yaml:3:4: a part has no key 'bax'. Did you mean 'box'?", StringComparison.Ordinal));
        Assert.Contains(
            problems,
            said => said.StartsWith("props/a.yaml:4:9: 'box' is a list of 3 numbers", StringComparison.Ordinal));
        Assert.Contains(
            problems,
            said => said.StartsWith("props/a.yaml:5:3: this file has no material 'wod'", StringComparison.Ordinal));
        Assert.Contains(
            problems, said => said.StartsWith("plants/b.yaml:1:1: a prop has a size", StringComparison.Ordinal));
        Assert.Contains(
            problems,
            said => said.StartsWith("plants/b.yaml:1:9: there is no prop 'nothing'", StringComparison.Ordinal));
        Assert.Contains(
            problems,
            said => said.StartsWith("plants/b.yaml:2:1: a prop has no key 'color'", StringComparison.Ordinal));
        Assert.Contains(problems, said => said.StartsWith("props/c.yaml:", StringComparison.Ordinal));
    }

    [Fact]
    public void A_prop_that_is_a_part_of_itself_is_refused()
    {
        Write("props/hen.yaml", "height: 1\nparts: [{prop: egg}]\n");
        Write("props/egg.yaml", "height: 1\nparts: [{prop: hen}]\n");
        Assert.Contains(
            "has this one as a part",
            Assert.Throws<AssetException>(() => new PropLibrary(AssetFolder.With(_folder))).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("parts: [{box: [1, 1, 1], repeat: {count: 2000, line: [1, 0, 0]}}]\n  repeat: {count: 2000, line: [0, 1, 0]}")]
    [InlineData("ball: 1\n  segments: 64\n  repeat: {count: 2000, line: [1, 0, 0]}")]
    public void A_model_without_bounds_is_refused_where_it_grows(string part)
    {
        var props = Library("swarm", $"height: 1\nparts:\n- {part}\n");
        var problem = Assert.Single(
            Assert.Throws<AssetException>(() => props.Build("swarm", Traits.None, _day, 1)).Problems);
        Assert.Equal(3, problem.Line);
        Assert.Contains("more than 150000 triangles", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("- 1\n- 2\n")]
    [InlineData("height: 1e9\nparts: [{box: [1, 1, 1]}]\n")]
    [InlineData("height: 1\nparts: [{box: [0, 1, 1]}]\n")]
    [InlineData("height: 1\nparts: [{box: [1, 1, 1], scale: 0}]\n")]
    [InlineData("height: 1\nparts: &a [{box: [1, 1, 1]}, *a]\n")]
    [InlineData("height: 1\nparts: [{leaf: [1, 1], repeat: {on: nowhere}}]\n")]
    [InlineData("height: 1\nwidth: 1\nparts: [{box: [1, 1, 1]}]\n")]
    [InlineData("height: 1\nparts: [{blob: [[0, 0, 0, -1]]}]\n")]
    [InlineData("height: 1\nparts: [{tube: [[0, 0, 0]]}]\n")]
    [InlineData("height: 1\nturning: [{axis: [0, 0, 0], parts: [{box: [1, 1, 1]}]}]\nparts: [{box: [1, 1, 1]}]\n")]
    public void A_bad_file_is_refused_with_its_place(string text)
    {
        var problems = Assert.Throws<AssetException>(() => Library("bad", text)).Problems;
        Assert.All(problems, problem => Assert.EndsWith("bad.yaml", problem.File, StringComparison.Ordinal));
        Assert.All(problems, problem => Assert.True(problem.Line > 0));
    }

    private static double Height(string shape) => shape switch
    {
        ['b', 'o', ..] => 2,
        ['b', ..] => 2,
        ['c', 'y', ..] => 2,
        ['c', ..] => 3,
        ['l', ..] => 2,
        ['t', 'o', ..] => 1,
        ['t', ..] => 4,
        ['r', ..] => 1.5,
        ['e', ..] when shape.Contains("0.001", StringComparison.Ordinal) => 1.001,
        ['e', ..] => 2,
        _ => 1,
    };

    private static double Volume(Model model)
    {
        var (mesh, volume) = (model.Mesh, 0.0);
        for (var t = 0; t < mesh.Triangles; t++)
        {
            volume += Vector3.Dot(Corner(0), Vector3.Cross(Corner(1), Corner(2))) / 6;

            Vector3 Corner(int i) => new(
                mesh.X[mesh.Indices[(3 * t) + i]], mesh.Y[mesh.Indices[(3 * t) + i]],
                mesh.Z[mesh.Indices[(3 * t) + i]]);
        }

        return volume;
    }

    private PropLibrary Library(string name, string text)
    {
        Write($"props/{name}.yaml", text);
        return new PropLibrary(AssetFolder.With(_folder));
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
