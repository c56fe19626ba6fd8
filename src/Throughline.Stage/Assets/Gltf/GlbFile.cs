using System.Buffers.Binary;
using System.Numerics;
using System.Text.Json;
using System.Text.Unicode;
using Throughline.Problems;

namespace Throughline.Stage.Assets.Gltf;

/// <summary>
/// A binary glTF 2.0 file, opened: its JSON and its one buffer. Everything read from it is checked against its bounds.
/// </summary>
/// <remarks>Source: glTF 2.0 specification, ISO/IEC 12113:2022.</remarks>
internal sealed class GlbFile : IDisposable
{
    private const uint Magic = 0x46546C67;
    private const uint JsonChunk = 0x4E4F534A;
    private const uint BinChunk = 0x004E4942;
    private const int DeepestJson = 64;

    private readonly JsonDocument _json;
    private readonly ReadOnlyMemory<byte> _buffer;

    private GlbFile(JsonDocument json, ReadOnlyMemory<byte> buffer)
    {
        _json = json;
        _buffer = buffer;
    }

    /// <summary>The JSON.</summary>
    public JsonElement Root => _json.RootElement;

    /// <summary>Opens a file.</summary>
    /// <exception cref="GltfException">It is not binary glTF 2.0.</exception>
    public static GlbFile Open(ReadOnlyMemory<byte> bytes)
    {
        var head = bytes.Span;
        if (head.Length < 20 || BinaryPrimitives.ReadUInt32LittleEndian(head) != Magic)
        {
            throw new GltfException("this is not binary glTF", "Export the model as .glb (glTF 2.0, binary).");
        }

        var version = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
        if (version != 2)
        {
            throw new GltfException($"this is glTF version {version}", "Export it as glTF 2.0.");
        }

        var json = Chunk(bytes, 12, JsonChunk) ?? throw new GltfException("the JSON chunk is missing or cut off", null);
        if (!Utf8.IsValid(json.Span))
        {
            throw new GltfException("its JSON is not UTF-8", "Export it again.");
        }

        var next = 20 + ((json.Length + 3) & ~3);
        var buffer = Chunk(bytes, next, BinChunk) ?? ReadOnlyMemory<byte>.Empty;
        GlbFile? file = null;
        try
        {
            file = new GlbFile(JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = DeepestJson }), buffer);
            file.Check();
            return file;
        }
        catch (GltfException)
        {
            file?.Dispose();
            throw;
        }
        catch (JsonException failure)
        {
            throw new GltfException(
                $"its JSON is broken at line {failure.LineNumber + 1}, byte {failure.BytePositionInLine + 1}", null);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _json.Dispose();

    /// <summary>The items of a top-level list; empty when there is none.</summary>
    /// <exception cref="GltfException">There are more than <paramref name="most"/>.</exception>
    public JsonElement[] List(string name, int most)
    {
        if (Root.ValueKind != JsonValueKind.Object || !Root.TryGetProperty(name, out var list)
            || list.ValueKind != JsonValueKind.Array)
        {
            return [];
        }

        var count = list.GetArrayLength();
        return count <= most ? [.. list.EnumerateArray()] : throw new GltfException(
            $"it has {count} {name}; {most} are allowed", "Make the model simpler.");
    }

    /// <summary>Three numbers for each element of an accessor of floats.</summary>
    public Vector3[] Vectors(int accessor, int most)
    {
        var (bytes, stride, count, type) = View(accessor, "VEC3", 12, most);
        if (type != 5126)
        {
            throw new GltfException($"accessor {accessor} is not of floats", null);
        }

        var vectors = new Vector3[count];
        for (var i = 0; i < count; i++)
        {
            var at = bytes.Span[(i * stride)..];
            var vector = new Vector3(
                BinaryPrimitives.ReadSingleLittleEndian(at), BinaryPrimitives.ReadSingleLittleEndian(at[4..]),
                BinaryPrimitives.ReadSingleLittleEndian(at[8..]));
            vectors[i] = float.IsFinite(vector.LengthSquared()) ? vector : throw new GltfException(
                $"accessor {accessor} holds numbers that are not finite, at element {i}", null);
        }

        return vectors;
    }

    /// <summary>
    /// Numbers of an accessor of places on a texture or of colours: floats, or whole numbers of 0 to 1, so many for
    /// each element.
    /// </summary>
    /// <param name="accessor">Its number.</param>
    /// <param name="shape"><c>VEC2</c>, <c>VEC3</c> or <c>VEC4</c>.</param>
    /// <param name="most">Elements that are allowed.</param>
    public Vector4[] Shares(int accessor, string shape, int most)
    {
        var size =
            Number(Item("accessors", accessor), "componentType", 0) switch { 5126 => 4, 5121 => 1, 5123 => 2, _ => throw new GltfException($"accessor {accessor} is of numbers that colours and textures are not of", null) };
        var parts = shape[^1] - '0';
        var (bytes, stride, count, _) = View(accessor, shape, size * parts, most);
        var values = new Vector4[count];
        for (var i = 0; i < count; i++)
        {
            for (var part = 0; part < parts; part++)
            {
                var at = bytes.Span[((i * stride) + (part * size))..];
                var value =
                    size switch { 4 => BinaryPrimitives.ReadSingleLittleEndian(at), 2 => BinaryPrimitives.ReadUInt16LittleEndian(at) / 65535f, _ => at[0] / 255f };
                values[i][part] = float.IsFinite(value) ? value : throw new GltfException(
                    $"accessor {accessor} holds numbers that are not finite, at element {i}", null);
            }
        }

        return values;
    }

    /// <summary>The type of an accessor: <c>VEC3</c>.</summary>
    public string Shape(int accessor) =>
        Item("accessors", accessor)
            .TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString()! : "";

    /// <summary>The bytes of a view of the buffer.</summary>
    public ReadOnlyMemory<byte> Bytes(int view)
    {
        var item = Item("bufferViews", view);
        var (from, length) = (Number(item, "byteOffset", 0), Number(item, "byteLength", 0));
        return Number(item, "buffer", 0) == 0 && from >= 0 && length >= 0 && (long)from + length <= _buffer.Length
            ? _buffer.Slice(from, length)
            : throw new GltfException(
                $"view {view} reads beyond the file's data", "Export the model again, with its data inside the .glb.");
    }

    /// <summary>The indices of an accessor.</summary>
    public int[] Indices(int accessor, int most)
    {
        var size =
            Number(Item("accessors", accessor), "componentType", 0) switch { 5121 => 1, 5123 => 2, 5125 => 4, _ => throw new GltfException($"accessor {accessor} is no list of indices", null) };
        var (bytes, stride, count, _) = View(accessor, "SCALAR", size, most);
        var indices = new int[count];
        for (var i = 0; i < count; i++)
        {
            var at = bytes.Span[(i * stride)..];
            indices[i] = size switch
            {
                1 => at[0],
                2 => BinaryPrimitives.ReadUInt16LittleEndian(at),
                _ => (int)Math.Min(int.MaxValue, BinaryPrimitives.ReadUInt32LittleEndian(at)),
            };
        }

        return indices;
    }

    /// <summary>An item of a top-level list.</summary>
    /// <exception cref="GltfException">There is none of this number.</exception>
    public JsonElement Item(string name, int number) =>
        Root.TryGetProperty(name, out var list)
            && list.ValueKind == JsonValueKind.Array && number >= 0 && number < list.GetArrayLength()
            && list[number].ValueKind == JsonValueKind.Object
            ? list[number]
            : throw new GltfException($"it refers to number {number} of its {name}, which is not there", null);

    /// <summary>A whole number of an item, or <paramref name="otherwise"/> when it is missing.</summary>
    public static int Number(JsonElement item, string name, int otherwise) =>
        !item.TryGetProperty(name, out var value) ? otherwise
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number
        : throw new GltfException($"'{name}' is not a whole number", null);

    /// <summary>Numbers of an item; null when they are missing.</summary>
    public static float[]? Numbers(JsonElement item, string name, int count)
    {
        if (!item.TryGetProperty(name, out var list))
        {
            return null;
        }

        var good = list.ValueKind == JsonValueKind.Array && list.GetArrayLength() == count
            && list.EnumerateArray().All(number => number.ValueKind == JsonValueKind.Number);
        var numbers = good ? list.EnumerateArray().Select(number => (float)number.GetDouble()).ToArray() : null;
        return numbers is not null && numbers.All(float.IsFinite) ? numbers : throw new GltfException(
            $"'{name}' is not a list of {count} numbers", null);
    }

    // What is not in the file is not read: neither from a disk nor from a network.
    private void Check()
    {
        if (Root.ValueKind != JsonValueKind.Object)
        {
            throw new GltfException("its JSON is not an object", null);
        }

        foreach (var buffer in List("buffers", 1))
        {
            if (buffer.ValueKind == JsonValueKind.Object && buffer.TryGetProperty("uri", out _))
            {
                throw new GltfException(
                    "its data lie in another file", "Export the model as one .glb, with its data inside.");
            }
        }

        foreach (var needed in List("extensionsRequired", 100))
        {
            if (needed.ValueKind != JsonValueKind.String
                || needed.GetString() is not ("KHR_texture_transform" or "KHR_materials_unlit"))
            {
                throw new GltfException(
                    $"it needs {Quoted.Of(needed.ToString())}, which is not read here",
                    "Export it without compression and other extensions.");
            }
        }
    }

    private static ReadOnlyMemory<byte>? Chunk(ReadOnlyMemory<byte> bytes, int at, uint kind)
    {
        if (at + 8 > bytes.Length || BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span[(at + 4)..]) != kind)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span[at..]);
        return length <= bytes.Length - at - 8 ? bytes.Slice(at + 8, (int)length) : null;
    }

    private (ReadOnlyMemory<byte> Bytes, int Stride, int Count, int Type) View(
        int accessor, string shape, int size, int most)
    {
        var item = Item("accessors", accessor);
        var count = Number(item, "count", 0);
        if (count < 0 || count > most)
        {
            throw new GltfException(
                $"accessor {accessor} has {count} elements; {most} are allowed", "Make the model simpler.");
        }

        if (!item.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String
            || type.GetString() != shape || item.TryGetProperty("sparse", out _))
        {
            throw new GltfException($"accessor {accessor} is not a plain {shape}", null);
        }

        var view = Item("bufferViews", Number(item, "bufferView", -1));
        var stride = Number(view, "byteStride", size);
        var from = (long)Number(view, "byteOffset", 0) + Number(item, "byteOffset", 0);
        var end = from + ((long)stride * Math.Max(0, count - 1)) + size;
        if (Number(view, "buffer", 0) != 0 || stride < size || from < 0 || end > _buffer.Length)
        {
            throw new GltfException(
                $"accessor {accessor} reads beyond the file's data",
                "Export the model again, with its data inside the .glb.");
        }

        return (_buffer[(int)from..], stride, count, Number(item, "componentType", 0));
    }
}
