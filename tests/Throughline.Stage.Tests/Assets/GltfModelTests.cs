using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using CsCheck;
using Throughline.Stage.Assets;
using Throughline.Stage.Rendering;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Tests.Assets;

public sealed class GltfModelTests : IDisposable
{
    private const string Json = """
        {"asset":{"version":"2.0"},"scenes":[{"nodes":[0]}],"nodes":[{"mesh":0,"scale":[2,2,2],"translation":[5,7,0]}],
        "meshes":[{"primitives":[{"attributes":{"POSITION":0},"indices":1,"material":0}]}],
        "materials":[{"doubleSided":true,"pbrMetallicRoughness":{"baseColorFactor":[1,0,0,1],"metallicFactor":0,"roughnessFactor":0.2}}],
        "accessors":[{"bufferView":0,"componentType":5126,"count":3,"type":"VEC3"},{"bufferView":1,"componentType":5123,"count":3,"type":"SCALAR"}],
        "bufferViews":[{"buffer":0,"byteLength":36},{"buffer":0,"byteOffset":36,"byteLength":6}],"buffers":[{"byteLength":44}]}
        """;

    private static readonly Setting _day = new() { Set = "meadow" };
    private readonly string _folder = Directory.CreateTempSubdirectory("throughline-glb-").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public void A_users_model_is_a_noun_and_stands_on_the_ground()
    {
        var props = Library(Glb(Json, Triangle()));
        Assert.Equal("gizmo", props.Find("Gizmo"));
        var model = props.Build("gizmo", Traits.None, _day, 1);
        Assert.Equal((new Vector3(-1, 0, 0), new Vector3(1, 2, 0)), (model.Low, model.High));
        Assert.Equal(MaterialKind.Gloss, model.Materials[0].Kind);
        Assert.True(model.Materials[0].TwoSided);
        Assert.Equal(
            new Vector3(0, 0, 1), new Vector3(model.Mesh.NormalX[0], model.Mesh.NormalY[0], model.Mesh.NormalZ[0]));
        Assert.Equal(6, props.Build("gizmo", new Traits { Size = 3, Colour = "blue" }, _day, 1).High.Y, 1e-4f);
    }

    [Theory]
    [InlineData("\"count\":3,\"type\":\"VEC3\"", "\"count\":300,\"type\":\"VEC3\"", "beyond the file's data")]
    [InlineData("\"count\":3,\"type\":\"VEC3\"", "\"count\":2000000000,\"type\":\"VEC3\"", "are allowed")]
    [InlineData("\"count\":3,\"type\":\"VEC3\"", "\"count\":-1,\"type\":\"VEC3\"", "are allowed")]
    [InlineData("\"mesh\":0", "\"children\":[0]", "in itself")]
    [InlineData("\"mesh\":0", "\"mesh\":9", "not there")]
    [InlineData("[2,2,2]", "[1e30,1,1]", "m large")]
    [InlineData("\"nodes\":[0]", "\"nodes\":[\"a\"]", "whole numbers")]
    [InlineData("\"type\":\"SCALAR\"", "\"type\":\"VEC9\"", "not a plain")]
    [InlineData("{\"asset\"", "{{\"asset\"", "JSON is broken at line 1")]
    [InlineData("\"mesh\":0", "\"name\":\"empty\"", "no triangles")]
    public void A_broken_model_is_refused_with_the_reason(string part, string instead, string reason)
    {
        var wrong = Assert.Throws<AssetException>(
            () => Library(Glb(Json.Replace(part, instead, StringComparison.Ordinal), Triangle())));
        Assert.Contains(reason, Assert.Single(wrong.Problems).Message, StringComparison.Ordinal);
        Assert.EndsWith("gizmo.glb", wrong.Problems[0].File, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_that_is_not_utf8_is_refused()
    {
        var bytes = Glb(Json, Triangle());
        bytes[bytes.AsSpan().IndexOf("POSITION"u8)] = 0xFF;
        var refused = Assert.Throws<AssetException>(() => Library(bytes).Build("gizmo", Traits.None, _day, 1));
        Assert.Contains("not UTF-8", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_bytes_are_read_or_refused()
    {
        var good = Glb(Json, Triangle());
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte, Gen.Int[0, good.Length]).Sample(
            (at, value, length) =>
            {
                var bytes = good.AsSpan(0, Math.Max(1, length)).ToArray();
                bytes[Math.Min(at, bytes.Length - 1)] = value;
                try
                {
                    Library(bytes).Build("gizmo", Traits.None, _day, 1);
                }
                catch (AssetException)
                {
                    // What it is meant to do.
                }
            },
            iter: 60,
            threads: 1);
    }

    private static byte[] Triangle()
    {
        var bytes = new byte[44];
        float[] places = [-0.5f, 0, 0, 0.5f, 0, 0, 0, 1, 0];
        for (var i = 0; i < 9; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * i), places[i]);
        }

        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(38), 1);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(40), 2);
        return bytes;
    }

    private static byte[] Glb(string json, byte[] data)
    {
        var text = Encoding.UTF8.GetBytes(json.PadRight((json.Length + 3) & ~3));
        var bytes = new byte[28 + text.Length + data.Length];
        uint[] words = [0x46546C67, 2, (uint)bytes.Length, (uint)text.Length, 0x4E4F534A];
        for (var i = 0; i < words.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4 * i), words[i]);
        }

        text.CopyTo(bytes, 20);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(20 + text.Length), (uint)data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(24 + text.Length), 0x004E4942);
        data.CopyTo(bytes, 28 + text.Length);
        return bytes;
    }

    private PropLibrary Library(byte[] bytes)
    {
        File.WriteAllBytes(Path.Combine(_folder, "gizmo.glb"), bytes);
        return new PropLibrary(AssetFolder.With(_folder));
    }
}
