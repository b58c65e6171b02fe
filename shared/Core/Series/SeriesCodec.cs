namespace Observability.Core.Series;

/// <summary>Points and tails as bytes, a tail without its judge's state: a version byte, then plain little-endian fields; about 20 bytes a point before it is judged, 50 after.</summary>
public static class SeriesCodec
{
    private const byte Version = 3;

    // Without the number of pending points of a tail; else the same.
    private const byte Uncounted = 2;

    // Without lateness, disorder and what is to be judged again too.
    private const byte Oldest = 1;

    // Room to begin with; more is taken where names are long.
    private const int HeadBytes = 112;
    private const int PointBytes = 64;

    // A mark, a time, a value and an id.
    private const int LeastPointBytes = 25;

    [Flags]
    private enum Mark : byte
    {
        None = 0,
        Judged = 1,
        Anomalous = 2,
        Alert = 4,
        Late = 8,
        Restated = 16,
        Expected = 32,
        Ref = 64,
        Hour = 128,
    }

    public static byte[] Encode(SeriesTail tail)
    {
        ReadOnlyMemory<byte>? stored = tail.Held.Stored;
        ByteWriter writer = new(HeadBytes + (stored?.Length ?? tail.Points.Count * PointBytes));
        writer.Write(Version);
        writer.Write(tail.Count);
        Write(ref writer, tail.JudgedUntil);
        Write(ref writer, tail.Deadline);
        Write(ref writer, tail.Expected);
        Write(ref writer, tail.ArmedAt);
        Write(ref writer, tail.FiringSince);
        Write(ref writer, tail.BehindFrom);
        writer.Write(tail.Lateness.Ticks);
        writer.Write(tail.Disorder.Ticks);
        Write(ref writer, tail.WaitUntil);
        Write(ref writer, tail.AgainFrom);
        writer.Write(tail.Held.Pending);
        if (stored is not null)
        {
            writer.Write(stored.Value.Span);
        }
        else
        {
            Write(ref writer, tail.Points);
        }

        return writer.ToArray();
    }

    /// <summary>A tail whose points are read when they are asked for.</summary>
    /// <exception cref="InvalidDataException">Not what <see cref="Encode(SeriesTail)"/> wrote.</exception>
    public static SeriesTail DecodeTail(string measure, ReadOnlyMemory<byte> bytes)
    {
        ByteReader reader = new(bytes.Span);
        byte version = VersionOf(ref reader);
        return new SeriesTail
        {
            Measure = measure,
            Count = reader.ReadInt64(),
            JudgedUntil = ReadTime(ref reader),
            Deadline = ReadTime(ref reader),
            Expected = ReadTime(ref reader),
            ArmedAt = ReadTime(ref reader),
            FiringSince = ReadTime(ref reader),
            BehindFrom = ReadTime(ref reader),
            Lateness = version > Oldest ? TimeSpan.FromTicks(reader.ReadInt64()) : TimeSpan.Zero,
            Disorder = version > Oldest ? TimeSpan.FromTicks(reader.ReadInt64()) : TimeSpan.Zero,
            WaitUntil = version > Oldest ? ReadTime(ref reader) : null,
            AgainFrom = version > Oldest ? ReadTime(ref reader) : null,
            Held = version > Uncounted ? new(pending: reader.ReadInt32(), stored: bytes[^reader.Left..]) : new(ReadPoints(ref reader)),
        };
    }

    /// <summary>How many points the bytes hold.</summary>
    /// <exception cref="InvalidDataException">Too few bytes for them.</exception>
    internal static int CountOf(ReadOnlySpan<byte> points) => new ByteReader(points).ReadCount(LeastPointBytes);

    /// <exception cref="InvalidDataException">The bytes are broken.</exception>
    internal static SeriesPoint[] DecodePoints(ReadOnlyMemory<byte> points)
    {
        ByteReader reader = new(points.Span);
        return ReadPoints(ref reader);
    }

    /// <summary>Time of the first of the points; there is one.</summary>
    internal static DateTimeOffset FirstOf(ReadOnlySpan<byte> points)
    {
        ByteReader reader = new(points);
        reader.ReadCount(LeastPointBytes);
        reader.ReadByte();
        return new(reader.ReadInt64(), TimeSpan.Zero);
    }

    /// <summary>The points with one more at the end; null when it is not later than all of them, or its id is among them.</summary>
    /// <exception cref="InvalidDataException">The bytes are broken.</exception>
    internal static byte[]? Append(ReadOnlySpan<byte> points, SeriesPoint point)
    {
        ByteReader reader = new(points);
        int count = reader.ReadCount(LeastPointBytes);
        long latest = long.MinValue;
        for (int i = 0; i < count; i++)
        {
            Mark mark = (Mark)reader.ReadByte();
            latest = Math.Max(latest, reader.ReadInt64());
            reader.ReadDouble();
            if (reader.ReadUInt64() == point.Id)
            {
                return null;
            }

            SkipRest(ref reader, mark);
        }

        if (latest >= point.Time.UtcTicks)
        {
            return null;
        }

        ByteWriter writer = new(points.Length + PointBytes);
        writer.Write(count + 1);
        writer.Write(points[sizeof(int)..^reader.Left]);
        Write(ref writer, point);
        return writer.ToArray();
    }

    public static byte[] Encode(SeriesChunk chunk)
    {
        ByteWriter writer = new(HeadBytes + chunk.StateAfter.Length + (chunk.Points.Count * PointBytes));
        writer.Write(Version);
        writer.Write(chunk.StateAfter.Length);
        writer.Write(chunk.StateAfter);
        Write(ref writer, chunk.Points);
        return writer.ToArray();
    }

    /// <exception cref="InvalidDataException">Not what <see cref="Encode(SeriesChunk)"/> wrote.</exception>
    public static SeriesChunk DecodeChunk(string measure, ReadOnlyMemory<byte> bytes)
    {
        ByteReader reader = new(bytes.Span);
        VersionOf(ref reader);
        byte[] state = reader.ReadBytes(reader.ReadInt32()).ToArray();
        return new SeriesChunk(measure, ReadPoints(ref reader), state);
    }

    private static byte VersionOf(ref ByteReader reader) =>
        reader.ReadByte() is var version && version is Version or Uncounted or Oldest ? version : throw new InvalidDataException($"series layout {version}, this build reads {Version}");

    private static void Write(ref ByteWriter writer, DateTimeOffset? time) => writer.Write(time?.UtcTicks ?? 0);

    private static DateTimeOffset? ReadTime(ref ByteReader reader) =>
        reader.ReadInt64() is var ticks && ticks == 0 ? null : new DateTimeOffset(ticks, TimeSpan.Zero);

    private static void Write(ref ByteWriter writer, IReadOnlyList<SeriesPoint> points)
    {
        writer.Write(points.Count);
        foreach (SeriesPoint point in points)
        {
            Write(ref writer, point);
        }
    }

    private static void Write(ref ByteWriter writer, SeriesPoint point)
    {
        writer.Write((byte)MarkOf(point));
        writer.Write(point.Time.UtcTicks);
        writer.Write(point.Value);
        writer.Write(point.Id);
        if (point.Ref is not null)
        {
            writer.Write(point.Ref);
        }

        if (point.Judgement is { } judgement)
        {
            writer.Write(judgement.Score);
            if (judgement.Expected is not null)
            {
                writer.Write(judgement.Expected.Value);
                writer.Write(judgement.Lower ?? double.NaN);
                writer.Write(judgement.Upper ?? double.NaN);
            }

            if (judgement.Hour is { } mean)
            {
                writer.Write(mean);
            }
        }
    }

    private static Mark MarkOf(SeriesPoint point) =>
        (point.Late ? Mark.Late : 0) | (point.Restated ? Mark.Restated : 0) | (point.Ref is null ? 0 : Mark.Ref)
        | (point.Judgement is { } j ? Mark.Judged | (j.Anomalous ? Mark.Anomalous : 0) | (j.Alert ? Mark.Alert : 0) | (j.Expected is null ? 0 : Mark.Expected) | (j.Hour is null ? 0 : Mark.Hour) : 0);

    private static SeriesPoint[] ReadPoints(ref ByteReader reader)
    {
        SeriesPoint[] points = new SeriesPoint[reader.ReadCount(LeastPointBytes)];
        for (int i = 0; i < points.Length; i++)
        {
            Mark mark = (Mark)reader.ReadByte();
            DateTimeOffset time = new(reader.ReadInt64(), TimeSpan.Zero);
            double value = reader.ReadDouble();
            ulong id = reader.ReadUInt64();
            string? name = mark.HasFlag(Mark.Ref) ? reader.ReadString() : null;
            points[i] = new(time, value, id, name)
            {
                Late = mark.HasFlag(Mark.Late),
                Restated = mark.HasFlag(Mark.Restated),
                Judgement = mark.HasFlag(Mark.Judged) ? ReadJudgement(ref reader, mark) : null,
            };
        }

        return points;
    }

    // What stands behind the id of a point.
    private static void SkipRest(ref ByteReader reader, Mark mark)
    {
        if (mark.HasFlag(Mark.Ref))
        {
            reader.SkipString();
        }

        if (mark.HasFlag(Mark.Judged))
        {
            reader.ReadBytes(sizeof(float) + (mark.HasFlag(Mark.Expected) ? 3 * sizeof(double) : 0) + (mark.HasFlag(Mark.Hour) ? sizeof(double) : 0));
        }
    }

    private static Judgement ReadJudgement(ref ByteReader reader, Mark mark)
    {
        float score = reader.ReadSingle();
        bool banded = mark.HasFlag(Mark.Expected);
        double? expected = banded ? reader.ReadDouble() : null;
        double? lower = banded ? Known(reader.ReadDouble()) : null;
        double? upper = banded ? Known(reader.ReadDouble()) : null;
        return new(score, mark.HasFlag(Mark.Anomalous), mark.HasFlag(Mark.Alert), expected, lower, upper) { Hour = mark.HasFlag(Mark.Hour) ? reader.ReadDouble() : null };
    }

    private static double? Known(double value) => double.IsNaN(value) ? null : value;
}
