using System.Buffers.Binary;
using System.Text;

namespace Observability.Core.Series;

/// <summary>Plain little-endian fields, one after the other, into an array that grows.</summary>
internal struct ByteWriter(int room)
{
    private byte[] _bytes = GC.AllocateUninitializedArray<byte>(room);
    private int _length;

    public void Write(byte value) => Next(1)[0] = value;

    public void Write(int value) => BinaryPrimitives.WriteInt32LittleEndian(Next(sizeof(int)), value);

    public void Write(long value) => BinaryPrimitives.WriteInt64LittleEndian(Next(sizeof(long)), value);

    public void Write(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Next(sizeof(ulong)), value);

    public void Write(float value) => BinaryPrimitives.WriteSingleLittleEndian(Next(sizeof(float)), value);

    public void Write(double value) => BinaryPrimitives.WriteDoubleLittleEndian(Next(sizeof(double)), value);

    public void Write(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Next(bytes.Length));

    /// <summary>UTF-8 behind its length in bytes, seven bits a byte.</summary>
    public void Write(string text)
    {
        int bytes = Encoding.UTF8.GetByteCount(text);
        for (uint rest = (uint)bytes; ; rest >>= 7)
        {
            Write((byte)(rest < 0x80 ? rest : rest | 0x80));
            if (rest < 0x80)
            {
                break;
            }
        }

        Encoding.UTF8.GetBytes(text, Next(bytes));
    }

    public readonly byte[] ToArray() => _bytes[.._length];

    private Span<byte> Next(int bytes)
    {
        if (_length + bytes > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_length + bytes, 2 * _bytes.Length));
        }

        Span<byte> next = _bytes.AsSpan(_length, bytes);
        _length += bytes;
        return next;
    }
}
