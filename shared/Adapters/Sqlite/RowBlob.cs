using System.Buffers.Binary;
using System.Text;

namespace Observability.Adapters.Sqlite;

/// <summary>The values of a row as one blob: count, then for each a tag, the name and the value.</summary>
/// <remarks>
/// count: varint · name: length (one byte), ASCII · text and bytes: length (varint), content · long: zigzag varint · double: its bits, 8 bytes ·
/// time: UTC ticks, 8 bytes · bool: in the tag. Little endian.
/// </remarks>
internal static class RowBlob
{
    private enum Tag : byte
    {
        Text,
        False,
        True,
        Long,
        Double,
        Time,
        Bytes,
    }

    public static void Write(ref ByteWriter to, IReadOnlyDictionary<string, object> values)
    {
        to.Varint((ulong)values.Count);
        foreach ((string name, object value) in values)
        {
            to.Byte((byte)TagOf(value));
            to.Byte((byte)name.Length);
            to.Utf8(name);
            switch (value)
            {
                case string text:
                    to.Varint((ulong)Encoding.UTF8.GetByteCount(text));
                    to.Utf8(text);
                    break;
                case byte[] bytes:
                    to.Varint((ulong)bytes.Length);
                    to.Bytes(bytes);
                    break;
                case long number:
                    to.Varint((ulong)((number << 1) ^ (number >> 63)));
                    break;
                case double number:
                    to.Fixed(BitConverter.DoubleToInt64Bits(number));
                    break;
                case DateTimeOffset time:
                    to.Fixed(time.UtcTicks);
                    break;
            }
        }
    }

    public static IReadOnlyDictionary<string, object> Read(ReadOnlySpan<byte> blob, NameCache names)
    {
        int count = (int)Varint(ref blob);
        Dictionary<string, object> values = new(count, StringComparer.Ordinal);
        for (int i = 0; i < count; i++)
        {
            Tag tag = (Tag)Take(ref blob, 1)[0];
            string name = names.Get(Take(ref blob, Take(ref blob, 1)[0]));
            values[name] = Value(tag, ref blob);
        }

        return values;
    }

    private static object Value(Tag tag, ref ReadOnlySpan<byte> blob)
    {
        switch (tag)
        {
            case Tag.Text:
                return Encoding.UTF8.GetString(Take(ref blob, (int)Varint(ref blob)));
            case Tag.Bytes:
                return Take(ref blob, (int)Varint(ref blob)).ToArray();
            case Tag.Long:
                ulong zigzag = Varint(ref blob);
                return (long)(zigzag >> 1) ^ -(long)(zigzag & 1);
            case Tag.Double:
                return BitConverter.Int64BitsToDouble(BinaryPrimitives.ReadInt64LittleEndian(Take(ref blob, 8)));
            case Tag.Time:
                return new DateTimeOffset(BinaryPrimitives.ReadInt64LittleEndian(Take(ref blob, 8)), TimeSpan.Zero);
            case Tag.False or Tag.True:
                return tag == Tag.True;
            default:
                throw new InvalidDataException($"a stored value has the unknown tag {tag}");
        }
    }

    private static Tag TagOf(object value) => value switch
    {
        string => Tag.Text,
        bool truth => truth ? Tag.True : Tag.False,
        long => Tag.Long,
        double => Tag.Double,
        DateTimeOffset => Tag.Time,
        byte[] => Tag.Bytes,
        _ => throw new ArgumentException($"a store keeps no {value.GetType()}", nameof(value)),
    };

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> blob, int count)
    {
        ReadOnlySpan<byte> taken = blob[..count];
        blob = blob[count..];
        return taken;
    }

    private static ulong Varint(ref ReadOnlySpan<byte> blob)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = Take(ref blob, 1)[0];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
