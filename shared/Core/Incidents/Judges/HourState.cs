using System.Buffers.Binary;
using Observability.Core.Detection;

namespace Observability.Core.Incidents.Judges;

/// <summary>State of a series at both resolutions: the detector's of its points and of its hours, each at most <see cref="DetectorState.MaximumBytes"/>, and the hour that is under way.</summary>
/// <remarks>Layout: <c>0xF1</c>, the fields little-endian in this order, the length of the state of hours and that state, then the state of points. Bytes that begin otherwise are a state of points alone.</remarks>
internal sealed record HourState
{
    private const byte Mark = 0xF1;
    private const int HeadBytes = 1 + 8 + 8 + 4 + 1 + (4 * 8) + 8 + 4;

    /// <summary>Start of the hour under way in UTC ticks; 0 before the first point.</summary>
    public long Hour { get; init; }

    /// <summary>Sum of its values, and how many.</summary>
    public double Sum { get; init; }

    public int Count { get; init; }

    /// <summary>Whether the last whole hour is out of its band; with what was said of it.</summary>
    public bool Open { get; init; }

    public double Mean { get; init; }

    public double Expected { get; init; }

    public double Lower { get; init; }

    public double Upper { get; init; }

    /// <summary>UTC ticks of the newest point that alerted by itself.</summary>
    public long Alerted { get; init; }

    public byte[] Hours { get; init; } = [];

    public byte[] Points { get; init; } = [];

    /// <returns>null: not a state of ours.</returns>
    public static HourState? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 0 || bytes[0] != Mark)
        {
            return new() { Points = bytes.ToArray() };
        }

        if (bytes.Length < HeadBytes || BinaryPrimitives.ReadInt32LittleEndian(bytes[(HeadBytes - 4)..]) is var length && (length < 0 || length > bytes.Length - HeadBytes))
        {
            return null;
        }

        return new()
        {
            Hour = BinaryPrimitives.ReadInt64LittleEndian(bytes[1..]),
            Sum = BinaryPrimitives.ReadDoubleLittleEndian(bytes[9..]),
            Count = BinaryPrimitives.ReadInt32LittleEndian(bytes[17..]),
            Open = bytes[21] == 1,
            Mean = BinaryPrimitives.ReadDoubleLittleEndian(bytes[22..]),
            Expected = BinaryPrimitives.ReadDoubleLittleEndian(bytes[30..]),
            Lower = BinaryPrimitives.ReadDoubleLittleEndian(bytes[38..]),
            Upper = BinaryPrimitives.ReadDoubleLittleEndian(bytes[46..]),
            Alerted = BinaryPrimitives.ReadInt64LittleEndian(bytes[54..]),
            Hours = bytes.Slice(HeadBytes, length).ToArray(),
            Points = bytes[(HeadBytes + length)..].ToArray(),
        };
    }

    public byte[] ToBytes()
    {
        byte[] bytes = new byte[HeadBytes + Hours.Length + Points.Length];
        bytes[0] = Mark;
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(1), Hour);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(9), Sum);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(17), Count);
        bytes[21] = Open ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(22), Mean);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(30), Expected);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(38), Lower);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(46), Upper);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(54), Alerted);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(HeadBytes - 4), Hours.Length);
        Hours.CopyTo(bytes.AsSpan(HeadBytes));
        Points.CopyTo(bytes.AsSpan(HeadBytes + Hours.Length));
        return bytes;
    }
}
