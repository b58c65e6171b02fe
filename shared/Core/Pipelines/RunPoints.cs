using Observability.Core.Ingestion;
using Observability.Core.Primitives;
using Observability.Core.Series;

namespace Observability.Core.Pipelines;

/// <summary>The values that a run adds to series: of its job when it starts and ends, of the datasets it wrote when it went well.</summary>
public static class RunPoints
{
    /// <remarks>
    /// A run that fills old days (backfill) or was started by hand says nothing of schedule, usual duration or usual volume. A cancelled run is neither good nor
    /// bad. A run that wrote 0 rows brought its dataset nothing new.
    /// </remarks>
    public static IEnumerable<(Subject Subject, string Measure, SeriesPoint Point)> Of(Run run)
    {
        ulong id = ContentHash.Of64(run.Job.Text + "\n" + run.RunId);
        bool usual = run.Cause?.Value is not (RunCause.Backfill or RunCause.Manual);
        if (run.StartSaid is { } start && usual && run.Attempt is null or <= 1)
        {
            yield return (run.Job, Measures.Start, new(run.StartSaid ?? run.FirstEvent, 1, id, run.RunId));
        }

        if (run.Ended is not { } ended || run.State is not (RunState.Succeeded or RunState.Failed))
        {
            yield break;
        }

        yield return (run.Job, Measures.Failed, new(ended, run.State == RunState.Failed ? 1 : run.MayBeRetry ? Measures.WellAgain : 0, id, run.RunId));
        if (run.State == RunState.Failed || !usual)
        {
            yield break;
        }

        if (run.StartSaid is not null)
        {
            yield return (run.Job, Measures.Duration, new(ended, run.Duration!.Value.TotalSeconds, id, run.RunId));
        }

        foreach (DatasetWrite write in run.Outputs.Items)
        {
            long? rows = write.Rows ?? (run.Outputs.Items.Count == 1 ? run.Rows : null);
            long? bytes = write.Bytes ?? (run.Outputs.Items.Count == 1 ? run.Bytes : null);
            foreach ((string measure, SeriesPoint point) in OfUpdate(ended, rows, bytes, id, run.RunId))
            {
                yield return (write.Dataset, measure, point);
            }
        }
    }

    /// <summary>The values that new data in a dataset adds.</summary>
    public static IEnumerable<(string Measure, SeriesPoint Point)> OfUpdate(DateTimeOffset time, long? rows, long? bytes, ulong id, string? name)
    {
        if (rows is not 0)
        {
            yield return (Measures.Arrival, new(time, 1, id, name));
        }

        if (rows is { } counted)
        {
            yield return (Measures.Rows, new(time, counted, id, name));
        }

        if (bytes is { } size)
        {
            yield return (Measures.Bytes, new(time, size, id, name));
        }
    }
}
