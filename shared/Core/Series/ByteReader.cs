using System.Buffers.Binary;
using System.Text;

namespace Observability.Core.Series;

/// <summary>Reads what <see cref="ByteWriter"/> wrote; throws <see cref="InvalidDataException"/> where the bytes end too early.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Bytes that were not read yet.</summary>
    public readonly int Left => _rest.Length;

    public byte ReadByte() => ReadBytes(1)[0];

    public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(ReadBytes(sizeof(int)));

    public long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(ReadBytes(sizeof(long)));

    public ulong ReadUInt64() => BinaryPrimitives.ReadUInt64LittleEndian(ReadBytes(sizeof(ulong)));

    public float ReadSingle() => BinaryPrimitives.ReadSingleLittleEndian(ReadBytes(sizeof(float)));

    public double ReadDouble() => BinaryPrimitives.ReadDoubleLittleEndian(ReadBytes(sizeof(double)));

    public string ReadString() => Encoding.UTF8.GetString(SkipString());

    /// <summary>The bytes of a text, unread.</summary>
    public ReadOnlySpan<byte> SkipString()
    {
        int length = 0;
        for (int shift = 0; shift < 35; shift += 7)
        {
            byte part = ReadByte();
            length |= (part & 0x7F) << shift;
            if (part < 0x80)
            {
                break;
            }
        }

        return ReadBytes(length);
    }

    /// <summary>How many items follow, of at least so many bytes each; a number that cannot be true is refused before anything is allocated for it.</summary>
    public int ReadCount(int leastBytes) =>
        ReadInt32() is var count && count >= 0 && (long)count * leastBytes <= _rest.Length ? count : throw new InvalidDataException("series bytes end too early");

    public ReadOnlySpan<byte> ReadBytes(int count)
    {
        if ((uint)count > (uint)_rest.Length)
        {
            throw new InvalidDataException("series bytes end too early");
        }

        ReadOnlySpan<byte> read = _rest[..count];
        _rest = _rest[count..];
        return read;
    }
}
