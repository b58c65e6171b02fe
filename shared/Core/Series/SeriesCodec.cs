using System.Text;

namespace Observability.Core.Series;

/// <summary>Points and tails as bytes, a tail without its judge's state: a version byte, then plain little-endian fields; about 20 bytes a point before it is judged, 50 after.</summary>
public static class SeriesCodec
{
    private const byte Version = 1;

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
    }

    public static byte[] Encode(SeriesTail tail)
    {
        using MemoryStream bytes = new();
        using BinaryWriter writer = new(bytes, Encoding.UTF8);
        writer.Write(Version);
        writer.Write(tail.Count);
        Write(writer, tail.JudgedUntil);
        Write(writer, tail.Deadline);
        Write(writer, tail.Expected);
        Write(writer, tail.ArmedAt);
        Write(writer, tail.FiringSince);
        Write(writer, tail.BehindFrom);
        Write(writer, tail.Points);
        writer.Flush();
        return bytes.ToArray();
    }

    /// <exception cref="InvalidDataException">Not what <see cref="Encode(SeriesTail)"/> wrote.</exception>
    public static SeriesTail DecodeTail(string measure, byte[] bytes) => Decode(bytes, reader => new SeriesTail
    {
        Measure = measure,
        Count = reader.ReadInt64(),
        JudgedUntil = ReadTime(reader),
        Deadline = ReadTime(reader),
        Expected = ReadTime(reader),
        ArmedAt = ReadTime(reader),
        FiringSince = ReadTime(reader),
        BehindFrom = ReadTime(reader),
        Points = ReadPoints(reader),
    });

    public static byte[] Encode(SeriesChunk chunk)
    {
        using MemoryStream bytes = new();
        using BinaryWriter writer = new(bytes, Encoding.UTF8);
        writer.Write(Version);
        Write(writer, chunk.StateAfter);
        Write(writer, chunk.Points);
        writer.Flush();
        return bytes.ToArray();
    }

    /// <exception cref="InvalidDataException">Not what <see cref="Encode(SeriesChunk)"/> wrote.</exception>
    public static SeriesChunk DecodeChunk(string measure, byte[] bytes) => Decode(bytes, reader =>
    {
        byte[] state = reader.ReadBytes(reader.ReadInt32());
        return new SeriesChunk(measure, ReadPoints(reader), state);
    });

    private static T Decode<T>(byte[] bytes, Func<BinaryReader, T> read)
    {
        using BinaryReader reader = new(new MemoryStream(bytes), Encoding.UTF8);
        try
        {
            byte version = reader.ReadByte();
            return version == Version ? read(reader) : throw new InvalidDataException($"series layout {version}, this build reads {Version}");
        }
        catch (EndOfStreamException e)
        {
            throw new InvalidDataException("series bytes end too early", e);
        }
    }

    private static void Write(BinaryWriter writer, DateTimeOffset? time) => writer.Write(time?.UtcTicks ?? 0);

    private static DateTimeOffset? ReadTime(BinaryReader reader) =>
        reader.ReadInt64() is var ticks && ticks == 0 ? null : new DateTimeOffset(ticks, TimeSpan.Zero);

    private static void Write(BinaryWriter writer, byte[] bytes)
    {
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }

    private static void Write(BinaryWriter writer, IReadOnlyList<SeriesPoint> points)
    {
        writer.Write(points.Count);
        foreach (SeriesPoint point in points)
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
            }
        }
    }

    private static Mark MarkOf(SeriesPoint point) =>
        (point.Late ? Mark.Late : 0) | (point.Restated ? Mark.Restated : 0) | (point.Ref is null ? 0 : Mark.Ref)
        | (point.Judgement is { } j ? Mark.Judged | (j.Anomalous ? Mark.Anomalous : 0) | (j.Alert ? Mark.Alert : 0) | (j.Expected is null ? 0 : Mark.Expected) : 0);

    private static SeriesPoint[] ReadPoints(BinaryReader reader)
    {
        SeriesPoint[] points = new SeriesPoint[reader.ReadInt32()];
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
                Judgement = mark.HasFlag(Mark.Judged) ? ReadJudgement(reader, mark) : null,
            };
        }

        return points;
    }

    private static Judgement ReadJudgement(BinaryReader reader, Mark mark)
    {
        float score = reader.ReadSingle();
        bool banded = mark.HasFlag(Mark.Expected);
        double? expected = banded ? reader.ReadDouble() : null;
        double? lower = banded ? Known(reader.ReadDouble()) : null;
        double? upper = banded ? Known(reader.ReadDouble()) : null;
        return new(score, mark.HasFlag(Mark.Anomalous), mark.HasFlag(Mark.Alert), expected, lower, upper);
    }

    private static double? Known(double value) => double.IsNaN(value) ? null : value;
}
