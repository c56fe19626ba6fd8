using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Throughline.Server.Tasks;

/// <summary>
/// Ids that sort in the order they were given, also within a millisecond: UUIDs of version 7 whose 12 bits after the
/// time count up; the other 62 bits are random, so that no id can be guessed. Source: RFC 9562, 5.7 and 6.2. Any
/// thread.
/// </summary>
internal sealed class TaskIds
{
    private readonly Lock _gate = new();
    private long _milliseconds;
    private int _count;

    /// <summary>The next id.</summary>
    public Guid Next(DateTimeOffset now)
    {
        long milliseconds;
        int count;
        lock (_gate)
        {
            _count++;
            if (now.ToUnixTimeMilliseconds() > _milliseconds)
            {
                (_milliseconds, _count) = (now.ToUnixTimeMilliseconds(), 0);
            }
            else if (_count > 0xFFF)
            {
                (_milliseconds, _count) = (_milliseconds + 1, 0);
            }

            (milliseconds, count) = (_milliseconds, _count);
        }

        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes[8..]);
        BinaryPrimitives.WriteInt64BigEndian(bytes, (milliseconds << 16) | 0x7000 | (long)count);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
