using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Throughline.Stage.Worlds;

/// <summary>
/// The binary half of a GLB file: arrays that the JSON half refers to by number, and the file that holds both.
/// </summary>
/// <remarks>Source: glTF 2.0, ISO/IEC 12113:2022, sections 3.6 (accessors) and 4.4 (GLB).</remarks>
internal sealed class GlbData
{
    private const int Floats = 5126;
    private const int Numbers = 5125;
    private const int Vertices = 34962;
    private const int Elements = 34963;

    private readonly ArrayBufferWriter<byte> _bytes = new(1 << 20);
    private readonly List<Entry> _entries = [];

    /// <summary>Adds places or normals of vertices; returns the accessor's number.</summary>
    public int Add(ReadOnlySpan<Vector3> values)
    {
        var (low, high) = (new Vector3(float.MaxValue), new Vector3(float.MinValue));
        foreach (var value in values)
        {
            low = Vector3.Min(low, value);
            high = Vector3.Max(high, value);
        }

        return Add(
            MemoryMarshal.AsBytes(values),
            new Entry(0, 0, values.Length, "VEC3", Floats, Vertices, [low.X, low.Y, low.Z], [high.X, high.Y, high.Z]));
    }

    /// <summary>Adds vertex numbers of triangles.</summary>
    public int Add(ReadOnlySpan<int> values) =>
        Add(MemoryMarshal.AsBytes(values), new Entry(0, 0, values.Length, "SCALAR", Numbers, Elements, null, null));

    /// <summary>Adds times in seconds.</summary>
    public int AddTimes(ReadOnlySpan<float> values) =>
        Add(
            MemoryMarshal.AsBytes(values),
            new Entry(0, 0, values.Length, "SCALAR", Floats, null, [values[0]], [values[^1]]));

    /// <summary>Adds values of an animation with <paramref name="parts"/> numbers each.</summary>
    public int AddKeys(ReadOnlySpan<float> values, int parts) =>
        Add(
            MemoryMarshal.AsBytes(values),
            new Entry(0, 0, values.Length / parts, parts == 3 ? "VEC3" : "VEC4", Floats, null, null, null));

    /// <summary>Writes the JSON arrays <c>accessors</c>, <c>bufferViews</c> and <c>buffers</c>.</summary>
    public void Describe(Utf8JsonWriter json)
    {
        json.WriteStartArray("accessors");
        for (var i = 0; i < _entries.Count; i++)
        {
            var entry = _entries[i];
            json.WriteStartObject();
            json.WriteNumber("bufferView", i);
            json.WriteNumber("componentType", entry.Component);
            json.WriteNumber("count", entry.Count);
            json.WriteString("type", entry.Type);
            Write(json, "min", entry.Low);
            Write(json, "max", entry.High);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("bufferViews");
        foreach (var entry in _entries)
        {
            json.WriteStartObject();
            json.WriteNumber("buffer", 0);
            json.WriteNumber("byteOffset", entry.Offset);
            json.WriteNumber("byteLength", entry.Length);
            if (entry.Target is { } target)
            {
                json.WriteNumber("target", target);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("buffers");
        json.WriteStartObject();
        json.WriteNumber("byteLength", _bytes.WrittenCount);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    /// <summary>Writes an array of numbers; null writes nothing.</summary>
    public static void Write(Utf8JsonWriter json, string name, ReadOnlySpan<float> values)
    {
        if (values.IsEmpty)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }

    /// <summary>The GLB file of a JSON half and this one.</summary>
    public byte[] File(ReadOnlySpan<byte> json)
    {
        var text = (json.Length + 3) & ~3;
        var data = _bytes.WrittenCount;
        var file = new byte[12 + 8 + text + 8 + data];
        Span<byte> span = file;
        "glTF"u8.CopyTo(span);
        BinaryPrimitives.WriteInt32LittleEndian(span[4..], 2);
        BinaryPrimitives.WriteInt32LittleEndian(span[8..], file.Length);
        BinaryPrimitives.WriteInt32LittleEndian(span[12..], text);
        "JSON"u8.CopyTo(span[16..]);
        json.CopyTo(span[20..]);
        span.Slice(20 + json.Length, text - json.Length).Fill((byte)' ');
        BinaryPrimitives.WriteInt32LittleEndian(span[(20 + text)..], data);
        "BIN\0"u8.CopyTo(span[(24 + text)..]);
        _bytes.WrittenSpan.CopyTo(span[(28 + text)..]);
        return file;
    }

    private int Add(ReadOnlySpan<byte> bytes, Entry entry)
    {
        // Everything is four bytes wide, so offsets stay aligned.
        _entries.Add(entry with { Offset = _bytes.WrittenCount, Length = bytes.Length });
        _bytes.Write(bytes);
        return _entries.Count - 1;
    }

    private sealed record Entry(
        int Offset, int Length, int Count, string Type, int Component, int? Target, float[]? Low, float[]? High);
}
