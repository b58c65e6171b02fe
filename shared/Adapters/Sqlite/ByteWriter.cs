using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Observability.Adapters.Sqlite;

/// <summary>Appends to one rented buffer.</summary>
internal struct ByteWriter(int capacity)
{
    public byte[] Buffer { get; private set; } = ArrayPool<byte>.Shared.Rent(capacity);

    public int Length { get; private set; }

    public void Byte(byte value) => Take(1)[0] = value;

    public void Fixed(long value) => BinaryPrimitives.WriteInt64LittleEndian(Take(8), value);

    /// <summary>Seven bits a byte, the lowest first.</summary>
    public void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            Byte((byte)(value | 0x80));
        }

        Byte((byte)value);
    }

    public void Bytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    /// <summary>Well-formed UTF-8: half of a surrogate pair becomes U+FFFD.</summary>
    public void Utf8(string text)
    {
        Span<byte> free = Take(3 * text.Length);
        Length -= free.Length - Encoding.UTF8.GetBytes(text, free);
    }

    private Span<byte> Take(int count)
    {
        if (Length + count > Buffer.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(Length + count, 2 * Buffer.Length));
            Buffer.AsSpan(0, Length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(Buffer);
            Buffer = larger;
        }

        Length += count;
        return Buffer.AsSpan(Length - count, count);
    }
}
