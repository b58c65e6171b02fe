using Observability.Core.Ingestion;
using Observability.Core.Series;
using Observability.Core.Storage;

namespace Observability.Core.Pipelines;

/// <summary>Index rows of runs in few bytes, since each run has two for as long as it is kept: job, id and start stand in the key, the rest in one property.</summary>
/// <remarks>Layout: version, state, cause, which of the following there are; attempt, end and schedule in UTC ticks, rows, parent's id.</remarks>
internal static class RunSummaryRow
{
    private const string Name = "S";
    private const byte Version = 1;

    [Flags]
    private enum Has : byte
    {
        None = 0,
        Attempt = 1,
        Ended = 2,
        Scheduled = 4,
        Rows = 8,
        Parent = 16,
    }

    public static Dictionary<string, object> Values(Run run)
    {
        Dictionary<string, object> values = new() { [Name] = Bytes(RunSummary.Of(run)) };
        AddHashed(values, "Job", run.Job.Text);
        AddHashed(values, "RunId", run.RunId);
        return values;
    }

    /// <summary>Of the runs of one job: <c>t,TIME,RUN</c> in its partition.</summary>
    public static RunSummary OfJob(Row row) =>
        row.Key.Split(KeyCodec.Separator) is [_, var time, var id] ? Read(row, KeyCodec.Decode(row.Partition), time, KeyCodec.Decode(id)) : throw NoKey(row);

    /// <summary>Of the runs of a day: <c>TIME,JOB,RUN</c>.</summary>
    public static RunSummary Recent(Row row) =>
        row.Key.Split(KeyCodec.Separator) is [var time, var job, var id] ? Read(row, KeyCodec.Decode(job), time, KeyCodec.Decode(id)) : throw NoKey(row);

    private static byte[] Bytes(RunSummary run)
    {
        ByteWriter writer = new(48);
        writer.Write(Version);
        writer.Write((byte)run.State);
        writer.Write((byte)run.Cause);
        writer.Write((byte)((run.Attempt == 0 ? 0 : Has.Attempt) | (run.Ended is null ? 0 : Has.Ended) | (run.Scheduled is null ? 0 : Has.Scheduled) | (run.Rows is null ? 0 : Has.Rows) | (run.ParentRunId is null ? 0 : Has.Parent)));
        if (run.Attempt != 0)
        {
            writer.Write(run.Attempt);
        }

        foreach (long one in new[] { run.Ended?.UtcTicks, run.Scheduled?.UtcTicks, run.Rows }.OfType<long>())
        {
            writer.Write(one);
        }

        if (run.ParentRunId is { } parent)
        {
            writer.Write(parent);
        }

        return writer.ToArray();
    }

    private static RunSummary Read(Row row, string? job, string time, string? id)
    {
        ByteReader reader = new((byte[])row.Values[Name]);
        if (reader.ReadByte() is var version and not Version)
        {
            throw new InvalidDataException($"{row.Partition}/{row.Key}: layout {version}, this build reads {Version}");
        }

        RunState state = (RunState)reader.ReadByte();
        RunCause cause = (RunCause)reader.ReadByte();
        Has has = (Has)reader.ReadByte();
        int attempt = has.HasFlag(Has.Attempt) ? reader.ReadInt32() : 0;
        DateTimeOffset? ended = has.HasFlag(Has.Ended) ? new(reader.ReadInt64(), TimeSpan.Zero) : null;
        return new(new(job ?? (string)row.Values["Job"]), id ?? (string)row.Values["RunId"], state, KeyTime.FromReverse(time), ended)
        {
            Attempt = attempt,
            Cause = cause,
            Scheduled = has.HasFlag(Has.Scheduled) ? new(reader.ReadInt64(), TimeSpan.Zero) : null,
            Rows = has.HasFlag(Has.Rows) ? reader.ReadInt64() : null,
            ParentRunId = has.HasFlag(Has.Parent) ? reader.ReadString() : null,
        };
    }

    private static InvalidDataException NoKey(Row row) => new($"{row.Partition}/{row.Key}: not the key of a run");

    private static void AddHashed(Dictionary<string, object> values, string name, string text)
    {
        if (KeyCodec.IsHashed(KeyCodec.Encode(text)))
        {
            values[name] = text;
        }
    }
}
