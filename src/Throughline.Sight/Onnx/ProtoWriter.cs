using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Throughline.Sight.Onnx;

/// <summary>
/// Writes one protocol buffer message: fields in the order of the calls. Source: the protobuf encoding, wire types 0, 2
/// and 5.
/// </summary>
internal sealed class ProtoWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new(256);

    /// <summary>The message so far.</summary>
    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    /// <summary>A whole number.</summary>
    public void Number(int field, long value)
    {
        Varint((ulong)field << 3);
        Varint((ulong)value);
    }

    /// <summary>A single-precision number.</summary>
    public void Number(int field, float value)
    {
        Varint(((ulong)field << 3) | 5);
        BinaryPrimitives.WriteSingleLittleEndian(_bytes.GetSpan(4), value);
        _bytes.Advance(4);
    }

    /// <summary>Text.</summary>
    public void Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    /// <summary>Bytes.</summary>
    public void Bytes(int field, ReadOnlySpan<byte> value)
    {
        Varint(((ulong)field << 3) | 2);
        Varint((ulong)value.Length);
        _bytes.Write(value);
    }

    /// <summary>A message inside this one.</summary>
    public void Message(int field, Action<ProtoWriter> write)
    {
        var inner = new ProtoWriter();
        write(inner);
        Bytes(field, inner._bytes.WrittenSpan);
    }

    private void Varint(ulong value)
    {
        var target = _bytes.GetSpan(10);
        var length = 0;
        for (; value > 127; value >>= 7)
        {
            target[length++] = (byte)(value | 128);
        }

        target[length++] = (byte)value;
        _bytes.Advance(length);
    }
}
