using System.Text;

namespace Throughline.Sight.Onnx;

/// <summary>
/// Reads the fields of one protocol buffer message one after the other, copying nothing. Whatever the bytes, it stays
/// inside them and comes to an end.
/// </summary>
internal ref struct ProtoReader(ReadOnlySpan<byte> message)
{
    private ReadOnlySpan<byte> _left = message;

    /// <summary>Number of the field last read.</summary>
    public int Field { get; private set; }

    /// <summary>Its value when it is a whole number.</summary>
    public long Number { get; private set; }

    /// <summary>Its bytes when it is text, bytes or a message.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>Its bytes as text.</summary>
    public readonly string Text => Encoding.UTF8.GetString(Bytes);

    /// <summary>Reads the next field; false at the end.</summary>
    /// <exception cref="InvalidDataException">This is no such message.</exception>
    public bool Next()
    {
        if (_left.IsEmpty)
        {
            return false;
        }

        var key = Varint();
        Field = (int)Math.Min(key >> 3, int.MaxValue);
        Number = 0;
        Bytes = [];
        switch (key & 7)
        {
            case 0:
                Number = (long)Varint();
                break;
            case 1:
                Bytes = Take(8);
                break;
            case 2:
                Bytes = Take(Varint());
                break;
            case 5:
                Bytes = Take(4);
                break;
            default:
                throw new InvalidDataException("There is no such wire type.");
        }

        return Field > 0 ? true : throw new InvalidDataException("There is no field 0.");
    }

    private ulong Varint()
    {
        var value = 0UL;
        for (var i = 0; i < 10; i++)
        {
            var part = Take(1)[0];
            value |= (ulong)(part & 127) << (7 * i);
            if (part < 128)
            {
                return value;
            }
        }

        throw new InvalidDataException("A number has too many bytes.");
    }

    private ReadOnlySpan<byte> Take(ulong count)
    {
        if (count > (ulong)_left.Length)
        {
            throw new InvalidDataException("The message ends too early.");
        }

        var taken = _left[..(int)count];
        _left = _left[(int)count..];
        return taken;
    }
}
