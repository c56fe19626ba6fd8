using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using SharpGLTF.Memory;
using SharpGLTF.Schema2;
using Throughline.Media.Pictures;
using Throughline.Stage.Assets;
using Throughline.Stage.Scenes;

namespace Throughline.Stage.Tests.Assets;

/// <summary>Models as another program writes them: with textures, with colours of vertices, and broken ones.</summary>
public sealed class GltfTextureTests : IDisposable
{
    private static readonly Setting _day = new() { Set = "meadow" };
    private readonly string _folder = Directory.CreateTempSubdirectory("throughline-glb-").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public void A_texture_is_seen_where_it_lies()
    {
        // A board of one metre, two triangles, with a picture of eight by eight fields on it.
        var model = Build(Board(Checks(256, 8)));
        var mesh = model.Mesh;
        Assert.InRange(mesh.Triangles, 500, 60_000);
        var (right, wrong) = (0, 0);
        for (var t = 0; t < mesh.Triangles; t++)
        {
            var middle = Vector2.Zero;
            var light = 0f;
            for (var c = 0; c < 3; c++)
            {
                var v = mesh.Indices[(3 * t) + c];
                middle += new Vector2(mesh.X[v], mesh.Y[v]) / 3;
                light += (mesh.Tints![v] & 0xFF) / 765f;
            }

            // Away from the borders of fields colours are those of the picture.
            var (x, y) = ((middle.X + 0.5f) * 8, (1 - middle.Y) * 8);
            var border = Math.Min(MathF.Abs(x - MathF.Round(x)), MathF.Abs(y - MathF.Round(y)));
            if (border > 0.25f)
            {
                var isWhite = ((int)x + (int)y) % 2 == 0;
                _ = isWhite == light > 0.5f ? right++ : wrong++;
            }
        }

        Assert.True(
            right > 60 && wrong <= right / 50, $"{right} triangles have the picture's colour, {wrong} have not");
    }

    [Fact]
    public void A_texture_of_one_colour_needs_no_more_triangles()
    {
        var model = Build(Board(Checks(64, 1)));
        Assert.Equal(2, model.Mesh.Triangles);
        Assert.All(model.Mesh.Tints ?? [0xFFFFFF], tint => Assert.Equal(0xFFFFFFu, tint));
    }

    [Fact]
    public void Holes_of_a_texture_are_holes()
    {
        var picture = Checks(128, 2);
        for (var i = 0; i < picture.Pixels.Length; i += 4)
        {
            picture.Pixels[i + 3] = picture.Pixels[i];
        }

        var board = Board(picture);
        board.LogicalMaterials[0].Alpha = AlphaMode.MASK;
        var model = Build(board);
        var area = 0f;
        for (var t = 0; t < model.Mesh.Triangles; t++)
        {
            Vector3 At(int corner)
            {
                var v = model.Mesh.Indices[(3 * t) + corner];
                return new(model.Mesh.X[v], model.Mesh.Y[v], model.Mesh.Z[v]);
            }

            area += Vector3.Cross(At(1) - At(0), At(2) - At(0)).Length() / 2;
        }

        Assert.Equal(0.5f, area, 0.05f);
    }

    [Fact]
    public void A_texture_that_is_too_large_is_refused_before_it_is_decoded()
    {
        // A PNG whose header says 60000 x 60000, and whose data are those of a small one.
        var png = Png(Checks(16, 2));
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), 60_000);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), 60_000);
        Refused(Board(png), "60000x60000");
    }

    [Fact]
    public void A_texture_that_is_no_picture_is_refused()
    {
        var png = Png(Checks(64, 8));
        Refused(Board(png.AsSpan(0, png.Length / 2).ToArray()), "truncated");
    }

    [Theory]
    [InlineData("\"bufferView\":3", "\"uri\":\"../../secret.png\"", "not inside the file")]
    [InlineData("\"bufferView\":3", "\"uri\":\"https://example.org/a.png\"", "not inside the file")]
    [InlineData("\"bufferView\":3", "\"bufferView\":99", "not there")]
    [InlineData("\"baseColorTexture\":{\"index\":0", "\"baseColorTexture\":{\"index\":7", "not there")]
    [InlineData("\"TEXCOORD_0\":2", "\"OTHER\":2", "no places on it")]
    [InlineData("\"buffers\":[{", "\"buffers\":[{\"uri\":\"../other.bin\",", "in another file")]
    [InlineData("\"asset\":{", "\"extensionsRequired\":[\"KHR_draco_mesh_compression\"],\"asset\":{", "KHR_draco_mesh_compression")]
    [InlineData("\"nodes\":[{", "\"nodes\":[{\"children\":[1,1]},{", "lies in two others")]
    [InlineData("\"count\":4,", "\"count\":3,", "is not there")]
    public void A_broken_model_is_refused_with_the_reason(string part, string instead, string reason)
    {
        var bytes = Board(Checks(16, 2)).WriteGLB().ToArray();
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(12));
        var json = System.Text.Encoding.UTF8.GetString(bytes, 20, length);
        Assert.Contains(part, json, StringComparison.Ordinal);
        var at = json.IndexOf(part, StringComparison.Ordinal);
        var changed = System.Text.Encoding.UTF8.GetBytes(json[..at] + instead + json[(at + part.Length)..].TrimEnd());
        var padded = (changed.Length + 3) & ~3;
        byte[] whole = [
            .. bytes.AsSpan(0, 20), .. changed, .. Enumerable.Repeat((byte)' ', padded - changed.Length),
            .. bytes.AsSpan(20 + length)
        ];
        BinaryPrimitives.WriteInt32LittleEndian(whole.AsSpan(8), whole.Length);
        BinaryPrimitives.WriteInt32LittleEndian(whole.AsSpan(12), padded);
        Refused(whole, reason);
    }

    [Fact]
    public void Places_that_are_no_numbers_are_refused()
    {
        var bytes = Board(Checks(16, 2)).WriteGLB().ToArray();
        var places = bytes.AsSpan().IndexOf(MemoryMarshal.AsBytes<float>([-0.5f, 0, 0, 0.5f]));
        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(places + 16), float.NaN);
        Refused(bytes, "not finite, at element 1");
    }

    private void Refused(ModelRoot model, string reason) =>
        Refused(model.WriteGLB(new() { Validation = SharpGLTF.Validation.ValidationMode.Skip }).ToArray(), reason);

    private void Refused(byte[] bytes, string reason)
    {
        File.WriteAllBytes(Path.Combine(_folder, "board.glb"), bytes);
        var wrong = Assert.Throws<AssetException>(() => new PropLibrary(AssetFolder.With(_folder)));
        Assert.Contains(reason, Assert.Single(wrong.Problems).Message, StringComparison.Ordinal);
    }

    private Model Build(ModelRoot model)
    {
        File.WriteAllBytes(Path.Combine(_folder, "board.glb"), model.WriteGLB().ToArray());
        return new PropLibrary(AssetFolder.With(_folder)).Build("board", Traits.None, _day, 1);
    }

    private static Picture Checks(int side, int fields)
    {
        var picture = new Picture(side, side);
        for (var i = 0; i < side * side; i++)
        {
            var isWhite = ((i % side * fields / side) + (i / side * fields / side)) % 2 == 0;
            picture.Pixels.AsSpan(4 * i, 3).Fill(isWhite ? (byte)255 : (byte)0);
            picture.Pixels[(4 * i) + 3] = 255;
        }

        return picture;
    }

    private ModelRoot Board(Picture picture) => Board(Png(picture));

    private byte[] Png(Picture picture)
    {
        var path = Path.Combine(_folder, "texture.png");
        PictureFile.WritePng(picture, path);
        var bytes = File.ReadAllBytes(path);
        File.Delete(path);
        return bytes;
    }

    private static ModelRoot Board(byte[] picture)
    {
        var model = ModelRoot.CreateModel();
        var material = model.CreateMaterial("picture");
        material.InitializePBRMetallicRoughness();
        var primitive = model.CreateMesh("board").CreatePrimitive();
        primitive.Material = material;
        primitive.SetVertexAccessor(
            "POSITION", Floats(model, DimensionType.VEC3, [-0.5f, 0, 0, 0.5f, 0, 0, 0.5f, 1, 0, -0.5f, 1, 0]));
        var indices = model.CreateAccessor();
        indices.SetIndexData(
            model.UseBufferView(
                MemoryMarshal.AsBytes<ushort>([0, 1, 2, 0, 2, 3]).ToArray(), 0, null, 0,
                BufferMode.ELEMENT_ARRAY_BUFFER),
            0, 6, IndexEncodingType.UNSIGNED_SHORT);
        primitive.SetIndexAccessor(indices);
        primitive.SetVertexAccessor("TEXCOORD_0", Floats(model, DimensionType.VEC2, [0, 1, 1, 1, 1, 0, 0, 0]));
        material.FindChannel("BaseColor")!.Value.SetTexture(0, model.UseImage(new MemoryImage(picture)));
        model.UseScene(0).CreateNode().Mesh = model.LogicalMeshes[0];
        return model;
    }

    private static Accessor Floats(ModelRoot model, DimensionType shape, float[] values)
    {
        var accessor = model.CreateAccessor();
        var parts = shape == DimensionType.VEC3 ? 3 : 2;
        accessor.SetVertexData(
            model.UseBufferView(MemoryMarshal.AsBytes<float>(values).ToArray(), 0, null, 0, BufferMode.ARRAY_BUFFER), 0,
            values.Length / parts, new AttributeFormat(shape));
        return accessor;
    }
}
