using System.Buffers.Binary;
using Observability.Core.Detection;

namespace Observability.Core.Incidents.Judges;

/// <summary>What is known of the hour that is under way and of the one before it; in the store in front of the detector's states of the hours and of the points, each at most <see cref="DetectorState.MaximumBytes"/>.</summary>
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

    /// <param name="hours">The detector's state of the hours, within the bytes; empty where there is none.</param>
    /// <param name="points">The same of the points.</param>
    /// <returns>null: not a state of ours.</returns>
    public static HourState? Read(ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> hours, out ReadOnlySpan<byte> points)
    {
        hours = [];
        points = bytes;
        if (bytes.Length == 0 || bytes[0] != Mark)
        {
            return new();
        }

        if (bytes.Length < HeadBytes || BinaryPrimitives.ReadInt32LittleEndian(bytes[(HeadBytes - 4)..]) is var length && (length < 0 || length > bytes.Length - HeadBytes))
        {
            return null;
        }

        hours = bytes.Slice(HeadBytes, length);
        points = bytes[(HeadBytes + length)..];
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
        };
    }

    /// <param name="hours">The detector of the hours; null before the first.</param>
    public byte[] ToBytes(StreamDetector? hours, StreamDetector points)
    {
        int length = hours is null ? 0 : DetectorState.SavedBytes;
        byte[] bytes = GC.AllocateUninitializedArray<byte>(HeadBytes + length + DetectorState.SavedBytes);
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
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(HeadBytes - 4), length);
        hours?.Save(bytes.AsSpan(HeadBytes));
        points.Save(bytes.AsSpan(HeadBytes + length));
        return bytes;
    }
}
