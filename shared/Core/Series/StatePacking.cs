using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Observability.Core.Series;

/// <summary>States of judges without their zeros: they are tables with a place for every hour and every size, and most series fill few of them.</summary>
/// <remarks>
/// Words of 4 bytes, little-endian: a count of words that are 0 and a count of words that follow as they are, 16 bits each, over and over; then up to 3 bytes that fill no word. Reading and writing take about
/// as long as copying; Brotli would halve the rest again at fifty times the cost.
/// </remarks>
public static class StatePacking
{
    private const int Word = 4;

    public static byte[] Pack(ReadOnlySpan<byte> state)
    {
        ReadOnlySpan<uint> words = MemoryMarshal.Cast<byte, uint>(state[..(state.Length / Word * Word)]);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(state.Length + (state.Length / 2) + (2 * Word)); // a count at most every three words: two as they are and a zero
        int length = 0;
        int at = 0;
        while (at < words.Length)
        {
            int zeros = Zeros(words[at..]);
            int other = Literal(words[(at + zeros)..]);
            BinaryPrimitives.WriteInt32LittleEndian(buffer.AsSpan(length), (zeros << 16) | other);
            state.Slice((at + zeros) * Word, other * Word).CopyTo(buffer.AsSpan(length + Word));
            length += (1 + other) * Word;
            at += zeros + other;
        }

        state[(words.Length * Word)..].CopyTo(buffer.AsSpan(length));
        byte[] packed = buffer.AsSpan(0, length + state.Length - (words.Length * Word)).ToArray();
        ArrayPool<byte>.Shared.Return(buffer);
        return packed;
    }

    /// <param name="length">Bytes of the state.</param>
    /// <exception cref="InvalidDataException">Not what <see cref="Pack"/> wrote.</exception>
    public static byte[] Unpack(ReadOnlySpan<byte> packed, int length)
    {
        byte[] state = new byte[length];
        int whole = length / Word * Word;
        int at = 0;
        while (at < whole)
        {
            if (packed.Length < Word)
            {
                throw Broken();
            }

            int head = BinaryPrimitives.ReadInt32LittleEndian(packed);
            int zeros = (head >>> 16) * Word;
            int other = (head & 0xFFFF) * Word;
            packed = packed[Word..];
            if (zeros + other == 0 || zeros + other > whole - at || other > packed.Length)
            {
                throw Broken();
            }

            packed[..other].CopyTo(state.AsSpan(at + zeros));
            packed = packed[other..];
            at += zeros + other;
        }

        if (packed.Length != length - whole)
        {
            throw Broken();
        }

        packed.CopyTo(state.AsSpan(whole));
        return state;
    }

    // Zeros shorter than two words cost more than they save.
    private static int Literal(ReadOnlySpan<uint> words)
    {
        int length = 0;
        while (length < words.Length && length < ushort.MaxValue && !(words[length] == 0 && (length + 1 == words.Length || words[length + 1] == 0)))
        {
            length++;
        }

        return length;
    }

    private static int Zeros(ReadOnlySpan<uint> words)
    {
        int length = words.IndexOfAnyExcept(0u);
        return Math.Min(length < 0 ? words.Length : length, short.MaxValue);
    }

    private static InvalidDataException Broken() => new("a packed state is broken");
}
